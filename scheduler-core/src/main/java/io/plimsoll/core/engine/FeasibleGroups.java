package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.GroupScore;
import java.util.Arrays;

/** Counts what is feasible for one scorer: from buckets, or node by node. */
final class FeasibleGroups implements GroupScore.Feasible {

    private final GroupScore scorer;
    /** By grouping: the groups as bits, from -1 on. */
    private final long[][] present;

    private int nodes;

    FeasibleGroups(GroupScore scorer) {
        this.scorer = scorer;
        present = new long[scorer.groupings()][0];
    }

    void clear() {
        nodes = 0;
        for (long[] groups : present) {
            Arrays.fill(groups, 0);
        }
    }

    /** Adds the feasible nodes of a bucket, the first grouping of the scorer having this number there. */
    void add(Bucket bucket, int first) {
        nodes += bucket.feasibleNodes();
        for (int grouping = 0; grouping < present.length; grouping++) {
            if (scorer.countsGroups(grouping)) {
                present[grouping] = bucket.groups(first + grouping).unite(present[grouping]);
            }
        }
    }

    /** Adds a node. */
    void add(int node) {
        nodes++;
        for (int grouping = 0; grouping < present.length; grouping++) {
            if (scorer.countsGroups(grouping)) {
                int at = scorer.group(grouping, node) + 1;
                int word = at / Long.SIZE;
                if (word >= present[grouping].length) {
                    present[grouping] = Arrays.copyOf(present[grouping], Math.max(word + 1, 2 * word));
                }
                present[grouping][word] |= 1L << at;
            }
        }
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public int groups(int grouping) {
        int count = 0;
        for (long word : present[grouping]) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
