package io.plimsoll.core.plugin;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;

/** Something that happened and could let a pod fit that fitted nowhere before: what {@link Filter#mayHelp} is asked about. */
public sealed interface ClusterEvent {

    /**
     * A pod came to a node.
     *
     * @param pod the pod
     */
    record PodBound(PodSpec pod) implements ClusterEvent {}

    /**
     * A pod is gone.
     *
     * @param pod the pod
     * @param wasOnNode whether it was on a node
     * @param wasNominated whether a place on a node was kept for it
     */
    record PodGone(PodSpec pod, boolean wasOnNode, boolean wasNominated) implements ClusterEvent {

        /** Whether a node has more room now. */
        public boolean freesRoom() {
            return wasOnNode || wasNominated;
        }
    }

    /**
     * A pod on a node is described anew.
     *
     * @param before as it was
     * @param after as it is
     */
    record PodChanged(PodSpec before, PodSpec after) implements ClusterEvent {}

    /**
     * The pod that waits is itself described anew. Only that one is asked about.
     *
     * @param before as it was
     * @param after as it is
     */
    record WaitingPodChanged(PodSpec before, PodSpec after) implements ClusterEvent {

        /** Whether it tolerates something else; of an API pod, tolerations can only be added. */
        public boolean tolerationsChanged() {
            return before.rules().tolerations().size()
                    != after.rules().tolerations().size();
        }
    }

    /**
     * A node came.
     *
     * @param node the node
     */
    record NodeAdded(NodeSpec node) implements ClusterEvent {}

    /**
     * A node went, and with it its pods, of which each is an event of its own.
     *
     * @param node the node
     */
    record NodeGone(NodeSpec node) implements ClusterEvent {}

    /**
     * A node is described anew.
     *
     * @param before as it was
     * @param after as it is
     */
    record NodeChanged(NodeSpec before, NodeSpec after) implements ClusterEvent {}

    /**
     * Objects that are neither nodes nor pods changed.
     *
     * @param before as they were
     * @param after as they are
     */
    record ObjectsChanged(ClusterObjects before, ClusterObjects after) implements ClusterEvent {}
}
