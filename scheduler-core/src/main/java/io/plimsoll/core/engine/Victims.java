package io.plimsoll.core.engine;

import java.util.List;

/**
 * What a pod of higher priority would have to evict from one node to fit there, or why that would not help.
 *
 * @param node the node's name
 * @param pods the victims as {@code namespace/name}, the most important first; empty when evicting does not help
 * @param violations how many of them a disruption budget does not allow
 * @param reasons why it does not help; empty when it does
 * @param resolvable where it does not help: whether pods that leave the node could still change that, which is what the code
 *     of kube-scheduler's answer says
 */
public record Victims(String node, List<String> pods, int violations, List<String> reasons, boolean resolvable) {

    /** The reason of a node that refuses the pod for something that no pod which leaves it could change. */
    public static final String NOT_HELPFUL = "Preemption is not helpful for scheduling";

    /** The reason of a node without pods of lower priority. */
    public static final String NO_VICTIMS = "No preemption victims found for incoming pod";

    /** Copies its arguments. */
    public Victims {
        pods = List.copyOf(pods);
        reasons = List.copyOf(reasons);
    }

    /** Whether the pod would fit. */
    public boolean helps() {
        return reasons.isEmpty();
    }
}
