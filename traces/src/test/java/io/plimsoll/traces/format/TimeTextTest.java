package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "90,90000",
        "0.25,250",
        "1h30m,5400000",
        "2d,172800000",
        "250ms,250",
        "1d2h3m4s5ms,93784005",
        "PT1H30M,5400000",
        "P1DT0.001S,86400001",
        "pt5s,5000",
        "281474976710.656,281474976710656"
    })
    void timesShouldBeReadInMilliseconds(String text, long millis) {
        assertThat(TimeText.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.0005",
                "30m1h",
                "1 h",
                "h",
                "5x",
                "PT-1S",
                "P1Y",
                "281474976710.657",
                "1e3",
                "0x10",
                "99999999999999999999d",
                "2026-01-01T00:00:00Z",
                "0000000000000000000000000000000000000000001"
            })
    void whatIsNoTimeShouldBeRefused(String text) {
        assertThat(TimeText.parse(text)).isEqualTo(TimeText.NONE);
    }
}
