package io.plimsoll.simulator.record;

/**
 * One reason for which nodes refused pods.
 *
 * @param reason in kube-scheduler's words, for example {@code Insufficient cpu}
 * @param attempts failed placement attempts in which at least one node gave this reason
 * @param nodes how many nodes gave it, summed over those attempts
 */
public record FailureReason(String reason, long attempts, long nodes) {

    /** @throws IllegalArgumentException when no attempt, or fewer nodes than attempts are given */
    public FailureReason {
        Require.that(
                attempts >= 1 && nodes >= attempts,
                "The number of nodes (" + nodes + ") of failure reason (" + reason
                        + ") must be at least the number of attempts (" + attempts + "), which must be positive.",
                "a reason that never occurred was listed.");
    }
}
