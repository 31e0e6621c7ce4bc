package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.ObjectChange;
import java.util.List;
import java.util.function.Consumer;

/** Pods as events. */
final class PodSink implements Sink<Pod> {

    /** What pods are called where changes of objects are told. */
    static final String KIND = "pods";

    private final Consumer<ClusterEvent> events;
    private final PodEvents meaning;
    private final boolean documented;
    private boolean listing;

    /** @param documented whether events come with the pods themselves */
    PodSink(Consumer<ClusterEvent> events, PodEvents meaning, boolean documented) {
        this.events = events;
        this.meaning = meaning;
        this.documented = documented;
    }

    @Override
    public void listing() {
        listing = true;
        events.accept(new ClusterEvent.PodsListing());
    }

    @Override
    public void seen(Pod pod) {
        events.accept(documented ? documented(listing, pod, meaning) : meaning.event(pod));
    }

    @Override
    public void gone(Pod pod) {
        String uid = pod.getMetadata().getUid();
        ClusterEvent event = new ClusterEvent.PodGone(uid);
        events.accept(documented ? new ClusterEvent.Documented(event, List.of(Documents.gone(KIND, uid, pod))) : event);
    }

    @Override
    public void listed() {
        listing = false;
        events.accept(new ClusterEvent.PodsListed());
    }

    /** A pod's event together with the pod, which is trimmed. */
    static ClusterEvent.Documented documented(boolean listing, Pod pod, PodEvents meaning) {
        byte[] json = Documents.json(pod, meaning.devices().indexAnnotation());
        String type = listing ? ObjectChange.ADDED : ObjectChange.MODIFIED;
        ObjectChange change = new ObjectChange(type, KIND, pod.getMetadata().getUid(), json);
        return new ClusterEvent.Documented(meaning.event(pod), List.of(change));
    }
}
