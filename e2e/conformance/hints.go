package main

import (
	"context"
	"encoding/json"
	"fmt"

	v1 "k8s.io/api/core/v1"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	coredefaults "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/scheduler/framework"
)

// A happening is something that happened while the pod of the question waited. Old and New are as the informer tells them.
type happening struct {
	Kind string          `json:"kind"`
	Old  json.RawMessage `json:"old,omitempty"`
	New  json.RawMessage `json:"new,omitempty"`
}

// hinter has the plugins that are asked for hints. What they say does not depend on a cluster, so one will do.
var hinter *kubeScheduler

// answerHints says for every plugin whether it would queue the pod of the question again, had it refused it.
func answerHints(q *question) (a *answer) {
	a = &answer{Name: q.Name}
	defer func() {
		if problem := recover(); problem != nil {
			a.Error = fmt.Sprint("panic: ", problem)
		}
	}()
	if hinter == nil {
		s, err := newScheduler(context.Background(), &question{Pod: &v1.Pod{}})
		if err != nil {
			a.Error = err.Error()
			return a
		}
		hinter = s
	}
	coredefaults.SetObjectDefaults_Pod(q.Pod)
	clusterEvents, before, after, err := q.Event.read()
	if err != nil {
		a.Error = err.Error()
		return a
	}
	a.Hints = map[string]bool{}
	for name, plugin := range hinter.plugins {
		if extensions, ok := plugin.(framework.EnqueueExtensions); ok {
			registered, err := extensions.EventsToRegister(context.Background())
			if err != nil {
				a.Error = err.Error()
				return a
			}
			queue, err := queues(registered, clusterEvents, q.Pod, before, after)
			if err != nil {
				a.Error = fmt.Sprintf("hint of %s: %v", name, err)
				return a
			}
			a.Hints[name] = queue
		}
	}
	return a
}

func queues(registered []fwk.ClusterEventWithHint, happened []fwk.ClusterEvent, pod *v1.Pod, before, after any) (bool, error) {
	for _, event := range happened {
		for _, known := range registered {
			if !framework.MatchClusterEvents(known.Event, event) {
				continue
			}
			if known.QueueingHintFn == nil {
				return true, nil
			}
			if hint, err := known.QueueingHintFn(klog.Background(), pod, before, after); err != nil || hint == fwk.Queue {
				return true, err
			}
		}
	}
	return false, nil
}

// read gives the events as which the scheduler's handlers tell what happened, and the objects that go with them.
func (h *happening) read() (happened []fwk.ClusterEvent, before, after any, err error) {
	one := func(event fwk.ClusterEvent) []fwk.ClusterEvent { return []fwk.ClusterEvent{event} }
	switch h.Kind {
	case "NodeAdded", "NodeGone", "NodeChanged":
		var old, now *v1.Node
		if old, err = node(h.Old); err == nil {
			now, err = node(h.New)
		}
		switch {
		case err != nil:
		case h.Kind == "NodeAdded":
			return one(fwk.ClusterEvent{Resource: fwk.Node, ActionType: fwk.Add}), nil, now, nil
		case h.Kind == "NodeGone":
			return one(fwk.ClusterEvent{Resource: fwk.Node, ActionType: fwk.Delete}), old, nil, nil
		default:
			return framework.NodeSchedulingPropertiesChange(now, old), old, now, nil
		}
	case "PodBound", "PodGone", "PodChanged":
		var old, now *v1.Pod
		if old, err = pod(h.Old); err == nil {
			now, err = pod(h.New)
		}
		switch {
		case err != nil:
		case h.Kind == "PodBound":
			return one(framework.EventAssignedPodAdd), nil, now, nil
		case h.Kind == "PodGone":
			return one(framework.EventAssignedPodDelete), old, nil, nil
		default:
			return framework.PodSchedulingPropertiesChange(now, old), old, now, nil
		}
	default:
		err = fmt.Errorf("the kind (%s) of an event must be known", h.Kind)
	}
	return nil, nil, nil, err
}

func node(raw json.RawMessage) (*v1.Node, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	read := &v1.Node{}
	err := json.Unmarshal(raw, read)
	coredefaults.SetObjectDefaults_Node(read)
	return read, err
}

func pod(raw json.RawMessage) (*v1.Pod, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	read := &v1.Pod{}
	err := json.Unmarshal(raw, read)
	coredefaults.SetObjectDefaults_Pod(read)
	return read, err
}
