package io.plimsoll.simulator.compare;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same workload on a cluster that is one big node: the {@link Bound}s. Whatever keeps pods apart in the real cluster is
 * gone (node borders, GPU borders and models, labels, spread), so every placement that was possible still is. A node that
 * leaves takes its resources along, not its pods.
 *
 * <p>Memory and local storage are counted in MiB, requests rounded down and offers up, because a pool in bytes would not
 * fit; GPUs are a plain resource of thousandths.
 */
final class PooledTrace {

    /** From bytes to MiB. */
    static final int MEMORY_SHIFT = 20;

    /** The plain resource that stands for GPUs. */
    static final String GPU = "gpu";

    private static final String POOL = "pool";
    /** An infinite cluster may offer so much of a resource at most: room for sums. */
    private static final long PLENTY = Resources.MAX_QUANTITY / 2;

    private final boolean infinite;
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final SortedMap<String, Long> offers = new TreeMap<>();
    private final Map<String, Double> factors = new TreeMap<>();
    private final Map<Ask, PodSpec> pods = new HashMap<>();

    /** What pods ask for in the pool: those that share it share a description, too. */
    private record Ask(String namespace, Resources requests, DeviceRequest devices, int priority) {}

    /**
     * A trace and what its shares are to be multiplied by.
     *
     * @param trace one node, the same pods
     * @param contents what occurs in it
     * @param scale by how much it is larger than the real cluster
     */
    record Pooled(Trace trace, TraceContents contents, Scale scale) {}

    private PooledTrace(boolean infinite) {
        this.infinite = infinite;
    }

    /** The workload of a bound. */
    static Pooled of(Trace trace, Bound bound) {
        PooledTrace pool = new PooledTrace(bound == Bound.INFINITE);
        pool.findFactors(trace);
        Trace pooled = pool.pooled(trace);
        return new Pooled(pooled, pooled.contents(), new Scale(pool.factors));
    }

    /** Thousandths of GPUs on a node. */
    static long gpuMilli(NodeSpec node) {
        long milli = 0;
        for (DeviceSpec device : node.devices()) {
            milli += device.capacityMilli();
        }
        return milli;
    }

    private Trace pooled(Trace trace) {
        trace.initialNodes().forEach(this::put);
        List<NodeSpec> initial = List.of(pool());
        List<TraceEvent> events = new ArrayList<>(trace.events().size());
        for (TraceEvent event : trace.events()) {
            if (event instanceof PodArrived arrival) {
                events.add(pooled(arrival));
            } else if (apply(event)) {
                events.add(new NodeChanged(event.timeMillis(), pool()));
            }
        }
        return new Trace(trace.name(), trace.format(), trace.hasTimes(), initial, events, trace.inputs());
    }

    /** Whether the event changed what there is. */
    private boolean apply(TraceEvent event) {
        if (event instanceof NodeAdded added) {
            put(added.node());
        } else if (event instanceof NodeChanged changed) {
            put(changed.node());
        } else if (event instanceof NodeRemoved removed) {
            NodeSpec gone = nodes.remove(removed.nodeName());
            if (gone != null) {
                count(gone, -1);
            }
        } else {
            return false;
        }
        return true;
    }

    private void put(NodeSpec node) {
        NodeSpec before = nodes.put(node.name(), node);
        if (before != null) {
            count(before, -1);
        }
        count(node, 1);
    }

    private void count(NodeSpec node, int sign) {
        offered(node).forEach((name, amount) -> offers.merge(name, sign * amount, Long::sum));
    }

    private static SortedMap<String, Long> offered(NodeSpec node) {
        Resources all = node.allocatable();
        SortedMap<String, Long> offered = new TreeMap<>(all.scalars());
        offered.merge(GPU, gpuMilli(node), Long::sum);
        offered.put("cpu", all.cpuMilli());
        offered.put("memory", mebibytes(all.memoryBytes(), true));
        offered.put("ephemeral-storage", mebibytes(all.ephemeralStorageBytes(), true));
        offered.put("pods", all.pods());
        return offered;
    }

    private static long mebibytes(long bytes, boolean up) {
        long round = up ? (1L << MEMORY_SHIFT) - 1 : 0;
        return (bytes + round) >> MEMORY_SHIFT;
    }

    private NodeSpec pool() {
        SortedMap<String, Long> scaled = new TreeMap<>();
        offers.forEach((name, amount) ->
                scaled.put(name, amount * factors.getOrDefault(name, 1.0).longValue()));
        Resources all = new Resources(
                take(scaled, "cpu"),
                take(scaled, "memory"),
                take(scaled, "ephemeral-storage"),
                take(scaled, "pods"),
                scaled);
        return NodeSpec.of(POOL, all);
    }

    private static long take(Map<String, Long> amounts, String name) {
        Long amount = amounts.remove(name);
        return amount == null ? 0 : amount;
    }

    /** Powers of two, so that shares lose nothing. */
    private void findFactors(Trace trace) {
        if (!infinite) {
            return;
        }
        SortedMap<String, Long> most = new TreeMap<>();
        trace.initialNodes()
                .forEach(node -> offered(node).forEach((name, amount) -> most.merge(name, amount, Long::sum)));
        for (TraceEvent event : trace.events()) {
            if (event instanceof NodeAdded added) {
                offered(added.node()).forEach((name, amount) -> most.merge(name, amount, Long::sum));
            } else if (event instanceof NodeChanged changed) {
                offered(changed.node()).forEach((name, amount) -> most.merge(name, amount, Long::sum));
            }
        }
        most.forEach((name, amount) -> {
            long factor = 1;
            while (amount > 0 && 2 * factor * amount <= PLENTY) {
                factor *= 2;
            }
            factors.put(name, (double) factor);
        });
    }

    private PodArrived pooled(PodArrived arrival) {
        PodSpec pod = arrival.pod();
        Ask ask = new Ask(pod.namespace(), pod.requests(), pod.devices(), pod.priority());
        PodSpec template = pods.computeIfAbsent(ask, PooledTrace::template);
        return new PodArrived(
                arrival.timeMillis(), template.withName(pod.name()), arrival.durationMillis(), arrival.owner());
    }

    private static PodSpec template(Ask ask) {
        Resources requests = ask.requests();
        SortedMap<String, Long> scalars = new TreeMap<>(requests.scalars());
        if (ask.devices().count() > 0) {
            scalars.merge(GPU, (long) ask.devices().totalMilli(), Long::sum);
        }
        return PodSpec.named(POOL)
                .withNamespace(ask.namespace())
                .withPriority(ask.priority())
                .withRequests(new Resources(
                        requests.cpuMilli(),
                        mebibytes(requests.memoryBytes(), false),
                        mebibytes(requests.ephemeralStorageBytes(), false),
                        1,
                        scalars));
    }
}
