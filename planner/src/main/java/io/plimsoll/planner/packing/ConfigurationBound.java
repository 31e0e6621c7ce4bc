package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bound of the configuration linear program (Gilmore and Gomory, Operations Research 1961): one variable per possible content of
 * a bin, so many that they are generated. {@link MasterProgram} values the items, given the known contents; then {@link
 * KnapsackSearch} looks for a content that is worth more than its bin costs, until there is none.
 *
 * <p>The values are floating point numbers and not believed: they are rounded to whole numbers, and what they prove
 * is computed exactly by {@link DualBound}, after every round. So it may be stopped at any time.
 */
final class ConfigurationBound {

    /** What the dearest bin costs, in units of value. */
    private static final double VALUE_OF_DEAREST = 0x1p40;

    private static final int STEPS_PER_ROUND = 2000;
    /** What is not better after so many rounds will hardly be. */
    private static final int ROUNDS_IN_VAIN = 15;

    private final PackingProblem problem;
    private final int kinds;
    private final List<KnapsackSearch> knapsacks = new ArrayList<>();
    private final Set<Packing.Content> known = new HashSet<>();
    private final int[] limitRow;
    private final MasterProgram master;
    private final double unit;

    /** @param packings whose bins are known from the start */
    ConfigurationBound(PackingProblem problem, List<Packing> packings) {
        this.problem = problem;
        kinds = problem.items().size();
        int types = problem.bins().size();
        limitRow = new int[types];
        int rows = kinds;
        long dearest = 1;
        for (int type = 0; type < types; type++) {
            knapsacks.add(new KnapsackSearch(problem, type));
            dearest = Math.max(dearest, problem.bins().get(type).cost());
            limitRow[type] = problem.bins().get(type).limit() == BinType.UNLIMITED ? -1 : rows++;
        }
        unit = VALUE_OF_DEAREST / dearest;
        master = master(rows, dearest);
        packings.forEach(packing -> packing.bins().keySet().forEach(this::add));
    }

    private MasterProgram master(int rows, long dearest) {
        double[] demand = new double[rows];
        boolean[] atLeast = new boolean[rows];
        double[] penalty = new double[rows];
        for (int kind = 0; kind < kinds; kind++) {
            demand[kind] = problem.items().get(kind).count();
            atLeast[kind] = true;
            // A kind that goes into an unlimited type is never worth more than such a bin.
            penalty[kind] = 16.0 * dearest;
            for (int type = 0; type < limitRow.length; type++) {
                if (limitRow[type] < 0 && problem.fits(kind, type)) {
                    penalty[kind] = Math.min(
                            penalty[kind], (double) problem.bins().get(type).cost());
                }
            }
        }
        for (int type = 0; type < limitRow.length; type++) {
            if (limitRow[type] >= 0) {
                demand[limitRow[type]] = problem.bins().get(type).limit();
            }
        }
        return new MasterProgram(demand, atLeast, penalty);
    }

    private boolean add(Packing.Content content) {
        if (!known.add(content)) {
            return false;
        }
        int size = content.kinds().size();
        int limit = limitRow[content.type()];
        int[] rows = new int[limit < 0 ? size : size + 1];
        double[] amounts = new double[rows.length];
        for (int i = 0; i < size; i++) {
            rows[i] = content.kinds().get(i);
            amounts[i] = content.counts().get(i);
        }
        if (limit >= 0) {
            rows[size] = limit;
            amounts[size] = 1;
        }
        master.add(rows, amounts, (double) problem.bins().get(content.type()).cost());
        return true;
    }

    /**
     * Solves.
     *
     * @param enough a cost at which a bound need not become better
     * @param rounds how often contents may be looked for
     * @param steps of one look
     */
    Bound solve(long enough, int rounds, long steps) {
        ResourcePrices prices = new ResourcePrices(problem);
        Bound best = prices.bound();
        long[] centre = prices.values();
        boolean nearCentre = true;
        int better = 0;
        for (int round = 0; round < rounds && best.possible() && best.cost() < enough; round++) {
            if (round - better >= ROUNDS_IN_VAIN) {
                break;
            }
            master.solve(STEPS_PER_ROUND);
            long[] solved = values();
            long[] asked = nearCentre ? between(solved, centre) : solved;
            long[] most = new long[knapsacks.size()];
            boolean isNew = false;
            for (int type = 0; type < most.length; type++) {
                KnapsackSearch.Result found = knapsacks.get(type).search(asked, steps);
                most[type] = found.most();
                isNew |= cover(type, asked, solved, found, steps);
            }
            Bound proven = DualBound.of(problem, asked, most);
            if (proven.value().compareTo(best.value()) > 0 || !proven.possible()) {
                centre = asked;
                best = proven;
                better = round;
            }
            if (!isNew && !nearCentre) {
                break;
            }
            nearCentre = isNew;
        }
        return best;
    }

    private long[] values() {
        long[] values = new long[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            values[kind] = (long) Math.max(0, master.dual(kind) * unit);
        }
        return values;
    }

    /** Values near those that proved most so far: the solver's own jump to and fro (Wentges, ITOR 1997). */
    private static long[] between(long[] solved, long[] centre) {
        long[] between = new long[solved.length];
        for (int kind = 0; kind < between.length; kind++) {
            between[kind] = solved[kind] / 2 + centre[kind] / 2;
        }
        return between;
    }

    /**
     * Adds the content that was found, and others of the remaining kinds, as long as the solver would use them.
     *
     * @return whether it would use any
     */
    private boolean cover(int type, long[] asked, long[] solved, KnapsackSearch.Result first, long steps) {
        double cost = problem.bins().get(type).cost() * unit * (1 + 1e-7);
        double rent = limitRow[type] < 0 ? 0 : Math.max(0, -master.dual(limitRow[type]) * unit);
        KnapsackSearch.Result found = first;
        long[] left = asked.clone();
        boolean any = false;
        boolean isFirst = true;
        while (found.value() > 0) {
            boolean useful = worth(found, solved) > cost + rent;
            if (!useful && !isFirst) {
                break;
            }
            any |= add(Packing.content(
                            type,
                            found.counts().stream().mapToInt(Integer::intValue).toArray()))
                    && useful;
            for (int kind = 0; kind < kinds; kind++) {
                if (found.counts().get(kind) > 0) {
                    left[kind] = 0;
                }
            }
            isFirst = false;
            found = knapsacks.get(type).search(left, steps / 8);
        }
        return any;
    }

    private static double worth(KnapsackSearch.Result content, long[] values) {
        double worth = 0;
        for (int kind = 0; kind < values.length; kind++) {
            worth += (double) values[kind] * content.counts().get(kind);
        }
        return worth;
    }
}
