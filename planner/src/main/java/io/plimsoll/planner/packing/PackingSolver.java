package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs, and proves how far from perfect that may be. How much it tries is counted in steps, never in time: equal problems and seeds give
 * equal answers everywhere. Thread-safe.
 *
 * @param seed of random draws
 * @param effort how hard to try to make the packing better, in steps of some nanoseconds; 0 takes the first one
 * @param boundRounds how often contents of bins are looked for that make the bound better; 0 leaves it at the bounds of volume and of
 *     items that do not share a bin
 */
public record PackingSolver(long seed, long effort, int boundRounds) {

    /** Where a search among single items is worth its while. */
    private static final int MOST_SINGLE_ITEMS = 5000;

    private static final int TYPES_AT_ONCE = 4;
    private static final List<Double> LOSSES = List.of(0.001, 0.03);
    /** Kinds times kinds times rounds: what the linear programs of a bound may cost. */
    private static final long MOST_WORK_OF_BOUND = 40L * 130 * 130;

    /** Fewer rounds than this end before they beat the other bounds. */
    private static final int FEWEST_ROUNDS = 12;

    /** Where it is worth trying to prove an answer by looking at everything. */
    private static final int MOST_ITEMS_OF_PROOF = 60;

    private static final long STEPS_OF_PROOF = 250_000;
    private static final int RANDOM_ORDERS = 30;
    private static final long STEPS_OF_KNAPSACK = 20_000;
    private static final long EFFORT_OF_RUIN = 20_000;
    private static final int MOST_RUINS = 20_000;

    /**
     * An answer.
     *
     * @param packing all items in bins; null when none was found
     * @param bound what no packing can beat
     */
    public record Answer(@Nullable Packing packing, Bound bound) {}

    /** Packs, and proves a bound. */
    public Answer solve(PackingProblem problem) {
        ResourcePrices prices = new ResourcePrices(problem);
        Bound volume = prices.bound();
        if (volume.possible() && !prices.makesRoom()) {
            volume = volume.max(CliqueBound.of(problem));
        }
        @Nullable Packing packing = volume.possible() ? pack(problem, prices, volume.cost()) : null;
        boolean small = problem.itemCount() <= MOST_ITEMS_OF_PROOF && volume.possible() && !prices.makesRoom();
        if (small && effort > 0 && (packing == null || packing.cost(problem) > volume.cost())) {
            ExactSearch search = new ExactSearch(
                    problem,
                    prices.values(),
                    prices.costOfValue(),
                    packing == null ? Long.MAX_VALUE : packing.cost(problem),
                    STEPS_OF_PROOF);
            boolean proven = search.finish();
            packing = search.found() == null ? packing : search.found();
            if (proven) {
                return new Answer(packing, packing == null ? Bound.IMPOSSIBLE : Bound.of(packing.cost(problem)));
            }
        }
        return new Answer(packing, bound(problem, packing, volume));
    }

    /** Packs without proving more than the volume bound; null when the limited bins do not suffice for what is tried. */
    public static @Nullable Packing first(PackingProblem problem) {
        return first(problem, new ResourcePrices(problem));
    }

    /** The cheapest of some first packings: with the types that lose least when full, and with the largest of those that lose little. */
    private static @Nullable Packing first(PackingProblem problem, ResourcePrices prices) {
        @Nullable Packing best = null;
        Set<List<Integer>> tried = new HashSet<>();
        for (double loss : LOSSES) {
            List<Integer> usual = IntStream.range(0, problem.bins().size())
                    .boxed()
                    .filter(type -> prices.loss(type) <= loss)
                    .sorted(Comparator.comparingLong(
                            type -> -problem.bins().get(type).cost()))
                    .limit(TYPES_AT_ONCE)
                    .toList();
            if (!usual.isEmpty() && tried.add(usual)) {
                @Nullable Packing packing = greedy(problem, prices, usual);
                best = packing == null || (best != null && best.cost(problem) <= packing.cost(problem))
                        ? best
                        : packing;
            }
        }
        List<Integer> all = IntStream.range(0, problem.bins().size()).boxed().toList();
        return best == null ? greedy(problem, prices, all) : best;
    }

