package io.plimsoll.benchmarks;

import static io.plimsoll.benchmarks.PodTemplates.HERE;
import static io.plimsoll.benchmarks.PodTemplates.HOST;
import static io.plimsoll.benchmarks.PodTemplates.TEAM;
import static io.plimsoll.benchmarks.PodTemplates.USUAL;
import static io.plimsoll.benchmarks.PodTemplates.ZONE;
import static io.plimsoll.benchmarks.PodTemplates.basic;
import static io.plimsoll.benchmarks.PodTemplates.pod;
import static io.plimsoll.benchmarks.PodTemplates.spread;
import static io.plimsoll.benchmarks.PodTemplates.withTerm;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.Taint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Workloads in the shapes and sizes of scheduler_perf, the benchmark of kube-scheduler (version 1.34). Where it says how
 * many pods a second must be placed and how often something happens meanwhile, that happens here every so many pods.
 */
final class KubernetesWorkloads {

    private static final long MEMORY = 32L << 30;

    private KubernetesWorkloads() {}

    /** All of them, the plain one first. */
    static List<KubernetesWorkload> all() {
        List<KubernetesWorkload> all = new ArrayList<>();
        all.add(named("basic").nodes(5_000, zones("")).before(1_000, basic()).timed(10_000, basic()));
        addNodeRules(all);
        addPodAffinity(all);
        addSpreading(all);
        addOthers(all);
        return all;
    }

