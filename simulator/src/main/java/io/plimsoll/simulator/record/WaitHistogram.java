package io.plimsoll.simulator.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts waiting times in classes that people think in: at once, under a second, under ten seconds, ... more than a
 * week. Not thread-safe. Adding costs a few comparisons and allocates nothing.
 */
public final class WaitHistogram {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** The first wait too long for each class; the last class has no end. */
    private static final long[] UNTIL_MILLIS = {
        1, SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY, 7 * DAY, Long.MAX_VALUE
    };

    private final long[] placements = new long[UNTIL_MILLIS.length];

    /** Counts one placement after that wait. */
    public void add(long waitMillis) {
        int bucket = 0;
        while (waitMillis >= UNTIL_MILLIS[bucket] && bucket < UNTIL_MILLIS.length - 1) {
            bucket++;
        }
        placements[bucket]++;
    }

    /** All classes in ascending order, empty ones included. */
    public List<Waiting.Bucket> buckets() {
        List<Waiting.Bucket> buckets = new ArrayList<>(UNTIL_MILLIS.length);
        long from = 0;
        for (int i = 0; i < UNTIL_MILLIS.length; i++) {
            buckets.add(new Waiting.Bucket(from, UNTIL_MILLIS[i], placements[i]));
            from = UNTIL_MILLIS[i];
        }
        return buckets;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        for (int i = 0; i < placements.length; i++) {
            placements[i] = state.number(placements[i]);
        }
    }
}
