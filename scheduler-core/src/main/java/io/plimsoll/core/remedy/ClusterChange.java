package io.plimsoll.core.remedy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A change of the cluster. */
public sealed interface ClusterChange extends Remedy {

    /** Makes the change; inside a trial it goes with it. */
    void applyTo(Cluster cluster);

    @Override
    default PodSpec apply(Cluster cluster, PodSpec pod) {
        applyTo(cluster);
        return pod;
    }

    /**
     * More nodes.
     *
     * @param nodes the new nodes, at least one, alike but for their names
     * @param like the node of which they are empty copies under other names
     */
    record MoreNodes(List<NodeSpec> nodes, String like) implements ClusterChange {

        /** Copies its list. */
        public MoreNodes {
            nodes = List.copyOf(nodes);
        }

        /** One of them. */
        public NodeSpec node() {
            return nodes.get(0);
        }

        @Override
        public long sizeMilli() {
            return WHOLE * nodes.size();
        }

        @Override
        public void applyTo(Cluster cluster) {
            nodes.forEach(cluster::addNode);
        }
    }

    /** A node takes new pods again. */
    record Uncordoned(String node) implements ClusterChange {

        @Override
        public void applyTo(Cluster cluster) {
            cluster.setUnschedulable(cluster.nodes().find(node), false);
        }
    }

    /** A node takes no new pods any more. */
    record Cordoned(String node) implements ClusterChange {

        @Override
        public void applyTo(Cluster cluster) {
            cluster.setUnschedulable(cluster.nodes().find(node), true);
        }
    }

    /**
     * Pods leave; none of them could stay.
     *
     * @param pods those that leave, by namespace and name, at least one
     */
    record PodsAway(List<PodAway> pods) implements ClusterChange {

        /** Copies its arguments. */
        public PodsAway {
            pods = List.copyOf(pods);
        }

        /** The nodes that have room then. */
        public Set<String> nodes() {
            Set<String> nodes = new LinkedHashSet<>();
            pods.forEach(pod -> nodes.add(pod.node()));
            return nodes;
        }

        @Override
        public long sizeMilli() {
            return WHOLE * pods.size();
        }

        @Override
        public void applyTo(Cluster cluster) {
            for (PodAway pod : pods) {
                cluster.unbind(pod.number());
            }
        }
    }

    /**
     * A pod that is in the way.
     *
     * @param number its number in the cluster
     * @param namespace its namespace
     * @param name its name
     * @param node the node it is on
     * @param priority its priority
     */
    record PodAway(int number, String namespace, String name, String node, int priority) {

        static PodAway of(Cluster cluster, int pod) {
            PodTable pods = cluster.pods();
            return new PodAway(
                    pod,
                    pods.spec(pod).namespace(),
                    pods.name(pod),
                    cluster.nodes().name(pods.node(pod)),
                    pods.spec(pod).priority());
        }
    }
}
