package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
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
                @Nullable String namespace = service.getMetadata().getNamespace();
                selectors.add(new SelectingObject(
                        SelectingObject.SERVICE,
                        namespace == null ? "default" : namespace,
                        name,
                        LabelSelector.of(service.getSpec().getSelector())));
            }
        }
        return new ClusterObjects(namespaces, selectors, StorageConverter.convert(objects));
    }
}
