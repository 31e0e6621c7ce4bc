package io.plimsoll.traces.event;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of the nodes that are in a cluster as its trace goes on. Refuses what contradicts that, with an {@link
 * IllegalArgumentException} in two lines.
 */
public final class PresentNodes {

    private final Set<String> names = new HashSet<>();

    /** No nodes yet. */
    public PresentNodes() {}

    /** A node comes; it must not be there. */
    public void join(String name, long timeMillis) {
        if (!names.add(name)) {
            throw contradiction(name, timeMillis, "not be in the cluster when it is added", "the name occurs twice.");
        }
    }

    /** Something happens to a node, which must be there. */
    public void require(String name, long timeMillis) {
        if (!names.contains(name)) {
            throw contradiction(
                    name, timeMillis, "be in the cluster when it changes or goes", "it was removed before.");
        }
    }

    /** A node goes, which must be there. */
    public void leave(String name, long timeMillis) {
        require(name, timeMillis);
        names.remove(name);
    }

    private static IllegalArgumentException contradiction(String name, long timeMillis, String rule, String advice) {
        return TraceConsistency.contradiction("node", name, timeMillis, rule, advice);
    }
}
