package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.SelectingObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What rules read of objects that are neither nodes nor pods. */
public final class ObjectsConverter {

    private ObjectsConverter() {}

    /** The objects; those of kinds that no rule reads are left out. */
    public static ClusterObjects convert(Collection<? extends HasMetadata> objects) {
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        List<SelectingObject> selectors = new ArrayList<>();
        for (HasMetadata object : objects) {
            String name = object.getMetadata().getName();
            if (object instanceof Namespace namespace) {
                namespaces.put(
                        name,
                        new TreeMap<>(
                                NodeConverter.orEmpty(namespace.getMetadata().getLabels())));
            } else if (object instanceof Service service
                    && service.getSpec() != null
                    && service.getSpec().getSelector() != null
                    && !service.getSpec().getSelector().isEmpty()) {
                selectors.add(selecting(
                        SelectingObject.SERVICE,
                        object,
                        LabelSelector.of(service.getSpec().getSelector())));
            } else if (object instanceof ReplicaSet replicaSet && replicaSet.getSpec() != null) {
                selectors.add(selecting(
                        "ReplicaSet",
                        object,
                        Selectors.labels(replicaSet.getSpec().getSelector())));
            } else if (object instanceof StatefulSet statefulSet && statefulSet.getSpec() != null) {
                selectors.add(selecting(
                        "StatefulSet",
                        object,
                        Selectors.labels(statefulSet.getSpec().getSelector())));
            } else if (object instanceof ReplicationController controller && controller.getSpec() != null) {
                selectors.add(selecting(
                        SelectingObject.REPLICATION_CONTROLLER,
                        object,
                        LabelSelector.of(
                                NodeConverter.orEmpty(controller.getSpec().getSelector()))));
            }
        }
        return new ClusterObjects(namespaces, selectors, StorageConverter.convert(objects));
    }

    private static SelectingObject selecting(String kind, HasMetadata object, LabelSelector selector) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return new SelectingObject(
                kind,
                namespace == null ? "default" : namespace,
                object.getMetadata().getName(),
                selector);
    }
}
