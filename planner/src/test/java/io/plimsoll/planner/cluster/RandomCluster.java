package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeAffinity;
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
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Small random clusters with pods on their nodes: of devices under a policy, or with taints, affinity, spread constraints and
 * host ports under kube-scheduler's rules.
 */
public final class RandomCluster {

    private static final String HOST = "kubernetes.io/hostname";

    private final Random random;
    private final boolean devices;
    private final int mostNodes;
    private final int mostPods;

    private RandomCluster(long seed, int mostNodes, int mostPods) {
        this.random = new Random(seed);
        this.devices = random.nextInt(3) == 0;
        this.mostNodes = mostNodes;
        this.mostPods = mostPods;
    }

    /** A cluster, the rules that decide about it, a pod that it may know or not, and one that it does not know. */
    public record Case(PlanCluster cluster, SchedulingRules rules, PodSpec another, PodSpec other) {}

    /** The case of a seed. */
    public static Case of(long seed, int mostNodes, int mostPods) {
        return new RandomCluster(seed, mostNodes, mostPods).make();
    }

    private Case make() {
        List<NodeSpec> nodes = new ArrayList<>();
        int count = 2 + random.nextInt(mostNodes - 1);
        for (int i = 0; i < count; i++) {
            nodes.add(node("n" + i));
        }
        List<PodSpec> kinds = new ArrayList<>();
        int kindCount = 1 + random.nextInt(3);
        for (int i = 0; i < kindCount; i++) {
            kinds.add(pod("app" + i));
        }
        SchedulingRules rules = devices
                ? new PolicyRules(
                        Policies.load().parse(random.nextBoolean() ? "best-fit" : "least-allocated"),
                        PolicyContext.of(nodes, kinds))
                : KubernetesRules.of(SchedulerConfig.byDefault());
        Cluster core = new Cluster();
        nodes.forEach(core::addNode);
        Map.Entry<String, Profile> profile =
                rules.profiles().entrySet().iterator().next();
        Scheduler scheduler = new Scheduler(core, profile.getValue(), 1);
        List<PlanPod> pods = new ArrayList<>();
        int wanted = random.nextInt(mostPods + 1);
        for (int i = 0; i < wanted; i++) {
            PodSpec spec = kinds.get(random.nextInt(kinds.size())).withName("p" + i);
            int slot = scheduler.schedule(core.addPod(spec));
            if (slot >= 0) {
                boolean daemon = random.nextInt(12) == 0;
                pods.add(new PlanPod(
                        spec,
                        spec,
                        profile.getKey(),
                        spec.labels().getOrDefault("app", ""),
                        slot,
                        scheduler.devices(),
                        daemon ? PlanPod.Fate.WITH_ITS_NODE : PlanPod.Fate.PLACED_AGAIN));
            }
        }
        PlanCluster cluster = new PlanCluster(
                "random", nodes, pods, ClusterObjects.NONE, List.of(), List.of(Assumption.read("Random.")));
        PodSpec another = random.nextBoolean() ? kinds.get(0).withName("more") : pod("app9");
        return new Case(cluster, rules, another, pod("app8").withName("other"));
    }

    private NodeSpec node(String name) {
        Resources allocatable = Resources.allocatable(
                1000L * (1 + random.nextInt(3)), 1000L * (1 + random.nextInt(3)), 2 + random.nextInt(3));
        NodeSpec node = NodeSpec.of(name, allocatable);
        if (devices) {
            List<DeviceSpec> list = new ArrayList<>();
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                list.add(DeviceSpec.whole(random.nextInt(4) == 0 ? "B" : "A"));
            }
            return node.withDevices(list);
        }
        node = node.withLabels(
                Map.of(HOST, name, "zone", "z" + random.nextInt(2), "disk", random.nextBoolean() ? "fast" : "slow"));
        if (random.nextInt(5) == 0) {
            node = node.withTaints(List.of(new Taint("special", "", Taint.Effect.NO_SCHEDULE)));
        }
        return random.nextInt(10) == 0 ? node.withUnschedulable(true) : node;
    }

    private PodSpec pod(String app) {
        PodSpec pod = PodSpec.named("p")
                .withLabels(Map.of("app", app))
                .withPriority(random.nextInt(2))
                .withRequests(Resources.request(
                        500L * (1 + random.nextInt(3)), random.nextInt(4) == 0 ? 0 : 500L * (1 + random.nextInt(3))));
        if (devices) {
            return switch (random.nextInt(4)) {
                case 0 -> pod;
                case 1 -> pod.withDevices(DeviceRequest.whole(1 + random.nextInt(2), Set.of()));
                case 2 -> pod.withDevices(DeviceRequest.share(500, Set.of("A")));
                default -> pod.withDevices(DeviceRequest.share(300 + 100 * random.nextInt(4), Set.of()));
            };
        }
        PodRules rules = PodRules.NONE;
        if (random.nextBoolean()) {
            rules = rules.withTolerations(List.of(new Toleration("special", true, "", null)));
        }
        if (random.nextInt(4) == 0) {
            rules = rules.withNodeAffinity(new NodeAffinity(new TreeMap<>(Map.of("disk", "fast")), null, List.of()));
        }
        PodSelector own = selector(app);
        switch (random.nextInt(6)) {
            case 0 ->
                rules = rules.withPodAffinity(new PodAffinity(
                        List.of(),
                        List.of(new PodAffinityTerm(random.nextBoolean() ? HOST : "zone", own)),
                        List.of(),
                        List.of()));
            case 1 ->
                rules = rules.withPodAffinity(new PodAffinity(
                        List.of(new PodAffinityTerm("zone", selector("app" + random.nextInt(2)))),
                        List.of(),
                        List.of(),
                        List.of()));
            case 2 ->
                pod = pod.withSpread(List.of(new SpreadConstraint(
                        random.nextBoolean() ? HOST : "zone",
                        1 + random.nextInt(2),
                        LabelSelector.of(Map.of("app", app)))));
            case 3 -> rules = rules.withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80)));
            default -> {}
        }
        return pod.withRules(rules);
    }

    private static PodSelector selector(String app) {
        return new PodSelector(
                LabelSelector.of(Map.of("app", app)), new TreeSet<>(Set.of("default")), LabelSelector.NOTHING);
    }
}
