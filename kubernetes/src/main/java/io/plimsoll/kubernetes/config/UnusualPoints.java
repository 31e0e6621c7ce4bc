package io.plimsoll.kubernetes.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a profile changes at extension points that the core does not have. A plugin's filter and score stand here for all that it
 * does; kube-scheduler lets each of its steps be switched on and off.
 */
final class UnusualPoints {

    /** Plugins that refuse pods or nodes before the filters are asked. */
    private static final Set<String> DECIDE_BEFORE =
            Set.of("NodeAffinity", "VolumeRestrictions", "VolumeBinding", "VolumeZone", "DynamicResources");

    /**
     * A step that is always done here.
     *
     * @param point where kube-scheduler does it
     * @param plugin by which plugin
     * @param alone whether it is all that the plugin does
     * @param changes what would be different without
     */
    private record Step(ExtensionPoint point, String plugin, boolean alone, String changes) {}

    private static final String AFTERWARDS = "what happens after a node was chosen, not which";
    private static final List<Step> STEPS = List.of(
            new Step(ExtensionPoint.PRE_ENQUEUE, "SchedulingGates", true, "whether pods are held back"),
            new Step(ExtensionPoint.QUEUE_SORT, "PrioritySort", true, "which pod is tried first"),
            new Step(ExtensionPoint.RESERVE, "VolumeBinding", false, AFTERWARDS),
            new Step(ExtensionPoint.PRE_BIND, "VolumeBinding", false, AFTERWARDS),
            new Step(ExtensionPoint.BIND, "DefaultBinder", true, AFTERWARDS));

    private final SchedulerProfile profile;
    private final BiConsumer<ExtensionPoint, String> warning;

    private UnusualPoints(SchedulerProfile profile, BiConsumer<ExtensionPoint, String> warning) {
        this.profile = profile;
        this.warning = warning;
    }

    /** Tells of each point what is said there and not modelled, and what it would change. */
    static void check(SchedulerProfile profile, BiConsumer<ExtensionPoint, String> warning) {
        new UnusualPoints(profile, warning).check();
    }

    private void check() {
        prepared(ExtensionPoint.PRE_FILTER, ExtensionPoint.FILTER);
        prepared(ExtensionPoint.PRE_SCORE, ExtensionPoint.SCORE);
        for (PluginUse use : profile.at(ExtensionPoint.PRE_FILTER)) {
            if (DECIDE_BEFORE.contains(use.name()) && !profile.has(ExtensionPoint.FILTER, use.name())) {
                warning.accept(
                        ExtensionPoint.FILTER,
                        "without %s is modelled as if its preFilter were off, too; kube-scheduler would go on to refuse by it"
                                .formatted(use.name()));
            }
        }
        order();
        for (Step step : STEPS) {
            if (!profile.has(step.point(), step.plugin()) && (step.alone() || isUsed(step.plugin()))) {
                warning.accept(
                        step.point(),
                        "without %s is not modelled; it would change %s".formatted(step.plugin(), step.changes()));
            }
        }
    }

    private boolean isUsed(String plugin) {
        return profile.has(ExtensionPoint.FILTER, plugin);
    }

    /** A filter or score whose first half is off fails for every pod. */
    private void prepared(ExtensionPoint before, ExtensionPoint point) {
        for (PluginUse use : profile.at(point)) {
            if (InTree.takesPart(use.name(), before) && !profile.has(before, use.name())) {
                warning.accept(
                        before,
                        "without %s is not modelled; it would change that plugin's %s: most answer with an error then"
                                .formatted(use.name(), point.field()));
            }
        }
    }

    /** Of several plugins that refuse a pod before the filters are asked, the first one's words are given. */
    private void order() {
        List<String> before = names(ExtensionPoint.PRE_FILTER);
        List<String> filters = names(ExtensionPoint.FILTER);
        before.retainAll(filters);
        filters.retainAll(before);
        if (!before.equals(filters)) {
            warning.accept(
                    ExtensionPoint.PRE_FILTER,
                    "in another order than filter is not modelled; it would change which of several reasons is given");
        }
    }

    private List<String> names(ExtensionPoint point) {
        List<String> names = new ArrayList<>();
        profile.at(point).forEach(use -> names.add(use.name()));
        return names;
    }
}
