package io.plimsoll.planner.packing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest packing of a small problem, proven: bin completion (Korf, "An improved algorithm for optimal bin packing", IJCAI 2003). The
 * most valuable item that is left goes into a bin of each type in turn, together with every set of others that leaves no room for one
 * more; a branch ends when what is left cannot be packed for less than what is known.
 *
 * <p>Exponential; gives up after a number of steps. Items that make room are not for it. For one thread; runs once.
 */
final class ExactSearch {

    private final PackingProblem problem;
    private final int kinds;
    /** Kinds, the most valuable first. */
    private final int[] order;

    private final long[] values;
    private final double costOfValue;
    private final int[] left;
    private final int[] limit;
    private final long[] room;
    private final int[] counts;
    private final Deque<Packing.Content> bins = new ArrayDeque<>();
    private long valueLeft;
    private long best;
    private @Nullable Packing found;
    private long steps;

    /**
     * A search.
     *
     * @param values that prove {@code cost >= values of all items * costOfValue} of every packing
     * @param known the cost of a packing that is known; only cheaper ones are looked for
     */
    ExactSearch(PackingProblem problem, long[] values, double costOfValue, long known, long steps) {
        this.problem = problem;
        this.values = values;
        this.costOfValue = costOfValue;
        this.best = known;
        this.steps = steps;
        kinds = values.length;
        order = IntStream.range(0, kinds)
                .boxed()
                .sorted(Comparator.comparingLong(kind -> -values[kind]))
                .mapToInt(Integer::intValue)
                .toArray();
        left = problem.items().stream().mapToInt(ItemKind::count).toArray();
        limit = problem.bins().stream().mapToInt(BinType::limit).toArray();
        room = new long[problem.dimensions()];
        counts = new int[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            valueLeft += values[kind] * left[kind];
        }
    }

    /** Whether it looked at everything: then {@link #found}, or without it the known packing, is the cheapest. */
    boolean finish() {
        next(0);
        return steps > 0;
    }

    /** A packing that is cheaper than the known one, the cheapest that was found; null when there is none. */
    @Nullable
    Packing found() {
        return found;
    }

    private void next(long cost) {
        if (--steps <= 0 || cost + least() >= best) {
            return;
        }
        int first = 0;
        while (first < kinds && left[order[first]] == 0) {
            first++;
        }
        if (first == kinds) {
            best = cost;
            Packing.Builder packing = new Packing.Builder(problem);
            bins.forEach(packing::add);
            found = packing.build();
            return;
        }
        int kind = order[first];
        for (int type = 0; type < limit.length; type++) {
            if (limit[type] > 0 && problem.fits(kind, type)) {
                // The arrays of this bin; deeper bins fill their own.
                long[] roomBefore = room.clone();
                int[] countsBefore = counts.clone();
                Arrays.fill(counts, 0);
                for (int d = 0; d < room.length; d++) {
                    room[d] = problem.capacity(type, d);
                }
                take(kind, 1);
                complete(type, first, cost + problem.bins().get(type).cost());
                take(kind, -1);
                System.arraycopy(roomBefore, 0, room, 0, room.length);
                System.arraycopy(countsBefore, 0, counts, 0, kinds);
            }
        }
    }

    /** What the items that are left cost at least, a little less for the errors of its sum. */
    private long least() {
        return Math.max(0, (long) Math.ceil(valueLeft * costOfValue * (1 - 1e-9) - 1e-6));
    }

    /** Tries all counts of the kinds from a place in the order on, and goes on where nothing more fits. */
    private void complete(int type, int at, long cost) {
        if (steps <= 0) {
            return;
        }
        if (at == kinds) {
            steps--;
            if (isMaximal(type)) {
                close(type, cost);
            }
            return;
        }
        int kind = order[at];
        int most = problem.fits(kind, type) ? fitting(kind) : 0;
        take(kind, most);
        for (int count = most; count >= 0; count--) {
            complete(type, at + 1, cost);
            if (count > 0) {
                take(kind, -1);
            }
        }
    }

    private void close(int type, long cost) {
        limit[type] -= limit[type] == BinType.UNLIMITED ? 0 : 1;
        bins.addLast(Packing.content(type, counts));
        next(cost);
        bins.removeLast();
        limit[type] += limit[type] == BinType.UNLIMITED ? 0 : 1;
    }

    private boolean isMaximal(int type) {
        for (int kind = 0; kind < kinds; kind++) {
            if (left[kind] > 0 && problem.fits(kind, type) && fitting(kind) > 0) {
                return false;
            }
        }
        return true;
    }

    private int fitting(int kind) {
        long many = left[kind];
        for (int d = 0; d < room.length && many > 0; d++) {
            long size = problem.size(kind, d);
            many = size > 0 ? Math.min(many, room[d] / size) : many;
        }
        return (int) many;
    }

    private void take(int kind, int count) {
        left[kind] -= count;
        counts[kind] += count;
        valueLeft -= values[kind] * count;
        for (int d = 0; d < room.length; d++) {
            room[d] -= count * problem.size(kind, d);
        }
    }
}
