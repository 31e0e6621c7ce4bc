package io.plimsoll.traces.summary;

import io.plimsoll.traces.summary.TraceSummary.Demand;
import io.plimsoll.traces.summary.TraceSummary.Point;
import java.util.ArrayList;
import java.util.List;

/** Follows what is requested of one resource. */
final class DemandMeter {

    private static final int SAMPLES = 240;

    private final Resource resource;
    private final long spanMillis;
    private final List<Point> points = new ArrayList<>();
    private long nowMillis;
    private long requested;
    private long capacity;
    private long mostCapacity;
    private long peak;
    private long peakMillis;
    private long capacityAtPeak;
    private double area;

    DemandMeter(Resource resource, long spanMillis) {
        this.resource = resource;
        this.spanMillis = spanMillis;
    }

    Resource resource() {
        return resource;
    }

    /** Everything stays as it is up to this time. */
    void passTo(long timeMillis) {
        if (timeMillis > nowMillis) {
            hold();
            while (points.size() < SAMPLES && sampleMillis() < timeMillis) {
                points.add(new Point(sampleMillis(), requested, capacity));
            }
            area += (double) requested * (timeMillis - nowMillis);
            nowMillis = timeMillis;
        }
    }

    void add(long amount) {
        requested += amount;
    }

    void capacity(long amount) {
        capacity = amount;
        mostCapacity = Math.max(mostCapacity, amount);
    }

    boolean isEmpty() {
        return peak == 0 && requested == 0 && mostCapacity == 0;
    }

    Demand demand() {
        hold();
        while (points.size() <= SAMPLES) {
            points.add(new Point(sampleMillis(), requested, capacity));
        }
        double mean = spanMillis == 0 ? requested : area / spanMillis;
        return new Demand(resource.word(), resource.unit(), peak, peakMillis, mean, capacityAtPeak, points);
    }

    /** Takes note of what stayed for some time, so that what comes and goes at once is no peak. */
    private void hold() {
        if (requested > peak) {
            peak = requested;
            peakMillis = nowMillis;
            capacityAtPeak = capacity;
        } else if (peak == 0) {
            capacityAtPeak = capacity;
        }
    }

    private long sampleMillis() {
        return (long) ((double) spanMillis * points.size() / SAMPLES);
    }
}
