package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitHistogramTest {

    @Test
    void everyWaitFallsIntoItsClass() {
        WaitHistogram histogram = new WaitHistogram();
        long[] waits = {0, 1, 999, 1_000, 59_999, 60_000, 3_600_000, 604_800_000, Long.MAX_VALUE};
        for (long wait : waits) {
            histogram.add(wait);
        }
        for (Waiting.Bucket bucket : histogram.buckets()) {
            long expected = 0;
            for (long wait : waits) {
                boolean last = bucket.untilMillis() == Long.MAX_VALUE;
                expected += wait >= bucket.fromMillis() && (wait < bucket.untilMillis() || last) ? 1 : 0;
            }
            assertThat(bucket.placements()).as("%s", bucket).isEqualTo(expected);
        }
    }

    @Test
    void classesHaveNoGaps() {
        long from = 0;
        for (Waiting.Bucket bucket : new WaitHistogram().buckets()) {
            assertThat(bucket.fromMillis()).isEqualTo(from);
            assertThat(bucket.untilMillis()).isGreaterThan(from);
            from = bucket.untilMillis();
        }
        assertThat(from).isEqualTo(Long.MAX_VALUE);
    }
}
