package io.plimsoll.core.remedy;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;

/** One change of a pod or of its cluster, small enough to be said in a line. */
public sealed interface Remedy permits PodChange, ClusterChange {

    /** The size of a change that is whole: a term dropped, a pod gone, a node more. */
    long WHOLE = 1000;

    /**
     * How much changes, in thousandths: of a request the share that is given up, of a limit the share by which it grows, of
     * everything else {@link #WHOLE} per thing that comes or goes. At least 1.
     */
    default long sizeMilli() {
        return WHOLE;
    }

    /** Makes the change, as far as it is one of the cluster, and returns the pod as it is then. Inside a trial it goes with it. */
    PodSpec apply(Cluster cluster, PodSpec pod);

    /** The share of a change from one amount to another, in thousandths of the larger one, rounded up. */
    static long share(long from, long to) {
        long larger = Math.max(from, to);
        // 2^50, the largest amount, times a thousand fits.
        return Math.max(1, (Math.abs(from - to) * WHOLE + larger - 1) / Math.max(1, larger));
    }
}
