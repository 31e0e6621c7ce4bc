package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pods as events. */
final class PodSink implements Sink<Pod> {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Consumer<ClusterEvent> events;
    private final DeviceNames devices;

    PodSink(Consumer<ClusterEvent> events, DeviceNames devices) {
        this.events = events;
        this.devices = devices;
    }

    @Override
    public void listing() {
        events.accept(new ClusterEvent.PodsListing());
    }

    @Override
    public void seen(Pod pod) {
        events.accept(event(pod, devices));
    }

    @Override
    public void gone(Pod pod) {
        events.accept(new ClusterEvent.PodGone(pod.getMetadata().getUid()));
    }

    @Override
    public void listed() {
        events.accept(new ClusterEvent.PodsListed());
    }

    /** What a pod's present state means for the space on nodes. */
    static ClusterEvent event(Pod pod, DeviceNames devices) {
        String uid = pod.getMetadata().getUid();
        @Nullable
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if (phase != null && ENDED.contains(phase)) {
            return new ClusterEvent.PodGone(uid);
        }
        @Nullable String node = pod.getSpec().getNodeName();
        return node == null || node.isEmpty()
                ? new ClusterEvent.PodWaits(uid)
                : new ClusterEvent.PodOnNode(
                        uid,
                        devices.pod(PodConverter.bound(pod)),
                        node,
                        Disruptions.startMillis(pod),
                        devices.devices(pod.getMetadata().getAnnotations()));
    }
}
