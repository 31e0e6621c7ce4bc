package io.plimsoll.kubernetes.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How pods of one scheduler name are placed.
 *
 * @param schedulerName the name that pods give
 * @param percentageOfNodesToScore in place of the configuration's; null when not given
 * @param plugins what is enabled at each point, in the order of evaluation; unknown plugins stay in the lists
 * @param arguments the arguments of the plugins, defaults filled in
 */
public record SchedulerProfile(
        String schedulerName,
        @Nullable Integer percentageOfNodesToScore,
        Map<ExtensionPoint, List<PluginUse>> plugins,
        PluginArguments arguments) {

    static SchedulerProfile byDefault(String name) {
        return new SchedulerProfile(name, null, PluginSets.byDefault(), PluginArguments.byDefault());
    }

    /** The same with these resources left to extenders, in place of those that the fit passes over; none change nothing. */
    SchedulerProfile ignoring(Set<String> resources) {
        return resources.isEmpty()
                ? this
                : new SchedulerProfile(schedulerName, percentageOfNodesToScore, plugins, arguments.ignoring(resources));
    }

    /** What is enabled at a point, in the order of evaluation. */
    public List<PluginUse> at(ExtensionPoint point) {
        return plugins.getOrDefault(point, List.of());
    }

    /** Whether a plugin is enabled at a point. */
    public boolean has(ExtensionPoint point, String plugin) {
        return at(point).stream().anyMatch(use -> use.name().equals(plugin));
    }

    /** How much the score of a plugin counts; 0 when it gives none. */
    public int weight(String plugin) {
        for (PluginUse use : at(ExtensionPoint.SCORE)) {
            if (use.name().equals(plugin)) {
                return use.weight();
            }
        }
        return 0;
    }
}
