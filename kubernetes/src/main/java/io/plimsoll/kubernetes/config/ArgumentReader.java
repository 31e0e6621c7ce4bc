package io.plimsoll.kubernetes.config;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.plimsoll.kubernetes.config.PluginArguments.Fit;
import io.plimsoll.kubernetes.config.PluginArguments.PodAffinity;
import io.plimsoll.kubernetes.config.PluginArguments.Preemption;
import io.plimsoll.kubernetes.config.PluginArguments.ResourceWeight;
import io.plimsoll.kubernetes.config.PluginArguments.ShapePoint;
import io.plimsoll.kubernetes.config.PluginArguments.Spread;
import io.plimsoll.kubernetes.config.PluginArguments.Strategy;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of the plugins of one profile. */
final class ArgumentReader {

    private static final Map<String, Strategy> STRATEGIES = Map.of(
            "LeastAllocated", Strategy.LEAST_ALLOCATED,
            "MostAllocated", Strategy.MOST_ALLOCATED,
            "RequestedToCapacityRatio", Strategy.REQUESTED_TO_CAPACITY_RATIO);
    private static final int MOST_WEIGHT = 100;
    private static final int MOST_SHAPE_SCORE = 10;

    private final ConfigDocuments documents;
    private final List<String> warnings;
    private Preemption preemption = PluginArguments.byDefault().preemption();
    private PodAffinity interPodAffinity = PluginArguments.byDefault().interPodAffinity();
    private @Nullable NodeAffinity addedAffinity;
    private Fit fit = PluginArguments.byDefault().fit();
    private List<ResourceWeight> balanced = PluginArguments.USUAL;
    private Spread spread = PluginArguments.byDefault().spread();
    private long bindTimeoutSeconds = PluginArguments.BIND_TIMEOUT_SECONDS;

    ArgumentReader(ConfigDocuments documents, List<String> warnings) {
        this.documents = documents;
        this.warnings = warnings;
    }

    PluginArguments read(Settings profile) {
        Set<String> seen = new HashSet<>();
        for (Settings config : profile.objects("pluginConfig")) {
            @Nullable String name = config.text("name");
            Settings args = config.object("args");
            config.end("pluginConfig");
            if (name == null) {
                config.report().missing(config.path("name"), "the plugin's name was forgotten.");
            } else if (!seen.add(name)) {
                config.report()
                        .value(
                                config.path("name"),
                                name,
                                "be given once in pluginConfig",
                                "both were meant to be one.");
            } else {
                read(name, config, args);
            }
        }
        return new PluginArguments(
                preemption, interPodAffinity, addedAffinity, fit, balanced, spread, bindTimeoutSeconds);
    }

    private void read(String plugin, Settings config, Settings args) {
        args.get("apiVersion");
        args.get("kind");
        switch (plugin) {
            case "DefaultPreemption" -> preemption(args);
            case "InterPodAffinity" -> interPodAffinity(args);
            case "NodeAffinity" -> nodeAffinity(args);
            case "NodeResourcesFit" -> fit(args);
            case "NodeResourcesBalancedAllocation" -> balanced(args);
            case "PodTopologySpread" -> spread(args);
            case "VolumeBinding" -> volumeBinding(args);
            case "DynamicResources" -> {
                if (args.has("filterTimeout")) {
                    warnings.add(
                            "The setting %s is not modelled; it would change how long a search for devices may take."
                                    .formatted(args.path("filterTimeout")));
                }
            }
            default -> {
                @Nullable
                String nearest = InTree.isPlugin(plugin) ? null : ConfigDocuments.nearest(plugin, InTree.names());
                if (nearest != null) {
                    config.report()
                            .value(
                                    config.path("name"),
                                    plugin,
                                    "be the name of a plugin",
                                    "\"" + nearest + "\" was meant.");
                } else {
                    warnings.add(
                            "The arguments of %s (%s) are not modelled; they would change what that plugin decides."
                                    .formatted(plugin, config.path("args")));
                }
                return;
            }
        }
        args.end(plugin + "Args");
    }

    private void preemption(Settings args) {
        Preemption usual = preemption;
        int percentage = (int) args.whole("minCandidateNodesPercentage", usual.minCandidateNodesPercentage(), 0, 100);
        int absolute =
                (int) args.whole("minCandidateNodesAbsolute", usual.minCandidateNodesAbsolute(), 0, Integer.MAX_VALUE);
        if (percentage == 0 && absolute == 0) {
            args.report()
                    .value(
                            args.path("minCandidateNodesAbsolute"),
                            0,
                            "be more than 0 when minCandidateNodesPercentage is 0",
                            "one of both was meant to stay.");
        }
        preemption = new Preemption(percentage, absolute);
    }

    private void interPodAffinity(Settings args) {
        interPodAffinity = new PodAffinity(
                (int) args.whole("hardPodAffinityWeight", 1, 0, MOST_WEIGHT),
                args.truth("ignorePreferredTermsOfExistingPods", false));
    }

    private void nodeAffinity(Settings args) {
        @Nullable Value value = args.get("addedAffinity");
        if (value == null) {
            return;
        }
        if (!(value instanceof Value.Fields fields)) {
            args.report()
                    .value(args.path("addedAffinity"), Value.shown(value), "be an object", "it is indented wrongly.");
            return;
        }
        addedAffinity = documents.nodeAffinity(fields, args.path("addedAffinity"), args.report());
    }

