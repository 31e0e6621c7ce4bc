package io.plimsoll.traces.generate;

import io.plimsoll.core.model.PodSpec;

/**
 * A pod whose lifetime may still be scaled.
 *
 * @param arrivalMillis when it arrives
 * @param lifetimeMillis how long it runs, before scaling
 * @param scalable whether the lifetime is scaled to meet the load
 * @param template what it asks, and for a job the first part of its name
 * @param named whether the template has the name of the pod; otherwise a number is appended
 * @param owner what made it; empty for a job of one pod
 */
record PodDraft(
        long arrivalMillis, double lifetimeMillis, boolean scalable, PodSpec template, boolean named, String owner) {

    /** Longer than any trace, and still far from overflow. */
    private static final double LONGEST_MILLIS = 1e12;

    /** A job, whose name gets a number. */
    static PodDraft job(long arrivalMillis, double lifetimeMillis, boolean scalable, PodSpec template) {
        return new PodDraft(arrivalMillis, lifetimeMillis, scalable, template, false, "");
    }

    /** This job as one of the workers of a job of several. */
    PodDraft ownedBy(String itsOwner) {
        return new PodDraft(arrivalMillis, lifetimeMillis, scalable, template, named, itsOwner);
    }

    /** A replica of a service, with a name of its own. */
    static PodDraft replica(long arrivalMillis, long lifetimeMillis, PodSpec pod, String owner) {
        return new PodDraft(arrivalMillis, (double) lifetimeMillis, false, pod, true, owner);
    }

    int gpuMilli() {
        return template.devices().totalMilli();
    }

    /** How long it runs, in whole milliseconds and at least one. */
    long lifetimeMillis(double factor) {
        double scaled = scalable ? lifetimeMillis * factor : lifetimeMillis;
        return Math.max(1, (long) Math.min(scaled, LONGEST_MILLIS));
    }
}
