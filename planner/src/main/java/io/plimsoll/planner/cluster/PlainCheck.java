package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places the pods of a plan again, one by one, and asks every filter, prepared anew, about the node of each: no index, no
 * score, no cached answer of the scheduler that made the plan. A plan that fails is refused. One thread.
 */
public final class PlainCheck {

    private final Cluster core;
    private final NodeTable nodes;
    private final PluginContext context;

    /** Of a cluster in which the pods that the plan leaves alone are on their nodes. */
    public PlainCheck(Cluster core) {
        this.core = core;
        this.nodes = core.nodes();
        this.context = new PluginContext(core);
    }

    /**
     * Puts a waiting pod on its node if all filters of a profile allow it.
     *
     * @param devices the devices that the plan gives it, as bits
     * @throws RefusedPlanException when one does not
     */
    public void place(int pod, int node, long devices, Profile profile) {
        PodClass podClass = core.decidedClass(pod);
        List<String> objections = objections(podClass, node, profile);
        if (objections.isEmpty() && !devicesFit(podClass, node, devices)) {
            objections = List.of("its devices (" + Long.toBinaryString(devices) + ") are not free");
        }
        if (!objections.isEmpty()) {
            throw new RefusedPlanException(core.pods().name(pod), nodes.name(node), String.join("; ", objections));
        }
        core.bind(pod, node, devices);
    }

    /**
     * Puts so many new pods on a node, one by one, if all filters allow each, makes sure that not one more fits if that is
     * what the plan says, and takes them off again.
     *
     * @param full whether the plan says that no more fit
     * @throws RefusedPlanException when one does not fit, or one more does
     */
    public void fill(PodTemplate template, int node, long count, boolean full, Profile profile) {
        PodClass podClass = core.decidedClass(template.spec());
        List<FilterRule> rules = new ArrayList<>();
        profile.filters().forEach(filter -> rules.addAll(filter.prepare(podClass, context)));
        @Nullable DeviceRule devices = podClass.deviceCount() == 0 ? null : new LowestFit().prepare(podClass, context);
        List<Integer> placed = new ArrayList<>();
        boolean fits = passes(rules, node);
        while (placed.size() < count && fits) {
            long bits = devices == null ? 0 : devices.devices(node, 0);
            fits = devicesFit(podClass, node, bits);
            int pod = core.addPod(template, template.spec().name());
            placed.add(pod);
            core.bind(pod, node, bits);
            fits &= passes(rules, node);
        }
        boolean tooFew = placed.size() < count;
        for (int i = placed.size() - 1; i >= 0; i--) {
            core.removePod(placed.get(i));
        }
        if (tooFew || (full && fits)) {
            throw new RefusedPlanException(
                    template.spec().name(),
                    nodes.name(node),
                    "the plan says that " + count + " more fit there, not " + (tooFew ? placed.size() : "one more"));
        }
    }

    private static boolean passes(List<FilterRule> rules, int node) {
        for (FilterRule rule : rules) {
            if (rule.verdict(node) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }

    private List<String> objections(PodClass podClass, int node, Profile profile) {
        List<String> objections = new ArrayList<>();
        for (Filter filter : profile.filters()) {
            for (FilterRule rule : filter.prepare(podClass, context)) {
                long verdict = rule.verdict(node);
                if (verdict != FilterRule.PASS) {
                    for (long rest = FilterRule.reasons(verdict); rest != 0; rest &= rest - 1) {
                        objections.add(filter.name() + ": "
                                + filter.reason(Long.numberOfTrailingZeros(rest), podClass, context));
                    }
                }
            }
        }
        return objections;
    }

    private boolean devicesFit(PodClass podClass, int node, long devices) {
        if (Long.bitCount(devices) != podClass.deviceCount()) {
            return false;
        }
        int model = -1;
        for (long rest = devices; rest != 0; rest &= rest - 1) {
            int device = Long.numberOfTrailingZeros(rest);
            if (device >= nodes.deviceCount(node) || nodes.deviceFree(node, device) < podClass.deviceMilli()) {
                return false;
            }
            int own = nodes.deviceModel(node, device);
            if (!podClass.acceptsModel(own) || (model >= 0 && own != model)) {
                return false;
            }
            model = own;
        }
        return true;
    }
}
