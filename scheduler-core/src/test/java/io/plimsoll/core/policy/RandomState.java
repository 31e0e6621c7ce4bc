package io.plimsoll.core.policy;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A cluster filled at random: nodes of several sizes and device models, some devices partly reserved, some nodes shrunk or
 * overcommitted after they were filled, pods come and gone.
 */
final class RandomState {

    private static final List<String> MODELS = List.of("T4", "A10", "V100");
    private static final List<Set<String>> ACCEPTED = List.of(Set.of(), Set.of(), Set.of("T4"), Set.of("A10", "V100"));
    private static final String LICENCE = "example.com/licence";

    final Cluster cluster = new Cluster();
    final PluginContext context = new PluginContext(cluster);
    final List<NodeSpec> nodes = new ArrayList<>();
    private final Random random;

    RandomState(Random random) {
        this.random = random;
        for (int i = 2 + random.nextInt(12); i > 0; i--) {
            NodeSpec node = node("node-" + i);
            nodes.add(node);
            cluster.addNode(node);
        }
        fill();
        disturb();
    }

    /** A pod that asks for something. */
    PodSpec pod() {
        Resources requests = Resources.request(1000L * random.nextInt(9), Scene.GIB * random.nextInt(9))
                .withEphemeralStorage(random.nextInt(4) == 0 ? Scene.GIB : 0);
        if (random.nextInt(4) == 0) {
            requests = requests.withScalars(Map.of(LICENCE, (long) random.nextInt(3)));
        }
        return PodSpec.named("pod").withRequests(requests).withDevices(devices());
    }

    /** The slots on which every usual filter passes for the class. */
    List<Integer> feasible(PodClass podClass) {
        List<Integer> feasible = new ArrayList<>();
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            boolean passes = true;
            for (Filter filter : Policies.usualFilters()) {
                for (FilterRule rule : filter.prepare(podClass, context)) {
                    passes &= rule.verdict(node) == FilterRule.PASS;
                }
            }
            if (passes) {
                feasible.add(node);
            }
        }
        return feasible;
    }

    private NodeSpec node(String name) {
        int count = random.nextInt(20) == 0 ? DeviceRequest.MAX_DEVICES : random.nextInt(9);
        boolean mixed = random.nextInt(3) == 0;
        boolean reserved = random.nextInt(4) == 0;
        String model = pick(MODELS);
        List<DeviceSpec> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(new DeviceSpec(
                    mixed ? pick(MODELS) : model, reserved && random.nextBoolean() ? 1 + random.nextInt(1000) : 1000));
        }
        long cpu = pick(List.of(8000L, 64_000L, 96_000L, 256_000L));
        long memory = pick(List.of(16L, 256L, 4096L)) * Scene.GIB;
        Resources allocatable = Resources.allocatable(cpu, memory, 40).withEphemeralStorage(100 * Scene.GIB);
        if (random.nextBoolean()) {
            allocatable = allocatable.withScalars(Map.of(LICENCE, 10L));
        }
        return NodeSpec.of(name, allocatable).withDevices(devices);
    }

    private DeviceRequest devices() {
        Set<String> models = pick(ACCEPTED);
        return switch (random.nextInt(5)) {
            case 0, 1 -> DeviceRequest.share(1 + random.nextInt(999), models);
            case 2 -> DeviceRequest.whole(1 + random.nextInt(8), models);
            case 3 -> DeviceRequest.whole(1, models);
            default -> DeviceRequest.NONE;
        };
    }

    private void fill() {
        Profile profile = Policies.load().profile("study-random", PolicyContext.UNKNOWN);
        Scheduler scheduler = new Scheduler(cluster, profile, random.nextLong());
        List<Integer> placed = new ArrayList<>();
        for (int i = random.nextInt(150); i > 0; i--) {
            int pod = cluster.addPod(pod().withName("pod-" + i));
            if (scheduler.schedule(pod) == Scheduler.UNSCHEDULABLE) {
                cluster.removePod(pod);
            } else {
                placed.add(pod);
            }
        }
        Collections.shuffle(placed, random);
        for (int pod : placed.subList(0, placed.size() / 4)) {
            cluster.removePod(pod);
        }
    }

    /** Pods that others placed without asking, and nodes that shrink. */
    private void disturb() {
        for (int node = 0; node < nodes.size(); node++) {
            int devices = cluster.nodes().deviceCount(node);
            if (devices > 0 && random.nextInt(3) == 0) {
                PodSpec share = Scene.share(100, 1 + random.nextInt(999));
                cluster.bind(cluster.addPod(share.withName("forced-" + node)), node, 1L << random.nextInt(devices));
            }
            if (random.nextInt(5) == 0) {
                NodeSpec spec = cluster.nodes().spec(node);
                cluster.describeNode(node, spec.withAllocatable(Resources.allocatable(4000, 8 * Scene.GIB, 30)));
            }
        }
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The devices of every choice must be these: of one accepted model, as many as asked for, each with enough left. */
    boolean right(DeviceChoice choice, PodClass podClass, int node, long draw) {
        DeviceRule rule = choice.prepare(podClass, context);
        long bits = rule.devices(node, draw);
        boolean right = Long.bitCount(bits) == podClass.deviceCount();
        int model = cluster.nodes().deviceModel(node, Long.numberOfTrailingZeros(bits));
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int device = Long.numberOfTrailingZeros(rest);
            right &= device < cluster.nodes().deviceCount(node)
                    && DeviceFit.serves(podClass, cluster.nodes(), node, device, model)
                    && podClass.acceptsModel(model);
        }
        return right;
    }
}
