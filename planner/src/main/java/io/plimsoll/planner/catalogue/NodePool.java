package io.plimsoll.planner.catalogue;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Taint;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of Karpenter's {@code NodePool}, what says which nodes it makes: requirements on the labels of node types, own labels and taints, and
 * limits, which here count per node type and not over the pool.
 *
 * @param name its name
 * @param requirements all of which a type must meet
 * @param labels of its nodes
 * @param taints of its nodes
 * @param cpuMilli the most CPU of all its nodes; {@link Long#MAX_VALUE} for no limit
 * @param memoryBytes the most memory of all its nodes; {@link Long#MAX_VALUE} for no limit
 */
record NodePool(
        String name,
        List<Requirement> requirements,
        Map<String, String> labels,
        List<Taint> taints,
        long cpuMilli,
        long memoryBytes) {

    static final String KIND = "NodePool";

    /** The label that says which pool made a node. */
    private static final String POOL = "karpenter.sh/nodepool";

    private static final int MILLI = 1000;
    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");

    /** A requirement on a label. */
    record Requirement(String key, String operator, List<String> values) {

        boolean allows(@Nullable String value) {
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case "Gt" -> value != null && number(value) > number(values.get(0));
                default -> value != null && number(value) < number(values.get(0));
            };
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** Reads one; null, with problems reported, when it cannot be used. */
    static @Nullable NodePool read(Settings root, List<String> notes) {
        Settings spec = root.object("spec");
        Settings template = spec.object("template");
        Settings nodes = template.object("spec");
        @Nullable String name = root.object("metadata").text("name");
        if (name == null) {
            root.report().missing(root.path("metadata").field("name"), "the pool has no name.");
            return null;
        }
        List<Requirement> requirements = new ArrayList<>();
        for (Settings each : nodes.objects("requirements")) {
            @Nullable Requirement requirement = requirement(each);
            if (requirement == null) {
                return null;
            }
            requirements.add(requirement);
        }
        List<Taint> taints = new ArrayList<>();
        for (Settings each : nodes.objects("taints")) {
            TypeDraft.TaintDraft taint = CatalogueDocuments.taint(each);
            Taint.@Nullable Effect effect = TypeDraft.effect(taint.effect());
            if (effect == null) {
                each.report()
                        .value(
                                each.path("effect"),
                                taint.effect(),
                                "be NoSchedule, PreferNoSchedule or NoExecute",
                                "it is misspelt.");
                return null;
            }
            taints.add(new Taint(taint.key(), taint.value(), effect));
        }
        Map<String, String> labels =
                CatalogueDocuments.scalars(template.object("metadata").object("labels"));
        Settings limits = spec.object("limits");
        long cpu = limit(limits, "cpu", MILLI);
        long memory = limit(limits, "memory", 1);
        if (cpu == Quantity.NONE || memory == Quantity.NONE) {
            return null;
        }
        if (cpu != Long.MAX_VALUE || memory != Long.MAX_VALUE) {
            notes.add("The limits of the node pool %s count for each node type alone, not over the pool."
                    .formatted(name));
        }
        return new NodePool(name, requirements, labels, taints, cpu, memory);
    }

    private static @Nullable Requirement requirement(Settings fields) {
        @Nullable String key = fields.text("key");
        @Nullable String operator = fields.text("operator");
        List<String> values = fields.texts("values");
        if (key == null) {
            fields.report().missing(fields.path("key"), "the label was forgotten.");
            return null;
        }
        if (operator == null || !OPERATORS.contains(operator)) {
            fields.report()
                    .value(
                            fields.path("operator"),
                            operator,
                            "be one of In, NotIn, Exists, DoesNotExist, Gt and Lt",
                            "it is misspelt.");
            return null;
        }
        if (values.isEmpty() && !operator.endsWith("xist") && !operator.equals("Exists")) {
            fields.report().missing(fields.path("values"), "the operator should be Exists.");
            return null;
        }
        return new Requirement(key, operator, values);
    }

    private static long limit(Settings limits, String resource, int scale) {
        @Nullable String text = CatalogueDocuments.scalar(limits, resource);
        if (text == null) {
            return Long.MAX_VALUE;
        }
        long amount = Quantity.parseResource(text, scale);
        if (amount == Quantity.NONE) {
            limits.report()
                    .value(limits.path(resource), text, "be a quantity such as 100 or 1Ti", "the unit is mistyped.");
        }
        return amount;
    }

    /** The types that pools make; without pools all types as they are. */
    static List<NodeType> choose(List<NodePool> pools, List<NodeType> types, Problems problems, List<String> notes) {
        if (pools.isEmpty()) {
            return types;
        }
        List<NodeType> made = new ArrayList<>();
        for (NodePool pool : pools) {
            int before = made.size();
            for (NodeType type : types) {
                @Nullable NodeType offered = pool.offer(type);
                if (offered != null) {
                    made.add(offered);
                }
            }
            if (made.size() == before && !types.isEmpty()) {
                problems.addFatal(InputProblem.ofFile(
                        "catalogue",
                        "node pool (" + pool.name() + ")",
                        "allow at least one of the " + types.size() + " node types",
                        "the types have other names or labels."));
            }
        }
        return made;
    }

    private @Nullable NodeType offer(NodeType type) {
        SortedMap<String, String> all = new TreeMap<>(type.labels());
        all.putAll(labels);
        List<String> zones = new ArrayList<>(type.zones());
        for (Requirement requirement : requirements) {
            if (requirement.key().equals(NodeType.ZONE)) {
                zones.removeIf(zone -> !requirement.allows(zone.isEmpty() ? null : zone));
            } else if (!requirement.allows(value(type, all, requirement.key()))) {
                return null;
            }
        }
        long most = type.most();
        if (cpuMilli != Long.MAX_VALUE) {
            most = Math.min(most, cpuMilli / Math.max(1, type.capacity().cpuMilli()));
        }
        if (memoryBytes != Long.MAX_VALUE) {
            most = Math.min(most, memoryBytes / Math.max(1, type.capacity().memoryBytes()));
        }
        if (zones.isEmpty() || most < Math.max(1, type.least())) {
            return null;
        }
        all.put(POOL, name);
        List<Taint> both = new ArrayList<>(type.taints());
        both.addAll(taints);
        return new NodeType(
                type.name(),
                type.capacity(),
                type.allocatable(),
                type.priceMicros(),
                zones,
                all,
                both,
                type.gpuModel(),
                type.least(),
                (int) most);
    }

    private static @Nullable String value(NodeType type, Map<String, String> labels, String key) {
        return switch (key) {
            case NodeType.TYPE -> type.name();
            case "kubernetes.io/os" -> labels.getOrDefault(key, "linux");
            case "kubernetes.io/arch" -> labels.getOrDefault(key, "amd64");
            default -> labels.get(key);
        };
    }
}
