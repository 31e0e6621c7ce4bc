package io.plimsoll.core.plugin;

/**
 * A prepared scorer that compares a node with the other feasible nodes: nodes fall into groups, a group has a raw value,
 * and the score follows from that value and the extremes over all feasible nodes. The engine keeps the best node per
 * distinct value and normalises only those: there is no pass over the nodes.
 */
public non-sealed interface NormalisedScore extends ScoreRule {

    /** The node's group, -1 or above. Changes only with the node's description. */
    int group(int node);

    /** The raw value of a group; of scope {@link Scope#CLUSTER} it may change as {@link GroupFilter#value} may. */
    long value(int group);

    /** What people know as the score before normalising, where that is not the raw value itself. */
    default long shown(long value) {
        return value;
    }

    /**
     * The score of nodes with this value.
     *
     * @param value a raw value
     * @param least the smallest raw value over all feasible nodes
     * @param most the largest
     * @return 0 to the scorer's maximum
     */
    long score(long value, long least, long most);
}
