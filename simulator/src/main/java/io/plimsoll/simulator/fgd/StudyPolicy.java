package io.plimsoll.simulator.fgd;

import org.jspecify.annotations.Nullable;

/** The six policies of the study, in its order. */
public enum StudyPolicy {
    /** A random feasible node, a random GPU. */
    RANDOM("01-Random"),
    /** Tetris' dot product of demand and what is free; the smallest wins. */
    DOT_PROD("02-DotProd"),
    /** Gandiva's clustering: pods of one class go together. */
    GPU_CLUSTERING("03-GpuClustering"),
    /** Salus' packing: used GPUs before free ones, used nodes before empty ones. */
    GPU_PACKING("04-GpuPacking"),
    /** Least capacity left over. */
    BEST_FIT("05-BestFit"),
    /** The study's own: least growth of fragmentation. */
    FGD("06-FGD");

    private static final int PREFIX = 3;

    private final String label;

    StudyPolicy(String label) {
        this.label = label;
    }

    /** The policy of this name in the published tables; null when there is none. */
    static @Nullable StudyPolicy labelled(String label) {
        for (StudyPolicy policy : values()) {
            if (policy.label.equals(label)) {
                return policy;
            }
        }
        return null;
    }

    /** The name in the published tables, for example {@code 06-FGD}. */
    public String label() {
        return label;
    }

    /** The name without its number, for example {@code FGD}. */
    public String shortName() {
        return label.substring(PREFIX);
    }

    /** Whether a seed fixes every decision; the original's Random depended on the timing of its threads. */
    public boolean deterministic() {
        return this != RANDOM;
    }
}
