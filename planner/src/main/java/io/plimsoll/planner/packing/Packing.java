package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All items of a problem in bins. Bins with the same content are told once. Immutable.
 *
 * @param bins what is in the bins, and how many bins are like that
 */
public record Packing(Map<Content, Integer> bins) {

    /** Copies its argument. */
    public Packing {
        bins = Collections.unmodifiableMap(new LinkedHashMap<>(bins));
    }

    /**
     * What is in a bin.
     *
     * @param type the type of the bin
     * @param kinds the kinds of the items, rising
     * @param counts how many items of each of these kinds, at least 1
     */
    public record Content(int type, List<Integer> kinds, List<Integer> counts) {

        /** Copies its arguments. */
        public Content {
            kinds = List.copyOf(kinds);
            counts = List.copyOf(counts);
        }
    }

    /** How many bins are used. */
    public int binCount() {
        return bins.values().stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
    }

    /** What the bins cost. */
    public long cost(PackingProblem problem) {
        long cost = 0;
        for (Map.Entry<Content, Integer> entry : bins.entrySet()) {
            long each = problem.bins().get(entry.getKey().type()).cost();
            cost = Math.addExact(cost, Math.multiplyExact(each, entry.getValue()));
        }
        return cost;
    }

    /**
     * Whether it answers a problem: every item is in a bin, no bin holds more than it may, no type is used too often. Asks for
     * nothing that a search may have remembered.
     *
     * @return what is wrong, for people; empty when nothing is
     */
    public List<String> problems(PackingProblem problem) {
        List<String> wrong = new ArrayList<>();
        long[] packed = new long[problem.items().size()];
        long[] used = new long[problem.bins().size()];
        bins.forEach((content, times) -> {
            used[content.type()] += times;
            long[] load = new long[problem.dimensions()];
            for (int i = 0; i < content.kinds().size(); i++) {
                int kind = content.kinds().get(i);
                if (!problem.allowed().isEmpty() && !problem.allowed().get(kind).get(content.type())) {
                    wrong.add("kind %d may not be in a bin of type %d".formatted(kind, content.type()));
                }
                packed[kind] += (long) content.counts().get(i) * times;
                for (int dimension = 0; dimension < load.length; dimension++) {
                    load[dimension] += content.counts().get(i) * problem.size(kind, dimension);
                }
            }
            for (int dimension = 0; dimension < load.length; dimension++) {
                if (load[dimension] > problem.capacity(content.type(), dimension)) {
                    wrong.add("a bin of type %d holds %d in dimension %d"
                            .formatted(content.type(), load[dimension], dimension));
                }
            }
        });
        for (int kind = 0; kind < packed.length; kind++) {
            if (packed[kind] != problem.items().get(kind).count()) {
                wrong.add("of kind %d, %d items are packed".formatted(kind, packed[kind]));
            }
        }
        for (int type = 0; type < used.length; type++) {
            if (used[type] > problem.bins().get(type).limit()) {
                wrong.add("of type %d, %d bins are used".formatted(type, used[type]));
            }
        }
        return wrong;
    }

    /** A bin that holds so many items of each kind. */
    static Content content(int type, int[] counts) {
        List<Integer> in = new ArrayList<>();
        List<Integer> many = new ArrayList<>();
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                in.add(kind);
                many.add(counts[kind]);
            }
        }
        return new Content(type, in, many);
    }

    /** Collects bins. For one thread. */
    static final class Builder {

        private final int kinds;
        private final Map<Content, Integer> bins = new LinkedHashMap<>();

        Builder(PackingProblem problem) {
            kinds = problem.items().size();
        }

        /** Adds a bin with an item of each of these kinds; a kind stands there as often as there are items of it. */
        void add(int type, List<Integer> items) {
            int[] counts = new int[kinds];
            items.forEach(kind -> counts[kind]++);
            add(type, counts, 1);
        }

        /** Adds bins that hold so many items of each kind. */
        void add(int type, int[] counts, int times) {
            bins.merge(content(type, counts), times, Integer::sum);
        }

        /** Adds a bin. */
        void add(Content content) {
            bins.merge(content, 1, Integer::sum);
        }

        Packing build() {
            return new Packing(bins);
        }
    }
}
