package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A random configuration of a scheduler: weights, plugins that are off, the order of scores, every argument that decides. */
final class RandomConfig {

    private static final List<String> SCORERS = List.of(
            "TaintToleration",
            "NodeAffinity",
            "NodeResourcesFit",
            "PodTopologySpread",
            "InterPodAffinity",
            "NodeResourcesBalancedAllocation",
            "ImageLocality");
    private static final List<String> FILTERS = List.of(
            "NodeUnschedulable",
            "NodeName",
            "NodePorts",
            "VolumeRestrictions",
            "NodeVolumeLimits",
            "VolumeBinding",
            "VolumeZone",
            "DynamicResources");
    private static final List<String> RESOURCES =
            List.of("cpu", "memory", "ephemeral-storage", "example.com/gpu", "example.com/fpga", "hugepages-2Mi");

    private final RandomJson random;

    RandomConfig(RandomJson random) {
        this.random = random;
    }

    Map<String, Object> get() {
        Map<String, Object> profile = new LinkedHashMap<>();
        Map<String, Object> plugins = part(profile, "plugins");
        list(part(plugins, "multiPoint"), "disabled").addAll(some(10, FILTERS, false));
        list(part(plugins, "multiPoint"), "enabled").addAll(some(25, SCORERS, true));
        list(part(plugins, "score"), "disabled").addAll(some(10, SCORERS, false));
        if (random.chance(30)) {
            list(part(plugins, "score"), "enabled").addAll(some(25, SCORERS, true));
        }
        List<Object> arguments = list(profile, "pluginConfig");
        add(arguments, 60, "NodeResourcesFit", fit());
        add(arguments, 30, "NodeResourcesBalancedAllocation", object("resources", resources(false)));
        add(
                arguments,
                40,
                "InterPodAffinity",
                object(
                        "hardPodAffinityWeight", random.below(101),
                        "ignorePreferredTermsOfExistingPods", random.chance(40)));
        add(arguments, 30, "NodeAffinity", object("addedAffinity", addedAffinity()));
        add(arguments, 40, "PodTopologySpread", spread());
        return object(
                "apiVersion", "kubescheduler.config.k8s.io/v1",
                "kind", "KubeSchedulerConfiguration",
                "profiles", List.of(profile));
    }

    private void add(List<Object> arguments, int percent, String plugin, Map<String, Object> args) {
        if (random.chance(percent)) {
            arguments.add(object("name", plugin, "args", args));
        }
    }

    private List<Map<String, Object>> some(int percent, List<String> names, boolean weighted) {
        List<Map<String, Object>> some = new ArrayList<>();
        for (String name : names) {
            if (random.chance(percent)) {
                some.add(weighted ? object("name", name, "weight", 1 + random.below(20)) : object("name", name));
            }
        }
        return some;
    }

    private Map<String, Object> fit() {
        Map<String, Object> args = new LinkedHashMap<>();
        if (random.chance(30)) {
            args.put("ignoredResources", List.of(random.pick("example.com/gpu", "example.com/fpga")));
        }
        if (random.chance(20)) {
            args.put("ignoredResourceGroups", List.of(random.pick("example.com", "example.org")));
        }
        String type = random.pick("LeastAllocated", "MostAllocated", "RequestedToCapacityRatio");
        Map<String, Object> strategy = part(args, "scoringStrategy");
        strategy.put("type", type);
        strategy.put("resources", resources(true));
        if (type.equals("RequestedToCapacityRatio")) {
            List<Object> shape = list(part(strategy, "requestedToCapacityRatio"), "shape");
            int utilization = random.below(30);
            do {
                shape.add(object("utilization", utilization, "score", random.below(11)));
                utilization += 1 + random.below(60);
            } while (utilization <= 100);
        }
        return args;
    }

    private List<Map<String, Object>> resources(boolean weighted) {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (String name : RESOURCES) {
            if (random.chance(40)) {
                resources.add(object("name", name, "weight", weighted ? 1 + random.below(100) : 1));
            }
        }
        return resources.isEmpty() ? List.of(object("name", "memory", "weight", 1)) : resources;
    }

    private Map<String, Object> addedAffinity() {
        Map<String, Object> affinity = new LinkedHashMap<>();
        if (random.chance(60)) {
            affinity.put(
                    "requiredDuringSchedulingIgnoredDuringExecution",
                    object("nodeSelectorTerms", List.of(term(), term())));
        }
        affinity.put(
                "preferredDuringSchedulingIgnoredDuringExecution",
                random.some(2, () -> object("weight", 1 + random.below(100), "preference", term())));
        return affinity;
    }

    private Map<String, Object> term() {
        return object("matchExpressions", List.of(random.nodeExpression()));
    }

    private Map<String, Object> spread() {
        if (random.chance(30)) {
            return object("defaultingType", random.pick("System", "List"));
        }
        List<Map<String, Object>> constraints = new ArrayList<>();
        for (String key : List.of(RandomJson.ZONE, RandomJson.HOST, "rack")) {
            if (random.chance(50)) {
                constraints.add(object(
                        "topologyKey",
                        key,
                        "maxSkew",
                        1 + random.below(3),
                        "whenUnsatisfiable",
                        random.pick("DoNotSchedule", "ScheduleAnyway", "ScheduleAnyway")));
            }
        }
        return object("defaultingType", "List", "defaultConstraints", constraints);
    }
}
