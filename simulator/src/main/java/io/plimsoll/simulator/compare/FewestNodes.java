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
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lower bound for the number of nodes in use: the fewest that offer all that is used, each node taken as a whole and pods
 * cut at will. For each resource by itself it is how many of the nodes that offer most of it are needed; for all of them at
 * once {@link ResourceWeights} is asked. No packing of the same pods uses fewer nodes.
 *
 * <p>Follows the nodes of a trace as virtual time passes. A question takes O(log nodes), one of {@value #QUESTIONS_PER_WEIGHTS}
 * finds new weights, and the first one after a change of the nodes takes O(nodes log nodes). Old weights give a bound, too, if
 * not the best one. Where there are more than {@value #MOST_KINDS} kinds of nodes, each resource is asked by itself only. One
 * thread.
 */
final class FewestNodes {

    private static final int RESOURCES = 4;
    private static final int MOST_KINDS = 60;
    private static final int QUESTIONS_PER_WEIGHTS = 100;

    private final List<TraceEvent> changes = new ArrayList<>();
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final long[][] offeredByLargest = new long[RESOURCES][];
    private final long[] used = new long[RESOURCES];
    private double[][] offers = new double[0][];
    private int[] counts = new int[0];
    private @Nullable ResourceWeights weights;
    private int questions;
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
        return Math.max(most, Math.min(fewestOfAll(), nodes.size()));
    }

    private int fewestOfAll() {
        if (counts.length > MOST_KINDS) {
            return 0;
        }
        double[] amounts = new double[RESOURCES];
        Arrays.setAll(amounts, r -> used[r]);
        if (weights == null || questions++ % QUESTIONS_PER_WEIGHTS == 0) {
            weights = ResourceWeights.best(offers, counts, amounts);
        }
        return weights.fewest(amounts);
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
            long[] offered = new long[nodes.size()];
            int n = 0;
            for (NodeSpec node : nodes.values()) {
                offered[n++] = offer(node, r);
            }
            Arrays.sort(offered);
            long[] sums = new long[n + 1];
            for (int k = 0; k < n; k++) {
                sums[k + 1] = sums[k] + offered[n - 1 - k];
            }
            offeredByLargest[r] = sums;
        }
        SortedMap<String, double[]> kinds = new TreeMap<>();
        SortedMap<String, Integer> perKind = new TreeMap<>();
        for (NodeSpec node : nodes.values()) {
            double[] offered = new double[RESOURCES];
            Arrays.setAll(offered, r -> offer(node, r));
            String kind = Arrays.toString(offered);
            kinds.put(kind, offered);
            perKind.merge(kind, 1, Integer::sum);
        }
        offers = kinds.values().toArray(new double[0][]);
        counts = perKind.values().stream().mapToInt(Integer::intValue).toArray();
        weights = null;
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
