package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.extender.wire.PodReader;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.PodGroups;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pods mean for the space on nodes.
 *
 * @param devices what shares of devices are called
 * @param groups which labels make groups
 */
public record PodEvents(DeviceNames devices, GroupNames groups) {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** What a pod's present state means. */
    public ClusterEvent event(Pod pod) {
        String uid = pod.getMetadata().getUid();
        @Nullable
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if (phase != null && ENDED.contains(phase)) {
            return new ClusterEvent.PodGone(uid);
        }
        @Nullable String node = pod.getSpec().getNodeName();
        if (node == null || node.isEmpty()) {
            return waits(pod, uid);
        }
        return new ClusterEvent.PodOnNode(
                uid,
                devices.pod(PodConverter.bound(pod)),
                node,
                Disruptions.startMillis(pod),
                devices.devices(pod.getMetadata().getAnnotations()));
    }

    /** What a pod asks for that has no node. */
    public AskedPod asked(Pod pod) {
        PodSpec spec = PodConverter.waiting(pod);
        return new AskedPod(
                pod.getMetadata().getUid(),
                PodReader.schedulerName(pod.getSpec()),
                devices.pod(spec),
                devices.problem(spec),
                pod);
    }

    private ClusterEvent waits(Pod pod, String uid) {
        @Nullable Map<String, String> labels = pod.getMetadata().getLabels();
        boolean mayBeMember =
                labels != null && (labels.containsKey(groups.nameLabel()) || labels.containsKey(PodGroups.LABEL));
        @Nullable AskedPod asked = mayBeMember ? asked(pod) : null;
        return asked != null && groups.key(asked.spec()) != null
                ? new ClusterEvent.MemberWaits(asked)
                : new ClusterEvent.PodWaits(uid);
    }
}
