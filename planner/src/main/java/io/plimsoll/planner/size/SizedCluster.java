package io.plimsoll.planner.size;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.kubernetes.cluster.BoundPod;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.kubernetes.workload.Workloads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with some new nodes: its own nodes with the pods on them, the new ones, all of them with the pods of their DaemonSets; and
 * the pods that wait. One thread.
 */
final class SizedCluster {

    /** The filters that look at other pods: what they say of an empty node means nothing. */
    static final Set<String> ABOUT_OTHERS = Set.of("InterPodAffinity", "PodTopologySpread");

    final Cluster core = new Cluster();
    final ClusterSnapshot snapshot;
    /** The pods that wait for a node and belong to none, in the order of the queue. */
    final List<PendingPod> waiting = new ArrayList<>();
    /** The pods that belong to a node each: those of DaemonSets; they are on it, where they fit. */
    final List<PendingPod> daemons = new ArrayList<>();

    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final PluginContext context = new PluginContext(core);

    private SizedCluster(ClusterSnapshot snapshot, Set<String> skipped) {
        this.snapshot = snapshot;
        for (SchedulerProfile profile : snapshot.config().profiles()) {
            profiles.put(profile.schedulerName(), CoreProfile.of(profile));
        }
        core.setObjects(snapshot.known());
        snapshot.nodes().forEach(core::addNode);
        for (BoundPod pod : snapshot.bound()) {
            core.bind(core.addPod(pod.spec()), core.nodes().find(pod.node()), 0);
        }
        for (PendingPod pod : snapshot.pending()) {
            if (daemonNode(pod) != null) {
                daemons.add(pod);
            } else if (!skipped.contains(pod.fullName())) {
                waiting.add(pod);
            }
        }
    }

    /** A cluster of objects and new nodes; workloads have got their pods, DaemonSets have theirs on the nodes. */
    static SizedCluster of(SizeQuestion question, List<NodeSpec> more) {
        SizedCluster cluster = withoutDaemons(question, more);
        cluster.daemons.removeIf(pod -> !cluster.placeDaemon(pod));
        return cluster;
    }

    /** Puts a pod of a DaemonSet on its node; false when it does not fit there, as when another one has its port. */
    boolean placeDaemon(PendingPod pod) {
        int slot = slotOf(pod);
        if (!fits(core.decidedClass(pod.spec()), slot, profile(pod))) {
            return false;
        }
        core.bind(core.addPod(pod.spec()), slot, 0);
        return true;
    }

    /** The same, before the pods of DaemonSets are on their nodes. */
    static SizedCluster withoutDaemons(SizeQuestion question, List<NodeSpec> more) {
        Manifests.Builder all = question.objects().toBuilder();
        more.forEach(node -> all.add(NodeObjects.of(node)));
        return new SizedCluster(
                new ClusterSnapshot(Workloads.expand(all.build()), question.config()), question.skipped());
    }

    /** The profile of a pod's scheduler. */
    Profile profile(PendingPod pod) {
        return Objects.requireNonNull(profiles.get(pod.scheduler()), "pods of unknown schedulers are left out");
    }

    /** The node that a pod of a DaemonSet belongs to. */
    int slotOf(PendingPod daemon) {
        return core.nodes().find(Objects.requireNonNull(daemonNode(daemon)));
    }

    /** The node that a pod of a DaemonSet is made for; null for any other pod. */
    private @Nullable String daemonNode(PendingPod pod) {
        @Nullable OwnerReference controller = pod.spec().rules().controller();
        if (controller == null || !controller.kind().equals("DaemonSet")) {
            return null;
        }
        @Nullable String node = wantedNode(pod.object());
        return node == null || core.nodes().find(node) < 0 ? null : node;
    }

    private static @Nullable String wantedNode(Pod pod) {
        @Nullable Affinity affinity = pod.getSpec().getAffinity();
        @Nullable
        NodeSelector selector = affinity == null || affinity.getNodeAffinity() == null
                ? null
                : affinity.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
        return selector == null
                ? null
                : selector.getNodeSelectorTerms().stream()
                        .flatMap(term -> term.getMatchFields().stream())
                        .flatMap(field -> field.getValues().stream())
                        .findFirst()
                        .orElse(null);
    }

    /** Whether all filters let a class of pods onto a node now; asked anew, without an index. */
    boolean fits(PodClass podClass, int node, Profile profile) {
        return objection(podClass, node, profile, Set.of()) == null;
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
