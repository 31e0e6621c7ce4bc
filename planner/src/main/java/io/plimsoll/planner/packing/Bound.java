package io.plimsoll.planner.packing;

/**
 * What no packing can beat.
 *
 * @param value every packing costs at least this
 * @param possible false when it is proven that there is no packing at all: the bins that there are do not hold all items
 */
public record Bound(Rational value, boolean possible) {

    /** Every packing costs at least nothing. */
    public static final Bound NONE = new Bound(Rational.ZERO, true);

    /** There is no packing. */
    public static final Bound IMPOSSIBLE = new Bound(Rational.ZERO, false);

    /** Every packing costs at least this. */
    public static Bound of(long cost) {
        return new Bound(Rational.of(cost, 1), true);
    }

    /** The least whole cost that is not below the bound. */
    public long cost() {
        return value.ceiling().longValueExact();
    }

    /** The stronger of two. */
    public Bound max(Bound other) {
        return !possible || (other.possible && value.compareTo(other.value) >= 0) ? this : other;
    }
}
