package io.plimsoll.extender.wire;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.kubernetes.model.PodGroups;
import org.jspecify.annotations.Nullable;

/**
 * Labels by which pods say that they are of use together only. Immutable.
 *
 * @param nameLabel the label of the group's name, within the pod's namespace
 * @param leastLabel the label of how many pods must have places at the same time
 */
public record GroupNames(String nameLabel, String leastLabel) {

    /** The labels of the coscheduling plugin. */
    public static final GroupNames DEFAULT = new GroupNames(PodGroups.NAME, PodGroups.MINIMUM);

    /**
     * The group of a pod.
     *
     * @param key namespace and name
     * @param least how many pods must have places at the same time, at least 1
     * @param timeoutMillis how long their places are held while not all have come to theirs; 0 for as long as those of other pods
     */
    public record Group(String key, int least, long timeoutMillis) {}

    /**
     * The namespace and name of the group that a pod says it is of, whether or not an object describes that; null where it names none.
     */
    public @Nullable String key(PodSpec pod) {
        @Nullable String described = describedName(pod);
        @Nullable Group group = described == null ? group(pod) : null;
        return group == null ? described : group.key();
    }

    /** The same of a group that an object must describe: the label {@link PodGroups#LABEL} names it. */
    public @Nullable String describedName(PodSpec pod) {
        @Nullable String name = nameLabel.equals(PodGroups.LABEL) ? null : pod.labels().get(PodGroups.LABEL);
        return name == null ? null : pod.namespace() + "/" + name;
    }

    /** The group that a pod says it is of by labels alone; null where it names none, or says no number of at least 1. */
    public @Nullable Group group(PodSpec pod) {
        String name = pod.labels().getOrDefault(nameLabel, "");
        String least = pod.labels().getOrDefault(leastLabel, "");
        return !name.isEmpty() && least.matches("[1-9][0-9]{0,5}")
                ? new Group(pod.namespace() + "/" + name, Integer.parseInt(least), 0)
                : null;
    }
}
