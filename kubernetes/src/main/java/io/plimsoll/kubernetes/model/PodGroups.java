package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.kubernetes.input.PodGroup;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
        for (PodGroup object : objects) {
            @Nullable
            Integer minimum = object.getSpec() == null ? null : object.getSpec().getMinMember();
            if (object.getMetadata() != null && minimum != null && minimum > 0) {
                String name = object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName();
                byName.put(name, new io.plimsoll.core.model.PodGroup(name, minimum, 0));
            }
        }
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
