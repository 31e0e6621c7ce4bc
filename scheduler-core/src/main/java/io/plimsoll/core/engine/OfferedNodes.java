package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Some of the nodes, judged for one class of pods: somebody else has left out the others, and they count neither as
 * feasible nor where scores are normalised. Made by {@link Scheduler#offer}; valid until the cluster changes or the scheduler is
 * asked again, because it reuses its memory.
 */
public final class OfferedNodes extends NodeTotals {

    /** How often it is asked whether there is time: once per so many nodes, and one. */
    private static final int ASK_MASK = 1023;

    private final NodeTable nodes;
    private final NodeByNode groupScores = new NodeByNode();
    private @Nullable PreparedClass prepared;

    OfferedNodes(NodeTable nodes) {
        this.nodes = nodes;
    }

    /**
     * Judges the first {@code count} of these nodes. O(slots), and rules are asked about changed nodes alone.
     *
     * @param enough asked now and then; once it says so, the nodes that are left are not judged
     */
    OfferedNodes of(CandidateIndex index, int[] offered, int count, BooleanSupplier enough) {
        PreparedClass rules = index.prepared();
        prepared = rules;
        resize(nodes.slots());
        long[] found = totals;
        Arrays.fill(found, 0, slots, ScoreTree.ABSENT);
        boolean grouped = rules.groupFilters.length > 0;
        for (int i = 0; i < count && ((i & ASK_MASK) != ASK_MASK || !enough.getAsBoolean()); i++) {
            int node = offered[i];
            long key = index.key(node);
            if (grouped && key >= 0) {
                long verdict = rules.groupVerdict(node);
                key = verdict == FilterRule.PASS ? key : verdict;
            }
            found[node] = key;
        }
        for (int i = 0; i < rules.groupScores.length; i++) {
            groupScores.add(rules.groupScores[i], rules.groupScales[i], found, slots);
        }
        return this;
    }

    /** Whether every filter passes the node. A node that is not offered does not fit. */
    public boolean fits(int node) {
        return node < slots && totals[node] >= 0;
    }

    /** Whether the node was offered and judged. */
    public boolean judged(int node) {
        return node < slots && totals[node] != ScoreTree.ABSENT;
    }

    /** The sum of the weighted scores of a node that fits. */
    public long total(int node) {
        return totals[node];
    }

    /** The words of the first filter against an offered node. The list is the same for equal reasons. */
    public List<String> reasons(int node) {
        PreparedClass rules = rules();
        return rules.unlisted != null && !rules.listed(node) ? List.of(rules.unlisted) : rules.reasons(totals[node]);
    }

    /** Whether pods that leave an offered node could make it feasible. */
    public boolean resolvable(int node) {
        PreparedClass rules = rules();
        return (totals[node] & FilterRule.UNRESOLVABLE) == 0 && (rules.unlisted == null || rules.listed(node));
    }

    private PreparedClass rules() {
        if (prepared == null) {
            throw new IllegalStateException("Nodes must be offered before they are judged.\n"
                    + "Maybe Scheduler.offer was not called: this is a defect of Plimsoll, please report it.");
        }
        return prepared;
    }
}
