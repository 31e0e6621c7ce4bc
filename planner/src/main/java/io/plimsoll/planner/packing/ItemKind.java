package io.plimsoll.planner.packing;

import java.util.Arrays;
import java.util.List;

/**
 * Items that are all alike. A size may be negative: such an item makes room for others in its bin.
 *
 * @param sizes one per dimension, immutable
 * @param count how many there are, at least 1
 */
public record ItemKind(List<Long> sizes, int count) {

    /** @throws IllegalArgumentException when there are none */
    public ItemKind {
        sizes = List.copyOf(sizes);
        if (count < 1) {
            throw new IllegalArgumentException("The count (%d) of an item kind must be at least 1.%n".formatted(count)
                    + "Maybe the kind should be left out.");
        }
    }

    /** Items of these sizes. */
    public static ItemKind of(int count, long... sizes) {
        return new ItemKind(Arrays.stream(sizes).boxed().toList(), count);
    }
}
