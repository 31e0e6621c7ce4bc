package io.plimsoll.simulator.fgd;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Turns the state after every arrival into {@link StudyCurves}, with the roundings of the study's log and analysis.
 *
 * <p>An arrival belongs to the column of its arrived demand in percent, rounded half to even. A cell is the mean over
 * the arrivals of its column, else over those of the neighbouring columns, else empty. Constant time per arrival.
 */
final class CurveRecorder {

    private static final int BUCKETS = StudyCurves.LAST_COLUMN + 2;
    private static final double NEAR_TIE = 1e-6;

    private final double gpus;
    private final int[] arrivals = new int[BUCKETS];
    private final double[] allocated = new double[BUCKETS];
    private final double[] fragmented = new double[BUCKETS];
    private final double[] ratio = new double[BUCKETS];

    /** @param gpus number of GPUs of the cluster */
    CurveRecorder(int gpus) {
        this.gpus = gpus;
    }

    /**
     * Records the state after one arrival, whether it was placed or not. Arrivals beyond the last column count only for
     * the column next to it.
     *
     * @param arrivedMilli thousandths of GPUs asked for by all arrivals so far
     * @param usedMilli thousandths of GPUs allocated
     * @param fragmentedMilli fragmentation amount in thousandths of GPUs
     * @param idleMilli thousandths of GPUs not allocated; without any, the fragmentation ratio counts as 0
     */
    void record(long arrivedMilli, long usedMilli, double fragmentedMilli, double idleMilli) {
        int column = (int) Math.rint(arrivedMilli / gpus / 10);
        if (column >= BUCKETS) {
            return;
        }
        arrivals[column]++;
        allocated[column] += round(usedMilli / gpus / 10);
        fragmented[column] += round(fragmentedMilli);
        ratio[column] += idleMilli > 0 ? round(100 * fragmentedMilli / idleMilli) : 0;
    }

    /** The curves of everything recorded so far. */
    StudyCurves curves() {
        double[] allocation = means(allocated);
        double[] amount = means(fragmented);
        for (int column = 0; column < amount.length; column++) {
            allocation[column] = round(allocation[column]);
            amount[column] = round(100 * amount[column] / 1000 / gpus);
        }
        return new StudyCurves(Map.of(
                StudyTable.ALLOCATION, allocation,
                StudyTable.FRAGMENTATION, amount,
                StudyTable.FRAGMENTATION_RATIO, means(ratio)));
    }

    private double[] means(double[] sums) {
        double[] means = new double[StudyCurves.LAST_COLUMN + 1];
        for (int column = 0; column < means.length; column++) {
            int reach = arrivals[column] > 0 ? 0 : 1;
            double sum = 0;
            int count = 0;
            for (int i = Math.max(0, column - reach); i <= column + reach; i++) {
                sum += sums[i];
                count += arrivals[i];
            }
            means[column] = count == 0 ? Double.NaN : sum / count;
        }
        return means;
    }

    /** The value as printing it with two decimals gives it: rounded to nearest, exact ties of the binary value to even. */
    private static double round(double value) {
        double scaled = value * 100;
        double rounded = Math.rint(scaled);
        boolean nearTie = Math.abs(Math.abs(scaled - rounded) - 0.5) < NEAR_TIE;
        return nearTie
                ? new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).doubleValue()
                : rounded / 100;
    }
}
