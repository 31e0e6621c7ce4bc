package io.plimsoll.planner.packing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The most valuable content of one bin: a knapsack with several capacities, exact in whole numbers, by branch and bound. The
 * bound adds the dimensions up to one, each with a multiplier, and lets the last item be cut; the multipliers are sought so that
 * it becomes small at the start (a surrogate relaxation: Glover, Operations Research 1968). Items that make room come first,
 * so that afterwards what does not fit never will.
 *
 * <p>Exponential at worst; after a number of steps it stops and says what it can. For one thread.
 */
final class KnapsackSearch {

    private static final double ROOM = 0x1p50;
    private static final int ROUNDS = 24;
    /** More than what rounding takes off a quotient of doubles. */
    private static final double UP = 1 + 1e-12;

    private final PackingProblem problem;
    private final int type;
    private final int[] fits;

    // One search: kinds in the order of branching, with what is asked often side by side.
    private int kinds;
    private int[] kind = new int[0];
    private long[] value = new long[0];
    private int[] most = new int[0];
    private double[] load = new double[0];
    private int[] byWorth = new int[0];
    private int[] taken = new int[0];
    private int[] bestTaken = new int[0];
    private final long[] free;
    private long best;
    private long steps;
    private double room;

    KnapsackSearch(PackingProblem problem, int type) {
        this.problem = problem;
        this.type = type;
        free = new long[problem.dimensions()];
        fits = IntStream.range(0, problem.items().size())
                .filter(k -> problem.fits(k, type))
                .toArray();
    }

    /**
     * What was found.
     *
     * @param counts per kind of the problem, how many are in the bin
     * @param value what they are worth
     * @param most no content is worth more; the same as the value unless the steps were used up
     */
    record Result(List<Integer> counts, long value, long most) {}

    /**
     * Searches.
     *
     * @param values per kind of the problem, not negative; their sum over a bin must fit 52 bits
     * @param mostSteps when to stop
     */
    Result search(long[] values, long mostSteps) {
        prepare(values);
        double top = weigh();
        best = 0;
        steps = mostSteps;
        Arrays.fill(taken, 0);
        Arrays.fill(bestTaken, 0);
        for (int dimension = 0; dimension < free.length; dimension++) {
            free[dimension] = problem.capacity(type, dimension);
        }
        branch(0, 0, room);
        int[] counts = new int[values.length];
        for (int i = 0; i < kinds; i++) {
            counts[kind[i]] = bestTaken[i];
        }
        return new Result(Arrays.stream(counts).boxed().toList(), best, steps > 0 ? best : Math.max(best, (long) top));
    }

    private void prepare(long[] values) {
        int[] kept =
                Arrays.stream(fits).filter(k -> values[k] > 0 || makesRoom(k)).toArray();
        kinds = kept.length;
        kind = kept;
        value = new long[kinds];
        most = new int[kinds];
        load = new double[kinds];
        taken = new int[kinds];
        bestTaken = new int[kinds];
        for (int i = 0; i < kinds; i++) {
            value[i] = values[kept[i]];
            most[i] = mostInBin(kept[i]);
        }
    }

    private boolean makesRoom(int k) {
        for (int dimension = 0; dimension < free.length; dimension++) {
            if (problem.size(k, dimension) < 0) {
                return true;
            }
        }
        return false;
    }

    private int mostInBin(int k) {
        long many = problem.items().get(k).count();
        boolean roomMayBeMade = Arrays.stream(fits).anyMatch(this::makesRoom);
        for (int dimension = 0; dimension < free.length && !roomMayBeMade; dimension++) {
            long size = problem.size(k, dimension);
            if (size > 0) {
                many = Math.min(many, problem.capacity(type, dimension) / size);
            }
        }
        return (int) many;
    }

    /** Seeks multipliers and orders the kinds by them; the bound at the start. */
    private double weigh() {
        double[] multipliers = new double[free.length];
        Arrays.fill(multipliers, 1.0 / free.length);
        double least = Double.POSITIVE_INFINITY;
        double[] bestMultipliers = multipliers.clone();
        for (int round = 0; round < ROUNDS; round++) {
            apply(multipliers);
            double top = relaxed(0, 0, room);
            if (top < least) {
                least = top;
                bestMultipliers = multipliers.clone();
            }
            shift(multipliers, 1.0 / (1 + round));
        }
        apply(bestMultipliers);
        branchOrder();
        return relaxed(0, 0, room);
    }

