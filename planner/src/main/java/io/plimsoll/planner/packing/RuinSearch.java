package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a packing into several types of bins cheaper, and at the same cost takes fewer bins: a few bins are taken away, their items packed
 * again with what they are worth a little changed at random, and what costs no more stays (ruin and recreate: Schrimpf, Schneider,
 * Stamm-Wilbrandt and Dueck, Journal of Computational Physics 2000). Effort is counted, never time. For one thread.
 */
final class RuinSearch {

    private static final int MOST_RUINED = 5;

    private final PackingProblem problem;
    private final ResourcePrices prices;
    private final long[] values;
    private final Random random;

    RuinSearch(PackingProblem problem, ResourcePrices prices, long seed) {
        this.problem = problem;
        this.prices = prices;
        this.values = prices.values();
        this.random = new Random(seed);
    }

    /** The cheapest packing found in so many attempts, of equal ones that with the fewest bins. */
    Packing search(Packing start, int attempts) {
        List<Packing.Content> bins = new ArrayList<>();
        start.bins().forEach((content, times) -> {
            for (int i = 0; i < times; i++) {
                bins.add(content);
            }
        });
        for (int attempt = 0; attempt < attempts && bins.size() > 1; attempt++) {
            int ruined = 2 + random.below(Math.min(MOST_RUINED, bins.size()) - 1);
            for (int i = 0; i < ruined; i++) {
                int from = random.below(bins.size() - i);
                int last = bins.size() - 1 - i;
                Packing.Content content = bins.get(from);
                bins.set(from, bins.get(last));
                bins.set(last, content);
            }
            List<Packing.Content> taken = bins.subList(bins.size() - ruined, bins.size());
            @Nullable List<Packing.Content> again = packAgain(taken, bins.subList(0, bins.size() - ruined));
            if (again != null && isNoWorse(again, taken)) {
                taken.clear();
                bins.addAll(again);
            }
        }
        return packing(bins);
    }

    private boolean isNoWorse(List<Packing.Content> bins, List<Packing.Content> than) {
        long more = cost(bins) - cost(than);
        return more < 0 || (more == 0 && bins.size() <= than.size());
    }

    private long cost(List<Packing.Content> bins) {
        return bins.stream()
                .mapToLong(content -> problem.bins().get(content.type()).cost())
                .sum();
    }

    private @Nullable List<Packing.Content> packAgain(List<Packing.Content> taken, List<Packing.Content> kept) {
        int[] counts = new int[values.length];
        for (Packing.Content content : taken) {
            for (int i = 0; i < content.kinds().size(); i++) {
                counts[content.kinds().get(i)] += content.counts().get(i);
            }
        }
        List<Integer> kinds = new ArrayList<>();
        List<ItemKind> items = new ArrayList<>();
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                kinds.add(kind);
                items.add(new ItemKind(problem.items().get(kind).sizes(), counts[kind]));
            }
        }
        List<Integer> types = new ArrayList<>();
        List<BinType> bins = new ArrayList<>();
        for (int type = 0; type < problem.bins().size(); type++) {
            BinType bin = problem.bins().get(type);
            int used = 0;
            for (Packing.Content content : kept) {
                used += bin.limit() != BinType.UNLIMITED && content.type() == type ? 1 : 0;
            }
            if (bin.limit() > used) {
                int limit = bin.limit() == BinType.UNLIMITED ? bin.limit() : bin.limit() - used;
                types.add(type);
                bins.add(new BinType(bin.capacities(), bin.cost(), limit));
            }
        }
        long[] changed = new long[kinds.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = values[kinds.get(i)] / 256 * (192 + random.below(128)) + 1;
        }
        @Nullable Packing packed = repack(new PackingProblem(items, bins, allowed(kinds, types)), changed);
        if (packed == null) {
            return null;
        }
        List<Packing.Content> again = new ArrayList<>();
        packed.bins().forEach((content, times) -> {
            List<Integer> in = content.kinds().stream().map(kinds::get).toList();
            for (int i = 0; i < times; i++) {
                again.add(new Packing.Content(types.get(content.type()), in, content.counts()));
            }
        });
        return again;
    }

    private List<BitSet> allowed(List<Integer> kinds, List<Integer> types) {
        if (problem.allowed().isEmpty()) {
            return List.of();
        }
        List<BitSet> allowed = new ArrayList<>();
        for (int kind : kinds) {
            BitSet of = new BitSet();
            for (int type = 0; type < types.size(); type++) {
                of.set(type, problem.allowed().get(kind).get(types.get(type)));
            }
            allowed.add(of);
        }
        return allowed;
    }

    private @Nullable Packing repack(PackingProblem part, long[] changed) {
        int[] all = IntStream.range(0, part.bins().size()).toArray();
        return new FleetGreedy(part, prices, changed).pack(all);
    }

    private static Packing packing(List<Packing.Content> bins) {
        Map<Packing.Content, Integer> counted = new LinkedHashMap<>();
        bins.forEach(content -> counted.merge(content, 1, Integer::sum));
        return new Packing(counted);
    }
}
