package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Budgets;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What evicting pods of lower priority would cost on every node, for pods of one class and priority whose rules look at
 * nothing but the node itself. It catches up from the change log: a node is searched again when it changed, or when budgets
 * did that are about its pods. Nodes that pods are nominated for are left to the caller.
 *
 * <p>The best is found among the best of each 64 blocks of 64 nodes. About 64 bytes per node.
 */
final class VictimMemo {

    private static final int BLOCK_BITS = 6;
    private static final int NONE = -1;
    private static final int UNKNOWN = -2;

    private final Cluster cluster;
    private final NodeDryRun run;
    private final VictimSearch search;
    private final int priority;
    private final ChangedNodes changed;
    private @Nullable VictimCost[] costs = new VictimCost[0];
    /** By node: whether evicting helps there. */
    private boolean[] helps = new boolean[0];
    /** By node: whether budgets are about pods that might leave it. */
    private boolean[] guarded = new boolean[0];
    /** By block: its best node, or {@link #NONE}; {@link #UNKNOWN} after a change. */
    private int[] best = new int[0];
    /** The same by 64 blocks. */
    private int[] bestOfGroups = new int[0];

    private long budgetsVersion;
    private long podsVersion;
    private long lastUse;

    /** Looks at every node; the run must have begun with a pod of the class and the priority. */
    VictimMemo(Cluster cluster, NodeDryRun run, VictimSearch search, int priority) {
        this.cluster = cluster;
        this.run = run;
        this.search = search;
        this.priority = priority;
        this.changed = new ChangedNodes(cluster.nodes(), cluster.changeLog());
        this.budgetsVersion = cluster.budgets().version();
        this.podsVersion = cluster.budgets().podsVersion();
        grow();
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            refresh(node);
        }
    }

    boolean isOf(NodeDryRun other, int itsPriority) {
        return run == other && priority == itsPriority;
    }

    long lastUse() {
        return lastUse;
    }

    /**
     * The best node now, or null when evicting helps on none. The run must have begun with a pod of the class and the
     * priority.
     */
    @Nullable
    VictimCost best(long use) {
        lastUse = use;
        catchUp();
        @Nullable VictimCost found = null;
        for (int group = 0; group < bestOfGroups.length; group++) {
            int node = bestOfGroup(group);
            @Nullable VictimCost cost = node == NONE ? null : costs[node];
            if (cost != null && (found == null || cost.isBelow(found))) {
                found = cost;
            }
        }
        return found;
    }

    private int bestOfGroup(int group) {
        if (bestOfGroups[group] == UNKNOWN) {
            int found = NONE;
            int end = Math.min(best.length, (group + 1) << BLOCK_BITS);
            for (int block = group << BLOCK_BITS; block < end; block++) {
                int node = bestOf(block);
                if (node != NONE && (found == NONE || isBelow(node, found))) {
                    found = node;
                }
            }
            bestOfGroups[group] = found;
        }
        return bestOfGroups[group];
    }

    private void catchUp() {
        grow();
        changed.begin(helps.length);
        for (int node = changed.next(); node >= 0; node = changed.next()) {
            refresh(node);
        }
        Budgets budgets = cluster.budgets();
        for (int node = 0; node < helps.length && budgetsVersion != budgets.version(); node++) {
            if (guarded[node] || (helps[node] && podsVersion != budgets.podsVersion())) {
                refresh(node);
            }
        }
        budgetsVersion = budgets.version();
        podsVersion = budgets.podsVersion();
    }

    private void refresh(int node) {
        boolean searched = cluster.nodes().exists(node)
                && cluster.nominations().firstOn(node) == PodTable.NONE
                && run.mayHelp(node)
                && search.search(run, node, priority) == FilterRule.PASS;
        helps[node] = searched && search.count() > 0;
        guarded[node] = searched && search.guarded();
        if (helps[node]) {
            VictimCost cost = costs[node];
            if (cost == null) {
                cost = new VictimCost();
                costs[node] = cost;
            }
            cost.of(node, search);
        }
        best[node >> BLOCK_BITS] = UNKNOWN;
        bestOfGroups[node >> (2 * BLOCK_BITS)] = UNKNOWN;
    }

    private int bestOf(int block) {
        if (best[block] == UNKNOWN) {
            int found = NONE;
            int end = Math.min(helps.length, (block + 1) << BLOCK_BITS);
            for (int node = block << BLOCK_BITS; node < end; node++) {
                if (helps[node] && (found == NONE || isBelow(node, found))) {
                    found = node;
                }
            }
            best[block] = found;
        }
        return best[block];
    }

    private boolean isBelow(int node, int other) {
        VictimCost cost = costs[node];
        VictimCost otherCost = costs[other];
        return cost != null && otherCost != null && cost.isBelow(otherCost);
    }

    private void grow() {
        int slots = cluster.nodes().slots();
        if (slots > helps.length) {
            int blocks = ((slots - 1) >> BLOCK_BITS) + 1;
            int length = Math.max(blocks, 2 * best.length) << BLOCK_BITS;
            costs = Arrays.copyOf(costs, length);
            helps = Arrays.copyOf(helps, length);
            guarded = Arrays.copyOf(guarded, length);
            int old = best.length;
            best = Arrays.copyOf(best, length >> BLOCK_BITS);
            Arrays.fill(best, old, best.length, NONE);
            int oldGroups = bestOfGroups.length;
            bestOfGroups = Arrays.copyOf(bestOfGroups, ((length - 1) >> (2 * BLOCK_BITS)) + 1);
            Arrays.fill(bestOfGroups, oldGroups, bestOfGroups.length, NONE);
        }
    }
}
