package io.plimsoll.traces.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.DurationText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "90,90000",
        "0.25,250",
        "PT1H30M,5400000",
        "P1DT0.001S,86400001",
        "pt5s,5000",
        "281474976710.656,281474976710656"
    })
    void secondsAndIsoShouldBeRead(String text, long millis) {
        assertThat(TimeText.parse(text)).isEqualTo(millis);
        assertThat(DurationText.millis(text)).isEqualTo(TimeText.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "90s,90000",
        "1h30m,5400000",
        "2d,172800000",
        "7d,604800000",
        "250ms,250",
        "0.5s,500",
        "2w1d,1296000000",
        "0s,0",
        "1.5h,5400000",
        "1m5ms,60005",
        "1d2h3m4s5ms,93784005"
    })
    void partsShouldBeSummedUp(String text, long millis) {
        assertThat(TimeText.parse(text)).isEqualTo(millis);
        assertThat(DurationText.millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "-1h",
                "1.0005",
                "1.5ms",
                "30m1h",
                "1h1h",
                "1 h",
                "1h 30m",
                "h",
                "h1",
                "s",
                "5x",
                "1y",
                "1h30",
                "1..5h",
                "PT-1S",
                "P1Y",
                "1e3",
                "0x10",
                "2026-01-01T00:00:00Z",
                "00000000000000000000000000000000000000001"
            })
    void whatIsNoTimeShouldBeRefused(String text) {
        assertThat(TimeText.parse(text)).isEqualTo(TimeText.NONE);
        assertThat(DurationText.millis(text)).isEqualTo(TimeText.NONE);
    }

    @Test
    void longTextsAndNumbersShouldBeCutShort() {
        assertThat(DurationText.millis("9".repeat(39) + "w")).isEqualTo(Long.MAX_VALUE);
        assertThat(DurationText.millis("9".repeat(40) + "w")).isEqualTo(TimeText.NONE);
        assertThat(TimeText.parse("99999999999999999999d")).isEqualTo(TimeText.NONE);
        assertThat(TimeText.parse("281474976710.657")).isEqualTo(TimeText.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "90000,90", "250,0.25", "1,0.001", "281474976710656,281474976710.656"})
    void timesShouldBeWrittenAsTheyAreRead(long millis, String text) {
        assertThat(TimeText.ofMillis(millis)).isEqualTo(text);
        assertThat(TimeText.parse(text)).isEqualTo(millis);
    }
}
