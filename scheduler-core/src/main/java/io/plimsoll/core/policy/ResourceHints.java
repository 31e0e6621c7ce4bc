package io.plimsoll.core.policy;

import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.ClusterEvent;
import java.util.Map;

/**
 * Which events could make room for a request: the queueing hints of kube-scheduler's NodeResourcesFit. A node helps only if
 * the request would fit into it were it empty, and a change of one only if it has more than before of something requested.
 */
final class ResourceHints {

    private ResourceHints() {}

    static boolean mayHelp(ClusterEvent event, Resources request) {
        if (event instanceof ClusterEvent.PodGone gone) {
            return gone.freesRoom();
        } else if (event instanceof ClusterEvent.NodeAdded added) {
            return fits(request, added.node().allocatable());
        } else if (event instanceof ClusterEvent.NodeChanged changed) {
            Resources before = changed.before().allocatable();
            Resources after = changed.after().allocatable();
            return !before.equals(after)
                    && fits(request, after)
                    && (after.pods() > before.pods() || asksForMore(request, before, after));
        } else if (event instanceof ClusterEvent.PodChanged changed) {
            return asksForMore(
                    request, changed.after().requests(), changed.before().requests());
        } else {
            return event instanceof ClusterEvent.WaitingPodChanged changed
                    && isLess(changed.after().requests(), changed.before().requests());
        }
    }

    private static boolean fits(Resources request, Resources allocatable) {
        boolean fits = allocatable.pods() >= 1
                && request.cpuMilli() <= allocatable.cpuMilli()
                && request.memoryBytes() <= allocatable.memoryBytes()
                && request.ephemeralStorageBytes() <= allocatable.ephemeralStorageBytes();
        for (Map.Entry<String, Long> scalar : request.scalars().entrySet()) {
            fits &= scalar.getValue() <= amount(allocatable, scalar.getKey());
        }
        return fits;
    }

    /** Whether of something that is requested there is more in the second than in the first. */
    private static boolean asksForMore(Resources request, Resources first, Resources second) {
        boolean more = (request.cpuMilli() > 0 && second.cpuMilli() > first.cpuMilli())
                || (request.memoryBytes() > 0 && second.memoryBytes() > first.memoryBytes())
                || (request.ephemeralStorageBytes() > 0
                        && second.ephemeralStorageBytes() > first.ephemeralStorageBytes());
        for (Map.Entry<String, Long> scalar : request.scalars().entrySet()) {
            more |= scalar.getValue() > 0 && amount(second, scalar.getKey()) > amount(first, scalar.getKey());
        }
        return more;
    }

    /** Whether of anything there is less in the one than in the other. */
    private static boolean isLess(Resources one, Resources other) {
        boolean less = one.cpuMilli() < other.cpuMilli()
                || one.memoryBytes() < other.memoryBytes()
                || one.ephemeralStorageBytes() < other.ephemeralStorageBytes();
        for (Map.Entry<String, Long> scalar : other.scalars().entrySet()) {
            less |= amount(one, scalar.getKey()) < scalar.getValue();
        }
        return less;
    }

    private static long amount(Resources resources, String scalar) {
        Long amount = resources.scalars().get(scalar);
        return amount == null ? 0 : amount;
    }
}
