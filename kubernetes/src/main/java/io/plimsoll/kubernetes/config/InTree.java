package io.plimsoll.kubernetes.config;

import static io.plimsoll.kubernetes.config.ExtensionPoint.BIND;
import static io.plimsoll.kubernetes.config.ExtensionPoint.FILTER;
import static io.plimsoll.kubernetes.config.ExtensionPoint.POST_FILTER;
import static io.plimsoll.kubernetes.config.ExtensionPoint.PRE_BIND;
import static io.plimsoll.kubernetes.config.ExtensionPoint.PRE_ENQUEUE;
import static io.plimsoll.kubernetes.config.ExtensionPoint.PRE_FILTER;
import static io.plimsoll.kubernetes.config.ExtensionPoint.PRE_SCORE;
import static io.plimsoll.kubernetes.config.ExtensionPoint.QUEUE_SORT;
import static io.plimsoll.kubernetes.config.ExtensionPoint.RESERVE;
import static io.plimsoll.kubernetes.config.ExtensionPoint.SCORE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plugins that kube-scheduler v1.34 has, all enabled by default and in this order, and where each takes part. */
final class InTree {

    private static final Map<String, Set<ExtensionPoint>> POINTS = new LinkedHashMap<>();
    private static final List<PluginUse> DEFAULTS = new ArrayList<>();

    static {
        add("SchedulingGates", 0, PRE_ENQUEUE);
        add("PrioritySort", 0, QUEUE_SORT);
        add("NodeUnschedulable", 0, FILTER);
        add("NodeName", 0, FILTER);
        add("TaintToleration", 3, FILTER, PRE_SCORE, SCORE);
        add("NodeAffinity", 2, PRE_FILTER, FILTER, PRE_SCORE, SCORE);
        add("NodePorts", 0, PRE_FILTER, FILTER);
        add("NodeResourcesFit", 1, PRE_FILTER, FILTER, PRE_SCORE, SCORE);
        add("VolumeRestrictions", 0, PRE_FILTER, FILTER);
        add("NodeVolumeLimits", 0, PRE_FILTER, FILTER);
        add("VolumeBinding", 0, PRE_FILTER, FILTER, PRE_SCORE, SCORE, RESERVE, PRE_BIND);
        add("VolumeZone", 0, PRE_FILTER, FILTER);
        add("PodTopologySpread", 2, PRE_FILTER, FILTER, PRE_SCORE, SCORE);
        add("InterPodAffinity", 2, PRE_FILTER, FILTER, PRE_SCORE, SCORE);
        add("DynamicResources", 0, PRE_ENQUEUE, PRE_FILTER, FILTER, POST_FILTER, RESERVE, PRE_BIND);
        add("DefaultPreemption", 0, PRE_ENQUEUE, POST_FILTER);
        add("NodeResourcesBalancedAllocation", 1, PRE_SCORE, SCORE);
        add("ImageLocality", 1, SCORE);
        add("DefaultBinder", 0, BIND);
    }

    private InTree() {}

    private static void add(String name, int weight, ExtensionPoint first, ExtensionPoint... more) {
        POINTS.put(name, EnumSet.of(first, more));
        DEFAULTS.add(new PluginUse(name, weight));
    }

    /** What is enabled at all points where it takes part, when a configuration says nothing. */
    static List<PluginUse> defaults() {
        return List.copyOf(DEFAULTS);
    }

    static Set<String> names() {
        return POINTS.keySet();
    }

    static boolean isPlugin(String name) {
        return POINTS.containsKey(name);
    }

    static boolean takesPart(String name, ExtensionPoint point) {
        return POINTS.getOrDefault(name, Set.of()).contains(point);
    }
}
