package main

import (
	"context"
	"fmt"
	"sort"
	"time"

	v1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
	clientscheme "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/events"
	"k8s.io/dynamic-resource-allocation/resourceslice/tracker"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	coredefaults "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/scheduler"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/apis/config/latest"
	configscheme "k8s.io/kubernetes/pkg/scheduler/apis/config/scheme"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/dynamicresources"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
	"k8s.io/kubernetes/pkg/scheduler/util/assumecache"
)

// settling is how long the caches behind the informers of volumes and claims are given to see what the informers saw.
const settling = 30 * time.Millisecond

// A kubeScheduler is kube-scheduler's framework over the cluster of one question, with its plugins within reach.
type kubeScheduler struct {
	framework.Framework
	plugins map[string]framework.Plugin
	nodes   []fwk.NodeInfo
	budgets []*policyv1.PodDisruptionBudget
}

// newScheduler makes the scheduler that a question asks. It is of use until the context ends.
func newScheduler(ctx context.Context, q *question) (*kubeScheduler, error) {
	for _, node := range q.Nodes {
		coredefaults.SetObjectDefaults_Node(node)
	}
	coredefaults.SetObjectDefaults_Pod(q.Pod)
	for _, pod := range append(q.Pods[:len(q.Pods):len(q.Pods)], q.Nominated...) {
		coredefaults.SetObjectDefaults_Pod(pod)
	}
	objects, slow, err := decode(q)
	if err != nil {
		return nil, err
	}
	profile, err := profile(q)
	if err != nil {
		return nil, err
	}
	tryEveryNode(profile, len(q.Nodes))
	nominated, err := nominationsOf(q)
	if err != nil {
		return nil, err
	}
	client := fake.NewSimpleClientset(objects...)
	informers := scheduler.NewInformerFactory(client, 0)
	snapshot := cache.NewSnapshot(q.Pods, q.Nodes)

	s := &kubeScheduler{plugins: map[string]framework.Plugin{}}
	for _, object := range objects {
		if budget, ok := object.(*policyv1.PodDisruptionBudget); ok {
			s.budgets = append(s.budgets, budget)
		}
	}
	registry := frameworkruntime.Registry{}
	for name, factory := range plugins.NewInTreeRegistry() {
		registry[name] = func(ctx context.Context, arguments runtime.Object, handle framework.Handle) (framework.Plugin, error) {
			plugin, err := factory(ctx, arguments, handle)
			s.plugins[name] = plugin
			return plugin, err
		}
	}
	s.Framework, err = newFramework(ctx, registry, profile, client, informers, snapshot, nominated, 1)
	if err != nil {
		return nil, err
	}
	if len(objects) > len(q.Nodes) {
		informers.Start(ctx.Done())
		waitForCaches(informers.WaitForCacheSync)
		if slow {
			time.Sleep(settling)
		}
	}
	s.nodes, err = snapshot.NodeInfos().List()
	if err != nil {
		return nil, err
	}
	sort.Slice(s.nodes, func(i, j int) bool { return s.nodes[i].Node().Name < s.nodes[j].Node().Name })
	return s, nil
}

// newFramework makes the plugins of a profile over a snapshot of a cluster.
func newFramework(ctx context.Context, registry frameworkruntime.Registry, profile *config.KubeSchedulerProfile, client kubernetes.Interface,
	informers informers.SharedInformerFactory, snapshot *cache.Snapshot, nominated framework.PodNominator, parallelism int) (framework.Framework, error) {
	// Dynamic resources are allocated by a manager that the plugin cannot do without, claims or not.
	claims := assumecache.NewAssumeCache(klog.Background(), informers.Resource().V1().ResourceClaims().Informer(), "ResourceClaim", "", nil)
	slices, err := tracker.StartTracker(ctx, tracker.Options{SliceInformer: informers.Resource().V1().ResourceSlices(), KubeClient: client})
	if err != nil {
		return nil, err
	}
	return frameworkruntime.NewFramework(ctx, registry, profile,
		frameworkruntime.WithClientSet(client),
		frameworkruntime.WithInformerFactory(informers),
		frameworkruntime.WithSnapshotSharedLister(snapshot),
		frameworkruntime.WithSharedDRAManager(dynamicresources.NewDRAManager(ctx, claims, slices, informers)),
		frameworkruntime.WithEventRecorder(&events.FakeRecorder{}),
		frameworkruntime.WithParallelism(parallelism),
		frameworkruntime.WithPodNominator(nominated),
		frameworkruntime.WithMetricsRecorder(recorder),
	)
}

// decode gives the objects of a question, its nodes among them, and whether some are read through caches of their own.
func decode(q *question) (objects []runtime.Object, slow bool, err error) {
	for _, node := range q.Nodes {
		objects = append(objects, node)
	}
	for i, raw := range q.Objects {
		object, _, err := clientscheme.Codecs.UniversalDeserializer().Decode(raw, nil, nil)
		if err != nil {
			return nil, false, fmt.Errorf("object %d: %w", i, err)
		}
		objects = append(objects, object)
		switch object.(type) {
		case *v1.Namespace, *v1.Service, *v1.ReplicationController, *policyv1.PodDisruptionBudget:
		default:
			slow = true
		}
	}
	return objects, slow, nil
}

func profile(q *question) (*config.KubeSchedulerProfile, error) {
	if len(q.Config) == 0 {
		defaults, err := latest.Default()
		if err != nil {
			return nil, err
		}
		return &defaults.Profiles[0], nil
	}
	object, _, err := configscheme.Codecs.UniversalDecoder().Decode(q.Config, nil, nil)
	if err != nil {
		return nil, err
	}
	configuration, ok := object.(*config.KubeSchedulerConfiguration)
	if !ok || len(configuration.Profiles) == 0 {
		return nil, fmt.Errorf("the configuration must be a KubeSchedulerConfiguration with a profile")
	}
	return &configuration.Profiles[0], nil
}

// waitForCaches looks every millisecond, where the informers themselves would look every hundred.
func waitForCaches[K comparable](synced func(<-chan struct{}) map[K]bool) {
	now := make(chan struct{})
	close(now)
	for {
		done := true
		for _, one := range synced(now) {
			done = done && one
		}
		if done {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

var recorder *metrics.MetricAsyncRecorder

func registerMetrics() {
	metrics.Register()
	recorder = metrics.NewMetricsAsyncRecorder(1000, time.Second, make(chan struct{}))
}
