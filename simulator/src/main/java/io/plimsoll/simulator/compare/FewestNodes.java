package io.plimsoll.simulator.compare;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.Totals;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A lower bound for the number of nodes in use: for each resource by itself, how many of the nodes that offer most of it it
 * takes to offer what is in use; the largest of these numbers. No packing of the same pods uses fewer nodes, and one of
 * pods that can be cut uses about so many.
 *
 * <p>Follows the nodes of a trace as virtual time passes. A question takes O(log nodes), the first one after a change of
 * the nodes O(nodes log nodes). One thread.
 */
final class FewestNodes {

    private static final int RESOURCES = 4;

    private final List<TraceEvent> changes = new ArrayList<>();
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final long[][] offeredByLargest = new long[RESOURCES][];
    private final long[] used = new long[RESOURCES];
    private int nextChange;
    private boolean stale = true;

    FewestNodes(Trace trace) {
        trace.initialNodes().forEach(node -> nodes.put(node.name(), node));
        for (TraceEvent event : trace.events()) {
            if (!(event instanceof PodArrived)) {
                changes.add(event);
            }
        }
    }

    /** The nodes are those after all that happens until then; never back. */
    void advance(long timeMillis) {
        while (nextChange < changes.size() && changes.get(nextChange).timeMillis() <= timeMillis) {
            TraceEvent event = changes.get(nextChange++);
            if (event instanceof NodeAdded added) {
                nodes.put(added.node().name(), added.node());
            } else if (event instanceof NodeChanged changed) {
                nodes.put(changed.node().name(), changed.node());
            } else if (event instanceof NodeRemoved removed) {
                nodes.remove(removed.nodeName());
            }
            stale = true;
        }
    }

    /** For what the pods on a cluster of real nodes use. */
    int of(Cluster cluster) {
        Totals totals = cluster.totals();
        used[0] = totals.used(Dimensions.CPU);
        used[1] = totals.used(Dimensions.MEMORY);
        used[2] = totals.deviceUsedMilli();
        used[3] = totals.used(Dimensions.PODS);
        return least();
    }

    /** For what the pods on a cluster of pooled nodes use, see {@link PooledTrace}. */
    int ofPool(Cluster pool, int gpuDimension) {
        Totals totals = pool.totals();
        used[0] = totals.used(Dimensions.CPU);
        used[1] = totals.used(Dimensions.MEMORY) << PooledTrace.MEMORY_SHIFT;
        used[2] = gpuDimension < 0 ? 0 : totals.used(gpuDimension);
        used[3] = totals.used(Dimensions.PODS);
        return least();
    }

    private int least() {
        if (stale) {
            sort();
        }
        int most = 0;
        for (int r = 0; r < RESOURCES; r++) {
            int found = Arrays.binarySearch(offeredByLargest[r], used[r]);
            int needed = found < 0 ? -found - 1 : first(offeredByLargest[r], found);
            most = Math.max(most, Math.min(needed, nodes.size()));
        }
        return most;
    }

    /** Nodes that offer nothing of a resource leave equal sums behind the others. */
    private static int first(long[] sums, int found) {
        int first = found;
        while (first > 0 && sums[first - 1] == sums[found]) {
            first--;
        }
        return first;
    }

    private void sort() {
        for (int r = 0; r < RESOURCES; r++) {
            long[] offers = new long[nodes.size()];
            int n = 0;
            for (NodeSpec node : nodes.values()) {
                offers[n++] = offer(node, r);
            }
            Arrays.sort(offers);
            long[] sums = new long[n + 1];
            for (int k = 0; k < n; k++) {
                sums[k + 1] = sums[k] + offers[n - 1 - k];
            }
            offeredByLargest[r] = sums;
        }
        stale = false;
    }

    private static long offer(NodeSpec node, int resource) {
        return switch (resource) {
            case 0 -> node.allocatable().cpuMilli();
            case 1 -> node.allocatable().memoryBytes();
            case 2 -> PooledTrace.gpuMilli(node);
            default -> node.allocatable().pods();
        };
    }
}
