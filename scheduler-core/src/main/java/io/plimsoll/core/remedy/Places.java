package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;

/** Asks whether a pod would have a place, under every filter of a profile. */
final class Places {

    final Cluster cluster;
    final Scheduler scheduler;

    Places(Cluster cluster, Scheduler scheduler) {
        this.cluster = cluster;
        this.scheduler = scheduler;
    }

    /** Whether some node takes such a pod now, beside the pods nominated for it. O(nodes). */
    boolean fits(PodSpec pod) {
        PodClass podClass = cluster.decidedClass(pod);
        NodeTable nodes = cluster.nodes();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node) && scheduler.fits(podClass, pod.priority(), node)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first of new nodes itself takes the pod. */
    boolean takenByNew(MoreNodes change, PodSpec pod) {
        try (Trial trial = scheduler.openTrial()) {
            change.applyTo(cluster);
            int node = cluster.nodes().find(change.node().name());
            return scheduler.fits(cluster.decidedClass(pod), pod.priority(), node);
        }
    }

    /** Whether some node takes the pod after a change, of which nothing stays. */
    boolean fitsAfter(Remedy change, PodSpec pod) {
        try (Trial trial = scheduler.openTrial()) {
            return fits(change.apply(cluster, pod));
        }
    }
}
