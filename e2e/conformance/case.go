package main

import (
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	fwk "k8s.io/kube-scheduler/framework"
)

// A question is a cluster, a pod to be scheduled and perhaps a configuration: one line of input. With an event, it is whether
// that would be a reason to try the pod again.
type question struct {
	Name    string            `json:"name,omitempty"`
	Nodes   []*v1.Node        `json:"nodes"`
	Pods    []*v1.Pod         `json:"pods"`
	Pod     *v1.Pod           `json:"pod"`
	Objects []json.RawMessage `json:"objects,omitempty"`
	Config  json.RawMessage   `json:"config,omitempty"`
	Event   *happening        `json:"event,omitempty"`
	// Nominated are waiting pods with a status.nominatedNodeName.
	Nominated []*v1.Pod `json:"nominated,omitempty"`
	// Preemption asks for victims, too.
	Preemption bool `json:"preemption,omitempty"`
}

// An answer is what every plugin said: one line of output.
type answer struct {
	Name      string                 `json:"name,omitempty"`
	Error     string                 `json:"error,omitempty"`
	PreFilter map[string]verdict     `json:"preFilter,omitempty"`
	PreScore  map[string]verdict     `json:"preScore,omitempty"`
	Nodes     map[string]*nodeAnswer `json:"nodes,omitempty"`
	Event     string                 `json:"event,omitempty"`
	Best      []string               `json:"best,omitempty"`
	Hints     map[string]bool        `json:"hints,omitempty"`
	// Preempts is the node that preemption takes, one of those that are equally good, PostFilter what it says if none.
	Preempts   string `json:"preempts,omitempty"`
	PostFilter string `json:"postFilter,omitempty"`
}

type nodeAnswer struct {
	Feasible       bool                `json:"feasible"`
	Filter         map[string]verdict  `json:"filter"`
	FirstFailure   *verdict            `json:"firstFailure,omitempty"`
	FirstFailureBy string              `json:"firstFailureBy,omitempty"`
	Score          map[string]oneScore `json:"score,omitempty"`
	Total          *int64              `json:"total,omitempty"`
	Preemption     *verdict            `json:"preemption,omitempty"`
	Victims        []string            `json:"preemptionVictims,omitempty"`
}

type verdict struct {
	Code    string   `json:"code"`
	Reasons []string `json:"reasons,omitempty"`
	Nodes   []string `json:"nodes,omitempty"`
}

type oneScore struct {
	Raw    int64 `json:"raw"`
	Norm   int64 `json:"norm"`
	Weight int64 `json:"weight"`
}

// say turns a status into a verdict. No status at all is success, and has no reasons to ask for.
func say(status *fwk.Status) verdict {
	if status == nil {
		return verdict{Code: fwk.Success.String()}
	}
	return verdict{Code: status.Code().String(), Reasons: status.Reasons()}
}
