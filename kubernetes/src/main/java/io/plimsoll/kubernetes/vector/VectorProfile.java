package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
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
import io.plimsoll.kubernetes.model.AffinityConverter;
import io.plimsoll.kubernetes.model.SpreadConverter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The profile that a case is answered with: kube-scheduler's default plugins as the configuration changes them. A plugin
 * that is not modelled answers what kube-scheduler's answered, so that the others can be compared.
 */
final class VectorProfile {

    private static final JsonMapper MAPPER = new JsonMapper();
    /** In the order in which they are asked. */
    private static final List<String> FILTERS = List.of(
            "NodeUnschedulable",
            "NodeName",
            "TaintToleration",
            "NodeAffinity",
            "NodePorts",
            "NodeResourcesFit",
            "VolumeRestrictions",
            "NodeVolumeLimits",
            "VolumeBinding",
            "VolumeZone",
            "PodTopologySpread",
            "InterPodAffinity",
            "DynamicResources");

    private static final Map<String, Long> WEIGHTS = new LinkedHashMap<>();

    static {
        WEIGHTS.put("TaintToleration", 3L);
        WEIGHTS.put("NodeAffinity", 2L);
        WEIGHTS.put("NodeResourcesFit", 1L);
        WEIGHTS.put("PodTopologySpread", 2L);
        WEIGHTS.put("InterPodAffinity", 2L);
        WEIGHTS.put("NodeResourcesBalancedAllocation", 1L);
        WEIGHTS.put("ImageLocality", 1L);
    }

    private final JsonNode config;
    private final Answer answer;
    private final Set<String> standIns = new HashSet<>();
    private final Profile profile;

    VectorProfile(JsonNode config, Answer answer) {
        this.config = config.path("profiles").path(0);
        this.answer = answer;
        List<Filter> filters = new ArrayList<>();
        for (String name : FILTERS) {
            filters.add(filter(name));
        }
        List<WeightedScorer> scorers = new ArrayList<>();
        weights().forEach((name, weight) -> scorers.add(new WeightedScorer(scorer(name), weight)));
        profile = new Profile("default-scheduler", filters, scorers, NodeChoice.BEST, new LowestFit());
    }

    Profile profile() {
        return profile;
    }

    /** Whether the plugin is not modelled. */
    boolean isStandIn(String plugin) {
        return standIns.contains(plugin);
    }

    private Filter filter(String name) {
        return switch (name) {
            case "NodeUnschedulable" -> new NodeUnschedulable();
            case "NodeName" -> new NodeName();
            case "TaintToleration" -> new TaintFilter();
            case "NodeAffinity" -> new NodeAffinityFilter(addedAffinity());
            case "NodePorts" -> new HostPortFilter();
            case "NodeResourcesFit" ->
                new ResourceFit(
                        texts(arguments(name).path("ignoredResources")),
                        texts(arguments(name).path("ignoredResourceGroups")));
            case "PodTopologySpread" -> new SpreadFilter(spreadDefaults());
            case "InterPodAffinity" -> new PodAffinityFilter();
            case "VolumeRestrictions" -> new VolumeRestrictionFilter();
            case "NodeVolumeLimits" -> new VolumeLimitFilter();
            case "VolumeBinding" -> new VolumeBindingFilter();
            case "VolumeZone" -> new VolumeZoneFilter();
            default -> {
                standIns.add(name);
                yield new StandInFilter(name, answer);
            }
        };
    }

    private Scorer scorer(String name) {
        return switch (name) {
            case "TaintToleration" -> new TaintScore();
            case "NodeAffinity" -> new NodeAffinityScore(addedAffinity());
            case "NodeResourcesFit" ->
                new ResourceFitScore(
                        shape(),
                        resources(arguments(name).path("scoringStrategy").path("resources")));
            case "NodeResourcesBalancedAllocation" ->
                new BalancedAllocationScore(resources(arguments(name).path("resources")));
            case "ImageLocality" -> new ImageScore();
            case "PodTopologySpread" -> new SpreadScore(spreadDefaults());
            case "InterPodAffinity" ->
                new PodAffinityScore(
                        arguments(name).path("hardPodAffinityWeight").asInt(1),
                        arguments(name)
                                .path("ignorePreferredTermsOfExistingPods")
                                .asBoolean(false));
            default -> {
                standIns.add(name);
                yield new StandInScorer(name, answer);
            }
        };
    }

    private Map<String, Long> weights() {
        JsonNode score = config.path("plugins").path("score");
        Map<String, Long> weights = new LinkedHashMap<>(WEIGHTS);
        for (JsonNode disabled : score.path("disabled")) {
            String name = disabled.path("name").stringValue();
            if (name.equals("*")) {
                weights.clear();
            } else {
                weights.remove(name);
            }
        }
        for (JsonNode enabled : score.path("enabled")) {
            weights.put(
                    enabled.path("name").stringValue(),
                    Math.max(1, enabled.path("weight").longValue()));
        }
        return weights;
    }

    private FullnessShape shape() {
        JsonNode strategy = arguments("NodeResourcesFit").path("scoringStrategy");
        return switch (strategy.path("type").asString("LeastAllocated")) {
            case "MostAllocated" -> FullnessShape.mostAllocated();
            case "RequestedToCapacityRatio" -> {
                List<FullnessShape.Point> points = new ArrayList<>();
                for (JsonNode point : strategy.path("requestedToCapacityRatio").path("shape")) {
                    points.add(new FullnessShape.Point(
                            point.path("utilization").longValue(),
                            10 * point.path("score").longValue()));
                }
                yield new FullnessShape.Line(points);
            }
            default -> FullnessShape.leastAllocated();
        };
    }

    private io.plimsoll.core.model.NodeAffinity addedAffinity() {
        JsonNode added = arguments("NodeAffinity").path("addedAffinity");
        return AffinityConverter.nodes(
                null, added.isMissingNode() ? null : MAPPER.treeToValue(added, NodeAffinity.class));
    }

    private SpreadDefaults spreadDefaults() {
        JsonNode arguments = arguments("PodTopologySpread");
        if (!arguments.path("defaultingType").asString("System").equals("List")) {
            return SpreadDefaults.SYSTEM;
        }
        List<SpreadConstraint> constraints = new ArrayList<>();
        for (JsonNode one : arguments.path("defaultConstraints")) {
            constraints.add(SpreadConverter.convert(MAPPER.treeToValue(one, TopologySpreadConstraint.class), Map.of()));
        }
        return new SpreadDefaults(constraints, false);
    }

    private static List<WeightedResource> resources(JsonNode list) {
        if (list.isEmpty()) {
            return List.of(new WeightedResource("cpu", 1), new WeightedResource("memory", 1));
        }
        List<WeightedResource> resources = new ArrayList<>();
        list.forEach(one -> resources.add(new WeightedResource(
                one.path("name").stringValue(), Math.max(1, one.path("weight").longValue()))));
        return resources;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    private JsonNode arguments(String plugin) {
        for (JsonNode one : config.path("pluginConfig")) {
            if (one.path("name").asString("").equals(plugin)) {
                return one.path("args");
            }
        }
        return config.path("missing");
    }
}
