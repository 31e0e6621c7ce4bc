package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Scan} for decisions inside a trial, most of which are about the same class as the one before: it begins with what
 * the class's index knows, or asks about every node, and goes on with the nodes that changed. For classes without rules about
 * groups of nodes.
 */
final class TrialScan extends NodeTotals {

    private final Cluster cluster;
    private final NodeTable nodes;
    private final ChangeLog log;
    private @Nullable PreparedClass prepared;
    private long trials;
    private long readUpTo;
    private int[] hidden = new int[4];
    private int hiddenCount;

    TrialScan(Cluster cluster) {
        this.cluster = cluster;
        this.nodes = cluster.nodes();
        this.log = cluster.trialLog();
    }

    /**
     * Looks at every node but for the first {@code count} of some.
     *
     * @param index the class's own, which may know what was so before the trial; null for none
     */
    TrialScan of(PreparedClass rules, @Nullable CandidateIndex index, int[] without, int count) {
        boolean known = rules.equals(prepared) && trials == cluster.trials() && slots == nodes.slots();
        if (!known || readUpTo < log.begin()) {
            resize(nodes.slots());
            prepared = rules;
            trials = cluster.trials();
            if (index != null && index.isCurrent() && cluster.trialBegin() >= log.begin()) {
                for (int node = 0; node < slots; node++) {
                    totals[node] = index.key(node);
                }
                refresh(rules, cluster.trialBegin());
            } else {
                for (int node = 0; node < slots; node++) {
                    totals[node] = key(rules, node);
                }
            }
        } else {
            refresh(rules, readUpTo);
            for (int i = 0; i < hiddenCount; i++) {
                totals[hidden[i]] = key(rules, hidden[i]);
            }
        }
        readUpTo = log.end();
        if (Checks.FULL) {
            check(rules);
        }
        hide(without, count);
        return this;
    }

    private void refresh(PreparedClass rules, long from) {
        for (long position = from; position < log.end(); position++) {
            int node = log.node(position);
            // A node that an inner trial added is gone with its slot.
            if (node < slots) {
                totals[node] = key(rules, node);
            }
        }
    }

    private void hide(int[] without, int count) {
        if (count > hidden.length) {
            hidden = Arrays.copyOf(hidden, 2 * count);
        }
        hiddenCount = count;
        for (int i = 0; i < count; i++) {
            hidden[i] = without[i];
            totals[without[i]] = ScoreTree.ABSENT;
        }
    }

    private long key(PreparedClass rules, int node) {
        return nodes.exists(node) ? rules.key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
    }

    private void check(PreparedClass rules) {
        for (int node = 0; node < slots; node++) {
            long now = key(rules, node);
            if (now != totals[node]) {
                throw Checks.corrupted("what is known of node " + node + " in a trial", totals[node], now);
            }
        }
    }
}
