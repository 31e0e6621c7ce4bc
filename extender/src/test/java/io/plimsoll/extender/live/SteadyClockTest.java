package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.Seeds;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final long LARGEST = 10_000;

    @Test
    void timePassesAsOnTheOtherClockButForItsJumps() {
        for (long seed : Seeds.some(5)) {
            Random random = new Random(seed);
            AtomicLong other = new AtomicLong(random.nextLong());
            SteadyClock clock = new SteadyClock(other::get, LARGEST);
            long passed = 0;
            for (int i = 0; i < 1_000; i++) {
                if (random.nextInt(10) == 0) {
                    long jump = LARGEST + 1 + random.nextInt(1 << 30);
                    other.addAndGet(random.nextBoolean() ? jump : -jump);
                } else {
                    long step = random.nextLong(LARGEST + 1);
                    other.addAndGet(step);
                    passed += step;
                }
                assertThat(clock.getAsLong()).as(Seeds.hint(seed)).isEqualTo(passed);
            }
        }
    }

    @Test
    void aSmallStepBackIsNoTime() {
        AtomicLong other = new AtomicLong(1_000);
        SteadyClock clock = new SteadyClock(other::get, LARGEST);
        other.set(1_500);
        assertThat(clock.getAsLong()).isEqualTo(500);
        other.set(1_499);
        assertThat(clock.getAsLong()).isEqualTo(500);
        other.set(1_500);
        assertThat(clock.getAsLong()).isEqualTo(501);
    }
}
