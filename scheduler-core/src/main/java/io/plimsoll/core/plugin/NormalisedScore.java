package io.plimsoll.core.plugin;

/** A prepared scorer with one grouping, where the raw score of a node is the value of its group. */
public interface NormalisedScore extends GroupScore {

    /** The node's group, -1 or above. Changes only with the node's description. */
    int group(int node);

    /** The raw value of a group; of scope {@link Scope#CLUSTER} it may change as {@link GroupFilter#value} may. */
    long value(int group);

    @Override
    default int groupings() {
        return 1;
    }

    @Override
    default int group(int grouping, int node) {
        return group(node);
    }

    @Override
    default long value(int grouping, int group) {
        return value(group);
    }

    @Override
    default long raw(long[] values, Feasible feasible) {
        return values[0];
    }
}
