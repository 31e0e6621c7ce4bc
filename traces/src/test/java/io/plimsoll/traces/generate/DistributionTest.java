package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.traces.generate.Distribution.Constant;
import io.plimsoll.traces.generate.Distribution.Exponential;
import io.plimsoll.traces.generate.Distribution.LogNormal;
import io.plimsoll.traces.generate.Distribution.Mixture;
import io.plimsoll.traces.generate.Distribution.Pareto;
import io.plimsoll.traces.generate.Distribution.Uniform;
import io.plimsoll.traces.generate.Distribution.Weibull;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    private static final int SIZE = 50_000;

    static Stream<Arguments> distributions() {
        LogNormal logNormal = new LogNormal(1000, 1.4);
        Pareto pareto = new Pareto(500, 1.5);
        Choice<Distribution> parts = Choice.weighted(List.of(logNormal, pareto), List.of(3.0, 1.0));
        return Stream.of(
                Arguments.of(new Uniform(200, 700), below(DistributionTest::uniform)),
                Arguments.of(new Exponential(1000), below(x -> 1 - Math.exp(-x / 1000))),
                Arguments.of(logNormal, below(DistributionTest::logNormal)),
                Arguments.of(pareto, below(DistributionTest::pareto)),
                Arguments.of(new Weibull(1000, 0.7), below(x -> 1 - Math.exp(-Math.pow(x / 1000, 0.7)))),
                Arguments.of(new Weibull(1000, 3), below(x -> 1 - Math.exp(-Math.pow(x / 1000, 3)))),
                Arguments.of(new Mixture(parts), below(x -> 0.75 * logNormal(x) + 0.25 * pareto(x))));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void drawsFollowTheDistribution(Distribution distribution, DoubleUnaryOperator below) {
        SeededRandom random = new SeededRandom(4);

        Samples.follow(Samples.of(SIZE, () -> distribution.quantile(random.inside())), below);
    }

    @Test
    void meansAreThoseThatWereAskedFor() {
        assertThat(mean(new Exponential(1000))).isCloseTo(1000, within(15.0));
        assertThat(mean(Weibull.ofMean(1000, 2))).isCloseTo(1000, within(10.0));
        assertThat(mean(Weibull.ofMean(1000, 0.8))).isCloseTo(1000, within(20.0));
        assertThat(mean(new LogNormal(1000, 0.5))).isCloseTo(1000 * Math.exp(0.125), within(10.0));
        assertThat(mean(new Pareto(600, 3))).isCloseTo(900, within(10.0));
        assertThat(mean(new Constant(7))).isEqualTo(7);
    }

    @Test
    void aLongerMedianMakesEveryTimeLonger() {
        for (int i = 1; i < 1000; i++) {
            double part = i / 1000.0;
            assertThat(new LogNormal(11, 1.3).quantile(part)).isGreaterThan(new LogNormal(10, 1.3).quantile(part));
        }
    }

    @Test
    void lifetimesAreWholeCappedAndSometimesUnknown() {
        Lifetime lifetime = new Lifetime(new Pareto(0.25, 0.5), 1000, 0);
        assertThat(lifetime.millisAt(0.001)).isEqualTo(1);
        assertThat(lifetime.millisAt(0.9999)).isEqualTo(1000);
    }

    @Test
    void numbersOfPodsFollowTheirDistribution() {
        SeededRandom random = new SeededRandom(5);
        Counts geometric = new Counts.Geometric(6);
        double[] drawn = Samples.of(SIZE, () -> geometric.at(random.inside()));
        assertThat(Samples.mean(drawn)).isCloseTo(6, within(0.1));
        assertThat(Samples.variance(drawn)).as("(1 - p) / p²").isCloseTo(30, within(1.0));
        assertThat(drawn).contains(1.0);

        Counts uniform = new Counts.Uniform(3, 5);
        double[] even = Samples.of(SIZE, () -> uniform.at(random.inside()));
        assertThat(even).containsOnly(3.0, 4.0, 5.0);
        assertThat(Samples.mean(even)).isCloseTo(4, within(0.02));
    }

    @Test
    void choicesFollowTheirWeights() {
        Choice<String> choice = Choice.weighted(List.of("a", "none", "b"), List.of(1.0, 0.0, 3.0));
        assertThat(choice.at(0)).isEqualTo("a");
        assertThat(choice.at(0.2499)).isEqualTo("a");
        assertThat(choice.at(0.25)).isEqualTo("b");
        assertThat(choice.at(Math.nextDown(1.0))).isEqualTo("b");
        assertThat(choice.within(0.625)).isEqualTo(0.5);
    }

    private static double mean(Distribution distribution) {
        SeededRandom random = new SeededRandom(6);
        return Samples.mean(Samples.of(SIZE, () -> distribution.quantile(random.inside())));
    }

    private static DoubleUnaryOperator below(DoubleUnaryOperator operator) {
        return operator;
    }

    private static double uniform(double x) {
        return Math.min(1, Math.max(0, (x - 200) / 500));
    }

    private static double logNormal(double x) {
        return x <= 0 ? 0 : Normal.below(Math.log(x / 1000) / 1.4);
    }

    private static double pareto(double x) {
        return x <= 500 ? 0 : 1 - Math.pow(500 / x, 1.5);
    }
}