    private static @Nullable Packing greedy(PackingProblem problem, ResourcePrices prices, List<Integer> usual) {
        return new FleetGreedy(problem, prices, prices.values())
                .pack(usual.stream().mapToInt(Integer::intValue).toArray());
    }

    /** First fit decreasing, by the largest share of a bin; for problems with one type of bin. */
    public static Packing firstFitDecreasing(PackingProblem problem) {
        Items items = new Items(problem, 0);
        return packing(problem, items, FirstFitDecreasing.LARGEST.pack(items));
    }

    private @Nullable Packing pack(PackingProblem problem, ResourcePrices prices, long least) {
        BinType only = problem.bins().get(0);
        if (problem.bins().size() == 1
                && only.limit() == BinType.UNLIMITED
                && problem.itemCount() <= MOST_SINGLE_ITEMS) {
            return alike(problem, only.cost() == 0 ? 0 : (int) (least / only.cost()));
        }
        @Nullable Packing first = first(problem, prices);
        if (first == null || effort == 0) {
            return first;
        }
        int attempts = (int) Math.min(MOST_RUINS, effort / EFFORT_OF_RUIN);
        return new RuinSearch(problem, prices, seed).search(first, attempts);
    }

    private Packing alike(PackingProblem problem, int fewest) {
        Items items = new Items(problem, 0);
        int[] best = FirstFitDecreasing.LARGEST.pack(items);
        for (FirstFitDecreasing order : FirstFitDecreasing.values()) {
            best = fewer(best, order.pack(items));
        }
        int[] filled = BinFilling.pack(items);
        int[] found = best;
        for (int[] start : List.of(best, filled)) {
            if (effort > 0 && bins(found) > fewest) {
                found = fewer(found, new EliminationSearch(items, start, seed, effort / 2).search(fewest));
            }
        }
        return packing(problem, items, fewer(found, filled));
    }

    private static int[] fewer(int[] first, int[] second) {
        return bins(second) < bins(first) ? second : first;
    }

    private Bound bound(PackingProblem problem, @Nullable Packing packing, Bound volume) {
        long kinds = problem.items().size();
        int rounds = (int) Math.min(boundRounds, MOST_WORK_OF_BOUND / (kinds * kinds));
        if (rounds < Math.min(boundRounds, FEWEST_ROUNDS)
                || rounds == 0
                || packing == null
                || volume.cost() >= packing.cost(problem)) {
            return volume;
        }
        List<Packing> known = new ArrayList<>(List.of(packing));
        if (problem.bins().size() == 1 && problem.itemCount() <= MOST_SINGLE_ITEMS) {
            known.addAll(inRandomOrders(problem));
        }
        Bound proven = new ConfigurationBound(problem, known).solve(packing.cost(problem), rounds, STEPS_OF_KNAPSACK);
        return proven.max(volume);
    }

    private List<Packing> inRandomOrders(PackingProblem problem) {
        Random random = new Random(seed);
        Items items = new Items(problem, 0);
        List<Packing> packings = new ArrayList<>();
        int[] order = IntStream.range(0, items.count).toArray();
        for (int i = 0; i < RANDOM_ORDERS; i++) {
            for (int at = 1; at < order.length; at++) {
                int other = random.below(at + 1);
                int item = order[at];
                order[at] = order[other];
                order[other] = item;
            }
            packings.add(packing(problem, items, FirstFitDecreasing.inOrder(items, order)));
        }
        return packings;
    }

    private static int bins(int[] binOf) {
        return Arrays.stream(binOf).max().orElse(-1) + 1;
    }

    private static Packing packing(PackingProblem problem, Items items, int[] binOf) {
        return items.packing(problem, 0, binOf, bins(binOf));
    }
}
