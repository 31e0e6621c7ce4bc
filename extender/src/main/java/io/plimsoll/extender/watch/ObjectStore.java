package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that are neither nodes nor pods, without the parts that no rule reads. Changes that come close together are told as
 * one. Thread-safe.
 */
final class ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final long TOGETHER_MILLIS = 20;

    private final Consumer<ClusterEvent> events;
    private final ScheduledExecutorService executor;
    private final BooleanSupplier complete;
    private final boolean documented;
    /** By kind, then by namespace and name: the order must not depend on the order in which they came. */
    private final Map<String, Map<String, HasMetadata>> kinds = new TreeMap<>();

    private @Nullable ClusterEvent last;

    /** What changed since objects were told last, by kind and key; empty where it is not documented. */
    private final Map<String, ObjectChange> changes = new LinkedHashMap<>();

    private boolean scheduled;

    /**
     * Nothing so far.
     *
     * @param complete whether every kind has been listed; nothing is told before
     * @param documented whether events come with the objects that changed
     */
    ObjectStore(
            Consumer<ClusterEvent> events,
            ScheduledExecutorService executor,
            BooleanSupplier complete,
            boolean documented) {
        this.documented = documented;
        this.events = events;
        this.executor = executor;
        this.complete = complete;
    }

    /** Where objects of a kind are told to. */
    <T extends HasMetadata> Sink<T> sink(String kind) {
        return new Sink<>() {

            private Map<String, HasMetadata> listed = new TreeMap<>();
            private boolean listing;

            @Override
            public void listing() {
                listing = true;
                listed = new TreeMap<>();
            }

            @Override
            public void seen(T object) {
                strip(object);
                if (listing) {
                    listed.put(key(object), object);
                } else {
                    put(kind, object);
                }
            }

            @Override
            public void gone(T object) {
                remove(kind, object);
            }

            @Override
            public void listed() {
                listing = false;
                replace(kind, listed);
            }
        };
    }

    private static String key(HasMetadata object) {
        return Documents.key(object);
    }

    private static void strip(HasMetadata object) {
        object.getMetadata().setManagedFields(List.of());
        if (object instanceof ReplicaSet set && set.getSpec() != null) {
            set.getSpec().setTemplate(null);
        } else if (object instanceof StatefulSet set && set.getSpec() != null) {
            set.getSpec().setTemplate(null);
            set.getSpec().setVolumeClaimTemplates(List.of());
        }
    }

    private synchronized void put(String kind, HasMetadata object) {
        kinds.computeIfAbsent(kind, each -> new TreeMap<>()).put(key(object), object);
        changed(false, kind, object);
        tellSoon();
    }

    private synchronized void remove(String kind, HasMetadata object) {
        kinds.computeIfAbsent(kind, each -> new TreeMap<>()).remove(key(object));
        gone(kind, object);
        tellSoon();
    }

    private synchronized void replace(String kind, Map<String, HasMetadata> all) {
        Map<String, HasMetadata> before = kinds.getOrDefault(kind, Map.of());
        kinds.put(kind, all);
        all.values().forEach(object -> {
            if (!object.equals(before.get(key(object)))) {
                changed(true, kind, object);
            }
        });
        before.forEach((key, object) -> {
            if (!all.containsKey(key)) {
                gone(kind, object);
            }
        });
        tellSoon();
    }

    private void changed(boolean listing, String kind, HasMetadata object) {
        if (documented) {
            changes.put(kind + "/" + key(object), Documents.seen(listing, kind, key(object), object));
        }
    }

    private void gone(String kind, HasMetadata object) {
        if (documented) {
            changes.put(kind + "/" + key(object), Documents.gone(kind, key(object), object));
        }
    }

    private void tellSoon() {
        if (!scheduled) {
            scheduled = true;
            try {
                var unused = executor.schedule(this::tell, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Objects are not told any more: the service ends");
            }
        }
    }

    private synchronized void tell() {
        scheduled = false;
        if (!complete.getAsBoolean()) {
            tellSoon();
            return;
        }
        List<HasMetadata> all = new ArrayList<>();
        kinds.values().forEach(kind -> all.addAll(kind.values()));
        try {
            // All in one: a decision in between would be replayed by budgets or groups that came with the objects.
            ClusterEvent objects = new ClusterEvent.ObjectsSeen(
                    ObjectsConverter.convert(all), Disruptions.budgets(all), PodGroups.described(all));
            if (documented) {
                events.accept(new ClusterEvent.Documented(objects, List.copyOf(changes.values())));
                changes.clear();
            } else if (!objects.equals(last)) {
                events.accept(objects);
                last = objects;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.error("Services, workloads and volumes stay as they were known before: {}", e.getMessage());
        }
    }
}
