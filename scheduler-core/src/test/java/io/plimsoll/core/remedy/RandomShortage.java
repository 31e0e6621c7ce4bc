package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.DeviceModelMatch;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.FullnessShape;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.NodeAffinityFilter;
import io.plimsoll.core.rule.NodeAffinityScore;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.rule.ResourceFitScore;
import io.plimsoll.core.rule.SpreadDefaults;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.rule.TaintFilter;
import io.plimsoll.core.rule.WeightedResource;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Small clusters that are nearly full, and pods that want much; amounts are small, so that all of them can be tried. */
final class RandomShortage {

    static final int MOST = 12;

    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final List<String> APPS = List.of("web", "db");
    private static final Taint DEDICATED = new Taint("dedicated", "db", Taint.Effect.NO_SCHEDULE);
    private static final Taint BROKEN = new Taint("broken", "", Taint.Effect.NO_EXECUTE);

    private final Random random;

    RandomShortage(Random random) {
        this.random = random;
    }

    /** The rules of kube-scheduler that a pod of these may run into, and devices. */
    static Scheduler scheduler(Cluster cluster) {
        Profile profile = new Profile(
                "kube",
                List.of(
                        new NodeUnschedulable(),
                        new NodeName(),
                        new TaintFilter(),
                        new NodeAffinityFilter(NodeAffinity.ANY),
                        new HostPortFilter(),
                        new ResourceFit(),
                        new DeviceModelMatch(),
                        new DeviceFit(),
                        new SpreadFilter(SpreadDefaults.NONE),
                        new PodAffinityFilter()),
                List.of(
                        new WeightedScorer(
                                new ResourceFitScore(
                                        FullnessShape.leastAllocated(),
                                        List.of(new WeightedResource("cpu", 1), new WeightedResource("memory", 1))),
                                1),
                        new WeightedScorer(new NodeAffinityScore(NodeAffinity.ANY), 2)),
                NodeChoice.BEST,
                new LowestFit());
        return new Scheduler(cluster, profile, 1);
    }

    /** A cluster on which pods were put wherever they fit, and some where they do not. */
    Cluster cluster() {
        Cluster cluster = new Cluster();
        int nodes = 1 + random.nextInt(6);
        for (int i = 0; i < nodes; i++) {
            cluster.addNode(node("n" + i));
        }
        Scheduler scheduler = scheduler(cluster);
        for (int i = random.nextInt(5 * nodes); i > 0; i--) {
            PodSpec spec = pod("resident-" + i);
            int pod = cluster.addPod(spec);
            int node = scheduler.schedule(pod);
            if (node == Scheduler.UNSCHEDULABLE && spec.devices().count() == 0 && random.nextInt(4) == 0) {
                cluster.bind(pod, random.nextInt(nodes), 0);
            }
        }
        return cluster;
    }

    /** Some pods that wait have a node in prospect. */
    void nominate(Cluster cluster) {
        for (int i = random.nextInt(4); i > 0; i--) {
            int pod = cluster.addPod(pod("nominated-" + i).withPriority(random.nextInt(3) - 1));
            cluster.nominate(pod, random.nextInt(cluster.nodes().count()));
        }
    }

