package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.traces.event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is stranded is what one finds who asks of every kind of pod and every node why it does not fit. */
final class StrandedMeterTest {

    private static final List<String> RESOURCES = List.of("cpu", "memory", "gpu", "pods");
    private static final Map<String, Integer> DIMENSIONS =
            Map.of("cpu", Dimensions.CPU, "memory", Dimensions.MEMORY, "pods", Dimensions.PODS);
    private static final List<String> MODELS = List.of("T4", "A10");
    private static final double ROUNDING = 1e-9;

    @Test
    void whatIsStrandedShouldBeWhatEveryNodeSays() {
        long seed = Seeds.of("StrandedMeterTest", 1);
        for (int i = 0; i < 30; i++) {
            new Run(new SplittableRandom(seed + i)).run();
        }
    }

    /** A cluster in which pods come and go and nodes change, after all kinds of pods have been seen. */
    private static final class Run {

        private final SplittableRandom random;
        private final Cluster cluster = new Cluster();
        private final List<PodSpec> kinds = new ArrayList<>();
        private final List<Integer> kindOf = new ArrayList<>();
        private final List<Integer> nodes = new ArrayList<>();
        private final Scheduler scheduler;
        private final StrandedMeter meter;
        private final ResourceMeter resources;

        Run(SplittableRandom random) {
            this.random = random;
            List<NodeSpec> specs = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(12); i++) {
                NodeSpec node = node("n" + i);
                specs.add(i > 0 ? node : node.withDevices(List.of(DeviceSpec.whole("T4"))));
                nodes.add(cluster.addNode(specs.get(i)));
            }
            for (int i = 0; i < 1 + random.nextInt(StrandedCauses.MOST_CLASSES); i++) {
                kinds.add(pod(i));
            }
            // At 100 arrivals the mix is known; kinds alike are of one class.
            for (int i = 0; i < 100; i++) {
                kindOf.add(random.nextInt(kinds.size()));
                cluster.addPod(kinds.get(kindOf.get(i)).withName("p" + i));
            }
            scheduler = new Scheduler(cluster, Policies.load().profile("best-fit", PolicyContext.of(specs, kinds)), 1);
            Trace trace = new Trace("stranded", "test", true, specs, List.of(), List.of());
            resources = new ResourceMeter(trace.contents(), cluster);
            meter = new StrandedMeter(cluster, resources, 0);
        }

        void run() {
            for (int time = 1; time < 60; time++) {
                for (int i = 0; i < random.nextInt(8); i++) {
                    change();
                }
                resources.findDimensions();
                meter.sample(time);
                for (int r = 0; r < resources.count(); r++) {
                    compare(resources.get(r).name(), meter.result(r, 0));
                }
            }
        }

        private void change() {
            int pod = random.nextInt(kindOf.size());
            int node = nodes.get(random.nextInt(nodes.size()));
            if (random.nextInt(8) == 0) {
                cluster.setUnschedulable(node, !cluster.nodes().unschedulable(node));
            } else if (random.nextInt(8) == 0 && cluster.nodes().podCount(node) == 0 && nodes.size() > 1) {
                cluster.removeNode(node);
                nodes.remove(Integer.valueOf(node));
            } else if (random.nextInt(20) == 0) {
                nodes.add(cluster.addNode(node("more" + random.nextLong())));
            } else if (cluster.pods().node(pod) < 0) {
                scheduler.schedule(pod);
            } else {
                cluster.unbind(pod);
            }
        }

        private void compare(String resource, Stranded stranded) {
            Map<String, Double> expected = new TreeMap<>();
            double weights = 0;
            double capacity = 0;
            for (int node : nodes) {
                capacity += free(resource, node, true);
            }
            for (int kind : kindOf) {
                PodSpec pod = kinds.get(kind);
                if (asked(resource, pod) > 0) {
                    weights++;
                    for (int node : nodes) {
                        String cause = cause(pod, node);
                        if (!cause.isEmpty()) {
                            expected.merge(cause, free(resource, node, false), Double::sum);
                        }
                    }
                }
            }
            double scale = weights * capacity;
            expected.values().removeIf(sum -> sum == 0);
            assertThat(stranded.causes()).hasSize(expected.size());
            for (Stranded.Cause cause : stranded.causes()) {
                assertThat(cause.mean())
                        .as("%s of %s", cause.name(), resource)
                        .isCloseTo(expected.getOrDefault(cause.name(), 0.0) / scale, within(ROUNDING));
            }
            double sum = expected.values().stream().mapToDouble(share -> share).sum();
            assertThat(stranded.share().atEnd()).isCloseTo(scale == 0 ? 0 : sum / scale, within(ROUNDING));
        }

        /** What a node has least of in proportion to the pod, of what it lacks; empty when it lacks nothing. */
        private String cause(PodSpec pod, int node) {
            if (cluster.nodes().unschedulable(node)) {
                return "cordon";
            }
            String scarcest = "";
            double least = Double.POSITIVE_INFINITY;
            for (String resource : RESOURCES) {
                double asked = resource.equals("gpu") ? pod.devices().count() : asked(resource, pod);
                double there = resource.equals("gpu") ? fitting(pod, node) : free(resource, node, false);
                if (there < asked && there / asked < least) {
                    least = there / asked;
                    scarcest = resource;
                }
            }
            return scarcest;
        }

        private double fitting(PodSpec pod, int node) {
            DeviceRequest asked = pod.devices();
            List<DeviceSpec> devices = cluster.nodes().spec(node).devices();
            int fitting = 0;
            for (int device = 0; device < devices.size(); device++) {
                boolean accepted = asked.models().isEmpty()
                        || asked.models().contains(devices.get(device).model());
                fitting += accepted && cluster.nodes().deviceFree(node, device) >= asked.milliPerDevice() ? 1 : 0;
            }
            return fitting;
        }

        private double free(String resource, int node, boolean capacity) {
            NodeTable table = cluster.nodes();
            if (resource.equals("gpu")) {
                return capacity ? table.deviceCapacityTotal(node) : table.deviceFreeTotal(node);
            }
            int dimension = DIMENSIONS.getOrDefault(resource, -1);
            return capacity ? table.allocatable(dimension, node) : table.free(dimension, node);
        }

        private static double asked(String resource, PodSpec pod) {
            return switch (resource) {
                case "cpu" -> pod.requests().cpuMilli();
                case "memory" -> pod.requests().memoryBytes();
                case "pods" -> 1;
                default -> pod.devices().totalMilli();
            };
        }

        private PodSpec pod(int kind) {
            DeviceRequest devices = switch (random.nextInt(4)) {
                case 0 -> DeviceRequest.share(100 + 100 * random.nextInt(9), Set.of());
                case 1 -> DeviceRequest.whole(1 + random.nextInt(3), Set.of());
                case 2 -> DeviceRequest.whole(1, Set.of(MODELS.get(random.nextInt(2))));
                default -> DeviceRequest.NONE;
            };
            return PodSpec.named("kind-" + kind)
                    .withRequests(Resources.request(500L * random.nextInt(8), 700L * random.nextInt(8)))
                    .withDevices(devices);
        }

        private NodeSpec node(String name) {
            List<DeviceSpec> devices = new ArrayList<>();
            for (int i = 0; i < random.nextInt(4); i++) {
                devices.add(DeviceSpec.whole(MODELS.get(random.nextInt(2))));
            }
            return NodeSpec.of(
                            name, Resources.allocatable(1000L + random.nextInt(9000), 1000L + random.nextInt(9000), 8))
                    .withDevices(devices);
        }
    }
}
