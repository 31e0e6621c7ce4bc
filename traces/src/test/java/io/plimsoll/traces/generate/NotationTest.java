package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationTest {

    @ParameterizedTest
    @CsvSource({
        "500m, 1000, 500",
        "4, 1000, 4000",
        "1.5, 1000, 1500",
        ".5, 1000, 500",
        "0, 1000, 0",
        "0.0001, 1000, 1",
        "16Gi, 1, 17179869184",
        "1.5Ki, 1, 1536",
        "0.1Ki, 1, 103",
        "2k, 1, 2000",
        "3M, 1, 3000000",
        "2e3, 1, 2000",
        "1E3, 1, 1000",
        "5e-1, 1000, 500",
        "1Ti, 1, 1099511627776",
        "7E, 1, 7000000000000000000",
        "99999999999999999999, 1, 9223372036854775807"
    })
    void quantitiesAreThoseOfKubernetes(String text, int scale, long quantity) {
        assertThat(Notation.quantity(text, scale)).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "+1", "1 Gi", "1gi", "1GiB", "1e", "1e100", "1,5", "NaN", "0x1", "1.2.3"})
    void whatIsNoQuantityIsRefused(String text) {
        assertThat(Notation.quantity(text, 1)).isEqualTo(Notation.NOT_IN_NOTATION);
    }

    @ParameterizedTest
    @CsvSource({
        "90s, 90000",
        "1h30m, 5400000",
        "7d, 604800000",
        "250ms, 250",
        "0.5s, 500",
        "2w1d, 1296000000",
        "0s, 0",
        "1.5h, 5400000",
        "1m5ms, 60005"
    })
    void durationsAreSumsOfUnits(String text, long millis) {
        assertThat(Notation.durationMillis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "s", "1m1h", "1h1h", "1h 30m", "-1h", "1.5ms", "1y", "1h30", "h1", "1..5h"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Notation.durationMillis(text)).isEqualTo(Notation.NOT_IN_NOTATION);
    }

    @Test
    void longTextsAndNumbersAreCutShort() {
        assertThat(Notation.durationMillis("9".repeat(39) + "w")).isEqualTo(Long.MAX_VALUE);
        assertThat(Notation.durationMillis("9".repeat(40) + "w")).isEqualTo(Notation.NOT_IN_NOTATION);
        assertThat(Notation.quantity("9".repeat(41), 1)).isEqualTo(Notation.NOT_IN_NOTATION);
    }

    @Test
    void ratesAreNumbersPerUnitOfTime() {
        assertThat(Notation.perMilli("120/h")).isEqualTo(120.0 / Calendar.HOUR);
        assertThat(Notation.perMilli("0.5/s")).isEqualTo(0.0005);
        assertThat(Notation.perMilli("3/w")).isEqualTo(3.0 / (7 * Calendar.DAY));
        assertThat(Notation.perMilli("0/s")).isZero();
        for (String wrong : new String[] {"", "120", "120/year", "/h", "1/h/h", "-1/h", "1 / h", "1e3/h"}) {
            assertThat(Notation.perMilli(wrong)).as(wrong).isNegative();
        }
    }
}
