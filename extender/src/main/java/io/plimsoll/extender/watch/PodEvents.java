package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pods mean for the space on nodes. */
public final class PodEvents {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private PodEvents() {}

    /** What a pod's present state means. */
    public static ClusterEvent of(Pod pod) {
        String uid = pod.getMetadata().getUid();
        @Nullable
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if (phase != null && ENDED.contains(phase)) {
            return new ClusterEvent.PodGone(uid);
        }
        @Nullable String node = pod.getSpec().getNodeName();
        return node == null || node.isEmpty()
                ? new ClusterEvent.PodWaits(uid)
                : new ClusterEvent.PodOnNode(uid, PodConverter.bound(pod), node);
    }
}
