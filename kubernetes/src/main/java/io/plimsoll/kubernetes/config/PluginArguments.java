package io.plimsoll.kubernetes.config;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the plugins of one profile.
 *
 * @param preemption of DefaultPreemption
 * @param interPodAffinity of InterPodAffinity
 * @param addedAffinity of NodeAffinity: an affinity that every pod has besides its own; null when none
 * @param fit of NodeResourcesFit
 * @param balanced of NodeResourcesBalancedAllocation: the resources that it looks at
 * @param spread of PodTopologySpread
 * @param bindTimeoutSeconds of VolumeBinding: how long volumes may take to be bound
 */
public record PluginArguments(
        Preemption preemption,
        PodAffinity interPodAffinity,
        @Nullable NodeAffinity addedAffinity,
        Fit fit,
        List<ResourceWeight> balanced,
        Spread spread,
        long bindTimeoutSeconds) {

    static final long BIND_TIMEOUT_SECONDS = 600;

    /** CPU and memory, of equal weight. */
    static final List<ResourceWeight> USUAL = List.of(new ResourceWeight("cpu", 1), new ResourceWeight("memory", 1));

    static PluginArguments byDefault() {
        return new PluginArguments(
                new Preemption(10, 100),
                new PodAffinity(1, false),
                null,
                new Fit(Set.of(), Set.of(), Strategy.LEAST_ALLOCATED, USUAL, List.of()),
                USUAL,
                new Spread(true, List.of()),
                BIND_TIMEOUT_SECONDS);
    }

    PluginArguments ignoring(Set<String> resources) {
        Fit leaving = new Fit(resources, fit.ignoredGroups(), fit.strategy(), fit.resources(), fit.shape());
        return new PluginArguments(
                preemption, interPodAffinity, addedAffinity, leaving, balanced, spread, bindTimeoutSeconds);
    }

    /**
     * How many nodes preemption tries: the larger of both.
     *
     * @param minCandidateNodesPercentage of all nodes, 0 to 100
     * @param minCandidateNodesAbsolute a number
     */
    public record Preemption(int minCandidateNodesPercentage, int minCandidateNodesAbsolute) {}

    /**
     * How affinities of pods that are there count.
     *
     * @param hardWeight what a required affinity of a pod that is there counts for scores, 0 to 100
     * @param ignorePreferredOfExisting whether preferred terms of pods that are there count nothing
     */
    public record PodAffinity(int hardWeight, boolean ignorePreferredOfExisting) {}

    /**
     * A resource and how much it counts.
     *
     * @param name the resource
     * @param weight 1 to 100
     */
    public record ResourceWeight(String name, int weight) {}

    /** How a node's fill becomes a score. */
    public enum Strategy {
        LEAST_ALLOCATED,
        MOST_ALLOCATED,
        REQUESTED_TO_CAPACITY_RATIO
    }

    /**
     * A point of the curve from fill to score.
     *
     * @param utilization 0 to 100
     * @param score 0 to 10
     */
    public record ShapePoint(int utilization, int score) {}

    /**
     * How resources are filtered and scored.
     *
     * @param ignoredResources names that the filter passes over
     * @param ignoredGroups domains whose resources the filter passes over
     * @param strategy how scores are made
     * @param resources what counts
     * @param shape the curve of {@link Strategy#REQUESTED_TO_CAPACITY_RATIO}; empty for the others
     */
    public record Fit(
            Set<String> ignoredResources,
            Set<String> ignoredGroups,
            Strategy strategy,
            List<ResourceWeight> resources,
            List<ShapePoint> shape) {}

    /**
     * How pods without constraints are spread.
     *
     * @param systemDefaults whether pods without constraints are spread over hosts and zones as far as it goes
     * @param defaultConstraints what pods without constraints have otherwise
     */
    public record Spread(boolean systemDefaults, List<TopologySpreadConstraint> defaultConstraints) {}
}
