package io.plimsoll.simulator.fgd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six policies of the study, in its order. */
public enum StudyPolicy {
    /** A random feasible node, a random GPU. */
    RANDOM("01-Random", "study-random"),
    /** Tetris' dot product of demand and what is free; the smallest wins. */
    DOT_PROD("02-DotProd", "study-dot-product"),
    /** Gandiva's clustering: pods of one class go together. */
    GPU_CLUSTERING("03-GpuClustering", "gpu-clustering"),
    /** Salus' packing: used GPUs before free ones, used nodes before empty ones. */
    GPU_PACKING("04-GpuPacking", "gpu-packing"),
    /** Least capacity left over. */
    BEST_FIT("05-BestFit", "study-best-fit"),
    /** The study's own: least growth of fragmentation. */
    FGD("06-FGD", "fgd");

    private static final int PREFIX = 3;

    private final String label;
    private final String coreName;

    StudyPolicy(String label, String coreName) {
        this.label = label;
        this.coreName = coreName;
    }

    /**
     * The policy that a user means: by its name in the published tables ({@code 06-FGD}), without the number, or by the name
     * in {@link io.plimsoll.core.policy.Policies} ({@code fgd}), in any case; null when there is none.
     */
    public static @Nullable StudyPolicy find(String name) {
        for (StudyPolicy policy : values()) {
            for (String known : List.of(policy.label, policy.shortName(), policy.coreName)) {
                if (known.equalsIgnoreCase(name)) {
                    return policy;
                }
            }
        }
        return null;
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

    /** The name of the same policy in {@link io.plimsoll.core.policy.Policies}. */
    public String coreName() {
        return coreName;
    }

    /** Whether a seed fixes every decision; the original's Random depended on the timing of its threads. */
    public boolean deterministic() {
        return this != RANDOM;
    }
}
