package io.plimsoll.planner.survive;

import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.RoomRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many pods wait at least, in whatever order and by whatever scheduler they are placed on the nodes that are left,
 * as long as no other pod moves. The most of two counts:
 *
 * <ul>
 *   <li>of pods that ask the same, what is beyond the room that the nodes have for these alone; kinds without any room
 *       together;
 *   <li>of all pods that may run on the same nodes only, as many of the largest as ask for what is missing there of one
 *       resource.
 * </ul>
 */
final class LeastWaiting {

    private final PodKinds kinds;
    private final KindRules rules;
    private final NodeTable nodes;

    LeastWaiting(PodKinds kinds, KindRules rules, NodeTable nodes) {
        this.kinds = kinds;
        this.rules = rules;
        this.nodes = nodes;
    }

    /** Of the pods that are to be placed now, given as positions. O(kinds² + kinds x nodes + pods). */
    int of(List<Integer> evicted) {
        SortedMap<Integer, Integer> counts = counts(kinds, evicted);
        int nowhere = 0;
        int beyond = 0;
        SortedMap<Integer, BitSet> eligible = new TreeMap<>();
        for (var entry : counts.entrySet()) {
            int kind = entry.getKey();
            RoomRules rule = rules.of(kind);
            BitSet mayRun = new BitSet();
            long room = 0;
            for (int node = 0; node < nodes.slots(); node++) {
                if (nodes.exists(node) && rule.mayRun(node)) {
                    mayRun.set(node);
                    room += Math.min(entry.getValue(), rule.room(node));
                }
            }
            eligible.put(kind, mayRun);
            if (room == 0) {
                nowhere += entry.getValue();
            } else {
                beyond = (int) Math.max(beyond, entry.getValue() - room);
            }
        }
        return Math.max(nowhere + beyond, byVolume(counts, eligible));
    }

    /** How many of the pods are of each kind. */
    static SortedMap<Integer, Integer> counts(PodKinds kinds, List<Integer> pods) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int pod : pods) {
            counts.merge(kinds.wanted(pod), 1, Integer::sum);
        }
        return counts;
    }

    private int byVolume(SortedMap<Integer, Integer> counts, SortedMap<Integer, BitSet> eligible) {
        int most = 0;
        for (BitSet where : List.copyOf(new java.util.LinkedHashSet<>(eligible.values()))) {
            SortedMap<Integer, Integer> there = new TreeMap<>();
            eligible.forEach((kind, mayRun) -> {
                BitSet outside = (BitSet) mayRun.clone();
                outside.andNot(where);
                if (outside.isEmpty()) {
                    there.put(kind, counts.getOrDefault(kind, 0));
                }
            });
            int dimensions = 0;
            for (int kind : there.keySet()) {
                dimensions = Math.max(dimensions, rules.podClass(kind).dimensions());
            }
            for (int d = -1; d < dimensions; d++) {
                most = Math.max(most, missing(there, where, d));
            }
        }
        return most;
    }

    /** How many of the pods must go without when their nodes have less of a resource than they ask for; -1 for devices. */
    private int missing(SortedMap<Integer, Integer> counts, BitSet where, int dimension) {
        long free = 0;
        for (int node = where.nextSetBit(0); node >= 0; node = where.nextSetBit(node + 1)) {
            free += Math.max(0, dimension < 0 ? nodes.deviceFreeTotal(node) : nodes.free(dimension, node));
        }
        long[][] asked = new long[counts.size()][];
        int n = 0;
        long missing = -free;
        for (var entry : counts.entrySet()) {
            long each = asks(rules.podClass(entry.getKey()), dimension);
            asked[n++] = new long[] {each, entry.getValue()};
            missing += each * entry.getValue();
        }
        Arrays.sort(asked, (a, b) -> Long.compare(b[0], a[0]));
        int pods = 0;
        for (int i = 0; i < asked.length && missing > 0; i++) {
            long each = asked[i][0];
            long needed = Math.min(asked[i][1], (missing + each - 1) / each);
            pods += (int) needed;
            missing -= needed * each;
        }
        return pods;
    }

    static long asks(PodClass podClass, int dimension) {
        if (dimension < 0) {
            return (long) podClass.deviceCount() * podClass.deviceMilli();
        }
        return dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
    }
}
