package io.plimsoll.extender.live;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.extender.wire.NameTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the API server told it, plus what decisions hold that it has not confirmed yet (the reservation ledger). Both are
 * pods on nodes of one {@link Cluster}, so that every rule counts both alike.
 *
 * <p>A hold belongs to the UID of its pod. It ends when the pod is seen on a node (on whichever: what the API server says is
 * true), is gone, is decided again, or when somebody {@link #release releases} it after {@link #overdue its time}. A pod on a
 * node that is not known yet counts from the moment the node is. Every operation is O(1) but for listing ends and nodes that
 * leave (O(their pods)). One thread.
 */
public final class LiveCluster {

    private static final int RELEASED_REMEMBERED = 10_000;

    private final Cluster cluster = new Cluster();
    private final NameTable names = new NameTable();
    private final Map<String, Resident> residents = new LinkedHashMap<>();
    /** By number of the pod in the cluster. */
    private @Nullable Resident[] byNumber = new Resident[64];

    /** Pods of nodes that are not known, by node. */
    private final Map<String, Set<Resident>> homeless = new HashMap<>();
    /** What is held and not confirmed, in the order in which it ends. */
    private final Map<String, Resident> held = new LinkedHashMap<>();
    /** By slot: how many pods are held there. */
    private int[] heldOn = new int[64];

    /** By node: in which list of all nodes it was told last. */
    private final Map<String, Long> nodeLists = new LinkedHashMap<>();

    private final Set<String> released = new LinkedHashSet<>();
    private long nodeList;
    private long podList;
    private long lateBindings;
    private Consumer<String> holdEnded = uid -> {};

    /** Has somebody told the UID of each pod whose hold ends, by whatever. */
    void onHoldEnd(Consumer<String> listener) {
        holdEnded = listener;
    }

    /** The nodes and pods. Only this class changes them. */
    public Cluster cluster() {
        return cluster;
    }

    /** The slots of the nodes by name. */
    NameTable names() {
        return names;
    }

    /** How many pods are held and not confirmed. */
    public int heldPods() {
        return held.size();
    }

    /** How many pods hold space, confirmed or not. */
    public int residents() {
        return residents.size();
    }

    /** How many pods came to a node after their hold had been released: each could have been an overcommit. */
    public long lateBindings() {
        return lateBindings;
    }

    /** The slot of the node that a pod is held on or was seen on; -1 when there is none, or it is not known. */
    public int slot(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident == null || resident.number == Resident.HOMELESS
                ? PodTable.NONE
                : cluster.pods().node(resident.number);
    }

    /** The number in the cluster of a pod that holds space on a known node; -1 when there is none. */
    public int number(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident == null ? PodTable.NONE : resident.number;
    }

    /** Whether space is held for the pod that the API server has not confirmed. */
    public boolean isHeld(String uid) {
        return held.containsKey(uid);
    }

    /** Whether a node has space that is held and not confirmed. */
    boolean hasHeld(int slot) {
        return slot < heldOn.length && heldOn[slot] > 0;
    }

    /** Takes in what the API server told. */
    public void apply(ClusterEvent event) {
        if (event instanceof ClusterEvent.PodOnNode seen) {
            podOnNode(seen);
        } else if (event instanceof ClusterEvent.PodWaits waits) {
            podWaits(waits.uid());
        } else if (event instanceof ClusterEvent.PodGone gone) {
            remove(gone.uid());
        } else if (event instanceof ClusterEvent.NodeSeen seen) {
            nodeSeen(seen.node());
        } else if (event instanceof ClusterEvent.NodeGone gone) {
            nodeGone(gone.name());
        } else if (event instanceof ClusterEvent.Documented documented) {
            apply(documented.event());
        } else if (event instanceof ClusterEvent.ObjectsSeen seen) {
            cluster.setObjects(seen.objects());
        } else if (event instanceof ClusterEvent.NodesListing) {
            nodeList++;
        } else if (event instanceof ClusterEvent.NodesListed) {
            nodesListed();
        } else if (event instanceof ClusterEvent.PodsListing) {
            podList++;
        } else if (event instanceof ClusterEvent.PodsListed) {
            podsListed();
        }
    }

    /**
     * Holds space for a pod that was decided and is not on a node yet; what was held for it before is given back.
     *
     * @param until when the hold is overdue, in milliseconds, not before earlier holds
     */
    public void hold(String uid, PodSpec spec, int slot, long until) {
        remove(uid);
        Resident resident =
                new Resident(uid, spec.namespace(), spec.name(), cluster.nodes().name(slot));
        resident.heldUntil = until;
        resident.list = podList;
        residents.put(uid, resident);
        held.put(uid, resident);
        place(resident, spec, slot);
        countHeld(slot, 1);
    }

    /** Holds space again as before a restart, unless the pod has been seen on a node or its node is gone. */
    public boolean restoreHold(String uid, PodSpec spec, String node, long until) {
        int slot = cluster.nodes().find(node);
        if (slot < 0 || residents.containsKey(uid)) {
            return false;
        }
        hold(uid, spec, slot, until);
        return true;
    }

    /** Gives back what is held for a pod, if it is not confirmed. Returns whether there was such a hold. */
    public boolean unhold(String uid) {
        return held.containsKey(uid) && remove(uid);
    }

    /** A hold whose time is over. */
    public record Overdue(String uid, String namespace, String name) {}

    /** The pods whose holds are overdue; they are held on until they are released, confirmed or {@link #extend extended}. */
    public List<Overdue> overdue(long now) {
        List<Overdue> overdue = new ArrayList<>();
        for (Resident resident : held.values()) {
            if (resident.heldUntil > now) {
                break;
            }
            overdue.add(new Overdue(resident.uid, resident.namespace, resident.name));
        }
        return overdue;
    }

    /** Holds on for a pod until another time, because nobody could say where it is. */
    public void extend(String uid, long until) {
        @Nullable Resident resident = held.remove(uid);
        if (resident != null) {
            resident.heldUntil = until;
            held.put(uid, resident);
        }
    }

    /** Gives back what was held for a pod that has no node. When it gets one later on, that is counted. */
    public void release(String uid) {
        if (unhold(uid)) {
            released.add(uid);
            if (released.size() > RELEASED_REMEMBERED) {
                released.remove(released.iterator().next());
            }
        }
    }

    /** Tells the nodes by slot, then the pods that were seen on nodes, then those that are held, in the order in which they end. */
    public void describe(ResidentVisitor visitor) {
        for (int slot = 0; slot < cluster.nodes().slots(); slot++) {
            if (cluster.nodes().exists(slot)) {
                String name = cluster.nodes().name(slot);
                visitor.node(slot, name, nodeLists.getOrDefault(name, 0L) == nodeList);
            }
        }
        for (Resident resident : residents.values()) {
            if (!resident.held()) {
                visitor.pod(resident.uid, resident.node, 0, resident.list == podList);
            }
        }
        for (Resident resident : held.values()) {
            visitor.pod(resident.uid, resident.node, resident.heldUntil, resident.list == podList);
        }
    }

    /** A node as {@link #describe} told it, before any pods. */
    public void restoreNode(int slot, NodeSpec node, boolean told) {
        cluster.restoreNode(slot, node);
        names.put(node.name(), slot);
        nodeLists.put(node.name(), told ? nodeList : nodeList - 1);
    }

    /** A pod as {@link #describe} told it. */
    public void restorePod(String uid, PodSpec spec, String node, long until, boolean told) {
        podOnNode(new ClusterEvent.PodOnNode(uid, spec, node));
        @Nullable Resident resident = residents.get(uid);
        if (resident == null) {
            return;
        }
        resident.list = told ? podList : podList - 1;
        if (until != 0) {
            resident.heldUntil = until;
            held.put(uid, resident);
            if (resident.number != Resident.HOMELESS) {
                countHeld(cluster.pods().node(resident.number), 1);
            }
        }
    }

    private void podOnNode(ClusterEvent.PodOnNode seen) {
        @Nullable Resident known = residents.get(seen.uid());
        if (known != null && known.node.equals(seen.node()) && known.number != Resident.HOMELESS) {
            confirm(known);
            known.list = podList;
            if (cluster.template(seen.spec()).equals(cluster.pods().template(known.number))) {
                return;
            }
        }
        lateBindings += released.remove(seen.uid()) ? 1 : 0;
        remove(seen.uid());
        Resident resident =
                new Resident(seen.uid(), seen.spec().namespace(), seen.spec().name(), seen.node());
        resident.list = podList;
        residents.put(seen.uid(), resident);
        int slot = cluster.nodes().find(seen.node());
        if (slot < 0) {
            wander(resident, seen.spec());
        } else {
            place(resident, seen.spec(), slot);
        }
    }

    private void podWaits(String uid) {
        @Nullable Resident resident = residents.get(uid);
        if (resident != null && resident.held()) {
            resident.list = podList;
        }
    }

    /** Whether a pod holds space, confirmed or not. */
    public boolean knows(String uid) {
        return residents.containsKey(uid);
    }

    private void confirm(Resident resident) {
        if (resident.held()) {
            resident.heldUntil = 0;
            held.remove(resident.uid);
            if (resident.number != Resident.HOMELESS) {
                countHeld(cluster.pods().node(resident.number), -1);
            }
            holdEnded.accept(resident.uid);
        }
    }

    private boolean remove(String uid) {
        released.remove(uid);
        @Nullable Resident resident = residents.remove(uid);
        if (resident == null) {
            return false;
        }
        confirm(resident);
        if (resident.number == Resident.HOMELESS) {
            Set<Resident> others = homeless.get(resident.node);
            if (others != null && others.remove(resident) && others.isEmpty()) {
                homeless.remove(resident.node);
            }
        } else {
            cluster.removePod(resident.number);
        }
        return true;
    }

    private void nodeSeen(NodeSpec node) {
        nodeLists.put(node.name(), nodeList);
        int slot = cluster.nodes().find(node.name());
        if (slot >= 0) {
            if (!cluster.nodes().spec(slot).equals(node)) {
                cluster.describeNode(slot, node);
            }
            return;
        }
        slot = cluster.addNode(node);
        names.put(node.name(), slot);
        @Nullable Set<Resident> pods = homeless.remove(node.name());
        if (pods != null) {
            for (Resident resident : pods) {
                @Nullable PodSpec spec = resident.spec;
                if (spec != null) {
                    resident.spec = null;
                    place(resident, spec, slot);
                    countHeld(slot, resident.held() ? 1 : 0);
                }
            }
        }
    }

    private void nodeGone(String name) {
        nodeLists.remove(name);
        int slot = cluster.nodes().find(name);
        if (slot < 0) {
            return;
        }
        for (int pod = cluster.pods().firstOn(slot);
                pod != PodTable.NONE;
                pod = cluster.pods().firstOn(slot)) {
            Resident resident = byNumber(pod);
            PodSpec spec = cluster.pods().spec(pod);
            countHeld(slot, resident.held() ? -1 : 0);
            cluster.removePod(pod);
            wander(resident, spec);
        }
        cluster.removeNode(slot);
        names.remove(name);
    }

    private void nodesListed() {
        for (String name : List.copyOf(nodeLists.keySet())) {
            if (nodeLists.getOrDefault(name, 0L) != nodeList) {
                nodeGone(name);
            }
        }
    }

    private void podsListed() {
        for (Resident resident : List.copyOf(residents.values())) {
            if (resident.list != podList) {
                remove(resident.uid);
            }
        }
    }

    private Resident byNumber(int pod) {
        @Nullable Resident resident = pod < byNumber.length ? byNumber[pod] : null;
        if (resident == null) {
            throw new IllegalStateException(
                    "The pod number (%d) of the live cluster must have a resident.%n".formatted(pod)
                            + "Maybe the cluster was changed by others: this is a defect of Plimsoll, please report it.");
        }
        return resident;
    }

    private void wander(Resident resident, PodSpec spec) {
        resident.number = Resident.HOMELESS;
        resident.spec = spec;
        homeless.computeIfAbsent(resident.node, node -> new LinkedHashSet<>()).add(resident);
    }

    private void place(Resident resident, PodSpec spec, int slot) {
        resident.number = cluster.addPod(spec);
        if (resident.number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * resident.number + 64);
        }
        byNumber[resident.number] = resident;
        cluster.bind(resident.number, slot, 0);
    }

    private void countHeld(int slot, int change) {
        if (slot >= heldOn.length) {
            heldOn = Arrays.copyOf(heldOn, Math.max(slot + 1, 2 * heldOn.length));
        }
        heldOn[slot] += change;
    }
}
