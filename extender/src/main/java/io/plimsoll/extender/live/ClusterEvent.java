package io.plimsoll.extender.live;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.extender.wire.AskedPod;
import java.util.List;

/** Something the API server told. Events of one kind of object come in the order in which it told them. */
public sealed interface ClusterEvent {

    /** A node is there or has changed. */
    record NodeSeen(NodeSpec node) implements ClusterEvent {}

    /** A node was deleted. */
    record NodeGone(String name) implements ClusterEvent {}

    /**
     * A pod is on a node, or has changed there.
     *
     * @param uid its UID
     * @param spec what it holds there
     * @param node the node's name
     * @param startMillis when it started, in milliseconds since 1970, or {@link PodTable#NOT_STARTED}
     * @param devices the devices it takes, as bits of device indexes, where that is said; else 0
     */
    record PodOnNode(String uid, PodSpec spec, String node, long startMillis, long devices) implements ClusterEvent {

        /** A pod of which nothing more is said. */
        public PodOnNode(String uid, PodSpec spec, String node) {
            this(uid, spec, node, PodTable.NOT_STARTED, 0);
        }
    }

    /** A pod was deleted or has ended: it holds nothing any more. */
    record PodGone(String uid) implements ClusterEvent {}

    /**
     * What is known of objects that are neither nodes nor pods.
     *
     * @param objects those that rules read
     * @param budgets how many pods of which applications may be disrupted now
     * @param groups the pod groups that objects describe; all of them
     */
    record ObjectsSeen(ClusterObjects objects, List<DisruptionBudget> budgets, List<PodGroup> groups)
            implements ClusterEvent {

        /** Copies its lists. */
        public ObjectsSeen {
            budgets = List.copyOf(budgets);
            groups = List.copyOf(groups);
        }
    }

    /** All nodes are told again from here to {@link NodesListed}; those that are not are gone. */
    record NodesListing() implements ClusterEvent {}

    /** All nodes there are have been told. */
    record NodesListed() implements ClusterEvent {}

    /** All pods are told again from here to {@link PodsListed}; those that are not are gone. */
    record PodsListing() implements ClusterEvent {}

    /** All pods there are have been told. */
    record PodsListed() implements ClusterEvent {}

    /** A pod that waits for a node was told, and says that it is of a group. */
    record MemberWaits(AskedPod pod) implements ClusterEvent {}

    /** A pod that waits for a node, and is of no group, was told. */
    record PodWaits(String uid) implements ClusterEvent {}

    /**
     * An event with the objects that it is about, for those who keep what happened.
     *
     * @param event what it means
     * @param changes the objects; none where an event is about no object
     */
    record Documented(ClusterEvent event, List<ObjectChange> changes) implements ClusterEvent {

        /** Copies its list. */
        public Documented {
            changes = List.copyOf(changes);
        }
    }
}
