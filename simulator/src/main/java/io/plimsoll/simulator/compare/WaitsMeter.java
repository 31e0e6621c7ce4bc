package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.RunObserver;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Measures how long pods wait, those included that still wait when the run ends, with what they have waited by then: to
 * leave them out would flatter the policy that never places them.
 */
final class WaitsMeter implements RunObserver {

    private static final int DIGITS = 3;

    private final Histogram waits = new Histogram(DIGITS);
    private final Map<Integer, Long> waitingSince = new HashMap<>();
    private final long warmUpMillis;
    private long nowMillis;
    private double sum;

    /** @param warmUpMillis waits that began before are left out */
    WaitsMeter(long warmUpMillis) {
        this.warmUpMillis = warmUpMillis;
    }

    @Override
    public void timePassed(long timeMillis) {
        nowMillis = timeMillis;
    }

    @Override
    public void podQueued(int pod) {
        waitingSince.put(pod, nowMillis);
    }

    @Override
    public void podWaits(int pod) {
        waitingSince.putIfAbsent(pod, nowMillis);
    }

    @Override
    public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
        waitingSince.put(pod, nowMillis);
    }

    @Override
    public void podDropped(int pod) {
        waitingSince.remove(pod);
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        waitingSince.remove(pod);
        add(nowMillis - waitMillis);
    }

    /** The result; nothing may be measured afterwards. */
    Waits waits() {
        waitingSince.values().forEach(this::add);
        long count = waits.getTotalCount();
        return count == 0
                ? new Waits(Double.NaN, Double.NaN)
                : new Waits(sum / count, Math.min(waits.getMaxValue(), waits.getValueAtPercentile(99)));
    }

    private void add(long sinceMillis) {
        if (sinceMillis >= warmUpMillis) {
            waits.recordValue(nowMillis - sinceMillis);
            sum += nowMillis - sinceMillis;
        }
    }

    /**
     * Waits of a run; NaN when no pod arrived.
     *
     * @param meanMillis their mean
     * @param p99Millis what 99 of 100 were not longer than
     */
    record Waits(double meanMillis, double p99Millis) {}
}
