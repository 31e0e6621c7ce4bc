package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.named;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random cases: a cluster, pods on it, a pod to be placed. The same seed and number give the same case. */
final class RandomCases {

    private static final int NODES = 10;
    private static final int PODS = 25;
    private static final int MANY_TAINTS = 300;
    private static final int KINDS = 15;
    /** Keeps the draws of workloads apart from those of cases. */
    private static final long WORKLOADS = 1L << 40;

    private final long seed;
    private final boolean preemption;

    RandomCases(long seed) {
        this(seed, false);
    }

    /** @param preemption whether pods have to leave for others */
    RandomCases(long seed, boolean preemption) {
        this.seed = seed;
        this.preemption = preemption;
    }

    /** The case with a number, in the form of the vectors. */
    Map<String, Object> get(int number) {
        RandomJson random = new RandomJson(seed * 1_000_003L + number);
        RandomPods pods = new RandomPods(random);
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (int i = 1 + random.below(NODES); i > 0; i--) {
            nodes.add(node(random, "n" + nodes.size()));
        }
        List<Map<String, Object>> bound = new ArrayList<>();
        for (int i = random.below(preemption ? 3 * PODS : PODS); i > 0; i--) {
            Map<String, Object> pod = random.chance(85) ? pods.modest() : pods.demanding();
            part(pod, "spec").put("nodeName", "n" + random.below(nodes.size()));
            if (random.chance(10)) {
                pods.resize(pod);
            }
            bound.add(pod);
        }
        Map<String, Object> pod = pods.demanding();
        if (random.chance(3)) {
            part(pod, "spec").put("nodeName", "n" + random.below(NODES));
        }
        List<Object> objects = new ArrayList<>();
        addNamespaces(random, objects);
        if (random.chance(preemption ? 12 : 40)) {
            new RandomStorage(random, objects).addTo(nodes, bound, pod);
        }
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("name", "fresh-" + seed + "-" + number);
        question.put("nodes", nodes);
        question.put("pods", bound);
        question.put("pod", pod);
        question.put("objects", objects);
        if (preemption) {
            new RandomPreemption(random, pods).bend(question, bound, pod, nodes.size());
        } else if (random.chance(25)) {
            question.put("config", new RandomConfig(random).get());
        }
        return question;
    }

    /**
     * A cluster and the pods that come to it.
     *
     * @param question nodes and objects, in the form of the vectors
     * @param pods the pods in their order, several of each kind
     */
    record Workload(Map<String, Object> question, List<Map<String, Object>> pods) {}

    /** The workload with a number. */
    Workload workload(int number, int count) {
        RandomJson random = new RandomJson(seed * 1_000_003L + number + WORKLOADS);
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (int i = NODES + random.below(2 * NODES); i > 0; i--) {
            nodes.add(node(random, "n" + nodes.size()));
        }
        List<Object> objects = new ArrayList<>();
        addNamespaces(random, objects);
        RandomPods made = new RandomPods(random);
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (int i = 0; i < KINDS; i++) {
            Map<String, Object> kind = random.chance(60) ? made.modest() : made.demanding();
            part(kind, "metadata").remove("deletionTimestamp");
            kinds.add(kind);
        }
        List<Map<String, Object>> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> kind = kinds.get(random.below(KINDS));
            Map<String, Object> metadata = new LinkedHashMap<>(part(kind, "metadata"));
            metadata.put("name", "w" + i);
            metadata.put("uid", "uid-w" + i);
            Map<String, Object> pod = new LinkedHashMap<>(kind);
            pod.put("metadata", metadata);
            pod.put("spec", new LinkedHashMap<>(part(kind, "spec")));
            pods.add(pod);
        }
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("name", "workload-" + seed + "-" + number);
        question.put("nodes", nodes);
        question.put("objects", objects);
        return new Workload(question, pods);
    }

    static Map<String, Object> node(RandomJson random, String name) {
        Map<String, Object> node = named("v1", "Node", name);
        Map<String, Object> labels = part(part(node, "metadata"), "labels");
        put(random, labels, 95, RandomJson.HOST, name);
        put(random, labels, 85, RandomJson.ZONE, random.pick("z1", "z2", "z3"));
        put(random, labels, 70, RandomJson.REGION, random.pick("east", "west"));
        put(random, labels, 60, "rack", random.pick("r1", "r2", "r3"));
        put(random, labels, 60, "disk", random.pick("ssd", "hdd"));
        put(random, labels, 50, "size", random.pick("1", "5", "10", "-3", "many", "007"));
        Map<String, Object> spec = part(node, "spec");
        if (random.chance(8)) {
            spec.put("unschedulable", true);
        }
        if (random.chance(35)) {
            int most = random.chance(5) ? MANY_TAINTS : 4;
            list(spec, "taints").addAll(random.some(most, random::taint));
        }
        Map<String, Object> allocatable = object(
                "cpu", random.pick("4", "8", "2500m", "16"),
                "memory", random.pick("8Gi", "16Gi", "7999M", "33333333333"),
                "pods", random.pick("110", "110", "5"),
                "ephemeral-storage", "100Gi");
        put(random, allocatable, 40, "example.com/gpu", String.valueOf(random.below(5)));
        put(random, allocatable, 20, "hugepages-2Mi", "8Mi");
        List<Map<String, Object>> images = random.some(
                6,
                () -> object(
                        "names",
                        List.of(random.image(), random.image()),
                        "sizeBytes",
                        (long) random.below(1500) << 20));
        node.put("status", object("allocatable", allocatable, "capacity", allocatable, "images", images));
        return node;
    }

    private static void put(RandomJson random, Map<String, Object> map, int percent, String key, String value) {
        if (random.chance(percent)) {
            map.put(key, value);
        }
    }

    private static void addNamespaces(RandomJson random, List<Object> objects) {
        for (String name : RandomJson.NAMESPACES) {
            if (random.chance(85)) {
                Map<String, Object> namespace = named("v1", "Namespace", name);
                part(namespace, "metadata").put("labels", object("team", random.pick("x", "y")));
                objects.add(namespace);
            }
            if (random.chance(30)) {
                Map<String, Object> service = named("v1", "Service", "s-" + name);
                part(service, "metadata").put("namespace", name);
                service.put("spec", object("selector", object("app", random.pick("a", "b"))));
                objects.add(service);
            }
            if (random.chance(10)) {
                objects.add(controller(random, name));
            }
        }
    }

    /** One of those by whose selectors pods without constraints are spread. */
    private static Map<String, Object> controller(RandomJson random, String namespace) {
        String kind = random.pick("ReplicaSet", "StatefulSet", "ReplicationController");
        boolean old = kind.equals("ReplicationController");
        Map<String, Object> controller = named(old ? "v1" : "apps/v1", kind, "rs");
        part(controller, "metadata").put("namespace", namespace);
        controller.put("spec", object("selector", old ? object("app", random.pick("a", "b")) : random.selector()));
        return controller;
    }
}