    private NodeSpec node(String name) {
        TreeMap<String, String> labels = new TreeMap<>(Map.of("kubernetes.io/hostname", name));
        if (random.nextInt(5) > 0) {
            labels.put("zone", any(ZONES));
        }
        if (random.nextBoolean()) {
            labels.put("disk", random.nextBoolean() ? "ssd" : "hdd");
        }
        List<Taint> taints = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            taints.add(DEDICATED);
        }
        if (random.nextInt(8) == 0) {
            taints.add(BROKEN);
        }
        List<DeviceSpec> devices = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            devices.add(new DeviceSpec(random.nextBoolean() ? "T4" : "A100", DeviceSpec.WHOLE));
        }
        Resources allocatable = new Resources(
                1 + random.nextInt(MOST),
                1 + random.nextInt(MOST),
                1 + random.nextInt(MOST),
                1 + random.nextInt(6),
                new TreeMap<>(Map.of("example.com/licence", (long) random.nextInt(3))));
        return new NodeSpec(name, allocatable, labels, devices, random.nextInt(6) == 0).withTaints(taints);
    }

    /** A pod; some of what can be asked for. */
    PodSpec pod(String name) {
        TreeMap<String, Long> scalars = new TreeMap<>();
        if (random.nextInt(6) == 0) {
            scalars.put("example.com/licence", 1L + random.nextInt(2));
        }
        Resources requests = new Resources(amount(), amount(), amount(), 1, scalars);
        PodRules rules = PodRules.NONE
                .withTolerations(random.nextInt(3) == 0 ? List.of(tolerating(DEDICATED)) : List.of())
                .withNodeAffinity(affinity())
                .withPodAffinity(podAffinity())
                .withHostPorts(random.nextInt(3) == 0 ? List.of(new HostPort(HostPort.ANY_IP, "TCP", 80)) : List.of());
        return PodSpec.named(name)
                .withLabels(Map.of("app", any(APPS)))
                .withPriority(random.nextInt(3))
                .withRequests(requests)
                .withDevices(devices())
                .withSpread(random.nextInt(3) == 0 ? List.of(spread()) : List.of())
                .withRules(rules);
    }

    private long amount() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(MOST + 3);
    }

    private DeviceRequest devices() {
        Set<String> models = random.nextBoolean() ? Set.of() : Set.of(random.nextBoolean() ? "T4" : "A100");
        return switch (random.nextInt(6)) {
            case 0 -> DeviceRequest.share(1 + random.nextInt(10) * 111, models);
            case 1 -> DeviceRequest.whole(1 + random.nextInt(3), models);
            default -> DeviceRequest.NONE;
        };
    }

    private NodeAffinity affinity() {
        TreeMap<String, String> selector = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            selector.put("disk", "ssd");
        }
        @Nullable List<NodeSelectorTerm> required = null;
        if (random.nextInt(4) == 0) {
            required = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                List<Requirement> expressions = new ArrayList<>();
                expressions.add(Requirement.of("zone", Operator.IN, Set.of(any(ZONES))));
                if (random.nextBoolean()) {
                    expressions.add(Requirement.of("disk", Operator.EXISTS, Set.of()));
                }
                required.add(new NodeSelectorTerm(expressions, List.of()));
            }
        }
        List<WeightedNodeTerm> preferred = random.nextInt(3) > 0
                ? List.of()
                : List.of(new WeightedNodeTerm(
                        1 + random.nextInt(100),
                        new NodeSelectorTerm(
                                List.of(Requirement.of("zone", Operator.IN, Set.of(any(ZONES)))), List.of())));
        return new NodeAffinity(selector, required, preferred);
    }

    private PodAffinity podAffinity() {
        PodAffinityTerm term = new PodAffinityTerm(
                random.nextBoolean() ? "zone" : "kubernetes.io/hostname",
                new PodSelector(
                        LabelSelector.of(Map.of("app", any(APPS))),
                        new TreeSet<>(Set.of("default")),
                        LabelSelector.NOTHING));
        return switch (random.nextInt(8)) {
            case 0 -> new PodAffinity(List.of(term), List.of(), List.of(), List.of());
            case 1 -> new PodAffinity(List.of(), List.of(term), List.of(), List.of());
            default -> PodAffinity.NONE;
        };
    }

    private SpreadConstraint spread() {
        return new SpreadConstraint(
                random.nextBoolean() ? "zone" : "kubernetes.io/hostname",
                1 + random.nextInt(2),
                LabelSelector.of(Map.of("app", any(APPS))));
    }

    private static Toleration tolerating(Taint taint) {
        return new Toleration(taint.key(), true, "", null);
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
