package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedDecimalTest {

    @Test
    void fixedKeepsEveryDecimal() {
        assertThat(FixedDecimal.fixed(0.5, 2)).isEqualTo("0.50");
        assertThat(FixedDecimal.fixed(-12.345, 1)).isEqualTo("-12.3");
        assertThat(FixedDecimal.fixed(7, 0)).isEqualTo("7");
        assertThat(FixedDecimal.fixed(0.000001, 6)).isEqualTo("0.000001");
    }

    @Test
    void trimmedDropsZerosAtTheEnd() {
        assertThat(FixedDecimal.trimmed(0.5, 6)).isEqualTo("0.5");
        assertThat(FixedDecimal.trimmed(100, 6)).isEqualTo("100");
        assertThat(FixedDecimal.trimmed(0, 6)).isEqualTo("0");
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(FixedDecimal.fixed(-0.0, 2)).isEqualTo("0.00");
        assertThat(FixedDecimal.trimmed(-0.0001, 2)).isEqualTo("0");
    }

    @Test
    void valuesThatDoubleToStringPrintsDifferentlyOnOlderJdksAreWrittenAlike() {
        assertThat(FixedDecimal.trimmed(2.0E-3, 6)).isEqualTo("0.002");
        assertThat(FixedDecimal.trimmed(2.2250738585072014E-308, 9)).isEqualTo("0");
        assertThat(FixedDecimal.fixed(2.0e10, 3)).isEqualTo("20000000000.000");
    }

    @Test
    void agreesWithExactArithmeticToTheLastDecimal() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(7));
            BigDecimal exact = new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
            BigDecimal written = new BigDecimal(FixedDecimal.fixed(value, 4));
            assertThat(written.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.0001"));
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            assertThatThrownBy(() -> FixedDecimal.fixed(value, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be finite")
                    .hasMessageContaining("\nMaybe ");
        }
        assertThatThrownBy(() -> FixedDecimal.fixed(1, 10)).hasMessageContaining("between 0 and 9");
    }
}
