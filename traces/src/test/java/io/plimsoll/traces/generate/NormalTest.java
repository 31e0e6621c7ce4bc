package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.975, 1.959963984540054",
        "0.8413447460685429, 1",
        "0.05, -1.6448536269514729",
        "1e-10, -6.361340902404056",
        "1e-14, -7.650628092935268",
        "0.9999999, 5.199337582290661"
    })
    void quantilesAreThoseOfTheTables(double part, double quantile) {
        assertThat(Normal.quantile(part)).isCloseTo(quantile, within(1e-9));
        assertThat(Normal.below(quantile)).isCloseTo(part, within(1e-15));
    }

    @Test
    void partsAndQuantilesAreInverse() {
        for (int i = 1; i < 10_000; i++) {
            double part = i / 10_000.0;
            assertThat(Normal.below(Normal.quantile(part))).isCloseTo(part, within(1e-14));
        }
        assertThat(Normal.below(-9)).isZero();
        assertThat(Normal.below(9)).isOne();
    }

    @Test
    void theGammaFunctionIsThatOfTheTables() {
        assertThat(Gamma.at(1)).isCloseTo(1, within(1e-13));
        assertThat(Gamma.at(5)).isCloseTo(24, within(1e-11));
        assertThat(Gamma.at(1.5)).isCloseTo(Math.sqrt(Math.PI) / 2, within(1e-13));
        assertThat(Gamma.at(11)).isCloseTo(3_628_800, within(1e-6));
        assertThat(Gamma.at(20)).isCloseTo(121_645_100_408_832_000.0, within(1e5));
    }
}
