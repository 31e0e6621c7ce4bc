package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.NodeRotation;
import io.plimsoll.core.engine.NodeSampling;
import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.RunObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places the pods that wait in a cluster, one by one, each by the profile of its scheduler; nothing ends and nothing else
 * happens. A pod that fits nowhere is tried again, in its old order, after others were placed: they may be what it asked to be
 * near to. It is over when none of those that are left fits.
 *
 * <p>The pods of a group get places when as many of them do as it needs, in the place in line of the first of them, or wait.
 *
 * <p>There is no clock: every pod, those that were on nodes before included, takes a millisecond of virtual time.
 *
 * <p>Cost: one decision per pod, and per class of pods that wait and round. One thread; runs once.
 */
public final class PlacementRun {

    private final Cluster cluster = new Cluster();
    private final Map<String, Scheduler> schedulers = new LinkedHashMap<>();
    private final RunObserver observer;
    private final long seed;
    private final List<NodeSpec> nodes;
    private final List<Asking> asking = new ArrayList<>();
    /** By pod: the group that waits. */
    private final Map<Integer, Asking> groups = new HashMap<>();

    private long nowMillis;
    private boolean begun;
    private @Nullable Scheduler deciding;

    /** A pod that is to be placed, or the pods of a group. */
    private static final class Asking {
        final int pod;
        final Scheduler scheduler;
        final long sinceMillis;
        int[] members = {};
        String group = "";
        /** How many members must get places; more than there are when others are still to come. */
        int least;

        Asking(int pod, Scheduler scheduler, long sinceMillis) {
            this.pod = pod;
            this.scheduler = scheduler;
            this.sinceMillis = sinceMillis;
        }

        boolean isGroup() {
            return members.length > 0;
        }
    }

    /**
     * A run that has not begun.
     *
     * @param nodes in the order of their rank among equals
     * @param profiles by the name of the scheduler; at least one; they belong to this run from now on
     * @param seed of the profiles' random draws
     */
    public PlacementRun(
            ClusterObjects objects,
            List<NodeSpec> nodes,
            Map<String, Profile> profiles,
            long seed,
            RunObserver observer) {
        this.nodes = List.copyOf(nodes);
        this.observer = observer;
        this.seed = seed;
        cluster.setObjects(objects);
        profiles.forEach((name, profile) -> schedulers.put(name, new Scheduler(cluster, profile, seed)));
    }

    /**
     * Has every scheduler look at some nodes only, as kube-scheduler does; before the first pod.
     *
     * @param percentages how many percent, by the name of the scheduler; 0 lets the number of nodes decide
     */
    public void sample(Map<String, Integer> percentages) {
        begin();
        NodeRotation rotation = new NodeRotation(cluster);
        schedulers.replaceAll((name, all) -> {
            @Nullable Integer percent = percentages.get(name);
            NodeSampling sampling = new NodeSampling(cluster, rotation, percent == null ? 0 : percent);
            return new Scheduler(cluster, all.profile(), seed, sampling);
        });
    }

    /** A pod is on a node, whether it fits there or not. O(1). */
    public void bound(PodSpec spec, String node) {
        begin();
        int pod = arrive(spec);
        cluster.bind(pod, cluster.nodes().find(node), 0);
        observer.podPlaced(pod, 0, false);
    }

    /**
     * A pod asks for a node; it is tried at once.
     *
     * @return its number, for {@link #node} and {@link #why}
     */
    public int place(PodSpec spec, String scheduler) {
        begin();
        int pod = arrive(spec);
        Asking asks = new Asking(pod, scheduler(scheduler), nowMillis);
        asking.add(asks);
        if (!isPlaced(asks)) {
            if (Checks.FULL) {
                SimulationCheck.unschedulable(asks.scheduler, pod);
            }
            observer.podWaits(pod);
        }
        return pod;
    }

    /**
     * The pods of a group ask for nodes; they are tried at once.
     *
     * @param least how many of them must get places, at least 1; more than there are when others are still to come
     * @return their numbers
     */
    public int[] placeGroup(String group, List<PodSpec> specs, String scheduler, int least) {
        begin();
        int[] members = new int[specs.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = arrive(specs.get(i));
            observer.podQueued(members[i]);
        }
        Asking asks = new Asking(members[0], scheduler(scheduler), nowMillis);
        asks.members = members;
        asks.group = group;
        asks.least = least;
        asking.add(asks);
        for (int member : members) {
            groups.put(member, asks);
        }
        isGroupPlaced(asks, asking);
        for (int member : members) {
            if (cluster.pods().node(member) == PodTable.NONE) {
                observer.podWaits(member);
            }
        }
        return members.clone();
    }

