package io.plimsoll.planner.catalogue;

import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Report;
import io.plimsoll.kubernetes.input.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Catalogues in YAML or JSON: our own, Karpenter's node pools, node groups of cluster-autoscaler. */
final class CatalogueDocuments {

    private static final String CATALOGUE = "NodeCatalogue";
    private static final String VERSION = "plimsoll.io/v1";
    private static final Set<String> GROUPS = Set.of("MachineDeployment", "MachineSet");
    private static final Set<String> KINDS = Set.of(CATALOGUE, NodePool.KIND, "MachineDeployment", "MachineSet");

    private final Problems problems;
    private final CatalogueReader.Taker taker;
    private final Consumer<NodePool> pools;
    private final List<String> notes;

    CatalogueDocuments(Problems problems, CatalogueReader.Taker taker, Consumer<NodePool> pools, List<String> notes) {
        this.problems = problems;
        this.taker = taker;
        this.pools = pools;
        this.notes = notes;
    }

    void read(Path file) {
        ConfigDocuments documents = new ConfigDocuments(problems);
        for (ConfigDocuments.Found found : documents.all(file, KINDS)) {
            Settings root = new Settings(found.value(), FieldPath.ROOT, found.report());
            String kind = String.valueOf(root.text("kind"));
            if (kind.equals(CATALOGUE)) {
                catalogue(root);
            } else if (GROUPS.contains(kind)) {
                new NodeGroup(root, notes).read(taker);
            } else {
                @Nullable NodePool pool = NodePool.read(root, notes);
                if (pool != null) {
                    pools.accept(pool);
                }
            }
        }
        notes.addAll(documents.warnings());
    }

    private void catalogue(Settings root) {
        @Nullable String version = root.text("apiVersion");
        if (!VERSION.equals(version)) {
            root.report().value(root.path("apiVersion"), version, "be " + VERSION, "it is another kind of object.");
        }
        List<Settings> types = root.objects("nodeTypes");
        root.end("a " + CATALOGUE);
        if (types.isEmpty()) {
            root.report().missing(root.path("nodeTypes"), "the list has another name.");
        }
        types.forEach(this::type);
    }

    private void type(Settings fields) {
        TypeDraft.Place place = place(fields);
        TypeDraft draft = new TypeDraft(place);
        draft.name = fields.text("name");
        draft.price = scalar(fields, "price");
        draft.least = scalar(fields, "min");
        draft.most = scalar(fields, "max");
        draft.gpuModel = fields.text("gpuModel");
        draft.capacity.putAll(scalars(fields.object("capacity")));
        keep(draft, "kubeReserved", fields);
        keep(draft, "systemReserved", fields);
        keep(draft, "evictionHard", fields);
        draft.zones.addAll(fields.texts("zones"));
        draft.labels.putAll(scalars(fields.object("labels")));
        fields.objects("taints").forEach(taint -> {
            draft.taints.add(taint(taint));
            taint.end("a taint");
        });
        fields.end("a node type");
        @Nullable NodeType type = draft.check();
        if (type != null) {
            taker.take(type, place);
        }
    }

    static TypeDraft.TaintDraft taint(Settings taint) {
        return new TypeDraft.TaintDraft(
                orEmpty(taint.text("key")), orEmpty(taint.text("value")), orEmpty(taint.text("effect")));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void keep(TypeDraft draft, String who, Settings fields) {
        if (fields.has(who)) {
            draft.kept.put(who, scalars(fields.object(who)));
        }
    }

    /** Reports problems of a draft at the fields that it was read from. */
    static TypeDraft.Place place(Settings fields) {
        Report report = fields.report();
        return (field, value, rule, advice) -> {
            String first = field.indexOf(' ') < 0 ? field : field.substring(0, field.indexOf(' '));
            FieldPath at = fields.path(first.equals("gpu-model") ? "gpuModel" : first);
            if (List.of(TypeDraft.CPU, TypeDraft.MEMORY, TypeDraft.PODS).contains(first)) {
                at = fields.path("capacity").field(first);
            } else if (first.endsWith("Reserved") || first.equals("evictionHard")) {
                at = at.field(field.substring(field.indexOf(' ') + 1));
            }
            report.value(at, value, rule, advice);
        };
    }

    /** The text of a field that may be a number, too. */
    static @Nullable String scalar(Settings fields, String name) {
        @Nullable Value value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Scalar scalar && scalar.kind() != Value.Kind.BOOLEAN) {
            return scalar.text();
        }
        fields.report().value(fields.path(name), Value.shown(value), "be a number", "it is indented too far.");
        return null;
    }

    /** All fields as texts. */
    static Map<String, String> scalars(Settings fields) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : fields.names()) {
            @Nullable String text = scalar(fields, name);
            if (text != null) {
                texts.put(name, text);
            }
        }
        return texts;
    }
}
