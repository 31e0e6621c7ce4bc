package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
    /** By kind, then by namespace and name: the order must not depend on the order in which they came. */
    private final Map<String, Map<String, HasMetadata>> kinds = new TreeMap<>();

    /** By kind of event: the one that was told last. */
    private final Map<Class<?>, ClusterEvent> last = new HashMap<>();

    private boolean scheduled;

    /** @param complete whether every kind has been listed; nothing is told before */
    ObjectStore(Consumer<ClusterEvent> events, ScheduledExecutorService executor, BooleanSupplier complete) {
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
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
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
        tellSoon();
    }

    private synchronized void remove(String kind, HasMetadata object) {
        kinds.computeIfAbsent(kind, each -> new TreeMap<>()).remove(key(object));
        tellSoon();
    }

    private synchronized void replace(String kind, Map<String, HasMetadata> all) {
        kinds.put(kind, all);
        tellSoon();
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

    /** Tells what is otherwise than before. */
    private void tellIfNew(ClusterEvent event) {
        if (!event.equals(last.put(event.getClass(), event))) {
            events.accept(event);
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
            tellIfNew(new ClusterEvent.BudgetsSeen(Disruptions.budgets(all)));
            tellIfNew(new ClusterEvent.ObjectsSeen(ObjectsConverter.convert(all)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.error("Services, workloads and volumes stay as they were known before: {}", e.getMessage());
        }
    }
}
