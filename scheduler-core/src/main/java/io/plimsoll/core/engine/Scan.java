package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * Decides by asking every rule about every node: for classes seen once, inside trials, and to check the index. O(nodes x
 * rules) per decision; reuses its memory.
 */
final class Scan extends NodeTotals {

    private static final int[] NO_NODES = {};

    private final NodeTable nodes;
    private final NodeByNode groupScores = new NodeByNode();
    private int looked;

    Scan(NodeTable nodes) {
        this.nodes = nodes;
    }

    /** Looks at every node; the answers are about this class and moment. */
    Scan of(PreparedClass prepared) {
        return of(prepared, NO_NODES, 0);
    }

    /** Looks at every node but for the first {@code count} of some. */
    Scan of(PreparedClass prepared, int[] without, int count) {
        resize(nodes.slots());
        for (int node = 0; node < slots; node++) {
            long key = nodes.exists(node) ? prepared.key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
            if (key >= 0) {
                long verdict = prepared.groupVerdict(node);
                key = verdict == 0 ? key : verdict;
            }
            totals[node] = key;
        }
        for (int i = 0; i < count; i++) {
            totals[without[i]] = ScoreTree.ABSENT;
        }
        for (int i = 0; i < prepared.groupScores.length; i++) {
            groupScores.add(prepared.groupScores[i], prepared.groupScales[i], totals, slots);
        }
        return this;
    }

    /**
     * Looks at nodes in an order, from {@code start} on and round, until one more than enough would fit; all others count as
     * not there.
     *
     * @param count how many of the order there are
     * @param wanted how many that fit are enough
     */
    Scan first(PreparedClass prepared, int[] order, int count, int start, int wanted) {
        resize(nodes.slots());
        Arrays.fill(totals, 0, slots, ScoreTree.ABSENT);
        looked = 0;
        int found = 0;
        for (int i = 0; i < count; i++) {
            int node = order[(start + i) % count];
            long key = prepared.key(node, PreparedClass.UNKNOWN);
            long verdict = key >= 0 ? prepared.groupVerdict(node) : FilterRule.PASS;
            key = verdict == FilterRule.PASS ? key : verdict;
            if (key >= 0 && found++ == wanted) {
                break;
            }
            totals[node] = key;
            looked++;
        }
        for (int i = 0; i < prepared.groupScores.length; i++) {
            groupScores.add(prepared.groupScores[i], prepared.groupScales[i], totals, slots);
        }
        return this;
    }

    /** How many nodes {@link #first} has looked at. */
    int looked() {
        return looked;
    }

    /** The node's total, or its infeasible key. */
    long total(int node) {
        return totals[node];
    }
}
