package io.plimsoll.traces.summary;

import java.util.List;

/**
 * What is requested of a resource, and what there is of it. Amounts are means over a bucket: thousandths of cores and of
 * GPUs, bytes of memory.
 *
 * @param resource {@code cpu}, {@code memory} or {@code gpu}
 * @param requested requested by all pods that have arrived and not ended, bucket by bucket
 * @param capacity offered by all nodes that are there, bucket by bucket
 */
public record ResourceLoad(String resource, List<Double> requested, List<Double> capacity) {

    /** Copies its arguments. */
    public ResourceLoad {
        requested = List.copyOf(requested);
        capacity = List.copyOf(capacity);
    }

    /** Requested over capacity in a bucket; 0 when there is no capacity. */
    public double share(int bucket) {
        return capacity.get(bucket) > 0 ? requested.get(bucket) / capacity.get(bucket) : 0;
    }

    /** Requested over capacity, over all buckets together. */
    public double meanShare() {
        double capacities = sum(capacity);
        return capacities > 0 ? sum(requested) / capacities : 0;
    }

    /** The largest share of all buckets. */
    public double peakShare() {
        double peak = 0;
        for (int bucket = 0; bucket < capacity.size(); bucket++) {
            peak = Math.max(peak, share(bucket));
        }
        return peak;
    }

    private static double sum(List<Double> amounts) {
        double sum = 0;
        for (double amount : amounts) {
            sum += amount;
        }
        return sum;
    }
}
