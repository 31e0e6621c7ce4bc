package io.plimsoll.core.plugin;

import io.plimsoll.core.state.DomainCounter;
import org.jspecify.annotations.Nullable;

/**
 * A prepared filter of scope {@link Scope#CLUSTER}: its answer is the same for all nodes of a group, such as a topology
 * domain. The engine keeps the best node per group, looks again at a group only when a pod came to or left one of its
 * nodes, and asks for verdicts per distinct value: the cost does not grow with the number of nodes.
 */
public non-sealed interface GroupFilter extends FilterRule {

    /** The node's group, -1 or above. Changes only with the node's description. */
    int group(int node);

    /**
     * What counts about a group now, for example the number of matching pods in it. Changes only when a pod comes to or
     * leaves a node of the group, or when a node comes, goes or is described anew.
     */
    long value(int group);

    /** The counter of which the counts are the values of groups from 0 on, that of group -1 being -1; null when it is not so. */
    default @Nullable DomainCounter valuesFrom() {
        return null;
    }

    /** The verdict on groups of this value. May depend on anything that is current, such as the smallest value. */
    long verdictOn(long value);

    @Override
    default long verdict(int node) {
        return verdictOn(value(group(node)));
    }
}
