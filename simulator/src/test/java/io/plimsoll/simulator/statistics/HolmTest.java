package io.plimsoll.simulator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class HolmTest {

    /** 4 x 0.005, then 3 x 0.01, then 2 x 0.03, and 0.04 cannot be smaller than the one before it. */
    @Test
    void adjustedProbabilitiesAreThoseByHand() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void noneIsAboveOneAndOneTestStaysAsItIs() {
        assertThat(Holm.adjusted(new double[] {0.6, 0.9, 0.5})).containsExactly(1, 1, 1);
        assertThat(Holm.adjusted(new double[] {0.037})).containsExactly(0.037);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    @Test
    void intervalsAscend() {
        assertThat(new Interval(1, 2).contains(2)).isTrue();
        assertThat(new Interval(1, 2).contains(2.1)).isFalse();
        assertThat(new Interval(1, 3).width()).isEqualTo(2);
        assertThatThrownBy(() -> new Interval(2, 1))
                .hasMessage("The interval (2.0 to 1.0) must ascend between two numbers."
                        + "\nMaybe an observation was not a number.");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
