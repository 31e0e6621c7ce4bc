package io.plimsoll.planner.size;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.packing.Bound;
import java.util.List;

/** What comes out. */
public sealed interface SizeAnswer {

    /**
     * No nodes of the catalogue will do.
     *
     * @param reasons why, a sentence each, at least one
     */
    record Impossible(List<String> reasons) implements SizeAnswer {

        /** Copies its argument. */
        public Impossible {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A plan that was checked.
     *
     * @param nodes the new nodes
     * @param placements where each pod goes, in an order in which each fits when it comes
     * @param daemonPods how many pods of DaemonSets come with the new nodes
     * @param ownNodes how many nodes there were before
     * @param cost what the new nodes cost an hour, in millionths of the currency
     * @param costBound no plan costs less
     * @param nodeBound no plan has fewer new nodes
     * @param kinds how many kinds of pods there are
     * @param waitingAlone how many pods the scheduler, left to itself, would not place on the same nodes
     * @param cluster what the cluster would be, every pod on its node
     * @param seed of random draws
     */
    record Sized(
            List<NewNode> nodes,
            List<Placement> placements,
            int daemonPods,
            int ownNodes,
            long cost,
            Bound costBound,
            Bound nodeBound,
            int kinds,
            int waitingAlone,
            PlanCluster cluster,
            long seed)
            implements SizeAnswer {

        /** Copies its arguments. */
        public Sized {
            nodes = List.copyOf(nodes);
            placements = List.copyOf(placements);
        }
    }

    /**
     * A node to buy.
     *
     * @param offer its type and zone
     * @param node what it will be
     */
    record NewNode(Offer offer, NodeSpec node) {}

    /**
     * A pod and its node.
     *
     * @param pod namespace and name
     * @param node the node's name
     * @param devices the devices it gets there, as bits
     */
    record Placement(String pod, String node, long devices) {}
}
