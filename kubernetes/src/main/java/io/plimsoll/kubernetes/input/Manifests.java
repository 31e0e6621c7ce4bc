package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects of a cluster by kind, each in the order in which it was read. Kinds of legacy API groups stand under today's
 * class. Immutable as a collection; the objects themselves are those of the fabric8 model, which nobody may change
 * here.
 */
public final class Manifests {

    /** The namespace of objects that name none. */
    public static final String DEFAULT_NAMESPACE = "default";

    private final Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> byType;
    private final SortedMap<String, Integer> notModelled;
    private final List<String> warnings;
    private final IdentityHashMap<HasMetadata, String> places;

    private Manifests(Builder builder) {
        Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> copy = new LinkedHashMap<>();
        builder.byType.forEach((type, objects) -> copy.put(type, new LinkedHashMap<>(objects)));
        this.byType = copy;
        this.notModelled = Collections.unmodifiableSortedMap(new TreeMap<>(builder.notModelled));
        this.warnings = List.copyOf(builder.warnings);
        this.places = new IdentityHashMap<>(builder.places);
    }

    /** All nodes. */
    public List<Node> nodes() {
        return all(Node.class);
    }

    /** All pods. */
    public List<Pod> pods() {
        return all(Pod.class);
    }

    /** All objects, kind by kind. */
    public List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>();
        byType.values().forEach(objects -> all.addAll(objects.values()));
        return Collections.unmodifiableList(all);
    }

    /** All objects of a kind, for example {@code Deployment.class} of {@code io.fabric8.kubernetes.api.model.apps}. */
    public <T extends HasMetadata> List<T> all(Class<T> type) {
        List<T> all = new ArrayList<>();
        objects(type).values().forEach(object -> all.add(type.cast(object)));
        return Collections.unmodifiableList(all);
    }

    /** The object of this namespace and name; null when there is none. */
    public <T extends HasMetadata> @Nullable T find(Class<T> type, String namespace, String name) {
        @Nullable HasMetadata found = objects(type).get(key(namespace, name));
        return found == null ? null : type.cast(found);
    }

    /** The object of this name of a kind that lives in no namespace; null when there is none. */
    public <T extends HasMetadata> @Nullable T find(Class<T> type, String name) {
        return find(type, "", name);
    }

    private Map<String, HasMetadata> objects(Class<? extends HasMetadata> type) {
        return byType.getOrDefault(type, Map.of());
    }

    /** File and line of an object that was read; empty for one that was made. */
    public String place(HasMetadata object) {
        return places.getOrDefault(object, "");
    }

    /** How many objects there are. */
    public int size() {
        return byType.values().stream().mapToInt(Map::size).sum();
    }

    /** How often each kind that is not modelled occurred, by {@code apiVersion} and kind. */
    public SortedMap<String, Integer> notModelled() {
        return notModelled;
    }

    /** What was read but has no effect here, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** A builder that has all of this already. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        byType.forEach((type, objects) -> builder.byType.put(type, new LinkedHashMap<>(objects)));
        builder.notModelled.putAll(notModelled);
        builder.warnings.addAll(warnings);
        builder.places.putAll(places);
        return builder;
    }

    /** A builder that has nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    private static String key(@Nullable String namespace, @Nullable String name) {
        return namespace + "/" + name;
    }

    /** Collects objects. For one thread. */
    public static final class Builder {
        private final Map<Class<? extends HasMetadata>, Map<String, HasMetadata>> byType = new LinkedHashMap<>();
        private final SortedMap<String, Integer> notModelled = new TreeMap<>();
        private final List<String> warnings = new ArrayList<>();
        private final IdentityHashMap<HasMetadata, String> places = new IdentityHashMap<>();

        private Builder() {}

        /**
         * Adds an object. One of a kind that has namespaces gets the default one when it names none; one of the other
         * kinds loses its.
         *
         * @return the object of that kind, namespace and name that stands there already, which stays; null when none
         */
        public @Nullable HasMetadata add(HasMetadata object) {
            Kinds.Kind kind = Kinds.of(object.getClass());
            @Nullable String namespace = object.getMetadata().getNamespace();
            if (!kind.namespaced()) {
                object.getMetadata().setNamespace(null);
            } else if (namespace == null || namespace.isEmpty()) {
                object.getMetadata().setNamespace(DEFAULT_NAMESPACE);
            }
            String owner = kind.namespaced() ? object.getMetadata().getNamespace() : "";
            return byType.computeIfAbsent(kind.type(), type -> new LinkedHashMap<>())
                    .putIfAbsent(key(owner, object.getMetadata().getName()), object);
        }

        /** The same for an object that was read at a place. */
        public @Nullable HasMetadata add(HasMetadata object, String place) {
            @Nullable HasMetadata other = add(object);
            if (other == null) {
                places.put(object, place);
            }
            return other;
        }

        /** File and line of an object that was read. */
        public String place(HasMetadata object) {
            return places.getOrDefault(object, "");
        }

        /** Adds objects, each of its own kind, namespace and name. */
        public Builder addAll(Collection<? extends HasMetadata> objects) {
            objects.forEach(this::add);
            return this;
        }

        /** Takes all objects of a kind out. */
        public Builder remove(Class<? extends HasMetadata> type) {
            byType.remove(type);
            return this;
        }

        Builder countNotModelled(String apiVersionAndKind) {
            notModelled.merge(apiVersionAndKind, 1, Integer::sum);
            return this;
        }

        /** Adds a warning. */
        public Builder warn(String sentence) {
            warnings.add(sentence);
            return this;
        }

        /** All that was added. */
        public Manifests build() {
            return new Manifests(this);
        }
    }
}
