package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The line that says how far long work has come. */
class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringWriter text = new StringWriter();
    private long now = 5 * SECOND;
    private final Progress progress = new Progress(new PrintWriter(text, true), () -> now);

    @Test
    void workOfLessThanASecondShouldBeSilent() {
        now += SECOND - 1;
        progress.show(1, 10, "runs", "a");
        progress.clear();

        assertThat(text.toString()).isEmpty();
    }

    @Test
    void rateAndRemainingTimeShouldBeSaidAndTakenAwayAtTheEnd() {
        now += 2 * SECOND;
        progress.show(2_000, 10_000, "runs", "seed 7");

        assertThat(text.toString()).isEqualTo("\r\u001b[K2,000 of 10,000 runs, 1,000/s, 8 s left  seed 7");

        progress.clear();
        assertThat(text.toString()).endsWith("seed 7\r\u001b[K");
    }

    @Test
    void itShouldSpeakTenTimesASecondAtMost() {
        now += 2 * SECOND;
        progress.show(1, 10, "runs", "first");
        now += SECOND / 20;
        progress.show(2, 10, "runs", "second");
        now += SECOND / 20;
        progress.show(3, 10, "runs", "third");

        assertThat(text.toString()).contains("first").doesNotContain("second").contains("third");
    }

    @Test
    void withoutAnythingDoneThereShouldBeNoRateToDivideBy() {
        now += 3 * SECOND;
        progress.show(0, 10, "runs", "none");

        assertThat(text.toString()).contains("0 of 10 runs, 0/s, 0 s left");
    }
}
