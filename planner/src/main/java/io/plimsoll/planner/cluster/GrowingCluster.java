package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.kubernetes.workload.Workloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cluster that may get more nodes. */
@FunctionalInterface
public interface GrowingCluster {

    /** The cluster with more nodes behind its own; pods that belong to them, as those of DaemonSets, wait. O(cluster). */
    PlanCluster with(List<NodeSpec> more);

    /** A cluster to whose nodes no pods belong. */
    static GrowingCluster of(PlanCluster cluster) {
        return more -> {
            List<NodeSpec> nodes = new ArrayList<>(cluster.nodes());
            nodes.addAll(more);
            return cluster.with(nodes, cluster.pods(), List.of());
        };
    }

    /**
     * Kubernetes objects.
     *
     * @param objects before workloads get their pods
     * @param assumed what pods ask for that ask for neither CPU nor memory; null for nothing
     */
    static GrowingCluster of(String name, Manifests objects, SchedulerConfig config, @Nullable Resources assumed) {
        return more -> {
            Manifests.Builder all = objects.toBuilder();
            more.forEach(node -> all.add(NodeObjects.of(node)));
            ClusterSnapshot snapshot = new ClusterSnapshot(Workloads.expand(all.build()), config);
            return SnapshotCluster.of(name, snapshot, assumed, more.size());
        };
    }

    /** The same cluster without its own nodes: the pods on them wait, apart from those that go with their nodes. */
    default GrowingCluster withoutOwnNodes() {
        return more -> {
            PlanCluster all = with(more);
            Set<String> names = new HashSet<>();
            more.forEach(node -> names.add(node.name()));
            List<PlanPod> pods = new ArrayList<>();
            for (PlanPod pod : all.pods()) {
                boolean goes = pod.isBound()
                        ? pod.fate() != PlanPod.Fate.PLACED_AGAIN
                        : pod.fate() == PlanPod.Fate.WITH_ITS_NODE && !names.contains(pod.ownNode());
                if (!goes) {
                    pods.add(pod.waiting());
                }
            }
            return all.with(
                    more,
                    pods,
                    List.of(Assumption.read("The cluster's own nodes (%d) are not used; their pods need others."
                            .formatted(all.nodes().size() - more.size()))));
        };
    }
}
