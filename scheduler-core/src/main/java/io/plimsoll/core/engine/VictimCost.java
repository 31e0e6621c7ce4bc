package io.plimsoll.core.engine;

/**
 * What evicting pods from a node would cost, so that nodes can be compared: the order of kube-scheduler's
 * {@code pickOneNodeForPreemption}, version 1.34, and the lower rank between equals.
 */
final class VictimCost {

    private int node;
    private int violations;
    private int highestPriority;
    private long prioritySum;
    private int count;
    private long earliestStart;

    /** Takes what was found on a node. */
    VictimCost of(int slot, VictimSearch search) {
        node = slot;
        violations = search.violations();
        highestPriority = search.highestPriority();
        prioritySum = search.prioritySum();
        count = search.count();
        earliestStart = search.earliestStart();
        return this;
    }

    /** Takes what another knows. */
    void copy(VictimCost other) {
        node = other.node;
        violations = other.violations;
        highestPriority = other.highestPriority;
        prioritySum = other.prioritySum;
        count = other.count;
        earliestStart = other.earliestStart;
    }

    int node() {
        return node;
    }

    boolean isBelow(VictimCost other) {
        if (violations != other.violations) {
            return violations < other.violations;
        }
        if (highestPriority != other.highestPriority) {
            return highestPriority < other.highestPriority;
        }
        if (prioritySum != other.prioritySum) {
            return prioritySum < other.prioritySum;
        }
        if (count != other.count) {
            return count < other.count;
        }
        return earliestStart != other.earliestStart ? earliestStart > other.earliestStart : node < other.node;
    }
}