    private static void addNodeRules(List<KubernetesWorkload> all) {
        PodSpec inZones = pod(
                "default",
                "",
                USUAL,
                ("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                                + " [{matchExpressions: [{key: %s, operator: In, values: [zone1, zone2]}]}]}}}")
                        .formatted(ZONE));
        all.add(named("node affinity")
                .nodes(5_000, zones("zone1"))
                .before(5_000, inZones)
                .timed(10_000, inZones));
        all.add(named("taints")
                .nodes(4_000, zones(""))
                .nodes(1_000, tainted())
                .before(1_000, basic())
                .timed(10_000, basic()));
        PodSpec port = pod("default", "", USUAL, "containerPort: 80, hostPort: 8080", "");
        all.add(named("host ports").nodes(5_000, zones("")).before(500, port).timed(4_000, port));
    }

    private static void addPodAffinity(List<KubernetesWorkload> all) {
        for (boolean must : List.of(false, true)) {
            for (boolean anti : List.of(false, true)) {
                String key = must && !anti ? ZONE : HOST;
                String colour = must ? (anti ? "green" : "blue") : (anti ? "yellow" : "red");
                boolean alone = must && anti;
                all.add(named((must ? "required" : "preferred") + (anti ? " anti-affinity" : " affinity"))
                        .nodes(5_000, zones(must && !anti ? "zone1" : ""))
                        .before(alone ? 1_000 : 5_000, withTerm("sched-0", colour, must, anti, key, HERE))
                        .timed(alone ? 2_000 : 5_000, withTerm("sched-1", colour, must, anti, key, HERE)));
            }
        }
        TreeMap<String, java.util.SortedMap<String, String>> namespaces = new TreeMap<>();
        PodSpec[] others = new PodSpec[100];
        for (int i = 0; i < others.length; i++) {
            namespaces.put("init-" + i, new TreeMap<>(Map.of("team", "devops")));
            others[i] = withTerm("init-" + i, "green", true, true, HOST, TEAM);
        }
        namespaces.put("measured", new TreeMap<>(Map.of("team", "devops")));
        all.add(named("anti-affinity, namespaces")
                .objects(ClusterObjects.NONE.withNamespaces(namespaces))
                .nodes(6_000, zones(""))
                .before(4_000, others)
                .timed(2_000, withTerm("measured", "green", true, true, HOST, TEAM)));
    }

    private static void addSpreading(List<KubernetesWorkload> all) {
        for (boolean must : List.of(true, false)) {
            all.add(named("spread, " + (must ? "required" : "preferred"))
                    .nodes(5_000, zones("moon-1", "moon-2", "moon-3"))
                    .before(5_000, basic())
                    .timed(5_000, spread("default", "blue", must)));
        }
        all.add(named("spread, system default")
                .objects(services(1))
                .nodes(5_000, zones("moon-1", "moon-2", "moon-3"))
                .before(5_000, basic())
                .timed(50_000, ofServices(1)));
        all.add(named("node inclusion policy")
                .nodes(4_000, zones(""))
                .nodes(1_000, tainted())
                .timed(
                        4_000,
                        pod(
                                "default",
                                "foo: bar",
                                USUAL,
                                ("topologySpreadConstraints: [{maxSkew: 1, topologyKey: %s, whenUnsatisfiable:"
                                                + " DoNotSchedule, nodeAffinityPolicy: Honor, nodeTaintsPolicy: Honor,"
                                                + " labelSelector: {matchLabels: {foo: bar}}}]")
                                        .formatted(HOST))));
    }

    private static void addOthers(List<KubernetesWorkload> all) {
        PodSpec[] devices = new PodSpec[10];
        Arrays.setAll(devices, i -> pod("default", "", "{example.com/device-%d: 1}".formatted(i), ""));
        all.add(named("extended resources")
                .nodes(5_000, KubernetesWorkloads::withDevice)
                .timed(5_000, devices));
        PodSpec[] ofNamespaces = new PodSpec[10];
        Arrays.setAll(ofNamespaces, i -> pod("namespace-" + i, "app: perf", USUAL, ""));
        all.add(named("10 namespaces")
                .nodes(5_000, zones(""))
                .before(1_000, basic())
                .timed(10_000, ofNamespaces));
        all.add(named("10 services")
                .objects(services(10))
                .nodes(5_000, zones("moon-1", "moon-2", "moon-3"))
                .before(5_000, basic())
                .timed(10_000, ofServices(10)));
        PodSpec tooLarge = pod("default", "", "{cpu: 9, memory: 500Mi}", "priority: 10");
        all.add(named("unschedulable between")
                .nodes(5_000, zones(""))
                .before(100, basic())
                .timed(10_000, basic())
                .meanwhile(50, (scene, time) -> scene.place(scene.arrive(tooLarge))));
        all.add(named("churn").nodes(5_000, zones("")).timed(10_000, basic()).meanwhile(250, new Churn(tooLarge)));
        PodSpec light = pod("default", "", "{}", "");
        all.add(named("gates")
                .nodes(
                        1,
                        number -> NodeSpec.of("node-" + number, Resources.allocatable(4_000, MEMORY, 90_000))
                                .withLabels(Map.of(HOST, "node-" + number)))
                .before(20_000, light)
                .gated(10_000, light)
                .timed(20_000, light)
                .meanwhile(3, (scene, time) -> scene.removeEarlier()));
        PodSpec high = pod("default", "", "{cpu: 3, memory: 500Mi}", "priority: 10");
        all.add(named("preemption")
                .nodes(5_000, zones(""))
                .before(20_000, pod("default", "", "{cpu: 900m, memory: 500Mi}", ""))
                .timed(5_000, basic())
                .meanwhile(32, (scene, time) -> scene.placeOrPreempt(scene.arrive(high))));
        String sched = "sched-0";
        all.add(named("mixed")
                .nodes(5_000, zones("zone1"))
                .before(2_000, basic())
                .before(2_000, withTerm(sched, "blue", true, false, ZONE, HERE))
                .before(2_000, withTerm(sched, "green", true, true, HOST, HERE))
                .before(2_000, withTerm(sched, "red", false, false, HOST, HERE))
                .before(2_000, withTerm(sched, "yellow", false, true, HOST, HERE))
                .timed(5_000, pod(sched, "", USUAL, "")));
    }

    /** A node without room, a pod that fits nowhere and a service that means nobody go and come again. */
    private static final class Churn implements KubernetesWorkload.Event {

        private static final String NODE = "churn";

        private final PodSpec tooLarge;

        Churn(PodSpec tooLarge) {
            this.tooLarge = tooLarge;
        }

        @Override
        public void happen(KubernetesScene scene, int time) {
            int node = scene.cluster.nodes().find(NODE);
            if (node >= 0) {
                scene.cluster.removeNode(node);
            }
            scene.cluster.addNode(
                    NodeSpec.of(NODE, Resources.allocatable(0, 0, 0)).withLabels(Map.of(HOST, NODE)));
            scene.cluster.setObjects(ClusterObjects.NONE.withSelectors(
                    List.of(service("default", "service-" + time, Map.of("app", "foo")))));
            int pod = scene.arrive(tooLarge);
            scene.place(pod);
            scene.cluster.removePod(pod);
        }
    }

    private static KubernetesWorkload named(String name) {
        return new KubernetesWorkload(name);
    }

    /** Nodes with four cores, a host name, and in turn one of the zones; none where the zone is empty. */
    private static IntFunction<NodeSpec> zones(String... zones) {
        return number -> {
            String name = "node-" + number;
            String zone = zones[number % zones.length];
            Map<String, String> labels = zone.isEmpty() ? Map.of(HOST, name) : Map.of(HOST, name, ZONE, zone);
            return NodeSpec.of(name, Resources.allocatable(4_000, MEMORY, 110)).withLabels(labels);
        };
    }

    private static IntFunction<NodeSpec> tainted() {
        List<Taint> taints = List.of(new Taint("foo", "", Taint.Effect.NO_SCHEDULE));
        return number -> zones("").apply(number).withTaints(taints);
    }

    private static NodeSpec withDevice(int number) {
        NodeSpec node = zones("").apply(number);
        return node.withAllocatable(node.allocatable().withScalars(Map.of("example.com/device-" + number % 10, 1L)));
    }

    /** Services in as many namespaces. */
    private static ClusterObjects services(int count) {
        List<SelectingObject> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            services.add(service("service-" + i, "service", Map.of("app", "perf")));
        }
        return ClusterObjects.NONE.withSelectors(services);
    }

    private static SelectingObject service(String namespace, String name, Map<String, String> labels) {
        return new SelectingObject(SelectingObject.SERVICE, namespace, name, LabelSelector.of(labels));
    }

    /** Pods that ask for nothing, one of each service. */
    private static PodSpec[] ofServices(int count) {
        PodSpec[] pods = new PodSpec[count];
        Arrays.setAll(pods, i -> pod("service-" + i, "app: perf", "{}", ""));
        return pods;
    }
}
