package io.plimsoll.traces.event;

/**
 * How many pods of one owner may be off their nodes at a time because somebody wanted it so: a drain waits for that, the
 * failure of a node does not.
 *
 * @param owner whose pods, not empty
 * @param maxUnavailable the most pods of the owner that may have lost their place and not have another one, at least 0;
 *     0 keeps them where they are
 */
public record DisruptionBudget(String owner, int maxUnavailable) {

    /** @throws IllegalArgumentException when there is no owner or the number is negative */
    public DisruptionBudget {
        if (owner.isEmpty() || maxUnavailable < 0) {
            throw new IllegalArgumentException(
                    "The disruption budget (%d) of owner (%s) must be at least 0, and its owner not empty.%n"
                                    .formatted(maxUnavailable, owner)
                            + "Maybe a field is missing in the input.");
        }
    }
}
