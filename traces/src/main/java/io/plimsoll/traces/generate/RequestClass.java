package io.plimsoll.traces.generate;

import io.plimsoll.core.model.PodSpec;

/**
 * Jobs that ask the same.
 *
 * @param template the pod they are made of
 * @param weight their share of all jobs, in thousandths
 * @param medianMinutes median of their lifetime before it is scaled to the load
 * @param sigma standard deviation of the logarithm of their lifetime
 */
record RequestClass(PodSpec template, int weight, int medianMinutes, double sigma) {

    /** Thousandths of GPUs a job holds. */
    int gpuMilli() {
        return template.devices().totalMilli();
    }

    /** Mean lifetime in milliseconds before scaling. */
    double meanMillis() {
        return medianMinutes * (double) Calendar.MINUTE * StrictMath.exp(sigma * sigma / 2);
    }
}
