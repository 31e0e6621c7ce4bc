package io.plimsoll.simulator.statistics;

/**
 * Student's paired t test: the mean of differences between pairs, with an interval and a probability that hold when the
 * differences are roughly normal.
 *
 * @param interval holds the true mean with the wanted confidence
 * @param probability of a mean at least so far from 0 if the true one were 0
 */
public record PairedT(Interval interval, double probability) {

    /**
     * Tests whether the differences have a mean of 0. When they are all equal, the interval is that value alone, and the
     * probability 0, or 1 when they are 0.
     *
     * @param differences at least two
     * @param confidence of the interval, above 0 and below 1
     */
    public static PairedT of(double[] differences, double confidence) {
        Sample sample = Sample.of(differences);
        if (sample.deviation() == 0) {
            return new PairedT(new Interval(sample.mean(), sample.mean()), sample.mean() == 0 ? 1 : 0);
        }
        double error = sample.deviation() / Math.sqrt(sample.count());
        double reach = StudentT.within(confidence, sample.count() - 1) * error;
        return new PairedT(
                new Interval(sample.mean() - reach, sample.mean() + reach),
                StudentT.outside(sample.mean() / error, sample.count() - 1));
    }
}
