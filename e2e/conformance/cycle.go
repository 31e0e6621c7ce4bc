package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"sync/atomic"
	"syscall"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
)

const (
	hostLabel = "kubernetes.io/hostname"
	zoneLabel = "topology.kubernetes.io/zone"
	namespace = "sched-0"
)

// A cycler is kube-scheduler's scheduling cycle in process: snapshot, PreFilter, Filter over as many nodes as the percentage
// of nodes to score says, PreScore, Score, the best node, and the pod assumed there. No API server, no queue, no binding.
type cycler struct {
	framework.Framework
	cache      cache.Cache
	snapshot   *cache.Snapshot
	percentage int
	next       int
	feasible   int
}

type cycleResult struct {
	Shape         string  `json:"shape"`
	Nodes         int     `json:"nodes"`
	Pods          int     `json:"pods"`
	Placed        int     `json:"placed"`
	Percentage    int     `json:"percentageOfNodesToScore"`
	MeanFeasible  int     `json:"meanFeasible"`
	MicrosPerPod  float64 `json:"microsPerPod"`
	CPUMicrosEach float64 `json:"cpuMicrosPerPod"`
}

// timeCycles places pods of one shape and says how long each took, as JSON on one line.
func timeCycles(arguments []string, out io.Writer) error {
	flags := flag.NewFlagSet("cycle", flag.ContinueOnError)
	shape := flags.String("shape", "basic", "basic, spread, anti-affinity, affinity or node-affinity")
	nodes := flags.Int("nodes", 5000, "number of nodes")
	before := flags.Int("before", 1000, "pods placed before the clock starts")
	pods := flags.Int("pods", 1000, "pods that are timed")
	percentage := flags.Int("percentage", 0, "percentage of nodes to score; 0 is kube-scheduler's own choice")
	parallelism := flags.Int("parallelism", 16, "workers, as kube-scheduler's own default")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c, err := newCycler(ctx, *percentage, *parallelism)
	if err != nil {
		return err
	}
	for i := 0; i < *nodes; i++ {
		c.cache.AddNode(klog.Background(), cycleNode(i, *shape))
	}
	earlier := *shape
	if earlier == "spread" {
		earlier = "basic"
	}
	for i := 0; i < *before; i++ {
		if _, err := c.place(ctx, cyclePod(fmt.Sprintf("before-%d", i), earlier)); err != nil {
			return err
		}
	}
	c.feasible = 0
	placed := 0
	start, startCPU := time.Now(), cpuTime()
	for i := 0; i < *pods; i++ {
		ok, err := c.place(ctx, cyclePod(fmt.Sprintf("timed-%d", i), *shape))
		if err != nil {
			return err
		}
		if ok {
			placed++
		}
	}
	wall, cpu := time.Since(start), cpuTime()-startCPU
	return json.NewEncoder(out).Encode(cycleResult{
		Shape: *shape, Nodes: *nodes, Pods: *pods, Placed: placed, Percentage: *percentage, MeanFeasible: c.feasible / *pods,
		MicrosPerPod:  float64(wall.Microseconds()) / float64(*pods),
		CPUMicrosEach: float64(cpu.Microseconds()) / float64(*pods),
	})
}

// cpuTime is what all threads of this process have used.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func newCycler(ctx context.Context, percentage, parallelism int) (*cycler, error) {
	defaults, err := latest.Default()
	if err != nil {
		return nil, err
	}
	client := fake.NewSimpleClientset()
	c := &cycler{cache: cache.New(ctx, 0, nil), snapshot: cache.NewEmptySnapshot(), percentage: percentage}
	c.Framework, err = newFramework(ctx, frameworkruntime.Registry(plugins.NewInTreeRegistry()), &defaults.Profiles[0], client,
		scheduler.NewInformerFactory(client, 0), c.snapshot, nominations{}, parallelism)
	return c, err
}

// place runs one cycle for a pod and says whether a node was found.
func (c *cycler) place(ctx context.Context, pod *v1.Pod) (bool, error) {
	if err := c.cache.UpdateSnapshot(klog.Background(), c.snapshot); err != nil {
		return false, err
	}
	state := framework.NewCycleState()
	if _, status, _ := c.RunPreFilterPlugins(ctx, state, pod); !status.IsSuccess() {
		return false, status.AsError()
	}
	feasible, err := c.filter(ctx, state, pod)
	if err != nil || len(feasible) == 0 {
		return false, err
	}
	c.feasible += len(feasible)
	if status := c.RunPreScorePlugins(ctx, state, pod, feasible); !status.IsSuccess() {
		return false, status.AsError()
	}
	scores, status := c.RunScorePlugins(ctx, state, pod, feasible)
	if !status.IsSuccess() {
		return false, status.AsError()
	}
	best, ties := scores[0], 1
	for _, score := range scores[1:] {
		if score.TotalScore > best.TotalScore {
			best, ties = score, 1
		} else if score.TotalScore == best.TotalScore {
			// As kube-scheduler does, a random one of equals.
			if ties++; rand.Intn(ties) == 0 {
				best = score
			}
		}
	}
	assumed := pod.DeepCopy()
	assumed.Spec.NodeName = best.Name
	return true, c.cache.AssumePod(klog.Background(), assumed)
}

