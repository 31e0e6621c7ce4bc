package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;

/** Counts anew what a simulation keeps count of, and asks again what it believes: the body of {@link Checks#FULL}. */
final class SimulationCheck {

    private SimulationCheck() {}

    /**
     * Checks that every pod that arrived is in one place.
     *
     * @param waiting how many pods wait
     * @param present how many pods arrived and did not go
     * @throws IllegalStateException when something differs
     */
    static void run(Cluster cluster, int waiting, long present) {
        PodTable pods = cluster.pods();
        int running = 0;
        int idle = 0;
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod)) {
                running += pods.node(pod) == PodTable.NONE ? 0 : 1;
                idle += pods.node(pod) == PodTable.NONE ? 1 : 0;
            }
        }
        equal("number of waiting pods", waiting, idle);
        equal("number of running pods", cluster.totals().boundPods(), running);
        equal("number of pods that arrived and did not go", present, running + idle);
    }

    /** Checks that a pod that is said to fit nowhere, perhaps without having been tried, does not. */
    static void unschedulable(Scheduler scheduler, int pod) {
        if (scheduler.decision(pod) instanceof Decision.Bound bound) {
            throw Checks.corrupted("verdict on pod " + pod, "fits nowhere", "fits on " + bound.node());
        }
    }

    private static void equal(String what, long kept, long counted) {
        if (kept != counted) {
            throw Checks.corrupted(what, Long.toString(kept), Long.toString(counted));
        }
    }
}
