package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.TraceContents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a cluster cannot hold can be refused before a run begins, rather than in the middle of it. */
public final class TraceLimits {

    private static final int MOST_MODELS = 64;

    private final String trace;
    private final Set<String> models = new HashSet<>();
    private final Map<String, Long> scalars = new HashMap<>();
    private long cpu;
    private long memory;
    private long storage;
    private long pods;

    private TraceLimits(String trace) {
        this.trace = trace;
    }

    /**
     * Refuses a trace whose nodes together offer more of something than a {@code long} holds, or that names more than 64
     * models of devices. Every description of a node counts, those it had at other times too.
     *
     * @throws IllegalArgumentException in two lines
     */
    public static void require(EventSource trace) {
        TraceLimits limits = new TraceLimits(trace.header().name());
        TraceContents contents = trace.contents();
        for (TraceContents.Description description : contents.descriptions()) {
            limits.add(description.node(), description.times());
        }
        for (TraceContents.Template template : contents.templates()) {
            for (String model : template.pod().devices().models()) {
                limits.addModel(model);
            }
        }
    }

    private void add(NodeSpec node, long times) {
        Resources offered = node.allocatable();
        try {
            cpu = sum(cpu, offered.cpuMilli(), times);
            memory = sum(memory, offered.memoryBytes(), times);
            storage = sum(storage, offered.ephemeralStorageBytes(), times);
            pods = sum(pods, offered.pods(), times);
            offered.scalars().forEach((name, amount) -> scalars.merge(name, sum(0, amount, times), Math::addExact));
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    "The sum of what the nodes of trace (" + trace + ") offer, up to node (" + node.name()
                            + "), must be below 2^63 of each resource." + System.lineSeparator()
                            + "Maybe the unit is wrong: CPU is in thousandths of a core, memory in bytes.",
                    overflow);
        }
        for (DeviceSpec device : node.devices()) {
            addModel(device.model());
        }
    }

    private static long sum(long before, long amount, long times) {
        return Math.addExact(before, Math.multiplyExact(amount, times));
    }

    private void addModel(String model) {
        if (models.add(model) && models.size() > MOST_MODELS) {
            throw new IllegalArgumentException("The number of device models (" + models.size() + ", with " + model
                    + ") of trace (" + trace + ") must be at most " + MOST_MODELS + "." + System.lineSeparator()
                    + "Maybe serial numbers were given as model names.");
        }
    }
}
