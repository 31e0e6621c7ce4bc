package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a trace into one that only fills a cluster: the pods arrive one by one, the first at 1 ms, the second at 2 ms and
 * so on, and never leave; the cluster is that of the trace's beginning. So the time in results is the number of pods that
 * arrived.
 */
public final class ArrivalsOnly {

    /** The most pods that a trace may be inflated to. */
    public static final int MOST_PODS = 10_000_000;

    private static final int ORDER = 100;
    private static final int CLONES = 101;

    private ArrivalsOnly() {}

    /** The pods in the order of the trace. O(pods). */
    public static Trace of(Trace trace) {
        return oneByOne(trace, pods(trace));
    }

    /**
     * The pods, and copies of some of them until the pods together ask for {@code factor} times what the cluster has: of
     * GPUs when pods ask for GPUs and there are some, otherwise of CPU.
     *
     * <p>The rule: the trace's pods come first, in an order shuffled by the seed (Fisher and Yates, from the last place to
     * the second). Then pods are drawn from them, each time any of them with equal chance, and the i-th that is drawn,
     * counted from 0, arrives as {@code NAME-inflated-i}. The first one that would carry the sum beyond the target is not
     * taken, and drawing ends. A trace that asks for the target or more already is shuffled only. (The protocol of Weng et
     * al., USENIX ATC 2023, in general; {@code reproduce fgd} follows it to the letter.)
     *
     * @param factor above 0
     * @throws IllegalArgumentException when the pods ask for nothing, or too many pods would be needed
     */
    public static Trace inflated(Trace trace, double factor, long seed) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The inflation (" + factor + ") of trace (" + trace.name() + ") must be above 0."
                            + System.lineSeparator() + "Maybe 1.3 was meant: 1.3 times what the cluster has.");
        }
        List<PodSpec> originals = pods(trace);
        boolean gpus = gpuMilli(trace.initialNodes()) > 0 && asked(originals, true) > 0;
        double target = factor * (gpus ? gpuMilli(trace.initialNodes()) : cpuMilli(trace.initialNodes()));
        double asked = asked(originals, gpus);
        requireReachable(trace, factor, target, asked, originals.size());
        List<PodSpec> pods = shuffled(originals, seed);
        for (int i = 0; asked < target; i++) {
            PodSpec drawn = originals.get(Draws.below(Draws.draw(seed, i, CLONES), originals.size()));
            asked += asks(drawn, gpus);
            if (asked <= target) {
                pods.add(drawn.withName(drawn.name() + "-inflated-" + i));
            }
        }
        return oneByOne(trace, pods);
    }

    private static void requireReachable(Trace trace, double factor, double target, double asked, int pods) {
        if (asked == 0) {
            throw new IllegalArgumentException(
                    "The pods of trace (" + trace.name() + ") must ask for GPUs or CPU to be inflated."
                            + System.lineSeparator() + "Maybe another list of pods was meant.");
        }
        double needed = target / asked * pods;
        if (needed > MOST_PODS) {
            throw new IllegalArgumentException("The pods (about " + (long) needed + ") of trace (" + trace.name()
                    + ") inflated to " + factor + " times the cluster must be at most " + MOST_PODS
                    + "." + System.lineSeparator() + "Maybe a percentage was given: 1.3 means 130 %.");
        }
    }

    private static List<PodSpec> shuffled(List<PodSpec> originals, long seed) {
        List<PodSpec> pods = new ArrayList<>(originals);
        for (int i = pods.size() - 1; i > 0; i--) {
            int other = Draws.below(Draws.draw(seed, i, ORDER), i + 1);
            PodSpec swapped = pods.get(i);
            pods.set(i, pods.get(other));
            pods.set(other, swapped);
        }
        return pods;
    }

    private static Trace oneByOne(Trace trace, List<PodSpec> pods) {
        List<TraceEvent> events = new ArrayList<>(pods.size());
        for (PodSpec pod : pods) {
            events.add(new PodArrived(events.size() + 1, pod, PodArrived.UNKNOWN_DURATION));
        }
        return new Trace(trace.name(), trace.format(), true, trace.initialNodes(), events, trace.inputs());
    }

    private static List<PodSpec> pods(Trace trace) {
        List<PodSpec> pods = new ArrayList<>();
        for (PodArrived arrival : trace.arrivals()) {
            pods.add(arrival.pod());
        }
        return pods;
    }

    private static double asked(List<PodSpec> pods, boolean gpus) {
        double sum = 0;
        for (PodSpec pod : pods) {
            sum += asks(pod, gpus);
        }
        return sum;
    }

    private static long asks(PodSpec pod, boolean gpus) {
        return gpus ? pod.devices().totalMilli() : pod.requests().cpuMilli();
    }

    private static double gpuMilli(List<NodeSpec> nodes) {
        double sum = 0;
        for (NodeSpec node : nodes) {
            for (DeviceSpec device : node.devices()) {
                sum += device.capacityMilli();
            }
        }
        return sum;
    }

    private static double cpuMilli(List<NodeSpec> nodes) {
        double sum = 0;
        for (NodeSpec node : nodes) {
            sum += node.allocatable().cpuMilli();
        }
        return sum;
    }
}