    private void apply(double[] multipliers) {
        room = 0;
        Arrays.fill(load, 0);
        for (int dimension = 0; dimension < free.length; dimension++) {
            long capacity = problem.capacity(type, dimension);
            if (capacity == 0) {
                continue;
            }
            // A whole number small enough that every sum of products is exact.
            double factor = Math.floor(multipliers[dimension] * ROOM / capacity);
            room += factor * capacity;
            for (int i = 0; i < kinds; i++) {
                load[i] += factor * problem.size(kind[i], dimension);
            }
        }
        byWorth = IntStream.range(0, kinds)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> load[i] <= 0 ? Double.NEGATIVE_INFINITY : -value[i] / load[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Moves multipliers to the dimensions that the relaxed content overfills. */
    private void shift(double[] multipliers, double pace) {
        double[] used = new double[free.length];
        double left = room;
        for (int i : byWorth) {
            double many = load[i] <= 0 ? most[i] : Math.min(most[i], Math.max(0, left) / load[i]);
            left -= many * load[i];
            for (int dimension = 0; dimension < free.length; dimension++) {
                used[dimension] += many * problem.size(kind[i], dimension);
            }
        }
        double sum = 0;
        for (int dimension = 0; dimension < free.length; dimension++) {
            long capacity = problem.capacity(type, dimension);
            double over = capacity == 0 ? 0 : used[dimension] / capacity - 1;
            multipliers[dimension] *= Math.max(0.2, Math.min(5, 1 + pace * over));
            sum += multipliers[dimension];
        }
        for (int dimension = 0; dimension < free.length; dimension++) {
            multipliers[dimension] /= sum;
        }
    }

    /** Kinds that make room first, each part by worth; then {@link #byWorth} follows the branches. */
    private void branchOrder() {
        int[] order = Arrays.stream(byWorth)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> !makesRoom(kind[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] place = new int[kinds];
        for (int i = 0; i < kinds; i++) {
            place[order[i]] = i;
        }
        kind = Arrays.stream(order).map(i -> kind[i]).toArray();
        long[] values = value;
        int[] mosts = most;
        double[] loads = load;
        value = Arrays.stream(order).mapToLong(i -> values[i]).toArray();
        most = Arrays.stream(order).map(i -> mosts[i]).toArray();
        load = Arrays.stream(order).mapToDouble(i -> loads[i]).toArray();
        byWorth = Arrays.stream(byWorth).map(i -> place[i]).toArray();
    }

    /** No content that takes what was taken before a place in the order is worth more; rounded up. */
    private double relaxed(int from, long worth, double left) {
        double total = worth;
        double room = left;
        for (int i : byWorth) {
            if (i < from) {
                continue;
            }
            double all = load[i] * most[i];
            if (all <= room || load[i] <= 0) {
                total += (double) value[i] * most[i];
                room -= all;
            } else {
                return Math.max((double) worth, (total + value[i] * (Math.max(0, room) / load[i])) * UP);
            }
        }
        return total * UP;
    }

    private void branch(int at, long worth, double left) {
        if (worth > best && isFeasible()) {
            best = worth;
            System.arraycopy(taken, 0, bestTaken, 0, kinds);
        }
        if (at == kinds || --steps <= 0 || Math.floor(relaxed(at, worth, left)) <= best) {
            return;
        }
        int many = room(at);
        change(at, -many);
        for (int count = many; count >= 0; count--) {
            taken[at] = count;
            branch(at + 1, worth + value[at] * count, left - load[at] * count);
            if (count > 0) {
                change(at, 1);
            }
            if (steps <= 0) {
                change(at, count - 1);
                break;
            }
        }
        taken[at] = 0;
    }

    private boolean isFeasible() {
        for (long amount : free) {
            if (amount < 0) {
                return false;
            }
        }
        return true;
    }

    /** How many of a kind may be tried: all when it makes room, else as many as there is room for. */
    private int room(int at) {
        int many = most[at];
        if (makesRoom(kind[at])) {
            return many;
        }
        for (int dimension = 0; dimension < free.length; dimension++) {
            long size = problem.size(kind[at], dimension);
            if (size > 0) {
                many = (int) Math.min(many, Math.max(0, free[dimension]) / size);
            }
        }
        return many;
    }

    private void change(int at, int count) {
        for (int dimension = 0; dimension < free.length; dimension++) {
            free[dimension] += count * problem.size(kind[at], dimension);
        }
    }
}
