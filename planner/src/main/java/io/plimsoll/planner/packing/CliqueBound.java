package io.plimsoll.planner.packing;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Items of which no two share a bin need a bin each. Such sets are cliques of the graph of kinds that do not fit together; finding the
 * largest is hard, so several are grown: from each kind, the next one is that which leaves most others to go on with. What is found is a bound
 * whatever it is. (Conflicts as a bound of bin packing: Gendreau, Laporte and Semet, Computers and Operations Research 2004.)
 *
 * <p>Two kinds count as not fitting together when they exceed the largest capacity of all types. O(kinds^2 x dimensions + starts x kinds^2 /
 * 64), for at most {@value #MOST_KINDS} kinds; no bound for more, nor where items make room for others.
 */
final class CliqueBound {

    private static final int MOST_KINDS = 2000;
    private static final int STARTS = 20;

    private final PackingProblem problem;
    private final int kinds;
    private final long[] largest;
    /** What an item of each kind costs at least in a bin of its own. */
    private final long[] cost;

    private CliqueBound(PackingProblem problem) {
        this.problem = problem;
        kinds = problem.items().size();
        largest = new long[problem.dimensions()];
        cost = new long[kinds];
        for (int d = 0; d < largest.length; d++) {
            for (int type = 0; type < problem.bins().size(); type++) {
                largest[d] = Math.max(largest[d], problem.capacity(type, d));
            }
        }
        for (int kind = 0; kind < kinds; kind++) {
            long least = Long.MAX_VALUE;
            for (int type = 0; type < problem.bins().size(); type++) {
                if (problem.fits(kind, type)) {
                    least = Math.min(least, problem.bins().get(type).cost());
                }
            }
            int apart = exceeds(kind, kind) ? problem.items().get(kind).count() : 1;
            cost[kind] = least == Long.MAX_VALUE ? 0 : Math.multiplyExact(least, apart);
        }
    }

    /** The bound; items must not have negative sizes. */
    static Bound of(PackingProblem problem) {
        return problem.items().size() > MOST_KINDS ? Bound.NONE : new CliqueBound(problem).bound();
    }

    private Bound bound() {
        BitSet[] conflicts = new BitSet[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            conflicts[kind] = new BitSet(kinds);
            for (int other = 0; other < kind; other++) {
                if (exceeds(kind, other)) {
                    conflicts[kind].set(other);
                    conflicts[other].set(kind);
                }
            }
        }
        List<Integer> starts = IntStream.range(0, kinds)
                .boxed()
                .sorted(Comparator.comparingInt(kind -> -conflicts[kind].cardinality()))
                .limit(STARTS)
                .toList();
        long best = 0;
        for (int start : starts) {
            best = Math.max(best, grown(start, conflicts));
        }
        return Bound.of(best);
    }

    /** What the items of a clique cost that is grown from a kind. */
    private long grown(int start, BitSet[] conflicts) {
        long sum = cost[start];
        BitSet candidates = (BitSet) conflicts[start].clone();
        BitSet common = new BitSet(kinds);
        while (!candidates.isEmpty()) {
            int best = -1;
            int most = -1;
            for (int kind = candidates.nextSetBit(0); kind >= 0; kind = candidates.nextSetBit(kind + 1)) {
                common.clear();
                common.or(candidates);
                common.and(conflicts[kind]);
                int left = common.cardinality();
                if (left > most) {
                    most = left;
                    best = kind;
                }
            }
            sum = Math.addExact(sum, cost[best]);
            candidates.and(conflicts[best]);
        }
        return sum;
    }

    private boolean exceeds(int kind, int other) {
        for (int d = 0; d < largest.length; d++) {
            if (problem.size(kind, d) + problem.size(other, d) > largest[d]) {
                return true;
            }
        }
        return false;
    }
}
