package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Candidates for which every node was looked at: an array of totals, searched from its beginning. O(nodes) per question;
 * reuses its memory.
 */
abstract class NodeTotals implements Candidates {

    /** By slot: the total, the infeasible key, or {@link ScoreTree#ABSENT}. */
    long[] totals = new long[0];

    int slots;

    /** Makes room for so many nodes; what is said of them is left over from before. */
    final void resize(int count) {
        slots = count;
        if (totals.length < count) {
            totals = Arrays.copyOf(totals, Math.max(count, 2 * totals.length));
        }
    }

    @Override
    public final int best() {
        int best = -1;
        long most = -1;
        for (int node = 0; node < slots; node++) {
            if (totals[node] > most) {
                most = totals[node];
                best = node;
            }
        }
        return best;
    }

    @Override
    public final int next(int from) {
        for (int node = from; node < slots; node++) {
            if (totals[node] >= 0) {
                return node;
            }
        }
        return -1;
    }

    @Override
    public final int feasible() {
        int count = 0;
        for (int node = 0; node < slots; node++) {
            count += totals[node] >= 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public final int nth(int n) {
        int node = next(0);
        for (int i = 0; i < n; i++) {
            node = next(node + 1);
        }
        return node;
    }
}
