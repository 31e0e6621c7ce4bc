package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Admission of priority: the number and the preemption policy that a pod's priority class stands for. */
final class Priorities {

    private static final Map<String, Integer> BUILT_IN =
            Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

    private record Priority(int value, String preemptionPolicy) {}

    private final Map<String, Priority> byName = new HashMap<>();
    private String defaultName = "";
    private Priority otherwise = new Priority(0, "PreemptLowerPriority");

    Priorities(Manifests objects) {
        BUILT_IN.forEach((name, value) -> byName.put(name, new Priority(value, "PreemptLowerPriority")));
        @Nullable Priority least = null;
        for (PriorityClass type : objects.all(PriorityClass.class)) {
            String policy = type.getPreemptionPolicy();
            int value = type.getValue() == null ? 0 : type.getValue();
            Priority priority = new Priority(value, policy == null ? "PreemptLowerPriority" : policy);
            byName.put(type.getMetadata().getName(), priority);
            if (Boolean.TRUE.equals(type.getGlobalDefault()) && (least == null || value < least.value())) {
                least = priority;
                defaultName = type.getMetadata().getName();
            }
        }
        otherwise = least == null ? otherwise : least;
    }

    void admit(PodSpec spec) throws RejectedException {
        @Nullable String name = spec.getPriorityClassName();
        Priority priority = otherwise;
        if (name == null || name.isEmpty()) {
            spec.setPriorityClassName(defaultName.isEmpty() ? null : defaultName);
        } else {
            @Nullable Priority named = byName.get(name);
            if (named == null) {
                throw new RejectedException("no PriorityClass with name " + name + " was found");
            }
            priority = named;
        }
        if (spec.getPriority() != null && spec.getPriority() != priority.value()) {
            throw new RejectedException("the priority %d is not the %d of its PriorityClass"
                    .formatted(spec.getPriority(), priority.value()));
        }
        spec.setPriority(priority.value());
        if (spec.getPreemptionPolicy() == null) {
            spec.setPreemptionPolicy(priority.preemptionPolicy());
        } else if (!spec.getPreemptionPolicy().equals(priority.preemptionPolicy())) {
            throw new RejectedException("the preemption policy %s is not the %s of its PriorityClass"
                    .formatted(spec.getPreemptionPolicy(), priority.preemptionPolicy()));
        }
    }
}
