package io.plimsoll.kubernetes.lint;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod's spec names that is not there, and what it does not say. O(containers and volumes of what was written). */
final class PodChecks {

    private static final Set<String> ALWAYS_THERE = Set.of("system-cluster-critical", "system-node-critical");

    private final Lint lint;
    private final Manifests objects;

    PodChecks(Lint lint) {
        this.lint = lint;
        this.objects = lint.snapshot().objects();
    }

    void check(List<PodSource> sources) {
        for (PodSource source : sources) {
            priority(source);
            claims(source);
            requests(source);
        }
    }

    private void priority(PodSource source) {
        @Nullable String name = source.spec().getPriorityClassName();
        if (name != null
                && !name.isEmpty()
                && !ALWAYS_THERE.contains(name)
                && objects.find(PriorityClass.class, name) == null) {
            lint.add(
                    Severity.ERROR,
                    source,
                    ".priorityClassName (" + name + ")",
                    "must name a PriorityClass that is there",
                    "its file is missing: kubectl get priorityclasses -o yaml. Without it no pod is created.");
        }
    }

    private void claims(PodSource source) {
        List<Volume> volumes = source.spec().getVolumes();
        for (int i = 0; i < volumes.size(); i++) {
            if (volumes.get(i).getPersistentVolumeClaim() != null) {
                String name = volumes.get(i).getPersistentVolumeClaim().getClaimName();
                if (objects.find(PersistentVolumeClaim.class, source.name().namespace(), name) == null) {
                    lint.add(
                            Severity.ERROR,
                            source,
                            ".volumes[%d].persistentVolumeClaim.claimName (%s)".formatted(i, name),
                            "must name a claim that is there",
                            "its file is missing, or it is in another namespace.");
                }
            }
        }
    }

    private void requests(PodSource source) {
        List<String> without = new ArrayList<>();
        for (Container container : source.admitted().getContainers()) {
            if (!asks(container, "cpu") || !asks(container, "memory")) {
                without.add(container.getName());
            }
        }
        boolean together = source.admitted().getResources() != null
                && source.admitted().getResources().getRequests() != null
                && source.admitted().getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory"));
        if (!without.isEmpty() && !together) {
            lint.add(
                    Severity.WARNING,
                    source,
                    ".containers (" + String.join(", ", without) + ")",
                    "must request CPU and memory to count where nodes are filled",
                    "add resources.requests, or a LimitRange with defaults.");
        }
    }

    private static boolean asks(Container container, String resource) {
        return container.getResources() != null
                && ((container.getResources().getRequests() != null
                                && container.getResources().getRequests().containsKey(resource))
                        || (container.getResources().getLimits() != null
                                && container.getResources().getLimits().containsKey(resource)));
    }
}
