package io.plimsoll.planner.size;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with some new nodes in the core: its own nodes with the pods on them, the new ones, all of them with the pods that belong to
 * them; and the pods that wait. One thread.
 */
final class SizedCluster {

    /** The filters that look at other pods: what they say of an empty node means nothing. */
    static final Set<String> ABOUT_OTHERS = Set.of("InterPodAffinity", "PodTopologySpread");

    final Cluster core = new Cluster();
    final PlanCluster plan;
    /** The pods that wait for a node and belong to none, in the order of the queue. */
    final List<PlanPod> waiting = new ArrayList<>();
    /** The pods that belong to a node each: those of DaemonSets; they are on it, where they fit. */
    final List<PlanPod> daemons = new ArrayList<>();

    final Map<String, Profile> profiles;
    private final PluginContext context = new PluginContext(core);
    private final LowestFit deviceChoice = new LowestFit();

    private SizedCluster(SizeQuestion question, PlanCluster plan) {
        this.plan = plan;
        profiles = question.rules().profiles();
        core.setObjects(plan.objects());
        plan.nodes().forEach(core::addNode);
        for (PlanPod pod : plan.pods()) {
            if (pod.isBound()) {
                core.bind(core.addPod(pod.held()), pod.node(), pod.devices());
            } else if (belongsToNode(pod)) {
                daemons.add(pod);
            } else if (!question.skipped().contains(pod.fullName())) {
                waiting.add(pod);
            }
        }
    }

    /** A cluster with new nodes; pods that belong to nodes are on them. */
    static SizedCluster of(SizeQuestion question, List<NodeSpec> more) {
        SizedCluster cluster = withoutDaemons(question, more);
        cluster.daemons.removeIf(pod -> !cluster.placeDaemon(pod));
        return cluster;
    }

    /** The same, before the pods that belong to nodes are on them. */
    static SizedCluster withoutDaemons(SizeQuestion question, List<NodeSpec> more) {
        return new SizedCluster(question, question.cluster().with(more));
    }

    private boolean belongsToNode(PlanPod pod) {
        @Nullable String node = pod.fate() == PlanPod.Fate.WITH_ITS_NODE ? pod.ownNode() : null;
        return node != null && core.nodes().find(node) >= 0;
    }

    /** Puts a pod of a DaemonSet on its node; false when it does not fit there, as when another one has its port. */
    boolean placeDaemon(PlanPod pod) {
        int slot = slotOf(pod);
        if (!fits(core.decidedClass(pod.wanted()), slot, profile(pod))) {
            return false;
        }
        core.bind(core.addPod(pod.wanted()), slot, 0);
        return true;
    }

    /** The profile of a pod's scheduler; the first one for a scheduler that is not known. */
    Profile profile(PlanPod pod) {
        @Nullable Profile profile = profiles.get(pod.scheduler());
        return profile == null ? profiles.values().iterator().next() : profile;
    }

    /** The node that a pod of a DaemonSet belongs to. */
    int slotOf(PlanPod daemon) {
        return core.nodes().find(Objects.requireNonNull(daemon.ownNode()));
    }

    /** Whether all filters let a class of pods onto a node now; asked anew, without an index. */
    boolean fits(PodClass podClass, int node, Profile profile) {
        return objection(podClass, node, profile, Set.of()) == null;
    }

    /** The devices that a pod of a class would get on a node onto which it fits, as bits. */
    long devices(PodClass podClass, int node) {
        return podClass.deviceCount() == 0
                ? 0
                : deviceChoice.prepare(podClass, context).devices(node, 0);
    }

    /** The first objection to a class of pods on a node, in words, of the filters but for some; null when there is none. */
    @Nullable
    String objection(PodClass podClass, int node, Profile profile, Set<String> without) {
        for (Filter filter : profile.filters()) {
            if (without.contains(filter.name())) {
                continue;
            }
            for (FilterRule rule : filter.prepare(podClass, context)) {
                long reasons = FilterRule.reasons(rule.verdict(node));
                if (reasons != 0) {
                    return filter.reason(Long.numberOfTrailingZeros(reasons), podClass, context);
                }
            }
        }
        return null;
    }
}
