package io.plimsoll.planner.catalogue;

import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.model.NodeObjects;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node group of cluster-autoscaler as Cluster API describes it: a {@code MachineDeployment} or {@code MachineSet} with the annotations
 * by which the autoscaler knows its size limits and what its nodes offer when there is none yet.
 */
final class NodeGroup {

    private static final String SIZE = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-";
    private static final String CAPACITY = "capacity.cluster-autoscaler.kubernetes.io/";
    /** Our own: what cluster-autoscaler would ask its expander for. */
    private static final String PRICE = "plimsoll.io/price";

    private static final Pattern COMMA = Pattern.compile(",");

    private final Settings root;
    private final List<String> notes;

    NodeGroup(Settings root, List<String> notes) {
        this.root = root;
        this.notes = notes;
    }

    void read(CatalogueReader.Taker taker) {
        Settings metadata = root.object("metadata");
        Settings written = metadata.object("annotations");
        Map<String, String> annotations = CatalogueDocuments.scalars(written);
        TypeDraft.Place place = (field, value, rule, advice) ->
                written.report().value(written.path(annotation(field)), value, rule, advice);
        TypeDraft draft = new TypeDraft(place);
        draft.name = metadata.text("name");
        draft.price = annotations.getOrDefault(PRICE, "1");
        draft.least = annotations.get(SIZE + "min-size");
        draft.most = annotations.get(SIZE + "max-size");
        put(draft, annotations, "cpu", TypeDraft.CPU);
        put(draft, annotations, "memory", TypeDraft.MEMORY);
        put(draft, annotations, "maxPods", TypeDraft.PODS);
        put(draft, annotations, "ephemeral-disk", TypeDraft.EPHEMERAL_STORAGE);
        put(draft, annotations, "gpu-count", annotations.getOrDefault(CAPACITY + "gpu-type", NodeObjects.DEVICES));
        for (String label : parts(annotations.get(CAPACITY + "labels"))) {
            int equals = label.indexOf('=');
            String key = equals < 0 ? label : label.substring(0, equals);
            String value = equals < 0 ? "" : label.substring(equals + 1);
            if (key.equals(NodeType.ZONE)) {
                draft.zones.add(value);
            } else {
                draft.labels.put(key, value);
            }
        }
        parts(annotations.get(CAPACITY + "taints")).forEach(taint -> draft.taints.add(CatalogueCsv.taint(taint)));
        @Nullable NodeType type = draft.check();
        if (type != null) {
            taker.take(type, place);
            if (!annotations.containsKey(PRICE)) {
                notes.add("The node group %s has no annotation %s; a node of it is taken to cost 1."
                        .formatted(type.name(), PRICE));
            }
        }
    }

    private static List<String> parts(@Nullable String list) {
        return list == null || list.isEmpty()
                ? List.of()
                : COMMA.splitAsStream(list).toList();
    }

    private static void put(TypeDraft draft, Map<String, String> annotations, String name, String resource) {
        @Nullable String amount = annotations.get(CAPACITY + name);
        if (amount != null) {
            draft.capacity.put(resource, amount);
        }
    }

    private static String annotation(String field) {
        return switch (field) {
            case "min", "max" -> SIZE + field + "-size";
            case "price" -> PRICE;
            case "pods" -> CAPACITY + "maxPods";
            default -> CAPACITY + field;
        };
    }
}
