package io.plimsoll.core.engine;

import java.util.Arrays;

/** How often each group of a grouping is there, and which are there at all as bits, so that uniting many is cheap. */
final class GroupCounts {

    private int[] counts = new int[0];
    private long[] present = new long[0];

    /** A group, -1 or above, is there once more ({@code change} 1) or less (-1). */
    void add(int group, int change) {
        int at = group + 1;
        if (at >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(at + 1, 2 * counts.length));
            present = Arrays.copyOf(present, (counts.length + Long.SIZE - 1) / Long.SIZE);
        }
        counts[at] += change;
        long bit = 1L << at;
        int word = at / Long.SIZE;
        present[word] = counts[at] > 0 ? present[word] | bit : present[word] & ~bit;
    }

    /** Adds which groups are there to a set, which is returned, longer if it must be. */
    long[] unite(long[] set) {
        long[] union = set.length < present.length ? Arrays.copyOf(set, present.length) : set;
        for (int word = 0; word < present.length; word++) {
            union[word] |= present[word];
        }
        return union;
    }
}
