package io.plimsoll.kubernetes.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which plugins take part where: the defaults, changed by what a profile enables and disables. */
final class PluginSets {

    /**
     * What a profile says about one point, or about all.
     *
     * @param enabled in its order
     * @param disabled names; {@code *} for all defaults
     */
    record Given(List<PluginUse> enabled, Set<String> disabled) {
        static final Given NOTHING = new Given(List.of(), Set.of());
    }

    private PluginSets() {}

    static Map<ExtensionPoint, List<PluginUse>> byDefault() {
        return expand(Given.NOTHING, Map.of());
    }

    /**
     * @param everywhere what is given for all points at once
     * @param points what is given for single ones, which wins
     */
    static Map<ExtensionPoint, List<PluginUse>> expand(Given everywhere, Map<ExtensionPoint, Given> points) {
        List<PluginUse> all = merged(everywhere);
        Map<ExtensionPoint, List<PluginUse>> plugins = new EnumMap<>(ExtensionPoint.class);
        for (ExtensionPoint point : ExtensionPoint.values()) {
            Given own = points.getOrDefault(point, Given.NOTHING);
            List<PluginUse> here = at(point, own, all);
            plugins.put(point, point == ExtensionPoint.SCORE ? weighed(here) : unweighed(here));
        }
        return Collections.unmodifiableMap(plugins);
    }

    /** The defaults in their order, replaced in place where the profile names them, then what is new. */
    private static List<PluginUse> merged(Given given) {
        Map<String, PluginUse> own = new LinkedHashMap<>();
        given.enabled().forEach(use -> own.put(use.name(), use));
        List<PluginUse> all = new ArrayList<>();
        if (!given.disabled().contains("*")) {
            for (PluginUse use : InTree.defaults()) {
                if (!given.disabled().contains(use.name())) {
                    @Nullable PluginUse replaced = own.remove(use.name());
                    all.add(replaced == null ? use : replaced);
                }
            }
        }
        all.addAll(own.values());
        return all;
    }

    private static List<PluginUse> at(ExtensionPoint point, Given own, List<PluginUse> all) {
        List<PluginUse> fromAll = new ArrayList<>();
        Set<String> overridden = new HashSet<>();
        if (!own.disabled().contains("*")) {
            Set<String> here = new HashSet<>();
            own.enabled().forEach(use -> here.add(use.name()));
            for (PluginUse use : all) {
                if (!InTree.takesPart(use.name(), point) && InTree.isPlugin(use.name())) {
                    continue;
                }
                if (own.disabled().contains(use.name())) {
                    continue;
                }
                if (here.contains(use.name())) {
                    overridden.add(use.name());
                } else {
                    fromAll.add(use);
                }
            }
        }
        List<PluginUse> plugins = new ArrayList<>();
        own.enabled().stream().filter(use -> overridden.contains(use.name())).forEach(plugins::add);
        plugins.addAll(fromAll);
        own.enabled().stream().filter(use -> !overridden.contains(use.name())).forEach(plugins::add);
        return plugins;
    }

    private static List<PluginUse> weighed(List<PluginUse> uses) {
        return uses.stream()
                .map(use -> use.weight() == 0 ? new PluginUse(use.name(), 1) : use)
                .toList();
    }

    private static List<PluginUse> unweighed(List<PluginUse> uses) {
        return uses.stream().map(use -> new PluginUse(use.name(), 0)).toList();
    }
}
