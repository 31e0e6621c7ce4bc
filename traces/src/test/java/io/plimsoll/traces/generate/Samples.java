package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/** Samples and what theory says of them. Seeds are fixed, so what is unlikely stays as it is. */
final class Samples {

    /** Kolmogorov's distribution: one sample in a thousand is further away. */
    private static final double ONE_IN_A_THOUSAND = 1.95;

    private Samples() {}

    static double[] of(int size, DoubleSupplier drawn) {
        double[] sample = new double[size];
        Arrays.setAll(sample, i -> drawn.getAsDouble());
        return sample;
    }

    /** The sample is of the distribution, by the test of Kolmogorov and Smirnov. */
    static void follow(double[] sample, DoubleUnaryOperator below) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double part = below.applyAsDouble(sorted[i]);
            distance =
                    Math.max(distance, Math.max(part - (double) i / sorted.length, (i + 1.0) / sorted.length - part));
        }
        assertThat(distance * Math.sqrt(sorted.length))
                .as("distance of the sample times the root of its size")
                .isLessThan(ONE_IN_A_THOUSAND);
    }

    static double mean(double[] sample) {
        return Arrays.stream(sample).average().orElseThrow();
    }

    static double variance(double[] sample) {
        double mean = mean(sample);
        return Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / (sample.length - 1);
    }
}
