package io.plimsoll.traces.generate;

/**
 * How long the pods of a class run.
 *
 * @param distribution how long, left alone
 * @param mostMillis when they are ended at the latest
 * @param unknownPart the part of them, 0..1, whose end is not known
 */
record Lifetime(Distribution distribution, long mostMillis, double unknownPart) {

    /** The lifetime at a point in (0, 1), in whole milliseconds from 1. */
    long millisAt(double point) {
        return Math.max(1, (long) Math.min(distribution.quantile(point), (double) mostMillis));
    }
}
