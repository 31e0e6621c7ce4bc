package io.plimsoll.simulator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StudentTTest {

    /** A row each of the table that every textbook prints. */
    @ParameterizedTest
    @CsvSource({
        "1, 6.314, 12.706, 63.657", "2, 2.920, 4.303, 9.925", "3, 2.353, 3.182, 5.841", "4, 2.132, 2.776, 4.604",
        "5, 2.015, 2.571, 4.032", "9, 1.833, 2.262, 3.250", "10, 1.812, 2.228, 3.169", "19, 1.729, 2.093, 2.861",
        "30, 1.697, 2.042, 2.750", "120, 1.658, 1.980, 2.617"
    })
    void quantilesAreThoseOfTheTables(int degrees, double at90, double at95, double at99) {
        assertThat(StudentT.within(0.90, degrees)).isCloseTo(at90, within(0.0005));
        assertThat(StudentT.within(0.95, degrees)).isCloseTo(at95, within(0.0005));
        assertThat(StudentT.within(0.99, degrees)).isCloseTo(at99, within(0.0005));
    }

    @Test
    void probabilitiesUndoQuantiles() {
        for (int degrees = 1; degrees < 500; degrees += 7) {
            for (double confidence : new double[] {0.01, 0.5, 0.9, 0.999}) {
                assertThat(StudentT.outside(StudentT.within(confidence, degrees), degrees))
                        .isCloseTo(1 - confidence, within(1e-12));
            }
        }
    }

    @Test
    void oneDegreeIsCauchyAndManyAreNormal() {
        assertThat(StudentT.outside(-1, 1)).isCloseTo(0.5, within(1e-15));
        assertThat(StudentT.within(0.95, 1_000_000)).isCloseTo(1.959966, within(1e-5));
        assertThat(StudentT.outside(0, 4)).isEqualTo(1);
        assertThat(StudentT.outside(1e9, 9)).isBetween(0.0, 1e-14);
    }

    @Test
    void theNormalDistributionIsThatOfTheTables() {
        assertThat(Normal.below(0)).isEqualTo(0.5);
        assertThat(Normal.below(1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(Normal.below(-1.96)).isCloseTo(0.024997895148220435, within(1e-15));
        assertThat(Normal.below(3)).isCloseTo(0.9986501019683699, within(1e-15));
        assertThat(Normal.below(9)).isEqualTo(1);
        assertThat(Normal.below(-9)).isZero();
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-15));
        assertThat(Normal.quantile(0.001)).isCloseTo(-3.090232306167813, within(1e-11));
    }

    /** Student, "The Probable Error of a Mean", 1908: hours of sleep gained by one drug over another. */
    @Test
    void studentsSleepersGainedWhatStudentSaid() {
        double[] gained = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
        assertThat(Sample.of(gained).mean()).isCloseTo(1.58, within(1e-12));
        assertThat(Sample.of(gained).deviation()).isCloseTo(1.229995, within(1e-6));
        PairedT test = PairedT.of(gained, 0.95);
        assertThat(test.interval().low()).isCloseTo(0.7001142, within(1e-7));
        assertThat(test.interval().high()).isCloseTo(2.4598858, within(1e-7));
        assertThat(test.probability()).isCloseTo(0.002832890, within(1e-9));
    }

    @Test
    void equalDifferencesLeaveNoDoubt() {
        assertThat(PairedT.of(new double[] {3, 3, 3}, 0.95)).isEqualTo(new PairedT(new Interval(3, 3), 0));
        assertThat(PairedT.of(new double[] {0.1, 0.1, 0.1}, 0.95).interval()).isEqualTo(new Interval(0.1, 0.1));
        assertThat(PairedT.of(new double[] {0, 0}, 0.95)).isEqualTo(new PairedT(new Interval(0, 0), 1));
    }

    @Test
    void aSampleOfNothingOrOneSaysSo() {
        assertThat(Sample.of(new double[0])).isEqualTo(new Sample(0, Double.NaN, Double.NaN));
        assertThat(Sample.of(new double[] {7})).isEqualTo(new Sample(1, 7, Double.NaN));
    }
}
