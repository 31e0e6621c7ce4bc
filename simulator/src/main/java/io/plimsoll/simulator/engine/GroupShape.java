package io.plimsoll.simulator.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pod groups that wait and ask alike: pods of the same classes and priorities in the same order. Where all pods of a group are of one
 * class, groups of other sizes are of the same shape. Of those a larger one never fits where a smaller one does not: members are placed
 * one after the other, and the first ones come to lie alike. So what one attempt shows is known of all.
 *
 * <p>O(log of the groups + sizes) each.
 */
final class GroupShape {

    static final Comparator<Group> BY_ORDER = (one, other) -> Long.compare(one.order(), other.order());

    /** What could help one of them. */
    final Helpers helpers;
    /** By which it is found again. */
    final Asks asks;

    private int[] sizes = new int[2];
    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type cannot be made otherwise.
    private @Nullable TreeSet<Group>[] groups = new TreeSet[2];

    private int count;
    private long failedAt = WaitingClass.NEVER;
    private int leastFailed;

    /** What groups of a shape ask for. */
    static final class Asks {

        private final int[] runs;

        /**
         * What the members ask for, in their order.
         *
         * @param runs of members that are alike: their class, their priority and, where there are several runs, how many they are
         */
        Asks(int[] runs) {
            this.runs = runs;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asks asks && Arrays.equals(runs, asks.runs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(runs);
        }
    }

    GroupShape(Asks asks, Helpers helpers) {
        this.asks = asks;
        this.helpers = helpers;
    }

    void add(Group group) {
        int at = Arrays.binarySearch(sizes, 0, count, group.waitingCount());
        if (at < 0) {
            at = ~at;
            if (count == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * count);
                groups = Arrays.copyOf(groups, 2 * count);
            }
            System.arraycopy(sizes, at, sizes, at + 1, count - at);
            System.arraycopy(groups, at, groups, at + 1, count - at);
            sizes[at] = group.waitingCount();
            groups[at] = new TreeSet<>(BY_ORDER);
            count++;
        }
        ofSize(at).add(group);
    }

    /** Takes out a group that has as many waiting pods as when it came. */
    void remove(Group group, int size) {
        int at = Arrays.binarySearch(sizes, 0, count, size);
        ofSize(at).remove(group);
        if (ofSize(at).isEmpty()) {
            count--;
            System.arraycopy(sizes, at + 1, sizes, at, count - at);
            System.arraycopy(groups, at + 1, groups, at, count - at);
            groups[count] = null;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The group that comes first of those that may fit; null when none does. */
    @Nullable
    Group first(long version) {
        @Nullable Group first = null;
        for (int i = 0; i < count && !hasFailed(version, sizes[i]); i++) {
            Group next = ofSize(i).first();
            first = first == null || next.order() < first.order() ? next : first;
        }
        return first;
    }

    /** Whether a group of so many pods is known not to fit at that version of what could help. */
    boolean hasFailed(long version, int size) {
        return failedAt == version && size >= leastFailed;
    }

    /** A group of so many pods does not fit. */
    void failed(long version, int size) {
        leastFailed = failedAt == version ? Math.min(leastFailed, size) : size;
        failedAt = version;
    }

    private SortedSet<Group> ofSize(int at) {
        @Nullable TreeSet<Group> known = groups[at];
        if (known == null) {
            throw new IllegalStateException("The groups of a size (%d) must be known.%nMaybe one was taken out twice."
                    .formatted(sizes[at]));
        }
        return known;
    }
}
