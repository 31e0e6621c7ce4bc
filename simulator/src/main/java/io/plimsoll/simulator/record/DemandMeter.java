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
    private final boolean remembersDropped;
    private final BitSet waiting = new BitSet();
    private int[] unservedByClass = new int[16];
    private long[] waitingSince = new long[64];
    private int waitingPods;

    /** @param remembersDropped whether what was dropped counts as asked for to the end */
    DemandMeter(Cluster cluster, boolean remembersDropped) {
        this.cluster = cluster;
        this.remembersDropped = remembersDropped;
    }

    /** A pod begins to wait, or goes on waiting. */
    void waits(int pod, long nowMillis) {
        if (!waiting.get(pod)) {
            if (pod >= waitingSince.length) {
                waitingSince = Arrays.copyOf(waitingSince, Math.max(pod + 1, 2 * waitingSince.length));
            }
            waitingSince[pod] = nowMillis;
            waiting.set(pod);
            waitingPods++;
            count(pod, 1);
        }
    }

    /** A pod was placed, after it waited or at once. */
    void placed(int pod) {
        if (waiting.get(pod)) {
            waiting.clear(pod);
            waitingPods--;
            count(pod, -1);
        }
    }

    /** A pod was dropped, after it waited or at once. */
    void dropped(int pod) {
        placed(pod);
        if (remembersDropped) {
            count(pod, 1);
        }
    }

    /** How many pods wait. */
    int waitingPods() {
        return waitingPods;
    }

    /** How long those that wait have waited. */
    Unplaced unplaced(long nowMillis) {
        double sum = 0;
        long longest = 0;
        for (int pod = waiting.nextSetBit(0); pod >= 0; pod = waiting.nextSetBit(pod + 1)) {
            sum += nowMillis - waitingSince[pod];
            longest = Math.max(longest, nowMillis - waitingSince[pod]);
        }
        return new Unplaced(waitingPods, waitingPods == 0 ? 0 : Math.round(sum / waitingPods), longest);
    }

    /** What running, waiting and remembered pods ask of a resource as a share of what there is. O(classes). */
    double demand(MeteredResource resource) {
        double asked = resource.used();
        for (int id = 0; id < unservedByClass.length; id++) {
            if (unservedByClass[id] > 0) {
                asked += (double) unservedByClass[id]
                        * resource.request(cluster.podClasses().get(id));
            }
        }
        return resource.share(asked);
    }

    private void count(int pod, int change) {
        PodClass podClass = cluster.pods().podClass(pod);
        if (podClass.id() >= unservedByClass.length) {
            unservedByClass = Arrays.copyOf(unservedByClass, Math.max(podClass.id() + 1, 2 * unservedByClass.length));
        }
        unservedByClass[podClass.id()] += change;
    }

    /** Looks at every pod again: the body of {@link Checks#FULL}. */
    void check() {
        PodTable pods = cluster.pods();
        for (int pod = 0; pod < pods.end(); pod++) {
            boolean waits = pods.exists(pod) && pods.node(pod) == PodTable.NONE;
            if (waits != waiting.get(pod)) {
                throw Checks.corrupted("waiting of pod number " + pod, waiting.get(pod), waits);
            }
        }
        if (waitingPods != waiting.cardinality()) {
            throw Checks.corrupted("number of waiting pods", waitingPods, waiting.cardinality());
        }
    }
}
