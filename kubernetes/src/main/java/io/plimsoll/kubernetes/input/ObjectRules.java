package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an object must be, beyond the types of its fields: the rules of the API server that matter for scheduling. */
final class ObjectRules {

    /** What these objects call themselves is checked nowhere, or more loosely. */
    private static final Set<String> GENERATED = Set.of("Pod", "Job", "ReplicaSet");

    private final Kinds.Kind kind;
    private final Rules rules;

    private ObjectRules(Kinds.Kind kind, Report report) {
        this.kind = kind;
        this.rules = new Rules(report);
    }

    static void check(Kinds.Kind kind, HasMetadata object, Report report) {
        ObjectRules check = new ObjectRules(kind, report);
        check.metadata(object.getMetadata());
        check.contents(object);
    }

    private void metadata(@Nullable ObjectMeta metadata) {
        FieldPath path = FieldPath.of("metadata");
        if (metadata == null) {
            rules.report().missing(path.field("name"), "its first lines are missing.");
            return;
        }
        @Nullable String name = metadata.getName();
        if (name == null || name.isEmpty()) {
            if (!GENERATED.contains(kind.name()) || metadata.getGenerateName() == null) {
                rules.report().missing(path.field("name"), "it is indented wrongly.");
            }
        } else {
            rules.name(path.field("name"), name);
        }
        if (metadata.getNamespace() != null && !metadata.getNamespace().isEmpty() && kind.namespaced()) {
            rules.label(path.field("namespace"), metadata.getNamespace());
        }
        rules.labels(path.field("labels"), metadata.getLabels());
    }

    private void contents(HasMetadata object) {
        if (object instanceof Pod pod) {
            pod(pod);
        } else if (object instanceof Node node) {
            node(node);
        } else if (!new WorkloadRules(rules).check(object)) {
            new ClusterRules(rules).check(object);
        }
    }

    private void pod(Pod pod) {
        if (rules.given(FieldPath.of("spec"), pod.getSpec(), "it is indented wrongly.")) {
            new PodRules(rules).check(FieldPath.of("spec"), pod.getSpec());
        }
    }

    private void node(Node node) {
        if (node.getSpec() != null) {
            FieldPath path = FieldPath.of("spec.taints");
            Set<String> seen = new HashSet<>();
            int index = 0;
            for (Taint taint : Rules.list(node.getSpec().getTaints())) {
                FieldPath at = path.item(index++);
                if (rules.given(at.field("key"), taint.getKey(), "the key of the taint was forgotten.")) {
                    rules.labelKey(at.field("key"), taint.getKey());
                }
                if (rules.given(at.field("effect"), taint.getEffect(), "\"NoSchedule\" was meant.")) {
                    rules.oneOf(
                            at.field("effect"),
                            taint.getEffect(),
                            List.of("NoSchedule", "PreferNoSchedule", "NoExecute"));
                }
                String name = taint.getKey() + ":" + taint.getEffect();
                if (!seen.add(name)) {
                    rules.report().warning(at, name, "be the only taint of this key and effect", "it was copied.");
                }
            }
        }
        if (node.getStatus() != null) {
            rules.notNegative(
                    FieldPath.of("status.allocatable"), node.getStatus().getAllocatable());
            rules.notNegative(FieldPath.of("status.capacity"), node.getStatus().getCapacity());
        }
    }
}