    private void fit(Settings args) {
        Settings strategy = args.object("scoringStrategy");
        @Nullable String type = strategy.text("type");
        @Nullable Strategy known = STRATEGIES.get(type == null ? "LeastAllocated" : type);
        if (known == null) {
            @Nullable String nearest = ConfigDocuments.nearest(String.valueOf(type), STRATEGIES.keySet());
            args.report()
                    .value(
                            strategy.path("type"),
                            type,
                            "be LeastAllocated, MostAllocated or RequestedToCapacityRatio",
                            nearest == null ? "another setting was meant." : "\"" + nearest + "\" was meant.");
        }
        List<ResourceWeight> resources = resources(strategy, MOST_WEIGHT);
        Settings ratio = strategy.object("requestedToCapacityRatio");
        List<ShapePoint> shape = shape(ratio, strategy.has("requestedToCapacityRatio"));
        if (known == Strategy.REQUESTED_TO_CAPACITY_RATIO && shape.isEmpty()) {
            args.report().missing(ratio.path("shape"), "two points were meant, for an empty node and for a full one.");
        }
        ratio.end("requestedToCapacityRatio");
        strategy.end("scoringStrategy");
        List<String> groups = args.texts("ignoredResourceGroups");
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).contains("/")) {
                args.report()
                        .value(
                                args.path("ignoredResourceGroups").item(i),
                                groups.get(i),
                                "be a domain without a slash",
                                "ignoredResources was meant.");
            }
        }
        fit = new Fit(
                new LinkedHashSet<>(args.texts("ignoredResources")),
                new LinkedHashSet<>(groups),
                known == null ? Strategy.LEAST_ALLOCATED : known,
                resources,
                known == Strategy.REQUESTED_TO_CAPACITY_RATIO ? shape : List.of());
    }

    private void balanced(Settings args) {
        List<ResourceWeight> resources = resources(args, 1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < resources.size(); i++) {
            String name = resources.get(i).name();
            if (!seen.add(name)) {
                FieldPath at = args.path("resources").item(i).field("name");
                args.report().value(at, name, "be given once", "another resource was meant.");
            }
        }
        balanced = resources;
    }

    private static List<ResourceWeight> resources(Settings settings, int mostWeight) {
        List<ResourceWeight> resources = new ArrayList<>();
        for (Settings resource : settings.objects("resources")) {
            @Nullable String name = resource.text("name");
            long weight = resource.whole("weight", 1, 0, mostWeight);
            resource.end("resources");
            if (name == null) {
                resource.report().missing(resource.path("name"), "\"cpu\" was meant.");
            } else {
                resources.add(new ResourceWeight(name, weight == 0 ? 1 : (int) weight));
            }
        }
        return resources.isEmpty() ? PluginArguments.USUAL : List.copyOf(resources);
    }

    private static List<ShapePoint> shape(Settings ratio, boolean given) {
        List<ShapePoint> shape = new ArrayList<>();
        int last = -1;
        for (Settings point : ratio.objects("shape")) {
            int utilization = (int) point.whole("utilization", 0, 0, 100);
            int score = (int) point.whole("score", 0, 0, MOST_SHAPE_SCORE);
            point.end("shape");
            if (utilization <= last) {
                point.report()
                        .value(
                                point.path("utilization"),
                                utilization,
                                "be more than that of the point before",
                                "the points are not sorted.");
            }
            last = Math.max(last, utilization);
            shape.add(new ShapePoint(utilization, score));
        }
        if (given && shape.isEmpty()) {
            ratio.report().missing(ratio.path("shape"), "two points were meant, for an empty node and for a full one.");
        }
        return List.copyOf(shape);
    }

    private void spread(Settings args) {
        @Nullable String type = args.text("defaultingType");
        if (type != null && !type.equals("System") && !type.equals("List")) {
            args.report().value(args.path("defaultingType"), type, "be System or List", "a letter is wrong.");
        }
        List<TopologySpreadConstraint> constraints = args.get("defaultConstraints") instanceof Value.Items items
                ? documents.spread(items, args.path("defaultConstraints"), args.report())
                : List.of();
        boolean system = !"List".equals(type);
        if (system && !constraints.isEmpty()) {
            args.report()
                    .value(
                            args.path("defaultingType"),
                            "System",
                            "be List when defaultConstraints are given",
                            "\"List\" was forgotten.");
        }
        for (int i = 0; i < constraints.size(); i++) {
            if (constraints.get(i).getLabelSelector() != null) {
                args.report()
                        .value(
                                args.path("defaultConstraints").item(i).field("labelSelector"),
                                null,
                                "be absent: it is that of the pod's Service or owner",
                                "it was copied from a pod.");
            }
        }
        spread = new Spread(system, constraints);
    }

    private void volumeBinding(Settings args) {
        long timeout = args.whole("bindTimeoutSeconds", PluginArguments.BIND_TIMEOUT_SECONDS, 0, Long.MAX_VALUE);
        if (args.has("shape")) {
            args.report()
                    .value(
                            args.path("shape"),
                            null,
                            "be absent: the feature gate StorageCapacityScoring is off",
                            "it was meant for NodeResourcesFit.");
        }
        if (timeout != PluginArguments.BIND_TIMEOUT_SECONDS) {
            warnings.add(
                    "The setting %s is not modelled; it would change how long a pod waits for its volumes before it is tried again."
                            .formatted(args.path("bindTimeoutSeconds")));
        }
        bindTimeoutSeconds = timeout;
    }
}
