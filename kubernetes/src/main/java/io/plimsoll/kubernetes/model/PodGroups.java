package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.kubernetes.input.PodGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which pod groups pods are of, as scheduler-plugins' Coscheduling sees it: by a label that names a {@link PodGroup}, or by the two
 * labels of its first form, a name and a minimum. A pod that names a group that is not there, or whose minimum is no number above 0,
 * is of none.
 */
public final class PodGroups {

    /** The label with the name of a {@link PodGroup} of the pod's namespace. */
    public static final String LABEL = "scheduling.x-k8s.io/pod-group";

    /** The label of the first form: the name of the group, which has no object. */
    public static final String NAME = "pod-group.scheduling.sigs.k8s.io/name";

    /** And how many of its pods must get places at the same time. */
    public static final String MINIMUM = "pod-group.scheduling.sigs.k8s.io/min-available";

    private final Map<String, io.plimsoll.core.model.PodGroup> byName = new HashMap<>();

    /** @param objects of a minimum of at least 1 each; those of less are no groups */
    public PodGroups(Collection<PodGroup> objects) {
        described(objects).forEach(group -> byName.put(group.name(), group));
    }

    /** The groups that some objects describe, under namespace and name; those of no minimum of at least 1 are left out. */
    public static List<io.plimsoll.core.model.PodGroup> described(Collection<? extends HasMetadata> objects) {
        List<io.plimsoll.core.model.PodGroup> groups = new ArrayList<>();
        for (HasMetadata object : objects) {
            if (object instanceof PodGroup group && group.getSpec() != null && group.getMetadata() != null) {
                @Nullable Integer minimum = group.getSpec().getMinMember();
                if (minimum != null && minimum > 0) {
                    groups.add(new io.plimsoll.core.model.PodGroup(
                            group.getMetadata().getNamespace() + "/"
                                    + group.getMetadata().getName(),
                            minimum,
                            timeoutMillis(group.getSpec().getScheduleTimeoutSeconds())));
                }
            }
        }
        return groups;
    }

    private static long timeoutMillis(@Nullable Integer seconds) {
        return seconds == null || seconds < 0 ? 0 : TimeUnit.SECONDS.toMillis(seconds);
    }

    /** The group of a pod, under its namespace and name; null when it is of none. */
    public io.plimsoll.core.model.@Nullable PodGroup of(Pod pod) {
        Map<String, String> labels = NodeConverter.orEmpty(pod.getMetadata().getLabels());
        String namespace = pod.getMetadata().getNamespace() + "/";
        @Nullable String name = labels.get(LABEL);
        if (name != null) {
            return byName.get(namespace + name);
        }
        @Nullable String own = labels.get(NAME);
        int minimum = minimum(labels.get(MINIMUM));
        return own == null || own.isEmpty() || minimum < 1
                ? null
                : new io.plimsoll.core.model.PodGroup(namespace + own, minimum, 0);
    }

    private static int minimum(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
