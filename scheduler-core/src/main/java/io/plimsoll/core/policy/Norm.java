package io.plimsoll.core.policy;

import java.util.List;
import java.util.Locale;

/**
 * How what would be left on a node becomes one number: each resource is a share of the {@link ReferenceCapacity}, in
 * hundred-millionths and rounded down, and so is the outcome. Exact integer arithmetic throughout.
 */
public enum Norm {
    /** The mean of the shares, rounded down. */
    L1,
    /** The root of the mean of their squares; mean and root are each rounded down. */
    L2,
    /**
     * The share of the pod's dominant resource, which is the one it asks the largest share of (the first of equals, in the
     * order CPU, memory, ephemeral storage, scalars by name, devices). The notion is from Ghodsi et al., "Dominant Resource
     * Fairness", NSDI 2011.
     */
    DOMINANT;

    /** The largest outcome: as much as the reference is left of everything. */
    static final long MAXIMUM = Fractions.SCALE;

    static final PolicyParameter PARAMETER = PolicyParameter.choice(
            "norm",
            List.of(L1.text(), L2.text(), DOMINANT.text()),
            L2.text(),
            "what is left: l1 the mean of all resources, l2 the root of their mean square, dominant only the one the pod"
                    + " asks most of");

    /** The norm of this name in a policy's text. */
    static Norm of(PolicyParameters parameters) {
        return valueOf(parameters.choice(PARAMETER.name()).toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The norm of what a pod would leave, 0..{@link #MAXIMUM}. */
    Left left(Demand demand) {
        return switch (this) {
            case L1 -> (free, from, most) -> l1(demand, free, from);
            case L2 -> (free, from, most) -> l2(demand, free, from, most);
            case DOMINANT -> {
                int dominant = dominant(demand);
                yield (free, from, most) -> demand.left(dominant, free[from + dominant]);
            }
        };
    }

    /** The norm of what would be left. */
    @FunctionalInterface
    interface Left {

        /**
         * The norm for free amounts, those from a position on in the order of a {@link Demand}.
         *
         * @param most an outcome above this may be told as any other above it, up to one more than {@link #MAXIMUM}
         */
        long of(long[] free, int from, long most);
    }

    private static long l1(Demand demand, long[] free, int from) {
        long sum = 0;
        for (int i = 0; i < demand.size(); i++) {
            sum += demand.left(i, free[from + i]);
        }
        return sum / demand.size();
    }

    private static long l2(Demand demand, long[] free, int from, long most) {
        long sum = 0;
        for (int i = 0; i < demand.size(); i++) {
            long left = demand.left(i, free[from + i]);
            sum += left * left;
        }
        // The root takes longer than all before it.
        return sum >= demand.size() * (most + 1) * (most + 1) ? most + 1 : Fractions.rootOfMean(sum, demand.size());
    }

    private static int dominant(Demand demand) {
        int dominant = 0;
        for (int i = 1; i < demand.size(); i++) {
            if (demand.requested(i) > demand.requested(dominant)) {
                dominant = i;
            }
        }
        return dominant;
    }
}
