package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
import java.util.BitSet;

/** Knows which pods wait, and so what is asked for and not given. */
final class DemandMeter {

    private final Cluster cluster;
    private final boolean everything;
    private final BitSet waiting = new BitSet();
    private int[] waitingByClass = new int[16];
    private int pods;

    /** @param everything whether demand is what all pods so far asked for, those that were dropped too */
    DemandMeter(Cluster cluster, boolean everything) {
        this.cluster = cluster;
        this.everything = everything;
    }

    /** A pod begins to wait. */
    void waits(int pod) {
        waiting.set(pod);
        count(pod, 1);
    }

    /** A pod waits no longer, if it did. */
    void waitsNoLonger(int pod) {
        if (waiting.get(pod)) {
            waiting.clear(pod);
            count(pod, -1);
        }
    }

    /** How many pods wait. */
    int waitingPods() {
        return pods;
    }

    /** What running and waiting pods ask of a resource as a share of what there is. O(classes). */
    double demand(MeteredResource resource) {
        double asked = everything ? 0 : resource.used();
        int classes = everything ? cluster.podClasses().count() : waitingByClass.length;
        for (int id = 0; id < classes; id++) {
            long count = everything ? cluster.requestMix().arrived(id) : waitingByClass[id];
            if (count > 0) {
                asked += (double) count * resource.request(cluster.podClasses().get(id));
            }
        }
        return resource.share(asked);
    }

    private void count(int pod, int change) {
        PodClass podClass = cluster.pods().podClass(pod);
        if (podClass.id() >= waitingByClass.length) {
            waitingByClass = Arrays.copyOf(waitingByClass, Math.max(podClass.id() + 1, 2 * waitingByClass.length));
        }
        waitingByClass[podClass.id()] += change;
        pods += change;
    }

    /** Counts anew: the body of {@link Checks#FULL}. */
    void check() {
        PodTable table = cluster.pods();
        int[] recount = new int[waitingByClass.length];
        for (int pod = 0; pod < table.end(); pod++) {
            if (table.exists(pod) && table.node(pod) == PodTable.NONE) {
                recount[table.podClass(pod).id()]++;
            }
        }
        if (!Arrays.equals(recount, waitingByClass)) {
            throw Checks.corrupted(
                    "number of waiting pods by class", Arrays.toString(waitingByClass), Arrays.toString(recount));
        }
    }
}
