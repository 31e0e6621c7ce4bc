package io.plimsoll.traces.summary;

import io.plimsoll.traces.event.EventSource;
import java.util.List;

/**
 * What a trace is like. What pods request is told as if each got its place when it arrives and ran for its duration; one
 * without a duration runs to the end.
 *
 * @param name the trace's name
 * @param format the format it was first read from
 * @param hasTimes whether its times mean anything
 * @param spanMillis time of its last event
 * @param events number of events
 * @param pods number of arrivals
 * @param nodes number of nodes at the start
 * @param nodeEvents number of events of nodes
 * @param owners number of distinct owners, those without one not counted
 * @param classes what pods request, the most frequent first
 * @param demands requests over time by resource; those that are neither requested nor offered are left out
 * @param lifetimes how long pods run
 * @param arrivalsByHour arrivals by hour of the day, as if the trace began at midnight; 24 numbers
 */
public record TraceSummary(
        String name,
        String format,
        boolean hasTimes,
        long spanMillis,
        long events,
        long pods,
        long nodes,
        long nodeEvents,
        long owners,
        List<RequestClass> classes,
        List<Demand> demands,
        Lifetimes lifetimes,
        List<Long> arrivalsByHour) {

    /**
     * Pods that request the same.
     *
     * @param cpuMilli CPU in thousandths of a core
     * @param memoryBytes memory
     * @param gpuMilli GPUs in thousandths
     * @param pods how many
     */
    public record RequestClass(long cpuMilli, long memoryBytes, long gpuMilli, long pods) {}

    /**
     * What is requested of a resource, and what there is of it.
     *
     * @param resource {@code cpu}, {@code memory}, {@code gpu} or {@code pods}
     * @param unit {@code milli}, {@code bytes} or {@code count}
     * @param peak the most requested at a time
     * @param peakMillis when that was first so
     * @param mean what was requested on average over the span
     * @param capacityAtPeak what the nodes offered at that time
     * @param points samples at equal distances over the span
     */
    public record Demand(
            String resource,
            String unit,
            long peak,
            long peakMillis,
            double mean,
            long capacityAtPeak,
            List<Point> points) {

        /** Copies its arguments. */
        public Demand {
            points = List.copyOf(points);
        }
    }

    /**
     * A sample.
     *
     * @param timeMillis when
     * @param requested what pods requested then
     * @param capacity what nodes offered then
     */
    public record Point(long timeMillis, long requested, long capacity) {}

    /**
     * How long pods run. The quantiles are at most 1 % too low; all are 0 when no lifetime is known.
     *
     * @param known of how many pods that is known
     * @param unknown of how many it is not
     */
    public record Lifetimes(
            long known,
            long unknown,
            long minMillis,
            long p10Millis,
            long p50Millis,
            long p90Millis,
            long p99Millis,
            long maxMillis,
            double meanMillis) {}

    /** Copies its arguments. */
    public TraceSummary {
        classes = List.copyOf(classes);
        demands = List.copyOf(demands);
        arrivalsByHour = List.copyOf(arrivalsByHour);
    }

    /** Reads a trace once. Takes O(log running pods) for each event, and memory for the pods that run at a time. */
    public static TraceSummary of(EventSource source) {
        return new SummaryBuilder(source).build();
    }
}
