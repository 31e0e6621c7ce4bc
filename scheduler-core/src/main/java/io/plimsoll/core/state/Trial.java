package io.plimsoll.core.state;

import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be: from {@link Cluster#openTrial()} to {@link #close()} the cluster may be changed like always, and closing
 * restores the exact state from before, down to the order of pods on a node. Trials nest like brackets.
 *
 * <p>Only dictionaries (pod classes, label sets, names of models, domains and dimensions) and registered counters keep
 * what they learned; they never influence a decision. Closing costs O(changes).
 */
public final class Trial implements AutoCloseable {

    private final Cluster cluster;
    private final @Nullable Trial outer;
    private final List<Runnable> journal = new ArrayList<>();
    private boolean open = true;

    Trial(Cluster cluster, @Nullable Trial outer) {
        this.cluster = cluster;
        this.outer = outer;
    }

    /** Has something outside the cluster restored, too, in the same order as the rest. */
    public void onClose(Runnable undo) {
        journal.add(undo);
    }

    /** Undoes everything since the trial was opened; a second call does nothing. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        cluster.closeTrial(this, outer);
        open = false;
        for (int i = journal.size() - 1; i >= 0; i--) {
            journal.get(i).run();
        }
        if (Checks.FULL) {
            ClusterCheck.run(cluster);
        }
    }

    void addedNode(int node) {
        journal.add(() -> cluster.books().removeNode(node));
    }

    void removedNode(int node, NodeSpec spec) {
        journal.add(() -> cluster.books().addNode(node, spec));
    }

    void describedNode(int node, NodeSpec old) {
        journal.add(() -> cluster.books().describeNode(node, old));
    }

    void addedPod(int pod, boolean reused) {
        journal.add(() -> cluster.pods().undoAdd(pod, reused));
    }

    void removedPod(int pod, PodTemplate template, String name, long startMillis) {
        journal.add(() -> {
            cluster.pods().undoRemove(pod, template, name);
            cluster.pods().setStart(pod, startMillis);
        });
    }

    void bound(int pod) {
        journal.add(() -> cluster.books().takeOff(pod));
    }

    void unbound(int pod, int node, long deviceBits) {
        int next = cluster.pods().nextOnNode(pod);
        int previous = cluster.pods().previousOnNode(pod);
        journal.add(() -> cluster.books().putBack(pod, node, deviceBits, next, previous));
    }
}
