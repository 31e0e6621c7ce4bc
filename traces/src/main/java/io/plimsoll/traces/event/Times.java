package io.plimsoll.traces.event;

/** Checks of times and durations. */
final class Times {

    private Times() {}

    static void requireTime(long timeMillis) {
        if (timeMillis < 0 || timeMillis > TraceEvent.MAX_TIME_MILLIS) {
            throw new IllegalArgumentException("The time (%d ms) of an event must be between 0 and %d.%n"
                            .formatted(timeMillis, TraceEvent.MAX_TIME_MILLIS)
                    + "Maybe the times were not shifted to the start of the trace, or their unit is not milliseconds.");
        }
    }

    static void requireDuration(long durationMillis, String podName) {
        if (durationMillis < TraceEvent.PodArrived.UNKNOWN_DURATION || durationMillis > TraceEvent.MAX_TIME_MILLIS) {
            throw new IllegalArgumentException("The duration (%d ms) of pod (%s) must be between 0 and %d, or %d.%n"
                            .formatted(
                                    durationMillis,
                                    podName,
                                    TraceEvent.MAX_TIME_MILLIS,
                                    TraceEvent.PodArrived.UNKNOWN_DURATION)
                    + "Maybe its end lies before its start.");
        }
    }
}
