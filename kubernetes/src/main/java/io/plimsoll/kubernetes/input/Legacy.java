package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes today's version of an object written for an older API version, with the defaults that version had. */
final class Legacy {

    /** Versions that took a missing selector from the labels of the template. */
    private static final Set<String> SELECTING = Set.of("extensions/v1beta1", "apps/v1beta1");

    private static final Set<String> GONE = Set.of("rollbackTo", "templateGeneration");

    private Legacy() {}

    static Value.Fields toToday(Kinds.Kind kind, String apiVersion, Value.Fields object) {
        Value.Fields today = object;
        String newest = kind.versions().get(0);
        boolean old = !apiVersion.equals(newest);
        if (kind.type() == RuntimeClass.class && apiVersion.endsWith("v1alpha1")) {
            today = flat(today);
        }
        boolean selects = kind.type() == ReplicationController.class || SELECTING.contains(apiVersion);
        if (today.get("spec") instanceof Value.Fields spec) {
            if (old && kind.type() == PodDisruptionBudget.class) {
                today = with(today, "spec", withoutEmptySelector(spec));
            } else if (kind.type() != Job.class && kind.type() != CronJob.class) {
                Value.Fields changed = old ? without(spec, GONE) : spec;
                today = with(today, "spec", selects ? withSelector(changed, kind) : changed);
            }
        }
        return old || today.get("apiVersion") == null
                ? with(today, "apiVersion", new Value.Scalar(today.line(), Value.Kind.TEXT, newest))
                : today;
    }

    /** The first version of RuntimeClass had its fields below {@code spec}, the handler under another name. */
    private static Value.Fields flat(Value.Fields object) {
        if (!(object.get("spec") instanceof Value.Fields spec)) {
            return object;
        }
        Map<String, Value> all = new LinkedHashMap<>(object.values());
        all.remove("spec");
        spec.values().forEach((name, value) -> all.put(name.equals("runtimeHandler") ? "handler" : name, value));
        return new Value.Fields(object.line(), all);
    }

    /** An empty selector of a disruption budget matched no pod then; today it matches all, and a missing one none. */
    private static Value.Fields withoutEmptySelector(Value.Fields spec) {
        boolean empty = spec.get("selector") instanceof Value.Fields selector
                && selector.values().values().stream().allMatch(Legacy::isEmpty);
        return empty ? without(spec, Set.of("selector")) : spec;
    }

    private static boolean isEmpty(Value value) {
        return Value.isNull(value)
                || (value instanceof Value.Fields fields && fields.values().isEmpty())
                || (value instanceof Value.Items items && items.values().isEmpty());
    }

    private static Value.Fields withSelector(Value.Fields spec, Kinds.Kind kind) {
        @Nullable Value labels = labels(spec);
        @Nullable Value given = spec.get("selector");
        if (labels == null || (given != null && !isEmpty(given))) {
            return spec;
        }
        if (kind.type() == ReplicationController.class) {
            return with(spec, "selector", labels);
        }
        Map<String, Value> selector = new LinkedHashMap<>();
        selector.put("matchLabels", labels);
        return with(spec, "selector", new Value.Fields(labels.line(), selector));
    }

    private static @Nullable Value labels(Value.Fields spec) {
        return spec.get("template") instanceof Value.Fields template
                        && template.get("metadata") instanceof Value.Fields metadata
                ? metadata.get("labels")
                : null;
    }

    private static Value.Fields with(Value.Fields object, String name, Value value) {
        if (object.values().get(name) == value) {
            return object;
        }
        Map<String, Value> all = new LinkedHashMap<>(object.values());
        all.put(name, value);
        return new Value.Fields(object.line(), all);
    }

    private static Value.Fields without(Value.Fields object, Set<String> names) {
        if (names.stream().noneMatch(object.values()::containsKey)) {
            return object;
        }
        Map<String, Value> all = new LinkedHashMap<>(object.values());
        all.keySet().removeAll(names);
        return new Value.Fields(object.line(), all);
    }
}
