package io.plimsoll.simulator.compare;

/** On what an interval rests. */
public enum Evidence {
    /** At least ten seeds: a BCa bootstrap interval of the paired differences. */
    BOOTSTRAP("bootstrap"),
    /** Fewer seeds, at least two: the interval of Student's paired t test. */
    STUDENT("student"),
    /** One run of each: a moving-block bootstrap of how their difference developed. Says nothing about other workloads. */
    WITHIN_RUN("withinRun"),
    /** One observation of something that has no course: no interval. */
    NONE("none");

    private final String text;

    Evidence(String text) {
        this.text = text;
    }

    /** The word that stands in {@code comparison.json}. */
    public String text() {
        return text;
    }
}
