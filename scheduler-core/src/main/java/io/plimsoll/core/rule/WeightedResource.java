package io.plimsoll.core.rule;

/**
 * A resource and how much it counts where fullness is scored.
 *
 * @param name as Kubernetes writes it, for example {@code cpu}
 * @param weight 1..100
 */
public record WeightedResource(String name, long weight) {

    /** @throws IllegalArgumentException when the weight is not in 1..100 */
    public WeightedResource {
        if (weight < 1 || weight > 100) {
            throw new IllegalArgumentException(
                    "The weight (" + weight + ") of resource (" + name + ") must be between 1 and 100."
                            + System.lineSeparator() + "Maybe the resource should be left out.");
        }
    }
}
