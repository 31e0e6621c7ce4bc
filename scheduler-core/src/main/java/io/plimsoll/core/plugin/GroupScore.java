package io.plimsoll.core.plugin;

import io.plimsoll.core.state.DomainCounter;
import org.jspecify.annotations.Nullable;

/**
 * A prepared scorer that compares a node with the other feasible nodes, by what is true of the groups the node is in. There
 * may be several groupings, such as zones and hosts: a node's raw score follows from the values of its groups, one per
 * grouping, and from how many nodes and groups are feasible; its score from the raw score and the extremes of those over all
 * feasible nodes. The engine keeps the best node per distinct values and asks only for those: there is no pass over the
 * nodes.
 */
public non-sealed interface GroupScore extends ScoreRule {

    /** What is feasible now, without the nodes that the rule {@link #ignores}. */
    interface Feasible {

        /** Number of nodes. */
        int nodes();

        /** Number of groups with a feasible node, of a grouping that {@link #countsGroups counts} them. */
        int groups(int grouping);
    }

    /** Number of groupings. */
    int groupings();

    /** The group a node is in, -1 or above. Changes only with the node's description. */
    int group(int grouping, int node);

    /** What counts about a group now; of scope {@link Scope#CLUSTER} it may change as {@link GroupFilter#value} may. */
    long value(int grouping, int group);

    /** The counter of which the counts are the values of groups from 0 on, that of group -1 being -1; null when it is not so. */
    default @Nullable DomainCounter valuesFrom(int grouping) {
        return null;
    }

    /** Whether the values of groups never change, whatever happens. */
    default boolean fixed() {
        return false;
    }

    /** Whether the raw scores depend on how many groups of a grouping are feasible. */
    default boolean countsGroups(int grouping) {
        return false;
    }

    /** Whether nodes of these values are left out of everything; they score 0. */
    default boolean ignores(long[] values) {
        return false;
    }

    /**
     * The raw score of nodes with these values.
     *
     * @param values by grouping; to be read only, and only now
     * @param feasible how many nodes and groups are feasible now
     */
    long raw(long[] values, Feasible feasible);

    /** What people know as the score before normalising, where that is not the raw score itself. */
    default long shown(long raw) {
        return raw;
    }

    /**
     * The score of nodes with this raw score.
     *
     * @param raw a raw score
     * @param least the smallest over all feasible nodes
     * @param most the largest
     * @return 0 to the scorer's maximum
     */
    long score(long raw, long least, long most);
}
