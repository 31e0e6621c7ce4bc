package main

import (
	"context"
	"fmt"
	"strings"

	v1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/labels"
	corelisters "k8s.io/client-go/listers/core/v1"
	policylisters "k8s.io/client-go/listers/policy/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/defaultpreemption"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/names"
	"k8s.io/kubernetes/pkg/scheduler/framework/preemption"
)

// nominations are the waiting pods of a question that have a node in prospect, by that node.
type nominations map[string][]fwk.PodInfo

func nominationsOf(q *question) (nominations, error) {
	n := nominations{}
	for _, pod := range append([]*v1.Pod{q.Pod}, q.Nominated...) {
		if node := pod.Status.NominatedNodeName; node != "" {
			info, err := framework.NewPodInfo(pod)
			if err != nil {
				return nil, err
			}
			n[node] = append(n[node], info)
		}
	}
	return n, nil
}

func (n nominations) NominatedPodsForNode(node string) []fwk.PodInfo { return n[node] }

// What follows is called when a question is about more than one moment, which none is.

func (n nominations) AddNominatedPod(klog.Logger, fwk.PodInfo, *framework.NominatingInfo) {}
func (n nominations) DeleteNominatedPodIfExists(*v1.Pod)                                  {}
func (n nominations) UpdateNominatedPod(klog.Logger, *v1.Pod, fwk.PodInfo)                {}

// tryEveryNode makes preemption look at all nodes, where a cluster's looks at some, beginning at random.
func tryEveryNode(profile *config.KubeSchedulerProfile, nodes int) {
	for _, one := range profile.PluginConfig {
		if args, ok := one.Args.(*config.DefaultPreemptionArgs); ok {
			args.MinCandidateNodesPercentage = 100
			args.MinCandidateNodesAbsolute = int32(max(nodes, 1))
		}
	}
}

// preempt asks DefaultPreemption about every node, and then which node it takes.
func (c *cycle) preempt(ctx context.Context) {
	plugin, ok := c.plugins[names.DefaultPreemption].(*defaultpreemption.DefaultPreemption)
	if !ok {
		return
	}
	statuses, refused := c.statuses(ctx)
	if !refused {
		for _, node := range c.nodes {
			if status := statuses.Get(node.Node().Name); status.Code() == fwk.Unschedulable {
				victims, violations, status := plugin.SelectVictimsOnNode(ctx, c.state.Clone(), c.pod, node.Snapshot(), c.budgets)
				c.answer.Nodes[node.Node().Name].victims(victims, violations, status)
			}
		}
	}
	if !c.answer.feasible() {
		c.postFilter(ctx, plugin, statuses)
	}
}

func (n *nodeAnswer) victims(victims []*v1.Pod, violations int, status *fwk.Status) {
	said := say(status)
	if status.IsSuccess() {
		said.Reasons = []string{fmt.Sprintf("pdbViolations=%d", violations)}
	}
	n.Preemption = &said
	for _, victim := range victims {
		n.Victims = append(n.Victims, victim.Namespace+"/"+victim.Name)
	}
}

func (a *answer) feasible() bool {
	for _, node := range a.Nodes {
		if node.Feasible {
			return true
		}
	}
	return false
}

// postFilter lets preemption decide as it does when no node was found, but for the eviction.
func (c *cycle) postFilter(ctx context.Context, plugin *defaultpreemption.DefaultPreemption, statuses *framework.NodeToStatus) {
	evaluator := plugin.Evaluator
	pods := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	if err := pods.Add(c.pod); err != nil {
		c.answer.Error = err.Error()
		return
	}
	evaluator.PodLister = corelisters.NewPodLister(pods)
	evaluator.PdbLister = budgetLister(c.budgets)
	evaluator.PreemptPod = func(context.Context, preemption.Candidate, *v1.Pod, *v1.Pod, string) error { return nil }
	result, status := plugin.PostFilter(ctx, c.state, c.pod, statuses)
	if status.Code() == fwk.Error {
		c.answer.Error = "preemption: " + strings.Join(status.Reasons(), ", ")
		return
	}
	c.answer.PostFilter = status.Message()
	if status.IsSuccess() && result != nil && result.NominatingInfo != nil {
		c.answer.Preempts = result.NominatedNodeName
	}
}

// statuses gives what the framework says of every node with nominated pods, and whether the pod is refused as a whole.
func (c *cycle) statuses(ctx context.Context) (*framework.NodeToStatus, bool) {
	statuses := framework.NewDefaultNodeToStatus()
	c.state = framework.NewCycleState()
	listed, status, listing := c.RunPreFilterPlugins(ctx, c.state, c.pod)
	if !status.IsSuccess() {
		statuses.SetAbsentNodesStatus(status)
		return statuses, true
	}
	if !listed.AllNodes() {
		words := fmt.Sprintf("node(s) didn't satisfy plugin(s) %v", listing.UnsortedList())
		statuses.SetAbsentNodesStatus(fwk.NewStatus(fwk.UnschedulableAndUnresolvable, words))
	}
	for _, node := range c.nodes {
		if listed.AllNodes() || listed.NodeNames.Has(node.Node().Name) {
			if status := c.RunFilterPluginsWithNominatedPods(ctx, c.state, c.pod, node); !status.IsSuccess() {
				statuses.Set(node.Node().Name, status)
			}
		}
	}
	return statuses, false
}

// withNominated gives the state and the node as they would be with the pods that the pod must leave room; the same when
// there are none. It is what the framework does, which keeps it to itself, but that every plugin hears of them: the framework stops
// at one that refused the pod before any node was looked at, and asks no other one then.
func (c *cycle) withNominated(ctx context.Context, node fwk.NodeInfo) (fwk.CycleState, fwk.NodeInfo) {
	state, with := c.state, node
	for _, other := range c.NominatedPodsForNode(node.Node().Name) {
		pod := other.GetPod()
		if priority(pod) < priority(c.pod) || pod.UID == c.pod.UID {
			continue
		}
		if with == node {
			state, with = c.state.Clone(), node.Snapshot()
		}
		with.AddPodInfo(other)
		for name, plugin := range c.plugins {
			plugin, ok := plugin.(framework.PreFilterPlugin)
			if ok && plugin.PreFilterExtensions() != nil && !state.GetSkipFilterPlugins().Has(name) {
				plugin.PreFilterExtensions().AddPod(ctx, state, c.pod, other, with)
			}
		}
	}
	return state, with
}

func priority(pod *v1.Pod) int32 {
	if pod.Spec.Priority == nil {
		return 0
	}
	return *pod.Spec.Priority
}

type budgetLister []*policyv1.PodDisruptionBudget

func (b budgetLister) List(labels.Selector) ([]*policyv1.PodDisruptionBudget, error) { return b, nil }

func (b budgetLister) PodDisruptionBudgets(string) policylisters.PodDisruptionBudgetNamespaceLister {
	return nil
}

func (b budgetLister) GetPodPodDisruptionBudgets(*v1.Pod) ([]*policyv1.PodDisruptionBudget, error) {
	return nil, nil
}
