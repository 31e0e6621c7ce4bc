package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a cluster cannot hold can be refused before a run begins, rather than in the middle of it. */
public final class TraceLimits {

    private static final int MOST_MODELS = 64;

    private final Trace trace;
    private final Set<String> models = new HashSet<>();
    private final Map<String, Long> scalars = new HashMap<>();
    private long cpu;
    private long memory;
    private long storage;
    private long pods;

    private TraceLimits(Trace trace) {
        this.trace = trace;
    }

    /**
     * Refuses a trace whose nodes together offer more of something than a {@code long} holds, or that names more than 64
     * models of devices. Every description of a node counts, those it had at other times too.
     *
     * @throws IllegalArgumentException in two lines
     */
    public static void require(Trace trace) {
        TraceLimits limits = new TraceLimits(trace);
        for (NodeSpec node : trace.initialNodes()) {
            limits.add(node);
        }
        for (TraceEvent event : trace.events()) {
            if (event instanceof NodeAdded added) {
                limits.add(added.node());
            } else if (event instanceof NodeChanged changed) {
                limits.add(changed.node());
            } else if (event instanceof PodArrived arrival) {
                for (String model : arrival.pod().devices().models()) {
                    limits.addModel(model);
                }
            }
        }
    }

    private void add(NodeSpec node) {
        Resources offered = node.allocatable();
        try {
            cpu = Math.addExact(cpu, offered.cpuMilli());
            memory = Math.addExact(memory, offered.memoryBytes());
            storage = Math.addExact(storage, offered.ephemeralStorageBytes());
            pods = Math.addExact(pods, offered.pods());
            offered.scalars().forEach((name, amount) -> scalars.merge(name, amount, Math::addExact));
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    "The sum of what the nodes of trace (" + trace.name() + ") offer, up to node (" + node.name()
                            + "), must be below 2^63 of each resource." + System.lineSeparator()
                            + "Maybe the unit is wrong: CPU is in thousandths of a core, memory in bytes.",
                    overflow);
        }
        for (DeviceSpec device : node.devices()) {
            addModel(device.model());
        }
    }

    private void addModel(String model) {
        if (models.add(model) && models.size() > MOST_MODELS) {
            throw new IllegalArgumentException("The number of device models (" + models.size() + ", with " + model
                    + ") of trace (" + trace.name() + ") must be at most " + MOST_MODELS + "." + System.lineSeparator()
                    + "Maybe serial numbers were given as model names.");
        }
    }
}
