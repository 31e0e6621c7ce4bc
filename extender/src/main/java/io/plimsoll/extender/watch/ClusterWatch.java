package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.input.PodGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches everything of a cluster that rules read, and tells it as events. Events of one kind come in order; they come from several
 * threads.
 */
public final class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    /** As kube-scheduler watches pods: one that ended holds nothing. */
    private static final String NOT_ENDED = "status.phase!=Succeeded,status.phase!=Failed";

    private static final int THREADS = 3;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final KubernetesClient client;
    private final DeviceNames devices;
    private final PodEvents pods;
    private final boolean documented;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "plimsoll-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Reflector<?, ?>> reflectors = new ArrayList<>();
    private final List<Reflector<?, ?>> objects = new ArrayList<>();
    private final LongAdder told = new LongAdder();
    private volatile boolean objectsTold;

    /** What the API server says of a pod, past all caches. */
    public sealed interface Found {

        /** It is not there any more, or has ended. */
        record Gone() implements Found {}

        /** It has no node and asks for this. */
        record Waiting(AskedPod pod) implements Found {}

        /** It is on a node, which the event says, too. */
        record OnNode(ClusterEvent event, String node) implements Found {}

        /** The API server did not answer. */
        record Unknown() implements Found {}
    }

    /**
     * A watch of the cluster behind a client; begins with {@link #start}.
     *
     * @param documented whether events are {@link ClusterEvent.Documented}, wherever they are about objects
     */
    public ClusterWatch(
            KubernetesClient client,
            DeviceNames devices,
            GroupNames groups,
            boolean documented,
            Consumer<ClusterEvent> events) {
        this.client = client;
        this.devices = devices;
        this.pods = new PodEvents(devices, groups);
        this.documented = documented;
        Consumer<ClusterEvent> noting = event -> {
            told.increment();
            events.accept(event);
            objectsTold |= meaning(event) instanceof ClusterEvent.ObjectsSeen;
        };
        PodSink podSink = new PodSink(noting, pods, documented);
        ObjectStore store =
                new ObjectStore(noting, executor, () -> objects.stream().allMatch(Reflector::synced), documented);
        object(store, "namespaces", client.namespaces());
        object(store, "services", client.services().inAnyNamespace());
        object(store, "replicationcontrollers", client.replicationControllers().inAnyNamespace());
        object(store, "replicasets", client.apps().replicaSets().inAnyNamespace());
        object(store, "statefulsets", client.apps().statefulSets().inAnyNamespace());
        object(
                store,
                "poddisruptionbudgets",
                client.policy().v1().podDisruptionBudget().inAnyNamespace());
        object(store, "podgroups", client.resources(PodGroup.class).inAnyNamespace())
                .mayBeUnknown();
        object(store, "persistentvolumes", client.persistentVolumes());
        object(store, "persistentvolumeclaims", client.persistentVolumeClaims().inAnyNamespace());
        object(store, "storageclasses", client.storage().v1().storageClasses());
        object(store, "csinodes", client.storage().v1().csiNodes());
        object(store, "csidrivers", client.storage().v1().csiDrivers());
        object(
                store,
                "csistoragecapacities",
                client.storage().v1().csiStorageCapacities().inAnyNamespace());
        object(store, "volumeattachments", client.storage().v1().volumeAttachments());
        reflectors.addAll(objects);
        reflectors.add(new Reflector<>(
                "nodes",
                client.nodes(),
                null,
                new NodeSink(noting, devices, documented),
                executor,
                Reflector.SILENCE_MILLIS));
        reflectors.add(new Reflector<>(
                "pods", client.pods().inAnyNamespace(), NOT_ENDED, podSink, executor, Reflector.SILENCE_MILLIS));
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> Reflector<T, L> object(
            ObjectStore store, String kind, FilterWatchListDeletable<T, L, ?> resource) {
        Reflector<T, L> reflector =
                new Reflector<>(kind, resource, null, store.sink(kind), executor, Reflector.SILENCE_MILLIS);
        objects.add(reflector);
        return reflector;
    }

    /** Begins to list and to watch. */
    public void start() {
        reflectors.forEach(Reflector::start);
    }

    /** Whether everything has been told at least once. */
    public boolean synced() {
        return objectsTold && reflectors.stream().allMatch(Reflector::synced);
    }

    /** How many events were told. */
    public long events() {
        return told.sum();
    }

    /** How many times some kind of object was listed from the beginning, the first times included. */
    public long lists() {
        return reflectors.stream().mapToLong(Reflector::lists).sum();
    }

    /** Reads a pod past all caches; answers on another thread. */
    public void read(String uid, String namespace, String name, Consumer<Found> answer) {
        try {
            executor.execute(() -> answer.accept(read(uid, namespace, name)));
        } catch (RejectedExecutionException e) {
            answer.accept(new Found.Unknown());
        }
    }

    private static ClusterEvent meaning(ClusterEvent event) {
        return event instanceof ClusterEvent.Documented documented ? documented.event() : event;
    }

    private Found read(String uid, String namespace, String name) {
        try {
            @Nullable
            Pod found = client.pods().inNamespace(namespace).withName(name).get();
            if (found == null || !uid.equals(found.getMetadata().getUid())) {
                return new Found.Gone();
            }
            ClusterEvent event = documented ? PodSink.documented(false, found, pods) : pods.event(found);
            ClusterEvent meaning = meaning(event);
            if (meaning instanceof ClusterEvent.PodOnNode onNode) {
                return new Found.OnNode(event, onNode.node());
            }
            return meaning instanceof ClusterEvent.PodGone ? new Found.Gone() : new Found.Waiting(pods.asked(found));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            LOG.warn("The pod {}/{} could not be read: {}", namespace, name, e.getMessage());
            return new Found.Unknown();
        }
    }

    /** What became of a binding. */
    public enum Bound {
        /** The API server bound the pod. */
        DONE,
        /** It did not, and will not. */
        REFUSED,
        /** Nobody knows: it did not answer, or not with a yes or no. */
        UNKNOWN
    }

    /** Binds a pod to a node, with the devices that it takes there; answers on another thread. */
    public void bind(BindRequest request, long bits, Consumer<Bound> answer) {
        try {
            executor.execute(() -> answer.accept(bind(request, bits)));
        } catch (RejectedExecutionException e) {
            answer.accept(Bound.REFUSED);
        }
    }

    private Bound bind(BindRequest request, long bits) {
        String path = "/api/v1/namespaces/" + request.namespace() + "/pods/" + request.name() + "/binding";
        byte[] binding = request.binding(devices.indexAnnotation(), DeviceBits.text(bits));
        try {
            client.raw(path, "POST", new String(binding, StandardCharsets.UTF_8));
            return Bound.DONE;
        } catch (KubernetesClientException e) {
            LOG.warn("The pod {}/{} could not be bound: {}", request.namespace(), request.name(), e.getMessage());
            return e.getCode() >= BAD_REQUEST && e.getCode() < SERVER_ERROR ? Bound.REFUSED : Bound.UNKNOWN;
        }
    }

    @Override
    public void close() {
        reflectors.forEach(Reflector::close);
        executor.shutdownNow();
    }
}
