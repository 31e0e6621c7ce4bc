package io.plimsoll.simulator.record;

/**
 * How much of the idle GPU capacity the typical pods of the workload cannot use (the measure of "Beware of
 * Fragmentation", USENIX ATC 2023). Shares, 0..1, of the samples of the series.
 *
 * @param amount unusable idle GPUs as a share of all GPUs
 * @param ratio unusable idle GPUs as a share of the idle GPUs; 0 while none is idle
 */
public record Fragmentation(Level amount, Level ratio) {

    /** @throws IllegalArgumentException when a share is above 1 */
    public Fragmentation {
        Require.share("peak fragmentation amount", amount.peak());
        Require.share("peak fragmentation ratio", ratio.peak());
    }
}
