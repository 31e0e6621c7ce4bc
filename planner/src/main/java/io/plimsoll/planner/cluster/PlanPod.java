package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod of the cluster that a question is about.
 *
 * @param held the pod with what it takes of the node it is on; of one that waits the same as {@code wanted}
 * @param wanted the pod as it asks when it is to be placed
 * @param scheduler the name of the scheduler that places it
 * @param owner the workload that makes such pods, as people name it
 * @param node the position of its node in {@link PlanCluster#nodes()}, or {@link #WAITING}
 * @param devices the devices it holds there, as bits
 * @param fate what becomes of it when its node is gone
 */
public record PlanPod(PodSpec held, PodSpec wanted, String scheduler, String owner, int node, long devices, Fate fate) {

    /** The node of a pod that has none. */
    public static final int WAITING = -1;

    /** What becomes of a pod when its node is gone. */
    public enum Fate {
        /** It is placed again. */
        PLACED_AGAIN,
        /** It belongs to its node: pods of DaemonSets and those that a kubelet starts by itself. */
        WITH_ITS_NODE,
        /** It is being deleted already. */
        LEAVING
    }

    /** Whether it is on a node. */
    public boolean isBound() {
        return node != WAITING;
    }

    /** Namespace and name. */
    public String fullName() {
        return wanted.namespace() + "/" + wanted.name();
    }

    /** The same on a node. */
    public PlanPod on(int newNode, long newDevices) {
        return new PlanPod(held, wanted, scheduler, owner, newNode, newDevices, fate);
    }

    /** The same on no node. */
    PlanPod waiting() {
        return isBound() ? new PlanPod(wanted, wanted, scheduler, owner, WAITING, 0, fate) : this;
    }

    /** The name of the one node that the pod asks for by name, as pods of DaemonSets do; null when it does not. */
    public @Nullable String ownNode() {
        @Nullable
        List<NodeSelectorTerm> required = wanted.rules().nodeAffinity().required();
        if (required == null) {
            return null;
        }
        for (NodeSelectorTerm term : required) {
            for (LabelSelector.Requirement field : term.fields()) {
                if (field.operator() == LabelSelector.Operator.IN) {
                    return field.values().first();
                }
            }
        }
        return null;
    }
}
