package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.RunSummary;

/** How a run counts its time: in virtual days and hours, or, without departures, in arrivals. */
record RunClock(boolean arrivals) {

    static RunClock of(RunSummary run) {
        return new RunClock(run.options().arrivalsOnly());
    }

    /** A moment of the run. */
    String moment(long millis) {
        return arrivals ? Words.counted(millis, "arrival", "arrivals") : Words.moment(millis);
    }

    /** A length of the run. */
    String span(long millis) {
        return arrivals ? Words.counted(millis, "arrival", "arrivals") : Words.duration(millis);
    }

    /** What the time axis shows. */
    String axis() {
        return arrivals ? "the arrivals" : "virtual time";
    }
}
