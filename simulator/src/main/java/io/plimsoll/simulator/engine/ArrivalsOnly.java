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
 * A trace without its clock: the nodes it starts with, and its pods one by one in the order of their arrival, none of
 * which ever leaves. The i-th pod arrives at i milliseconds. This is how packing is studied where the recorded load is too
 * low to fill the cluster.
 */
public final class ArrivalsOnly {

    private static final int MOST_CLONES = 10_000_000;
    private static final int CLONE_DRAW = 16;

    private ArrivalsOnly() {}

    /**
     * The arrivals of a trace, followed by copies of its pods until what all pods ask for reaches a multiple of what the
     * nodes offer: of devices, or of CPU where there are none. Copies are drawn with equal chance from all pods of the
     * trace, with replacement, and named {@code NAME-inflated-N}; the first that would go beyond the target ends it. A
     * trace that asks for more already stays as it is.
     *
     * @param inflate the multiple; 0 adds nothing
     * @throws IllegalArgumentException when the target cannot be reached
     */
    public static Trace of(Trace trace, double inflate, long seed) {
        List<PodArrived> arrivals = trace.arrivals();
        List<TraceEvent> events = new ArrayList<>(arrivals.size());
        boolean devices = deviceCapacity(trace) > 0;
        double target = inflate * (devices ? deviceCapacity(trace) : cpuCapacity(trace));
        double demand = 0;
        for (PodArrived arrival : arrivals) {
            add(events, arrival.pod());
            demand += demand(arrival.pod(), devices);
        }
        if (demand == 0 && target > 0) {
            throw new IllegalArgumentException("The pods of trace (" + trace.name() + ") to inflate must ask for "
                    + (devices ? "devices" : "CPU") + "." + System.lineSeparator()
                    + "Maybe another list of pods was meant.");
        }
        for (int clone = 0; demand < target; clone++) {
            if (clone == MOST_CLONES) {
                throw new IllegalArgumentException("The inflation (" + inflate + ") of trace (" + trace.name()
                        + ") must be reached with at most " + MOST_CLONES + " copies of its pods."
                        + System.lineSeparator() + "Maybe its pods are very small for these nodes.");
            }
            int drawn = Draws.below(Draws.draw(seed, clone, CLONE_DRAW), arrivals.size());
            PodSpec pod = arrivals.get(drawn).pod();
            demand += demand(pod, devices);
            if (demand <= target) {
                add(events, pod.withName(pod.name() + "-inflated-" + clone));
            }
        }
        return new Trace(trace.name(), trace.format(), true, trace.initialNodes(), events, trace.inputs());
    }

    private static void add(List<TraceEvent> events, PodSpec pod) {
        events.add(new PodArrived(events.size() + 1L, pod, PodArrived.UNKNOWN_DURATION));
    }

    private static long demand(PodSpec pod, boolean devices) {
        return devices ? pod.devices().totalMilli() : pod.requests().cpuMilli();
    }

    private static long deviceCapacity(Trace trace) {
        long capacity = 0;
        for (NodeSpec node : trace.initialNodes()) {
            for (DeviceSpec device : node.devices()) {
                capacity += device.capacityMilli();
            }
        }
        return capacity;
    }

    private static long cpuCapacity(Trace trace) {
        long capacity = 0;
        for (NodeSpec node : trace.initialNodes()) {
            capacity += node.allocatable().cpuMilli();
        }
        return capacity;
    }
}
