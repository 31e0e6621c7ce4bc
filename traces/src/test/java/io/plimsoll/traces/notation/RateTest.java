package io.plimsoll.traces.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateTest {

    @Test
    void ratesShouldBeNumbersPerUnitOfTime() {
        assertThat(Rate.perMilli("120/h")).isEqualTo(120.0 / 3_600_000);
        assertThat(Rate.perMilli("0.5/s")).isEqualTo(0.0005);
        assertThat(Rate.perMilli("3/w")).isEqualTo(3.0 / 604_800_000);
        assertThat(Rate.perMilli("0/s")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "120", "120/year", "/h", "1/h/h", "-1/h", "1 / h", "1e3/h"})
    void whatIsNoRateShouldBeRefused(String text) {
        assertThat(Rate.perMilli(text)).isEqualTo(Rate.NONE);
    }
}
