package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the other objects of a cluster must be: classes, limits, budgets, storage. */
final class ClusterRules {

    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> ACCESS =
            List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");
    private static final long HIGHEST_PRIORITY = 1_000_000_000;

    private final Rules rules;

    ClusterRules(Rules rules) {
        this.rules = rules;
    }

    void check(HasMetadata object) {
        if (object instanceof PriorityClass type) {
            priorityClass(type);
        } else if (object instanceof RuntimeClass type) {
            runtimeClass(type);
        } else if (object instanceof LimitRange range) {
            limitRange(range);
        } else if (object instanceof PodDisruptionBudget budget) {
            budget(budget);
        } else if (object instanceof PodGroup group) {
            podGroup(group);
        } else if (object instanceof PersistentVolume volume) {
            volume(volume);
        } else if (object instanceof PersistentVolumeClaim claim) {
            claim(SPEC, claim.getSpec());
        } else if (object instanceof StorageClass type) {
            storageClass(type);
        } else if (object instanceof CSIStorageCapacity capacity) {
            rules.given(
                    FieldPath.of("storageClassName"), capacity.getStorageClassName(), "it is no capacity of a class.");
            new SelectorRules(rules).selector(FieldPath.of("nodeTopology"), capacity.getNodeTopology());
        }
    }

    private void priorityClass(PriorityClass type) {
        boolean system = type.getMetadata() != null
                && String.valueOf(type.getMetadata().getName()).startsWith("system-");
        if (rules.given(FieldPath.of("value"), type.getValue(), "the number of the priority was forgotten.")
                && !system
                && type.getValue() > HIGHEST_PRIORITY) {
            rules.report()
                    .value(
                            FieldPath.of("value"),
                            type.getValue(),
                            "be at most " + HIGHEST_PRIORITY,
                            "a digit is too many; more is for system classes.");
        }
        rules.oneOf(
                FieldPath.of("preemptionPolicy"), type.getPreemptionPolicy(), List.of("PreemptLowerPriority", "Never"));
    }

    private void runtimeClass(RuntimeClass type) {
        rules.given(FieldPath.of("handler"), type.getHandler(), "the handler of the runtime was forgotten.");
        if (type.getOverhead() != null) {
            rules.notNegative(
                    FieldPath.of("overhead.podFixed"), type.getOverhead().getPodFixed());
        }
        if (type.getScheduling() != null) {
            rules.labels(
                    FieldPath.of("scheduling.nodeSelector"),
                    type.getScheduling().getNodeSelector());
            new SelectorRules(rules)
                    .tolerations(
                            FieldPath.of("scheduling.tolerations"),
                            type.getScheduling().getTolerations());
        }
    }

    private void limitRange(LimitRange range) {
        if (range.getSpec() == null) {
            return;
        }
        int index = 0;
        for (LimitRangeItem item : Rules.list(range.getSpec().getLimits())) {
            FieldPath at = SPEC.field("limits").item(index++);
            if (rules.given(at.field("type"), item.getType(), "\"Container\" was meant.")) {
                rules.oneOf(at.field("type"), item.getType(), List.of("Container", "Pod", "PersistentVolumeClaim"));
            }
            Rules.map(item.getMin()).forEach((name, least) -> {
                @Nullable Quantity most = Rules.map(item.getMax()).get(name);
                if (most != null && Quantities.exact(least).compareTo(Quantities.exact(most)) > 0) {
                    rules.report()
                            .value(
                                    at.field("min").field(name),
                                    least,
                                    "be at most the max (" + most + ")",
                                    "min and max were exchanged.");
                }
            });
        }
    }

    private void budget(PodDisruptionBudget budget) {
        if (budget.getSpec() == null) {
            return;
        }
        rules.countOrPercent(SPEC.field("minAvailable"), budget.getSpec().getMinAvailable());
        rules.countOrPercent(SPEC.field("maxUnavailable"), budget.getSpec().getMaxUnavailable());
        if (budget.getSpec().getMinAvailable() != null && budget.getSpec().getMaxUnavailable() != null) {
            rules.report()
                    .value(
                            SPEC.field("maxUnavailable"),
                            budget.getSpec().getMaxUnavailable().getValue(),
                            "be absent beside minAvailable",
                            "one of both is left from before.");
        }
        new SelectorRules(rules)
                .selector(SPEC.field("selector"), budget.getSpec().getSelector());
    }

    private void podGroup(PodGroup group) {
        if (rules.given(SPEC, group.getSpec(), "its fields are not indented below it.") && group.getSpec() != null) {
            rules.given(SPEC.field("minMember"), group.getSpec().getMinMember(), "the number of pods was forgotten.");
            rules.atLeast(SPEC.field("minMember"), group.getSpec().getMinMember(), 1);
            rules.atLeast(SPEC.field("scheduleTimeoutSeconds"), group.getSpec().getScheduleTimeoutSeconds(), 0);
            rules.notNegative(SPEC.field("minResources"), group.getSpec().getMinResources());
        }
    }

    private void volume(PersistentVolume volume) {
        if (volume.getSpec() == null) {
            return;
        }
        if (Rules.map(volume.getSpec().getCapacity()).get("storage") == null) {
            rules.report().missing(SPEC.field("capacity").field("storage"), "the size of the volume was forgotten.");
        }
        access(SPEC, volume.getSpec().getAccessModes());
        if (volume.getSpec().getNodeAffinity() != null) {
            new SelectorRules(rules)
                    .nodeSelector(
                            SPEC.field("nodeAffinity").field("required"),
                            volume.getSpec().getNodeAffinity().getRequired());
        }
    }

    void claim(FieldPath path, @Nullable PersistentVolumeClaimSpec spec) {
        if (!rules.given(path, spec, "it is indented wrongly.") || spec == null) {
            return;
        }
        access(path, spec.getAccessModes());
        FieldPath storage = path.field("resources").field("requests").field("storage");
        @Nullable
        Quantity size = spec.getResources() == null
                ? null
                : Rules.map(spec.getResources().getRequests()).get("storage");
        if (size == null) {
            rules.report().missing(storage, "the size of the claim was forgotten.");
        } else if (Quantities.exact(size).signum() <= 0) {
            rules.report().value(storage, size, "be more than 0", "a unit such as Gi is missing.");
        }
        new SelectorRules(rules).selector(path.field("selector"), spec.getSelector());
    }

    private void access(FieldPath path, @Nullable List<String> modes) {
        if (Rules.isEmpty(modes)) {
            rules.report().missing(path.field("accessModes"), "\"ReadWriteOnce\" was meant.");
        }
        int index = 0;
        for (String mode : Rules.list(modes)) {
            rules.oneOf(path.field("accessModes").item(index++), mode, ACCESS);
        }
    }

    private void storageClass(StorageClass type) {
        rules.given(FieldPath.of("provisioner"), type.getProvisioner(), "\"kubernetes.io/no-provisioner\" was meant.");
        rules.oneOf(
                FieldPath.of("volumeBindingMode"),
                type.getVolumeBindingMode(),
                List.of("Immediate", "WaitForFirstConsumer"));
    }
}