    /** Tries those that fitted nowhere again until none of them fits. */
    public void finish() {
        begin();
        asking.removeIf(this::isDone);
        boolean any = true;
        while (any) {
            any = false;
            Set<PodClass> failed = new HashSet<>();
            List<Asking> left = new ArrayList<>();
            for (Asking asks : asking) {
                PodClass podClass = cluster.decidedClass(asks.pod);
                if (asks.isGroup() ? isGroupPlaced(asks, left) : !failed.contains(podClass) && isPlaced(asks)) {
                    failed.clear();
                    any = true;
                } else {
                    if (!asks.isGroup()) {
                        failed.add(podClass);
                    }
                    left.add(asks);
                }
            }
            asking.clear();
            asking.addAll(left);
        }
    }

    private boolean isDone(Asking asks) {
        return asks.isGroup() ? groups.get(asks.pod) != asks : cluster.pods().node(asks.pod) != PodTable.NONE;
    }

    /** The name of the node that a pod is on; empty when it is on none. */
    public String node(int pod) {
        int node = cluster.pods().node(pod);
        return node == PodTable.NONE ? "" : cluster.nodes().name(node);
    }

    /** Why a pod fits nowhere now, in the words of its event. O(nodes). */
    public String why(int pod, String scheduler) {
        @Nullable Asking group = groups.get(pod);
        if (group != null) {
            PodGroups tried = new PodGroups(group.scheduler);
            tried.decide(group.members, group.members.length, 1, false);
            return new Decision.WaitingForGroup(group.group, tried.placed(), group.least).sentence();
        }
        Decision decision = scheduler(scheduler).decision(cluster.decidedClass(pod));
        return decision instanceof Decision.Unschedulable unschedulable ? unschedulable.sentence() : "";
    }

    /** What the pods of equal numbers have in common: one answer of {@link #why} is that of all. */
    public int podClass(int pod) {
        return cluster.decidedClass(pod).id();
    }

    private boolean isPlaced(Asking asks) {
        if (!asks.scheduler.equals(deciding)) {
            deciding = asks.scheduler;
            observer.schedulerChanged(deciding);
        }
        int node = asks.scheduler.decide(asks.pod);
        if (node == Scheduler.UNSCHEDULABLE) {
            return false;
        }
        cluster.bind(asks.pod, node, asks.scheduler.devices());
        observer.podPlaced(asks.pod, nowMillis - asks.sinceMillis, false);
        return true;
    }

    /** Places the members of a group that find places, if enough do; the others then ask each for itself, later. */
    private boolean isGroupPlaced(Asking asks, List<Asking> later) {
        PodGroups decision = new PodGroups(asks.scheduler);
        if (asks.least > asks.members.length
                || !decision.decide(asks.members, asks.members.length, asks.least, false)) {
            return false;
        }
        if (!asks.scheduler.equals(deciding)) {
            deciding = asks.scheduler;
            observer.schedulerChanged(deciding);
        }
        for (int i = 0; i < decision.placed(); i++) {
            cluster.bind(decision.pod(i), decision.node(i), decision.devices(i));
            observer.podPlaced(decision.pod(i), nowMillis - asks.sinceMillis, false);
        }
        for (int member : asks.members) {
            groups.remove(member);
            if (cluster.pods().node(member) == PodTable.NONE) {
                later.add(new Asking(member, asks.scheduler, asks.sinceMillis));
            }
        }
        return true;
    }

    private int arrive(PodSpec spec) {
        observer.timePassed(++nowMillis);
        int pod = cluster.addPod(spec);
        observer.podArrived(pod);
        return pod;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            observer.started(cluster, schedulers.values().iterator().next());
            nodes.forEach(node -> observer.nodeAdded(cluster.addNode(node)));
        }
    }

    private Scheduler scheduler(String name) {
        Scheduler scheduler = schedulers.get(name);
        if (scheduler == null) {
            throw new IllegalArgumentException("The scheduler (%s) must have a profile.%n".formatted(name)
                    + "Maybe it is that of another configuration.");
        }
        return scheduler;
    }
}
