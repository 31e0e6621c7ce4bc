package io.plimsoll.planner.packing;

import java.math.BigInteger;

/**
 * Prices of a unit in each dimension, at which all items are worth as much as possible while no bin offers more than it costs. With
 * one type of bin that is the scarcest dimension; with several it says which types are worth their cost, and what an item costs when
 * nothing is wasted. What the prices prove is the volume bound (L1 of Martello and Toth, "Lower bounds and reduction procedures
 * for the bin packing problem", Discrete Applied Mathematics 1990, with a price for each dimension); like all bounds it is computed
 * exactly.
 */
final class ResourcePrices {

    /** What the dearest bin costs, in units of value. */
    private static final double VALUE_OF_DEAREST = 0x1p40;

    /** More than what rounding takes off a sum of doubles. */
    private static final double UP = 1 + 1e-12;

    private static final int MOST_STEPS = 10_000;

    private final PackingProblem problem;
    /** What a unit of each dimension is worth. */
    private final double[] prices;

    private final long dearest;

    ResourcePrices(PackingProblem problem) {
        this.problem = problem;
        int dimensions = problem.dimensions();
        int types = problem.bins().size();
        int limited = (int) problem.bins().stream()
                .filter(bin -> bin.limit() != BinType.UNLIMITED)
                .count();
        dearest = Math.max(
                1, problem.bins().stream().mapToLong(BinType::cost).max().orElse(1));
        double[] largest = new double[dimensions];
        double[] demand = new double[dimensions + limited];
        boolean[] atLeast = new boolean[dimensions + limited];
        double[] penalty = new double[dimensions + limited];
        for (int d = 0; d < dimensions; d++) {
            for (int type = 0; type < types; type++) {
                largest[d] = Math.max(largest[d], (double) problem.capacity(type, d));
            }
            // One unit of the program is the largest capacity, so that its numbers are near 1.
            demand[d] = largest[d] == 0 ? 0 : Math.max(0, demand(d).doubleValue() / largest[d]);
            atLeast[d] = true;
            penalty[d] = 1e3;
        }
        int row = dimensions;
        int[] limitRow = new int[types];
        for (int type = 0; type < types; type++) {
            limitRow[type] = problem.bins().get(type).limit() == BinType.UNLIMITED ? -1 : row++;
            if (limitRow[type] >= 0) {
                demand[limitRow[type]] = problem.bins().get(type).limit();
            }
        }
        MasterProgram program = new MasterProgram(demand, atLeast, penalty);
        for (int type = 0; type < types; type++) {
            int[] rows = new int[dimensions + (limitRow[type] < 0 ? 0 : 1)];
            double[] amounts = new double[rows.length];
            for (int d = 0; d < dimensions; d++) {
                rows[d] = d;
                amounts[d] = largest[d] == 0 ? 0 : problem.capacity(type, d) / largest[d];
            }
            if (limitRow[type] >= 0) {
                rows[dimensions] = limitRow[type];
                amounts[dimensions] = 1;
            }
            program.add(rows, amounts, (double) problem.bins().get(type).cost() / dearest);
        }
        program.solve(MOST_STEPS);
        prices = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            prices[d] = largest[d] == 0 ? 0 : Math.max(0, program.dual(d)) / largest[d] * VALUE_OF_DEAREST;
        }
    }

    /** What a unit of a dimension is worth. */
    double of(int dimension) {
        return prices[dimension];
    }

    /** The share of its cost that a bin of a type loses when it is full: 0 when it is worth its cost, below 1. */
    double loss(int type) {
        double worth = 0;
        for (int d = 0; d < prices.length; d++) {
            worth += prices[d] * problem.capacity(type, d);
        }
        double cost = problem.bins().get(type).cost() * (VALUE_OF_DEAREST / dearest);
        return cost == 0 ? 0 : Math.max(0, 1 - worth / cost);
    }

    /** What an item of each kind is worth; nothing where it makes more room than it takes. */
    long[] values() {
        long[] values = new long[problem.items().size()];
        for (int kind = 0; kind < values.length; kind++) {
            double worth = 0;
            for (int d = 0; d < prices.length; d++) {
                worth += prices[d] * problem.size(kind, d);
            }
            values[kind] = (long) Math.max(0, worth);
        }
        return values;
    }

    /** What a unit of value costs at least, in every packing; 0 when limits or items that make room spoil that. */
    double costOfValue() {
        boolean limited = problem.bins().stream().anyMatch(bin -> bin.limit() != BinType.UNLIMITED && bin.cost() > 0);
        if (limited || makesRoom() || problem.bins().stream().anyMatch(bin -> bin.cost() == 0)) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int type = 0; type < problem.bins().size(); type++) {
            double worth = 0;
            for (int d = 0; d < prices.length; d++) {
                worth += prices[d] * problem.capacity(type, d);
            }
            least = Math.min(least, problem.bins().get(type).cost() / (worth * UP + 1));
        }
        return least;
    }

    /** The volume bound: by the prices, and by each dimension alone. O((kinds + types) x dimensions). */
    Bound bound() {
        Bound best = makesRoom() ? Bound.NONE : priced();
        for (int d = 0; d < prices.length; d++) {
            BigInteger demand = demand(d);
            long[] capacities = new long[problem.bins().size()];
            for (int type = 0; type < capacities.length; type++) {
                capacities[type] = problem.capacity(type, d);
            }
            if (demand.signum() > 0) {
                best = best.max(DualBound.of(problem, demand, capacities));
            }
        }
        return best;
    }

    private Bound priced() {
        long[] most = new long[problem.bins().size()];
        for (int type = 0; type < most.length; type++) {
            double worth = 0;
            for (int d = 0; d < prices.length; d++) {
                worth += prices[d] * problem.capacity(type, d);
            }
            most[type] = (long) Math.ceil(worth * UP) + 1;
        }
        return DualBound.of(problem, values(), most);
    }

    /** Whether an item has a negative size: then a bin may hold items of more worth than its capacities. */
    boolean makesRoom() {
        return problem.items().stream().anyMatch(item -> item.sizes().stream().anyMatch(size -> size < 0));
    }

    private BigInteger demand(int dimension) {
        return problem.items().stream()
                .map(item -> BigInteger.valueOf(item.sizes().get(dimension)).multiply(BigInteger.valueOf(item.count())))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