// filter finds as many feasible nodes as are to be scored, from behind where the last search ended.
func (c *cycler) filter(ctx context.Context, state fwk.CycleState, pod *v1.Pod) ([]fwk.NodeInfo, error) {
	all, err := c.snapshot.NodeInfos().List()
	if err != nil {
		return nil, err
	}
	wanted := c.wanted(len(all))
	feasible := make([]fwk.NodeInfo, wanted)
	var found, looked atomic.Int32
	enough, stop := context.WithCancel(ctx)
	defer stop()
	c.Parallelizer().Until(enough, len(all), func(i int) {
		node := all[(c.next+i)%len(all)]
		looked.Add(1)
		if c.RunFilterPluginsWithNominatedPods(enough, state, pod, node).IsSuccess() {
			if place := int(found.Add(1)); place <= wanted {
				feasible[place-1] = node
			} else {
				stop()
			}
		}
	}, metrics.Filter)
	c.next = (c.next + int(looked.Load())) % len(all)
	return feasible[:min(wanted, int(found.Load()))], nil
}

// wanted is how many feasible nodes kube-scheduler looks for among so many.
func (c *cycler) wanted(nodes int) int {
	percentage := c.percentage
	if percentage == 0 {
		percentage = max(5, 50-nodes/125)
	}
	if nodes < 100 || percentage >= 100 {
		return nodes
	}
	return max(100, nodes*percentage/100)
}

func cycleNode(number int, shape string) *v1.Node {
	name := fmt.Sprintf("node-%d", number)
	zone := "zone1"
	if shape == "spread" {
		zone = fmt.Sprintf("moon-%d", number%3+1)
	}
	offered := v1.ResourceList{
		v1.ResourceCPU: resource.MustParse("4"), v1.ResourceMemory: resource.MustParse("32Gi"), v1.ResourcePods: resource.MustParse("110"),
	}
	return &v1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{hostLabel: name, zoneLabel: zone}},
		Status:     v1.NodeStatus{Capacity: offered, Allocatable: offered},
	}
}

func cyclePod(name, shape string) *v1.Pod {
	requests := v1.ResourceList{v1.ResourceCPU: resource.MustParse("100m"), v1.ResourceMemory: resource.MustParse("500Mi")}
	pod := &v1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace, UID: types.UID(name), Labels: map[string]string{"color": "blue"}},
		Spec: v1.PodSpec{SchedulerName: "default-scheduler", Containers: []v1.Container{{
			Name: "pause", Image: "registry.k8s.io/pause:3.10.1", Resources: v1.ResourceRequirements{Requests: requests},
		}}},
	}
	own := &metav1.LabelSelector{MatchLabels: pod.Labels}
	switch shape {
	case "spread":
		pod.Spec.TopologySpreadConstraints = []v1.TopologySpreadConstraint{
			{MaxSkew: 5, TopologyKey: zoneLabel, WhenUnsatisfiable: v1.DoNotSchedule, LabelSelector: own},
		}
	case "anti-affinity":
		pod.Spec.Affinity = &v1.Affinity{PodAntiAffinity: &v1.PodAntiAffinity{
			RequiredDuringSchedulingIgnoredDuringExecution: []v1.PodAffinityTerm{{LabelSelector: own, TopologyKey: hostLabel}},
		}}
	case "affinity":
		pod.Spec.Affinity = &v1.Affinity{PodAffinity: &v1.PodAffinity{
			RequiredDuringSchedulingIgnoredDuringExecution: []v1.PodAffinityTerm{{LabelSelector: own, TopologyKey: zoneLabel}},
		}}
	case "node-affinity":
		pod.Spec.Affinity = &v1.Affinity{NodeAffinity: &v1.NodeAffinity{
			RequiredDuringSchedulingIgnoredDuringExecution: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{{
				MatchExpressions: []v1.NodeSelectorRequirement{
					{Key: zoneLabel, Operator: v1.NodeSelectorOpIn, Values: []string{"zone1", "zone2"}},
				},
			}}},
		}}
	}
	return pod
}
