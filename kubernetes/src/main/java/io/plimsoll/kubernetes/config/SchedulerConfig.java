package io.plimsoll.kubernetes.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code KubeSchedulerConfiguration} v1 says, with the defaults of kube-scheduler v1.34 filled in.
 *
 * @param profiles at least one, each with a name of its own
 * @param percentageOfNodesToScore how many of the feasible nodes are looked at, in percent; 0 lets the cluster's size
 *     decide
 * @param podInitialBackoffSeconds how long a pod that failed once waits
 * @param podMaxBackoffSeconds how long one waits at most
 * @param warnings settings that were given and are not modelled, a sentence each, with what they would change
 * @param sampled the same of {@code percentageOfNodesToScore}, for those who look at all nodes
 */
public record SchedulerConfig(
        List<SchedulerProfile> profiles,
        int percentageOfNodesToScore,
        long podInitialBackoffSeconds,
        long podMaxBackoffSeconds,
        List<String> warnings,
        List<String> sampled) {

    /** The name of the scheduler of pods that name none. */
    public static final String DEFAULT_SCHEDULER = "default-scheduler";

    /** The name of the scheduler that a pod is for, by what its {@code schedulerName} says. */
    public static String schedulerOf(@Nullable String given) {
        return given == null || given.isEmpty() ? DEFAULT_SCHEDULER : given;
    }

    /** What is used when there is no configuration. */
    public static SchedulerConfig byDefault() {
        return new SchedulerConfig(
                List.of(SchedulerProfile.byDefault(DEFAULT_SCHEDULER)), 0, 1, 10, List.of(), List.of());
    }

    /** The profile of a scheduler's name; null when this scheduler does not answer to it. */
    public @Nullable SchedulerProfile profile(String schedulerName) {
        for (SchedulerProfile profile : profiles) {
            if (profile.schedulerName().equals(schedulerName)) {
                return profile;
            }
        }
        return null;
    }

    /** How many percent of the nodes a profile looks at; 0 lets their number decide. */
    public int percentageOfNodesToScore(SchedulerProfile profile) {
        return Objects.requireNonNullElse(profile.percentageOfNodesToScore(), percentageOfNodesToScore);
    }
}
