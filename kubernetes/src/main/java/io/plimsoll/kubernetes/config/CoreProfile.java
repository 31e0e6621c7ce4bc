package io.plimsoll.kubernetes.config;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.BalancedAllocationScore;
import io.plimsoll.core.rule.FullnessShape;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.ImageScore;
import io.plimsoll.core.rule.NodeAffinityFilter;
import io.plimsoll.core.rule.NodeAffinityScore;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.rule.PodAffinityScore;
import io.plimsoll.core.rule.ResourceClaimFilter;
import io.plimsoll.core.rule.ResourceFitScore;
import io.plimsoll.core.rule.SpreadDefaults;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.rule.SpreadScore;
import io.plimsoll.core.rule.TaintFilter;
import io.plimsoll.core.rule.TaintScore;
import io.plimsoll.core.rule.VolumeBindingFilter;
import io.plimsoll.core.rule.VolumeLimitFilter;
import io.plimsoll.core.rule.VolumeRestrictionFilter;
import io.plimsoll.core.rule.VolumeZoneFilter;
import io.plimsoll.core.rule.WeightedResource;
import io.plimsoll.kubernetes.config.PluginArguments.Fit;
import io.plimsoll.kubernetes.config.PluginArguments.ResourceWeight;
import io.plimsoll.kubernetes.config.PluginArguments.Spread;
import io.plimsoll.kubernetes.model.AffinityConverter;
import io.plimsoll.kubernetes.model.SpreadConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a scheduler's profile the core's: each plugin that is enabled becomes the rule that does the same. */
public final class CoreProfile {

    private final PluginArguments arguments;
    private final NodeAffinity addedAffinity;
    private final SpreadDefaults spreadDefaults;

    private CoreProfile(PluginArguments arguments) {
        this.arguments = arguments;
        this.addedAffinity = AffinityConverter.nodes(null, arguments.addedAffinity());
        this.spreadDefaults = spreadDefaults(arguments.spread());
    }

    /** The profile. Plugins that are not modelled are left out. */
    public static Profile of(SchedulerProfile profile) {
        CoreProfile rules = new CoreProfile(profile.arguments());
        List<Filter> filters = new ArrayList<>();
        for (PluginUse use : profile.at(ExtensionPoint.FILTER)) {
            @Nullable Filter filter = rules.filter(use.name());
            if (filter != null) {
                filters.add(filter);
            }
        }
        List<WeightedScorer> scorers = new ArrayList<>();
        for (PluginUse use : profile.at(ExtensionPoint.SCORE)) {
            @Nullable Scorer scorer = rules.scorer(use.name());
            if (scorer != null) {
                scorers.add(new WeightedScorer(scorer, use.weight()));
            }
        }
        return new Profile(profile.schedulerName(), filters, scorers, NodeChoice.BEST, new LowestFit());
    }

    private @Nullable Filter filter(String plugin) {
        return switch (plugin) {
            case "NodeUnschedulable" -> new NodeUnschedulable();
            case "NodeName" -> new NodeName();
            case "TaintToleration" -> new TaintFilter();
            case "NodeAffinity" -> new NodeAffinityFilter(addedAffinity);
            case "NodePorts" -> new HostPortFilter();
            case "NodeResourcesFit" ->
                new ResourceFit(
                        arguments.fit().ignoredResources(), arguments.fit().ignoredGroups());
            case "VolumeRestrictions" -> new VolumeRestrictionFilter();
            case "NodeVolumeLimits" -> new VolumeLimitFilter();
            case "VolumeBinding" -> new VolumeBindingFilter();
            case "VolumeZone" -> new VolumeZoneFilter();
            case "PodTopologySpread" -> new SpreadFilter(spreadDefaults);
            case "InterPodAffinity" -> new PodAffinityFilter();
            case "DynamicResources" -> new ResourceClaimFilter();
            default -> null;
        };
    }

    private @Nullable Scorer scorer(String plugin) {
        return switch (plugin) {
            case "TaintToleration" -> new TaintScore();
            case "NodeAffinity" -> new NodeAffinityScore(addedAffinity);
            case "NodeResourcesFit" ->
                new ResourceFitScore(
                        shape(arguments.fit()), weighted(arguments.fit().resources()));
            case "NodeResourcesBalancedAllocation" -> new BalancedAllocationScore(weighted(arguments.balanced()));
            case "ImageLocality" -> new ImageScore();
            case "PodTopologySpread" -> new SpreadScore(spreadDefaults);
            case "InterPodAffinity" ->
                new PodAffinityScore(
                        arguments.interPodAffinity().hardWeight(),
                        arguments.interPodAffinity().ignorePreferredOfExisting());
            default -> null;
        };
    }

    private static FullnessShape shape(Fit fit) {
        return switch (fit.strategy()) {
            case LEAST_ALLOCATED -> FullnessShape.leastAllocated();
            case MOST_ALLOCATED -> FullnessShape.mostAllocated();
            case REQUESTED_TO_CAPACITY_RATIO ->
                new FullnessShape.Line(fit.shape().stream()
                        .map(point -> new FullnessShape.Point(point.utilization(), 10L * point.score()))
                        .toList());
        };
    }

    private static List<WeightedResource> weighted(List<ResourceWeight> resources) {
        return resources.stream()
                .map(one -> new WeightedResource(one.name(), one.weight()))
                .toList();
    }

    private static SpreadDefaults spreadDefaults(Spread spread) {
        if (spread.systemDefaults()) {
            return SpreadDefaults.SYSTEM;
        }
        List<SpreadConstraint> constraints = spread.defaultConstraints().stream()
                .map(one -> SpreadConverter.convert(one, Map.of()))
                .toList();
        return new SpreadDefaults(constraints, false);
    }
}
