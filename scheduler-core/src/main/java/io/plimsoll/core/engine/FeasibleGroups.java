package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.GroupScore;
import java.util.Arrays;

/** Counts what is feasible for one scorer: from buckets, or node by node. */
final class FeasibleGroups implements GroupScore.Feasible {

    private static final int UNKNOWN = -1;

    private final GroupScore scorer;
    /** By grouping: the groups as bits, from -1 on. */
    private final long[][] present;

    /** The groupings that are counted. */
    private final int[] counted;
    /** By grouping: how many groups there are, or {@link #UNKNOWN}. */
    private final int[] sizes;

    private int nodes;

    FeasibleGroups(GroupScore scorer) {
        this.scorer = scorer;
        present = new long[scorer.groupings()][0];
        sizes = new int[present.length];
        int[] found = new int[present.length];
        int count = 0;
        for (int grouping = 0; grouping < found.length; grouping++) {
            if (scorer.countsGroups(grouping)) {
                found[count++] = grouping;
            }
        }
        counted = Arrays.copyOf(found, count);
    }

    void clear() {
        nodes = 0;
        for (int grouping : counted) {
            Arrays.fill(present[grouping], 0);
            sizes[grouping] = UNKNOWN;
        }
    }

    /** Adds the feasible nodes of a bucket, the first grouping of the scorer having this number there. */
    void add(Bucket bucket, int first) {
        nodes += bucket.feasibleNodes();
        for (int grouping : counted) {
            sizes[grouping] = UNKNOWN;
            present[grouping] = bucket.groups(first + grouping).unite(present[grouping]);
        }
    }

    /** Adds a node. */
    void add(int node) {
        nodes++;
        for (int grouping : counted) {
            sizes[grouping] = UNKNOWN;
            int at = scorer.group(grouping, node) + 1;
            int word = at / Long.SIZE;
            if (word >= present[grouping].length) {
                present[grouping] = Arrays.copyOf(present[grouping], Math.max(word + 1, 2 * word));
            }
            present[grouping][word] |= 1L << at;
        }
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int groups(int grouping) {
        if (sizes[grouping] == UNKNOWN) {
            sizes[grouping] = count(grouping);
        }
        return sizes[grouping];
    }

    private int count(int grouping) {
        int count = 0;
        for (long word : present[grouping]) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
