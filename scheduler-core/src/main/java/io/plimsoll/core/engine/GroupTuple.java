package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The groups of a node, by rule, as a key. */
final class GroupTuple {

    final int[] groups;

    GroupTuple(int[] groups) {
        this.groups = groups;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GroupTuple tuple && Arrays.equals(groups, tuple.groups);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(groups);
    }
}
