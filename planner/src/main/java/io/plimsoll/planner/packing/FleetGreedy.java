package io.plimsoll.planner.packing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bin after bin: types are filled with what is left, the type whose content costs least for what it is worth is taken, and as many bins
 * like it as there are items for. What an item is worth is what its sizes cost at {@link ResourcePrices}. A bin is
 * filled from the dimension that it has most left of: the most valuable item that fits among those that take mostly that one (in the
 * spirit of the bin-centric heuristics of Panigrahy, Talwar, Uyeda and Wieder, 2011).
 *
 * <p>Most bins are of a few types that are given; all others are looked at where those do not hold what is left, and for the last bin. (To
 * look at all of them each time is not only slow: it takes whatever bin is filled well by luck, and leaves what is hard to pack.)
 * O(contents x types looked at x kinds x dimensions): the number of items does not count, apart from those of one bin. For one thread;
 * runs once.
 */
final class FleetGreedy {

    /** A dimension that has less than this share of the price of all items does not say how bins are filled. */
    private static final double SCARCE = 0.1;

    private final PackingProblem problem;
    private final int kinds;
    private final int dimensions;
    private final long[] values;
    private final long[] size;
    private final int[] left;
    private final int[] limit;
    /** Per dimension, the kinds that take mostly that one, the most valuable first. */
    private final int[][] lists;

    private final int[] position;
    private final long[] room;
    private final int[] counts;
    private int[] bestCounts;
    private int[] active;

    FleetGreedy(PackingProblem problem, ResourcePrices prices, long[] values) {
        this.problem = problem;
        this.values = values;
        kinds = problem.items().size();
        dimensions = problem.dimensions();
        size = new long[kinds * dimensions];
        left = new int[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            left[kind] = problem.items().get(kind).count();
            for (int d = 0; d < dimensions; d++) {
                size[kind * dimensions + d] = problem.size(kind, d);
            }
        }
        limit = problem.bins().stream().mapToInt(BinType::limit).toArray();
        active = IntStream.range(0, kinds)
                .boxed()
                .sorted(Comparator.comparingLong(kind -> -values[kind]))
                .mapToInt(Integer::intValue)
                .toArray();
        lists = new int[dimensions][];
        position = new int[dimensions];
        room = new long[dimensions];
        counts = new int[kinds];
        bestCounts = new int[kinds];
        sortIntoLists(prices);
    }

    private void sortIntoLists(ResourcePrices prices) {
        double[] worth = new double[dimensions];
        double all = 0;
        for (int d = 0; d < dimensions; d++) {
            for (int kind = 0; kind < kinds; kind++) {
                worth[d] += prices.of(d) * Math.max(0, problem.size(kind, d)) * left[kind];
            }
            all += worth[d];
        }
        int[] dominant = new int[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            double most = -1;
            for (int d = 0; d < dimensions; d++) {
                double share = worth[d] <= SCARCE * all ? -2 : prices.of(d) * problem.size(kind, d) / worth[d];
                if (share > most) {
                    most = share;
                    dominant[kind] = d;
                }
            }
        }
        for (int d = 0; d < dimensions; d++) {
            int dimension = d;
            lists[d] = Arrays.stream(active)
                    .filter(kind -> dominant[kind] == dimension)
                    .toArray();
        }
    }

    /**
     * Packs all items.
     *
     * @param usual the types that are looked at first
     * @return null when nothing that is left fits anywhere
     */
    @Nullable
    Packing pack(int[] usual) {
        Packing.Builder packing = new Packing.Builder(problem);
        int[] all = IntStream.range(0, limit.length).toArray();
        while (active.length > 0) {
            int type = best(usual);
            if (usual.length < all.length && (type < 0 || isEnd())) {
                type = best(all);
            }
            if (type < 0) {
                return null;
            }
            int times = Math.min(limit[type], times());
            packing.add(type, bestCounts, times);
            limit[type] -= limit[type] == BinType.UNLIMITED ? 0 : times;
            boolean anyUsedUp = false;
            for (int kind : active) {
                left[kind] -= bestCounts[kind] * times;
                anyUsedUp |= left[kind] == 0;
            }
            if (anyUsedUp) {
                active = stillLeft(active);
                for (int d = 0; d < dimensions; d++) {
                    lists[d] = stillLeft(lists[d]);
                }
            }
        }
        return packing.build();
    }

    private int[] stillLeft(int[] list) {
        return Arrays.stream(list).filter(kind -> left[kind] > 0).toArray();
    }

    /** Whether the content found last holds all that is left. */
    private boolean isEnd() {
        for (int kind : active) {
            if (bestCounts[kind] < left[kind]) {
                return false;
            }
        }
        return true;
    }

    private int times() {
        int times = Integer.MAX_VALUE;
        for (int kind : active) {
            if (bestCounts[kind] > 0) {
                times = Math.min(times, left[kind] / bestCounts[kind]);
            }
        }
        return times;
    }

    /** The type whose content costs least for what it is worth; -1 when nothing that is left fits. */
    private int best(int[] types) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        double mostWorth = 0;
        for (int type : types) {
            double worth = limit[type] == 0 ? 0 : fill(type);
            if (worth == 0) {
                continue;
            }
            double score = problem.bins().get(type).cost() / worth;
            if (score < least || (score == least && worth > mostWorth)) {
                least = score;
                mostWorth = worth;
                best = type;
                Arrays.fill(bestCounts, 0);
                for (int kind : active) {
                    bestCounts[kind] = counts[kind];
                }
            }
        }
        return best;
    }

    /** Fills a bin into {@link #counts}; what is in it is worth so much. */
    private double fill(int type) {
        for (int kind : active) {
            counts[kind] = 0;
        }
        for (int d = 0; d < dimensions; d++) {
            room[d] = problem.capacity(type, d);
            position[d] = 0;
        }
        double worth = 0;
        int from = freest(type);
        while (from >= 0) {
            int kind = lists[from][position[from]];
            if (counts[kind] == left[kind] || !fits(kind) || !problem.fits(kind, type)) {
                position[from]++;
            } else {
                counts[kind]++;
                worth += Math.max(1.0, (double) values[kind]);
                int at = kind * dimensions;
                for (int d = 0; d < dimensions; d++) {
                    room[d] -= size[at + d];
                }
            }
            from = freest(type);
        }
        return worth;
    }

    /** The dimension of which most is left, among those whose list is not at its end; -1 when all are. */
    private int freest(int type) {
        int freest = -1;
        double most = -1;
        for (int d = 0; d < dimensions; d++) {
            if (position[d] < lists[d].length) {
                long capacity = problem.capacity(type, d);
                double free = capacity == 0 ? 0 : (double) room[d] / capacity;
                if (free > most) {
                    most = free;
                    freest = d;
                }
            }
        }
        return freest;
    }

    private boolean fits(int kind) {
        int at = kind * dimensions;
        for (int d = 0; d < dimensions; d++) {
            if (size[at + d] > room[d] && size[at + d] > 0) {
                return false;
            }
        }
        return true;
    }
}
