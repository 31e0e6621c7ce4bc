package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.RunObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to pods, one line each. */
class EventLines implements RunObserver {

    final List<String> lines = new ArrayList<>();

    @Nullable
    Scheduler scheduler;

    private @Nullable Cluster cluster;
    private long nowMillis;

    @Override
    public void started(Cluster itsCluster, Scheduler itsScheduler) {
        cluster = itsCluster;
        scheduler = itsScheduler;
    }

    @Override
    public void timePassed(long timeMillis) {
        nowMillis = timeMillis;
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        line(
                "bound",
                pod,
                cluster().pods().node(pod),
                cluster().pods().devices(pod) + " after " + waitMillis + (again ? " again" : ""));
    }

    @Override
    public void podWaits(int pod) {
        line("waits", pod, -1, "");
    }

    @Override
    public void podDropped(int pod) {
        line("dropped", pod, -1, "");
    }

    @Override
    public void podQueued(int pod) {
        line("queued", pod, -1, "");
    }

    @Override
    public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
        line(
                "evicted",
                pod,
                node,
                cause == EvictionCause.DRAIN || cause == EvictionCause.FAILURE ? "by " + cause.text() : "");
    }

    @Override
    public void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {
        line("gone", pod, node, fate.text());
    }

    @Override
    public void podFinished(int pod, int node) {
        line("finished", pod, node, "");
    }

    void line(String what, int pod, int node, String rest) {
        String nodeName = node < 0 ? "" : cluster().nodes().name(node);
        lines.add((nowMillis + " " + what + " " + cluster().pods().spec(pod).name() + " " + nodeName + " " + rest)
                .trim());
    }

    Cluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("The run has not begun.");
        }
        return cluster;
    }
}
