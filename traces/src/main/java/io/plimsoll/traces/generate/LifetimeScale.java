package io.plimsoll.traces.generate;

import java.util.List;

/** Finds the factor on the lifetimes of jobs that makes a workload ask for a wanted amount of GPU time. */
final class LifetimeScale {

    private static final double LEAST = 1e-5;
    private static final double MOST = 1e5;
    private static final int HALVINGS = 24;
    private static final double TOLERANCE = 0.001;

    private final int[] gpuMilli;
    private final double[] lifetimeMillis;
    private final double[] remainingMillis;
    private double unscaled;
    private int jobs;

    private LifetimeScale(int pods) {
        gpuMilli = new int[pods];
        lifetimeMillis = new double[pods];
        remainingMillis = new double[pods];
    }

    /**
     * The factor.
     *
     * @param milliMillis wanted thousandths of GPUs times milliseconds, until the horizon, were every pod placed at once
     * @throws IllegalArgumentException when no factor gives it
     */
    static double find(List<PodDraft> drafts, long horizonMillis, double milliMillis) {
        LifetimeScale scale = new LifetimeScale(drafts.size());
        for (PodDraft draft : drafts) {
            scale.add(draft, (double) (horizonMillis - draft.arrivalMillis()));
        }
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (scale.asked(middle) < milliMillis) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double asked = scale.asked(low);
        if (Math.abs(asked - milliMillis) > TOLERANCE * milliMillis) {
            throw new IllegalArgumentException("The load of a generated workload must be one its pods can make, not a "
                    + (asked < milliMillis ? "higher" : "lower")
                    + " one.%nMaybe the number of pods does not go with the number of nodes.".formatted());
        }
        return low;
    }

    private void add(PodDraft draft, double remaining) {
        int milli = draft.gpuMilli();
        if (draft.scalable()) {
            gpuMilli[jobs] = milli;
            lifetimeMillis[jobs] = draft.lifetimeMillis();
            remainingMillis[jobs++] = remaining;
        } else {
            unscaled += milli * Math.min(draft.lifetimeMillis(), remaining);
        }
    }

    private double asked(double factor) {
        double sum = unscaled;
        for (int i = 0; i < jobs; i++) {
            sum += gpuMilli[i] * Math.min(lifetimeMillis[i] * factor, remainingMillis[i]);
        }
        return sum;
    }
}
