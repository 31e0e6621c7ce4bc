package io.plimsoll.traces;

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

/** Traces with everything in them. */
public final class RandomTrace {

    private final SplittableRandom random;
    private final List<NodeSpec> present = new ArrayList<>();
    private final List<TraceEvent> events = new ArrayList<>();

    private RandomTrace(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A trace of about so many events. */
    public static Trace of(long seed, int size) {
        return new RandomTrace(seed).trace(size);
    }

    private Trace trace(int size) {
        int initial = random.nextInt(5);
        for (int i = 0; i < initial; i++) {
            present.add(node("first-" + i));
        }
        List<NodeSpec> first = List.copyOf(present);
        long time = 0;
        for (int i = 0; i < size; i++) {
            time += random.nextInt(3) == 0 ? random.nextLong(1L << random.nextInt(1, 40)) : 0;
            event(time, i);
        }
        List<DisruptionBudget> budgets = List.of(new DisruptionBudget("web", 2), new DisruptionBudget("db", 0));
        return new Trace("random", "test", true, first, budgets, events, List.of());
    }

    private void event(long time, int i) {
        int at = present.isEmpty() ? -1 : random.nextInt(present.size());
        boolean sameTime = !events.isEmpty() && events.get(events.size() - 1).timeMillis() == time;
        int what = random.nextInt(20);
        if (what < 14 || (sameTime && what < 19) || at < 0) {
            long duration = random.nextInt(4) == 0 ? -1 : random.nextLong(1L << random.nextInt(1, 48));
            events.add(new PodArrived(time, pod(name(i)), duration, random.nextInt(3) == 0 ? "" : "owner-" + i % 7));
        } else if (sameTime) {
            return;
        } else if (what < 16) {
            NodeSpec added = node("node-" + i);
            present.add(added);
            events.add(new NodeAdded(time, added));
        } else if (what == 16) {
            events.add(new NodeChanged(time, node(present.get(at).name())));
        } else if (what == 17) {
            RemovalCause cause = random.nextInt(2) == 0 ? RemovalCause.PLANNED : RemovalCause.FAILURE;
            events.add(new NodeRemoved(time, present.remove(at).name(), cause));
        } else {
            events.add(new NodeDrained(time, present.get(at).name()));
        }
    }

    private String name(int i) {
        return switch (random.nextInt(6)) {
            case 0 -> "web-" + i;
            case 1 -> "job-%06d".formatted(i);
            case 2 -> i + "-übung";
            case 3 -> Integer.toString(i);
            case 4 -> "x" + "7".repeat(i % 30) + "a" + i;
            default -> "uid-" + Long.toHexString(random.nextLong()) + "-" + i;
        };
    }

    private PodSpec pod(String name) {
        LabelSelector selector = new LabelSelector(
                LabelSelector.of(Map.of("app", "web")).matchLabels(),
                List.of(Requirement.of("tier", Operator.NOT_IN, Set.of("a", "b"))));
        PodSpec pod = PodSpec.named(name)
                .withNamespace("ns-" + random.nextInt(2))
                .withRequests(Resources.request(100L * random.nextInt(4), 1L << random.nextInt(3, 40)))
                .withPriority(random.nextInt(-2, 2));
        return switch (random.nextInt(4)) {
            case 0 ->
                pod.withSpread(List.of(new SpreadConstraint("zone", 2, selector)))
                        .withLabels(Map.of("app", "web"));
            case 1 ->
                pod.withPreferred(List.of(new PreferredLabels(7, selector))).withNodeName("first-0");
            case 2 -> pod.withDevices(DeviceRequest.share(250, Set.of("T4", "V100")));
            default ->
                pod.withRequests(
                        Resources.request(1, 2).withEphemeralStorage(3).withScalars(Map.of("example.com/licence", 4L)));
        };
    }

    private NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(64_000, 1L << 38, 110))
                .withLabels(Map.of("zone", "z" + random.nextInt(2)))
                .withDevices(random.nextBoolean() ? List.of(DeviceSpec.whole("T4")) : List.of())
                .withUnschedulable(random.nextInt(4) == 0);
    }
}
