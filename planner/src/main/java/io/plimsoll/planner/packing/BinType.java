package io.plimsoll.planner.packing;

import java.util.Arrays;
import java.util.List;

/**
 * Bins that are all alike.
 *
 * @param capacities one per dimension, not negative, immutable
 * @param cost of one bin, at least 0, in any unit that is the same for all types
 * @param limit how many there are, at least 1; {@link #UNLIMITED} when as many as are wanted
 */
public record BinType(List<Long> capacities, long cost, int limit) {

    /** There are as many bins as are wanted. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException when a number is too small */
    public BinType {
        capacities = List.copyOf(capacities);
        for (long capacity : capacities) {
            require("capacity", capacity, 0);
        }
        require("cost", cost, 0);
        require("limit", limit, 1);
    }

    /** Bins that cost 1, as many as are wanted. */
    public static BinType of(long... capacities) {
        return new BinType(Arrays.stream(capacities).boxed().toList(), 1, UNLIMITED);
    }

    private static void require(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "The %s (%d) of a bin type must be at least %d.%n".formatted(what, value, least)
                            + "Maybe an amount was subtracted from it twice.");
        }
    }
}
