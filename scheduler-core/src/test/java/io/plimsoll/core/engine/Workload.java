package io.plimsoll.core.engine;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random nodes and pods of one shape. Few kinds of each, so that many are equal: that is where ties are. */
final class Workload {

    /** What nodes and pods have besides CPU, memory and a number of pods. */
    enum Shape {
        PLAIN,
        DEVICES,
        MIXED_DEVICES,
        TOPOLOGY,
        SCALARS,
        EVERYTHING;

        boolean devices() {
            return this == DEVICES || mixedDevices();
        }

        boolean mixedDevices() {
            return this == MIXED_DEVICES || this == EVERYTHING;
        }

        boolean topology() {
            return this == TOPOLOGY || this == EVERYTHING;
        }

        boolean scalars() {
            return this == SCALARS || this == EVERYTHING;
        }
    }

    private static final long GIB = 1L << 30;
    private static final List<String> MODELS = List.of("A10", "T4", "V100");
    private static final List<String> APPS = List.of("web", "db", "batch");
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Random random;
    private final Shape shape;
    private final List<NodeSpec> nodeKinds = new ArrayList<>();
    private final List<PodSpec> podKinds = new ArrayList<>();

    Workload(Random random) {
        this.random = random;
        this.shape = pick(List.of(Shape.values()));
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            nodeKinds.add(nodeKind());
        }
        for (int i = 4 + random.nextInt(6); i > 0; i--) {
            podKinds.add(podKind());
        }
    }

    /** The kinds of nodes, without the labels each gets. */
    List<NodeSpec> nodeKinds() {
        return nodeKinds;
    }

    /** The kinds of pods. */
    List<PodSpec> podKinds() {
        return podKinds;
    }

    /** A node of some kind with labels of its own. */
    NodeSpec node(String name) {
        NodeSpec kind = pick(nodeKinds);
        return new NodeSpec(name, kind.allocatable(), new TreeMap<>(labels(name)), kind.devices(), chance(5));
    }

    /** A pod of some kind; its labels, which the class does not depend on, are drawn anew. */
    PodSpec pod(String name) {
        // The first kinds are asked for often, the last ones seldom: their indexes lag behind.
        int kind = Math.min(random.nextInt(podKinds.size()), random.nextInt(podKinds.size()));
        PodSpec pod = podKinds.get(kind).withName(name);
        return chance(50) ? pod.withLabels(podLabels()) : pod;
    }

    /** The node with other labels. */
    NodeSpec relabelled(NodeSpec node) {
        return node.withLabels(labels(node.name()));
    }

    /** The node with other amounts, and other devices behind those that are in use. */
    NodeSpec resized(NodeSpec node, int devicesInUse) {
        NodeSpec kind = pick(nodeKinds);
        NodeSpec resized = node;
        if (chance(70)) {
            resized = resized.withAllocatable(kind.allocatable());
        }
        if (shape.devices() && chance(70)) {
            List<DeviceSpec> devices = new ArrayList<>(node.devices().subList(0, devicesInUse));
            for (int i = devicesInUse; i < kind.devices().size(); i++) {
                devices.add(kind.devices().get(i));
            }
            resized = resized.withDevices(devices);
        }
        return resized;
    }

    private NodeSpec nodeKind() {
        Resources allocatable = Resources.allocatable(
                        pick(List.of(4000L, 8000L, 8000L, 16000L)),
                        pick(List.of(8L, 16L, 32L)) * GIB,
                        pick(List.of(4L, 8L, 110L)))
                .withEphemeralStorage(pick(List.of(0L, 50L, 100L)) * GIB);
        if (shape.scalars() && chance(60)) {
            allocatable = allocatable.withScalars(scalars(4));
        }
        List<DeviceSpec> devices = new ArrayList<>();
        if (shape.devices()) {
            String model = pick(MODELS);
            for (int i = pick(List.of(0, 1, 2, 4, 8)); i > 0; i--) {
                devices.add(
                        shape.mixedDevices()
                                ? new DeviceSpec(pick(MODELS), pick(List.of(1000, 1000, 1000, 500, 300)))
                                : DeviceSpec.whole(model));
            }
        }
        return NodeSpec.of("kind", allocatable).withDevices(devices);
    }

    private Map<String, String> labels(String name) {
        Map<String, String> labels = new TreeMap<>();
        if (chance(60)) {
            labels.put("disk", pick(List.of("ssd", "hdd")));
        }
        if (chance(50)) {
            labels.put("generation", Integer.toString(1 + random.nextInt(4)));
        }
        if (shape.topology()) {
            if (chance(90)) {
                labels.put(ZONE, "zone-" + random.nextInt(3));
            }
            if (chance(85)) {
                labels.put("rack", "rack-" + random.nextInt(6));
            }
            if (chance(95)) {
                labels.put(HOSTNAME, name);
            }
        }
        return labels;
    }

    private PodSpec podKind() {
        Resources requests = Resources.request(
                        pick(List.of(0L, 100L, 250L, 500L, 1000L, 2000L, 4000L)), pick(List.of(0L, 1L, 2L, 4L)) * GIB)
                .withEphemeralStorage(chance(15) ? 10 * GIB : 0);
        if (shape.scalars() && chance(40)) {
            requests = requests.withScalars(scalars(1));
        }
        PodSpec pod = PodSpec.named("kind")
                .withNamespace(pick(List.of("default", "default", "other")))
                .withLabels(podLabels())
                .withRequests(requests);
        if (shape.devices() && chance(75)) {
            pod = pod.withDevices(deviceRequest());
        }
        if (shape.topology() && chance(60)) {
            pod = pod.withSpread(spread());
        }
        if (chance(shape == Shape.PLAIN ? 25 : 40)) {
            pod = pod.withPreferred(preferred());
        }
        return chance(4) ? pod.withNodeName("n" + random.nextInt(20)) : pod;
    }

    private DeviceRequest deviceRequest() {
        Set<String> models = new TreeSet<>();
        while (chance(40)) {
            models.add(pick(MODELS));
        }
        return chance(55)
                ? DeviceRequest.share(pick(List.of(50, 100, 250, 300, 460, 500, 700)), models)
                : DeviceRequest.whole(pick(List.of(1, 1, 1, 2, 2, 4, 8)), models);
    }

    private List<SpreadConstraint> spread() {
        List<String> keys = new ArrayList<>(List.of(ZONE, "rack", HOSTNAME));
        Collections.shuffle(keys, random);
        List<SpreadConstraint> spread = new ArrayList<>();
        for (String key : keys.subList(0, pick(List.of(1, 1, 2, 2, 3)))) {
            LabelSelector selector = chance(75)
                    ? LabelSelector.of(Map.of("app", pick(APPS)))
                    : pick(List.of(
                            LabelSelector.of(Map.of()),
                            new LabelSelector(
                                    new TreeMap<>(), List.of(Requirement.of("app", Operator.NOT_IN, Set.of("db")))),
                            new LabelSelector(
                                    new TreeMap<>(), List.of(Requirement.of("canary", Operator.EXISTS, Set.of())))));
            spread.add(new SpreadConstraint(key, 1 + random.nextInt(3), selector));
        }
        return spread;
    }

    private List<PreferredLabels> preferred() {
        List<PreferredLabels> preferred = new ArrayList<>();
        do {
            Requirement requirement = pick(List.of(
                    Requirement.of("disk", Operator.IN, Set.of("ssd")),
                    Requirement.of("disk", Operator.NOT_IN, Set.of("hdd")),
                    Requirement.of("generation", Operator.IN, Set.of("3", "4")),
                    Requirement.of("generation", Operator.DOES_NOT_EXIST, Set.of()),
                    Requirement.of(ZONE, Operator.IN, Set.of("zone-0", "zone-1"))));
            LabelSelector selector = new LabelSelector(new TreeMap<>(), List.of(requirement));
            preferred.add(new PreferredLabels(1 + random.nextInt(100), selector));
        } while (chance(50));
        return preferred;
    }

    private Map<String, String> podLabels() {
        Map<String, String> labels = new TreeMap<>(Map.of("app", pick(APPS)));
        if (chance(20)) {
            labels.put("canary", "true");
        }
        return labels;
    }

    private Map<String, Long> scalars(int scale) {
        Map<String, Long> scalars = new TreeMap<>();
        do {
            scalars.put("example.com/" + pick(List.of("licence", "fpga", "slot")), (long) scale * random.nextInt(4));
        } while (chance(40));
        return scalars;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
