package io.plimsoll.planner.packing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What any packing costs at least, proven by values of items. Give every item a value, and let no bin of type {@code t} hold items
 * worth more than {@code most(t)}. A packing holds all items; so at a price of {@code s} per unit of value, bins of a type earn at most {@code
 * s * most(t)} each, and
 *
 * <pre>{@code cost >= s * (value of all items) - sum over limited types of max(0, s * most(t) - cost(t)) * limit(t)}</pre>
 *
 * for every {@code s} at which no bin of an unlimited type earns more than it costs. That holds whatever the values are and wherever they
 * come from; the best {@code s} is found exactly. It is Farley's bound ("A note on bounding a class of linear programming
 * problems", Operations Research 1990), with limits. All in whole numbers.
 */
final class DualBound {

    private record Earning(BigInteger most, BigInteger cost, int limit) {}

    private DualBound() {}

    /**
     * The bound, at least 0.
     *
     * @param values per kind of item, not negative
     * @param most per type of bin, the most that a bin of it can hold, or more
     */
    static Bound of(PackingProblem problem, long[] values, long[] most) {
        BigInteger all = BigInteger.ZERO;
        for (int kind = 0; kind < values.length; kind++) {
            BigInteger count = BigInteger.valueOf(problem.items().get(kind).count());
            all = all.add(BigInteger.valueOf(values[kind]).multiply(count));
        }
        return of(problem, all, most);
    }

    /** The same, for the value of all items. */
    static Bound of(PackingProblem problem, BigInteger all, long[] most) {
        BigInteger slope = all;
        List<Earning> earnings = new ArrayList<>();
        for (int type = 0; type < most.length; type++) {
            BinType bin = problem.bins().get(type);
            if (most[type] > 0) {
                earnings.add(new Earning(BigInteger.valueOf(most[type]), BigInteger.valueOf(bin.cost()), bin.limit()));
            }
        }
        // By the price at which a bin pays: cost / most.
        earnings.sort(Comparator.comparing(each -> new Rational(each.cost, each.most)));
        BigInteger paid = BigInteger.ZERO;
        for (Earning each : earnings) {
            Rational price = new Rational(each.cost, each.most);
            if (each.limit == BinType.UNLIMITED) {
                return new Bound(value(price, slope, paid), true);
            }
            // From this price on, the bins of this type earn.
            BigInteger limit = BigInteger.valueOf(each.limit);
            BigInteger loss = each.most.multiply(limit);
            if (slope.subtract(loss).signum() <= 0) {
                return new Bound(value(price, slope, paid), true);
            }
            slope = slope.subtract(loss);
            paid = paid.add(each.cost.multiply(limit));
        }
        return slope.signum() > 0 ? Bound.IMPOSSIBLE : Bound.NONE;
    }

    private static Rational value(Rational price, BigInteger slope, BigInteger paid) {
        Rational value = price.times(slope).plus(paid);
        return value.numerator().signum() < 0 ? Rational.ZERO : value;
    }
}
