package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.PodGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment, as its scheduler sees it: nodes in the order in which they were read, pods that are on them
 * (also those that are being deleted, mirror pods and pods of other schedulers), and the pods that wait, in the order of the
 * scheduler's queue: by priority, then by age, then as they were read. A pod that ended uses nothing. Pods that wait for
 * something else than a node are left out and counted.
 *
 * <p>O(objects), apart from sorting. For one thread.
 */
public final class ClusterSnapshot {

    private static final Comparator<PendingPod> PRIORITY_SORT = Comparator.comparingInt(
                    (PendingPod pod) -> pod.spec().priority())
            .reversed()
            .thenComparing(
                    pod -> pod.object().getMetadata().getCreationTimestamp(),
                    Comparator.nullsLast(Comparator.naturalOrder()));

    private final Manifests objects;
    private final SchedulerConfig config;
    private final ClusterObjects known;
    private final List<DisruptionBudget> budgets;
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final List<BoundPod> bound = new ArrayList<>();
    private final List<PendingPod> pending = new ArrayList<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<String> gated = new ArrayList<>();
    private final PodGroups groups;
    /** How many pods of groups are on nodes. */
    private final Map<String, Integer> groupsOnNodes = new HashMap<>();

    /**
     * Sorts out what is there.
     *
     * @param objects with the pods of all workloads, see {@code Workloads}
     * @param config says which schedulers there are
     */
    public ClusterSnapshot(Manifests objects, SchedulerConfig config) {
        this.objects = objects;
        this.config = config;
        this.known = ObjectsConverter.convert(objects.all());
        this.budgets = Disruptions.budgets(objects.all());
        this.groups = new PodGroups(objects.all(io.plimsoll.kubernetes.input.PodGroup.class));
        Set<String> names = new HashSet<>();
        for (Node node : objects.nodes()) {
            NodeSpec spec = NodeConverter.convert(node);
            names.add(spec.name());
            nodes.add(spec);
        }
        objects.pods().forEach(pod -> sort(pod, names));
        pending.sort(PRIORITY_SORT);
    }

    private void sort(Pod pod, Set<String> names) {
        @Nullable
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        if ("Succeeded".equals(phase) || "Failed".equals(phase)) {
            leaveOut("ended");
            return;
        }
        @Nullable String node = pod.getSpec().getNodeName();
        if (node != null && !node.isEmpty()) {
            if (names.contains(node)) {
                bound.add(new BoundPod(pod, PodConverter.bound(pod), node));
                @Nullable PodGroup group = groups.of(pod);
                if (group != null) {
                    groupsOnNodes.merge(group.name(), 1, Integer::sum);
                }
            } else {
                leaveOut("on nodes that are not described");
            }
            return;
        }
        String scheduler = scheduler(pod);
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            leaveOut("deleted before they had a node");
        } else if (!pod.getSpec().getSchedulingGates().isEmpty()) {
            leaveOut("held back by scheduling gates");
            gated.add(pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName());
        } else if (config.profile(scheduler) == null) {
            leaveOut("for the scheduler " + scheduler);
        } else {
            pending.add(new PendingPod(pod, PodConverter.waiting(pod), scheduler, groups.of(pod)));
        }
    }

    /** The name of the scheduler that a pod asks for. */
    static String scheduler(Pod pod) {
        return SchedulerConfig.schedulerOf(pod.getSpec().getSchedulerName());
    }

    private void leaveOut(String why) {
        leftOut.merge(why, 1, Integer::sum);
    }

    /** All that it was made of. */
    public Manifests objects() {
        return objects;
    }

    /** Which schedulers there are. */
    public SchedulerConfig config() {
        return config;
    }

    /** What the core knows of objects that are neither nodes nor pods. */
    public ClusterObjects known() {
        return known;
    }

    /** The nodes. */
    public List<NodeSpec> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** The pods that are on nodes, in the order in which they were read. */
    public List<BoundPod> bound() {
        return Collections.unmodifiableList(bound);
    }

    /** The pods that wait for a node, the next one first. */
    public List<PendingPod> pending() {
        return Collections.unmodifiableList(pending);
    }

    /** How many pods neither are on a node nor wait for one, by what they are instead. */
    public Map<String, Integer> leftOut() {
        return Collections.unmodifiableMap(leftOut);
    }

    /** Those of them that gates hold back, by namespace and name. */
    public List<String> gated() {
        return Collections.unmodifiableList(gated);
    }

    /** How many pods of a group must get places at the same time, those on nodes counted; 0 or less when enough have. */
    public int missing(PodGroup group) {
        return group.minMembers() - groupsOnNodes.getOrDefault(group.name(), 0);
    }

    /**
     * The nodes and what is known of other objects, without pods, in a cluster of the core.
     *
     * @throws ArithmeticException when the sum over all nodes would overflow
     */
    public Cluster emptyCluster() {
        Cluster cluster = new Cluster();
        cluster.setObjects(known);
        cluster.setBudgets(budgets);
        nodes.forEach(cluster::addNode);
        return cluster;
    }

    /** The pod group of a pod; null when it is of none. */
    @Nullable
    PodGroup group(Pod pod) {
        return groups.of(pod);
    }

    /** Adds the waiting pods that have a node in prospect, all but some. */
    void nominatePods(Cluster cluster, Set<Pod> without) {
        for (PendingPod pod : pending) {
            int node = cluster.nodes().find(Disruptions.nominatedNode(pod.object()));
            if (node >= 0 && !without.contains(pod.object())) {
                cluster.nominate(cluster.addPod(pod.spec()), node);
            }
        }
    }

    /** Puts the pods that are on nodes there, all but one. */
    void bindPods(Cluster cluster, @Nullable Pod without) {
        for (BoundPod pod : bound) {
            if (!pod.object().equals(without)) {
                int number = cluster.addPod(pod.spec());
                cluster.bind(number, cluster.nodes().find(pod.node()), 0);
                cluster.setStart(number, Disruptions.startMillis(pod.object()));
            }
        }
    }
}
