package io.plimsoll.extender.live;

/** What was answered since the service began. Changed by the thread that answers; others may see a somewhat older value. */
public final class Tally {

    long filters;
    long prioritizes;
    long passed;
    long unknownNodes;
    long unschedulable;
    long held;
    long preempts;
    long preemptions;
    long victims;
    long binds;
    long late;

    Tally() {}

    /** Filter requests that were answered. */
    public long filters() {
        return filters;
    }

    /** Prioritize requests that were answered. */
    public long prioritizes() {
        return prioritizes;
    }

    /** Requests about pods of other profiles, which pass. */
    public long passed() {
        return passed;
    }

    /** Nodes in requests that were not known. */
    public long unknownNodes() {
        return unknownNodes;
    }

    /** Filter requests that no node was left for. */
    public long unschedulable() {
        return unschedulable;
    }

    /** Decisions whose space was held. */
    public long held() {
        return held;
    }

    /** Preempt requests that were answered. */
    public long preempts() {
        return preempts;
    }

    /** Preempt requests that some node was left for. */
    public long preemptions() {
        return preemptions;
    }

    /** Pods that were to leave for decisions whose space is held. */
    public long victims() {
        return victims;
    }

    /** Bind requests that were looked at. */
    public long binds() {
        return binds;
    }

    /** Questions for which there was not enough time. */
    public long late() {
        return late;
    }
}
