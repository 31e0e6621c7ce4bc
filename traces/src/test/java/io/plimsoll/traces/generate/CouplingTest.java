package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CouplingTest {

    private static final int SIZE = 100_000;

    /** Both above their medians: 1/4 + asin(r) / 2π (Sheppard, 1899). Rank correlation: 6/π asin(r/2) (Pearson, 1907). */
    @ParameterizedTest
    @ValueSource(doubles = {-0.9, -0.3, 0, 0.5, 0.8, 0.95})
    void pairsAreCorrelatedAsTheorySays(double correlation) {
        Coupling coupling = Objects.requireNonNull(Coupling.of(new double[][] {{1, correlation}, {correlation, 1}}));
        SeededRandom random = new SeededRandom(1);
        double[] first = new double[SIZE];
        double[] second = new double[SIZE];
        double bothHigh = 0;
        for (int i = 0; i < SIZE; i++) {
            double[] points = {random.inside(), random.inside()};
            first[i] = coupling.point(0, points);
            second[i] = coupling.point(1, points);
            bothHigh += first[i] > 0.5 && second[i] > 0.5 ? 1 : 0;
        }

        assertThat(bothHigh / SIZE).isCloseTo(0.25 + Math.asin(correlation) / (2 * Math.PI), within(0.004));
        assertThat(correlation(first, second)).isCloseTo(6 / Math.PI * Math.asin(correlation / 2), within(0.01));
        Samples.follow(first, x -> x);
        Samples.follow(second, x -> x);
    }

    @Test
    void eachPairHasItsOwnCorrelation() {
        double[][] wanted = {{1, 0.7, 0.2, 0}, {0.7, 1, 0.4, -0.3}, {0.2, 0.4, 1, 0.1}, {0, -0.3, 0.1, 1}};
        Coupling coupling = Objects.requireNonNull(Coupling.of(wanted));
        SeededRandom random = new SeededRandom(2);
        double[][] normal = new double[4][SIZE];
        for (int i = 0; i < SIZE; i++) {
            double[] points = {random.inside(), random.inside(), random.inside(), random.inside()};
            for (int q = 0; q < 4; q++) {
                normal[q][i] = Normal.quantile(coupling.point(q, points));
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(correlation(normal[i], normal[j])).isCloseTo(wanted[i][j], within(0.012));
            }
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(Coupling.of(new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}))
                .isNull();
        assertThat(Coupling.of(new double[][] {{1, 1}, {1, 1}})).isNull();
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / (x.length - 1) / Math.sqrt(Samples.variance(x) * Samples.variance(y));
    }
}
