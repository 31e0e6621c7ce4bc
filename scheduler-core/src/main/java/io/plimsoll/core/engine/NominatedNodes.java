package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;

/**
 * Decisions while pods are nominated for nodes: nodes where the asking pod must leave them the room it needs are hidden from
 * its class's index while one node is chosen. O(nominated nodes x rules) per decision beside what it costs without.
 */
final class NominatedNodes {

    private final Cluster cluster;
    private final IndexCache indexes;
    private int[] hidden = new int[4];
    private int count;
    private Candidates candidates;

    NominatedNodes(Cluster cluster, IndexCache indexes) {
        this.cluster = cluster;
        this.indexes = indexes;
        this.candidates = new Scan(cluster.nodes());
    }

    /** The node a pod is nominated for, if it fits there now, or {@link Scheduler#UNSCHEDULABLE}. */
    int own(PodClass podClass, int pod) {
        int own = cluster.nominations().node(pod);
        if (own == PodTable.NONE) {
            return Scheduler.UNSCHEDULABLE;
        }
        NodeDryRun run = begin(podClass, pod);
        boolean fits = run.prepared().listed(own) && fits(run, own);
        run.end();
        return fits ? own : Scheduler.UNSCHEDULABLE;
    }

    /** The candidates for a pod now; {@link #done} gives back what is hidden. */
    Candidates candidates(PodClass podClass, int pod, long use) {
        find(podClass, pod);
        if (count == 0) {
            candidates = indexes.candidates(podClass, use);
        } else if (cluster.inTrial()) {
            candidates = indexes.scan(podClass, hidden, count);
        } else {
            CandidateIndex index = indexes.index(podClass, use);
            for (int i = 0; i < count; i++) {
                index.hide(hidden[i]);
            }
            candidates = index;
        }
        return candidates;
    }

    /** Ends what {@link #candidates} began. */
    void done() {
        for (int i = 0; i < count && candidates instanceof CandidateIndex index; i++) {
            index.show(hidden[i]);
        }
        count = 0;
    }

    /** Finds the nodes that a pod must leave to those nominated for them. */
    void find(PodClass podClass, int pod) {
        count = 0;
        NodeDryRun run = begin(podClass, pod);
        NodeTable nodes = cluster.nodes();
        int node = cluster.nominations().nextNode(0);
        while (node >= 0) {
            // A node that refuses the pod anyway needs no hiding.
            boolean open = nodes.exists(node) && run.prepared().key(node, PreparedClass.UNKNOWN) >= 0;
            if (open && run.mustYield(node) && !fits(run, node)) {
                if (count == hidden.length) {
                    hidden = Arrays.copyOf(hidden, 2 * count);
                }
                hidden[count++] = node;
            }
            node = cluster.nominations().nextNode(node + 1);
        }
        run.end();
    }

    /** Whether a pod of that priority that is not in the cluster leaves those nominated for a node the room they need. */
    boolean leavesRoom(PodClass podClass, int priority, int node) {
        NodeDryRun run = indexes.dryRun(podClass);
        run.begin(PodTable.NONE, priority);
        boolean leaves = !run.mustYield(node) || fits(run, node);
        run.end();
        return leaves;
    }

    private NodeDryRun begin(PodClass podClass, int pod) {
        NodeDryRun run = indexes.dryRun(podClass);
        run.begin(pod, cluster.pods().priority(pod));
        return run;
    }

    private static boolean fits(NodeDryRun run, int node) {
        run.start(node);
        return run.key() == FilterRule.PASS;
    }
}
