package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Small traces full of contention: few sizes, few times, nodes that come, go and change, pods that want to be spread. */
final class RandomTraces {

    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final List<String> MODELS = List.of("T4", "A10");
    private static final int OWNERS = 3;

    private final SplittableRandom random;
    private final List<NodeSpec> present = new ArrayList<>();
    private final List<TraceEvent> events = new ArrayList<>();
    private int nodeNames;
    private long time;
    private long nodesChangedAt = -1;

    private RandomTraces(long seed) {
        random = new SplittableRandom(seed);
    }

    static Trace trace(long seed, int pods) {
        return new RandomTraces(seed).make(pods);
    }

    private Trace make(int pods) {
        int nodes = 1 + random.nextInt(6);
        for (int i = 0; i < nodes; i++) {
            present.add(node("node-" + nodeNames++));
        }
        List<NodeSpec> initial = List.copyOf(present);
        int spreadPercent = random.nextInt(3) * 40;
        int churnPercent = random.nextInt(3) * 6;
        int longest = 1 + random.nextInt(60);
        for (int pod = 0; pod < pods; pod++) {
            time += random.nextInt(3);
            if (random.nextInt(100) < churnPercent) {
                changeNodes();
            }
            long duration = random.nextInt(20) == 0 ? PodArrived.UNKNOWN_DURATION : random.nextInt(longest);
            int owner = random.nextInt(OWNERS + 1);
            events.add(new PodArrived(
                    time, pod("pod-" + pod, spreadPercent), duration, owner == OWNERS ? "" : "owner-" + owner));
        }
        List<DisruptionBudget> budgets = new ArrayList<>();
        for (int owner = 0; owner < random.nextInt(OWNERS); owner++) {
            budgets.add(new DisruptionBudget("owner-" + owner, random.nextInt(3)));
        }
        return new Trace("random", "test", true, initial, budgets, events, List.of());
    }

    private void changeNodes() {
        int choice = random.nextInt(7);
        int at = present.isEmpty() ? -1 : random.nextInt(present.size());
        // One change of a node in a millisecond: within one, removals go before changes.
        time = Math.max(time, nodesChangedAt + 1);
        nodesChangedAt = time;
        if (choice == 0 || at < 0) {
            NodeSpec added = node("node-" + nodeNames++);
            present.add(added);
            events.add(new NodeAdded(time, added));
        } else if (choice == 1) {
            RemovalCause cause = random.nextBoolean() ? RemovalCause.FAILURE : RemovalCause.PLANNED;
            events.add(new NodeRemoved(time, present.remove(at).name(), cause));
        } else if (choice > 4) {
            events.add(new NodeDrained(time, present.get(at).name()));
        } else {
            NodeSpec old = present.get(at);
            NodeSpec changed = switch (choice) {
                case 2 -> old.withUnschedulable(!old.unschedulable());
                case 3 -> node(old.name());
                default -> old.withLabels(labels());
            };
            present.set(at, changed);
            events.add(new NodeChanged(time, changed));
        }
    }

    private NodeSpec node(String name) {
        List<DeviceSpec> devices = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            devices.add(DeviceSpec.whole(MODELS.get(random.nextInt(2))));
        }
        Resources allocatable =
                Resources.allocatable(1000L * (1 + random.nextInt(6)), 1000L * (1 + random.nextInt(6)), 8);
        return new NodeSpec(name, allocatable, new TreeMap<>(labels()), devices, false);
    }

    private Map<String, String> labels() {
        return random.nextInt(8) == 0 ? Map.of() : Map.of("zone", ZONES.get(random.nextInt(ZONES.size())));
    }

    private PodSpec pod(String name, int spreadPercent) {
        Set<String> models = random.nextInt(3) == 0 ? Set.of(MODELS.get(random.nextInt(2))) : Set.of();
        DeviceRequest devices = switch (random.nextInt(5)) {
            case 0, 1 -> DeviceRequest.NONE;
            case 2, 3 -> DeviceRequest.share(250 * (1 + random.nextInt(4)), models);
            default -> DeviceRequest.whole(1 + random.nextInt(2), models);
        };
        String app = "app-" + random.nextInt(2);
        PodSpec pod = PodSpec.named(name)
                .withLabels(Map.of("app", app))
                .withRequests(Resources.request(500L * random.nextInt(5), 500L * random.nextInt(5)))
                .withDevices(devices)
                .withPriority(random.nextInt(3) - 1);
        if (random.nextInt(6) == 0) {
            pod = pod.withPreferred(List.of(new PreferredLabels(50, LabelSelector.of(Map.of("zone", "b")))));
        }
        if (random.nextInt(100) < spreadPercent) {
            pod = pod.withSpread(List.of(new SpreadConstraint(
                    "zone", 1 + random.nextInt(2), LabelSelector.of(Map.of("app", "app-" + random.nextInt(2))))));
        }
        return pod;
    }
}
