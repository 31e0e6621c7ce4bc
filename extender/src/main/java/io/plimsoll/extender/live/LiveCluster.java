package io.plimsoll.extender.live;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.extender.wire.NameTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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

    /** So many kinds of pods that are no more may be remembered: some tens of megabytes. */
    private static final int MOST_PAST_KINDS = 10_000;

    private Cluster cluster = new Cluster();
    /** How many kinds the cluster had when it was made. */
    private int kindsAtFirst;

    private final NameTable names = new NameTable();
    private final LongSupplier clock;
    private final Map<String, Resident> residents = new LinkedHashMap<>();
    /** By number of the pod in the cluster. */
    private @Nullable Resident[] byNumber = new Resident[64];

    private Consumer<String> unheld = uid -> {};
    private final Homeless homeless = new Homeless();
    private final Holds holds = new Holds();

    /** By node: in which list of all nodes it was told last. */
    private final Map<String, Long> nodeLists = new LinkedHashMap<>();

    private @Nullable ClusterObjects objects;
    private long nodeList;
    private long podList;
    private long lateBindings;
    private long arrivals;

    /** A cluster of which nothing is known, by a clock of milliseconds that never goes back. */
    public LiveCluster(LongSupplier clock) {
        this.clock = clock;
    }

    /** Has somebody told the UID of each pod whose hold is given back, instead of being confirmed. */
    void onUnhold(Consumer<String> listener) {
        unheld = listener;
    }

    /** Has somebody told the UID of each pod whose hold ends, by whatever. */
    void onHoldEnd(Consumer<String> listener) {
        holds.onEnd(listener);
    }

    /** The nodes and pods, as long as it is not renewed. Only this class changes them. */
    public Cluster cluster() {
        return cluster;
    }

    /** Whether the cluster remembers more of what has been than of what is, so that {@link #renew} is worth its time. */
    public boolean isWorthRenewing() {
        return cluster.kindsSeen() > 2 * kindsAtFirst + MOST_PAST_KINDS;
    }

    /**
     * Forgets which classes, labels and selectors of pods have been. {@link #cluster()} is another one then, from which the same is decided;
     * whoever decides from the one before must be made anew. O(nodes + pods).
     */
    public void renew() {
        cluster = Renewal.of(cluster);
        kindsAtFirst = cluster.kindsSeen();
    }

    /** The slots of the nodes by name. */
    NameTable names() {
        return names;
    }

    /** How many pods are held and not confirmed. */
    public int heldPods() {
        return holds.count();
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

    /** Whether space is held for the pod that the API server has not confirmed. */
    public boolean isHeld(String uid) {
        return holds.contains(uid);
    }

    /** Whether a node has space that is held and not confirmed. */
    boolean hasHeld(int slot) {
        return holds.any(slot);
    }

    /** Takes in what the API server told. */
    public void apply(ClusterEvent event) {
        if (event instanceof ClusterEvent.PodOnNode seen) {
            podOnNode(seen);
        } else if (event instanceof ClusterEvent.PodWaits waits) {
            podWaits(waits.uid());
        } else if (event instanceof ClusterEvent.MemberWaits waits) {
            podWaits(waits.pod().uid());
        } else if (event instanceof ClusterEvent.PodGone gone) {
            remove(gone.uid());
        } else if (event instanceof ClusterEvent.NodeSeen seen) {
            nodeSeen(seen.node());
        } else if (event instanceof ClusterEvent.NodeGone gone) {
            nodeGone(gone.name());
        } else if (event instanceof ClusterEvent.Documented documented) {
            apply(documented.event());
        } else if (event instanceof ClusterEvent.ObjectsSeen seen) {
            objectsSeen(seen);
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
     * @param devices the devices it shall take there, as bits of device indexes
     * @param until when the hold is overdue, in milliseconds
     * @param nominated whether pods must leave the node before, so that it stays the pod's while they do
     */
    public void hold(String uid, PodSpec spec, int slot, long devices, long until, boolean nominated) {
        remove(uid);
        Resident resident =
                new Resident(uid, spec.namespace(), spec.name(), cluster.nodes().name(slot));
        resident.heldUntil = until;
        resident.nominated = nominated;
        resident.list = podList;
        residents.put(uid, resident);
        place(resident, spec, slot, devices);
        holds.begin(resident, slot);
    }

    /** Holds space again as before a restart, unless the pod has been seen on a node or its node is gone. */
    public boolean restoreHold(HoldJournal.Hold hold, PodSpec spec, long until) {
        int slot = cluster.nodes().find(hold.node());
        if (slot < 0 || residents.containsKey(hold.uid())) {
            return false;
        }
        hold(hold.uid(), spec, slot, hold.devices(), until, hold.nominated());
        return true;
    }

    /** Gives back what is held for a pod, if it is not confirmed. Returns whether there was such a hold. */
    public boolean unhold(String uid) {
        boolean held = holds.contains(uid) && remove(uid);
        if (held) {
            unheld.accept(uid);
        }
        return held;
    }

    /** A hold whose time is over. */
    public record Overdue(String uid, String namespace, String name) {}

    /** The pods whose holds are overdue; they are held on until they are released, confirmed or {@link #extend extended}. O(holds). */
    public List<Overdue> overdue(long now) {
        return holds.overdue(now);
    }

    /** Holds on for a pod until another time, because nobody could say where it is. */
    public void extend(String uid, long until) {
        holds.extend(uid, until);
    }

    /** Gives back what was held for a pod that has no node. When it gets one later on, that is counted. */
    public void release(String uid) {
        if (unhold(uid)) {
            holds.released(uid);
        }
    }

    /** The slot that a pod is held on while others leave it for it; -1 when there is none. */
    int nominatedSlot(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident != null && resident.nominated ? slot(uid) : PodTable.NONE;
    }

    /** The devices that a pod takes on its node, as bits; 0 when it has none. */
    public long devices(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident == null || resident.number == Resident.HOMELESS
                ? 0
                : cluster.pods().devices(resident.number);
    }

    /** Whether devices of a node are as many as pods of a class ask for, and have enough left for one. */
    boolean areFree(int slot, long devices, PodClass podClass) {
        boolean free = Long.bitCount(devices) == podClass.deviceCount();
        for (long rest = devices; rest != 0; rest &= rest - 1) {
            int device = Long.numberOfTrailingZeros(rest);
            free &= cluster.nodes().deviceFree(slot, device) >= podClass.deviceMilli();
        }
        return free;
    }

    /** The UID of a pod of the cluster. */
    String uid(int pod) {
        return byNumber(pod).uid;
    }

    /** Whether a pod of the cluster was first seen on its node at least so many milliseconds ago. */
    boolean isSeenSince(int pod, long millis) {
        Resident resident = byNumber(pod);
        return !resident.held() && clock.getAsLong() - resident.seenAt >= millis;
    }

    /** Whether a pod holds space, confirmed or not. */
    public boolean knows(String uid) {
        return residents.containsKey(uid);
    }

    /** The number in the cluster of a pod that holds space on a known node; -1 when there is none. */
    public int number(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident == null ? PodTable.NONE : resident.number;
    }

    /** Tells the nodes by slot, then the pods in the order in which they came to their nodes. O(pods log pods). */
    public void describe(ResidentVisitor visitor) {
        for (int slot = 0; slot < cluster.nodes().slots(); slot++) {
            if (cluster.nodes().exists(slot)) {
                String name = cluster.nodes().name(slot);
                visitor.node(slot, name, nodeLists.getOrDefault(name, 0L) == nodeList);
            }
        }
        List<Resident> inOrder = new ArrayList<>(residents.values());
        inOrder.sort(Comparator.comparingLong(resident -> resident.arrival));
        inOrder.forEach(resident -> visitor.pod(place(resident)));
    }

    /** Where a pod holds space, or null. */
    public ResidentVisitor.@Nullable Place place(String uid) {
        @Nullable Resident resident = residents.get(uid);
        return resident == null ? null : place(resident);
    }

    private ResidentVisitor.Place place(Resident resident) {
        long devices = resident.number == Resident.HOMELESS
                ? resident.devices
                : cluster.pods().devices(resident.number);
        return new ResidentVisitor.Place(
                resident.uid,
                resident.node,
                devices,
                resident.heldUntil,
                resident.nominated,
                resident.seenAt,
                resident.list == podList);
    }

    /** A node as {@link #describe} told it, before any pods. */
    public void restoreNode(int slot, NodeSpec node, boolean told) {
        cluster.restoreNode(slot, node);
        names.put(node.name(), slot);
        nodeLists.put(node.name(), told ? nodeList : nodeList - 1);
    }

    /**
     * A pod as {@link #describe} told it.
     *
     * @param startMillis when it started, or {@link PodTable#NOT_STARTED}
     */
    public void restorePod(ResidentVisitor.Place place, PodSpec spec, long startMillis) {
        Resident resident = new Resident(place.uid(), spec.namespace(), spec.name(), place.node());
        resident.list = place.told() ? podList : podList - 1;
        resident.start = startMillis;
        resident.seenAt = place.seenAt();
        resident.heldUntil = place.until();
        resident.nominated = place.nominated();
        residents.put(place.uid(), resident);
        int slot = cluster.nodes().find(place.node());
        if (slot < 0) {
            lodge(resident, spec, place.devices());
        } else {
            place(resident, spec, slot, place.devices());
        }
        if (place.until() != 0) {
            holds.begin(resident, slot);
        }
    }

    private void objectsSeen(ClusterEvent.ObjectsSeen seen) {
        // Budgets change with every pod that is disrupted, the others hardly ever, and then much is decided anew.
        if (!seen.objects().equals(objects)) {
            objects = seen.objects();
            cluster.setObjects(objects);
        }
        cluster.setBudgets(seen.budgets());
    }

    private void podOnNode(ClusterEvent.PodOnNode seen) {
        @Nullable Resident known = residents.get(seen.uid());
        boolean here = known != null && known.node.equals(seen.node()) && known.number != Resident.HOMELESS;
        long devices = seen.devices();
        long since = clock.getAsLong();
        if (known != null && here) {
            devices = devices == 0 ? cluster.pods().devices(known.number) : devices;
            since = known.held() ? since : known.seenAt;
            confirm(known);
            known.list = podList;
            known.seenAt = since;
            start(known, seen.startMillis());
            boolean same = devices == cluster.pods().devices(known.number);
            if (same && cluster.template(seen.spec()).equals(cluster.pods().template(known.number))) {
                return;
            }
        }
        lateBindings += holds.forget(seen.uid()) ? 1 : 0;
        remove(seen.uid());
        Resident resident =
                new Resident(seen.uid(), seen.spec().namespace(), seen.spec().name(), seen.node());
        resident.list = podList;
        resident.start = seen.startMillis();
        resident.seenAt = since;
        residents.put(seen.uid(), resident);
        int slot = cluster.nodes().find(seen.node());
        if (slot < 0) {
            lodge(resident, seen.spec(), devices);
        } else {
            place(resident, seen.spec(), slot, devices);
        }
    }

    private void start(Resident resident, long millis) {
        resident.start = millis;
        if (resident.number != Resident.HOMELESS && cluster.pods().startMillis(resident.number) != millis) {
            cluster.setStart(resident.number, millis);
        }
    }

    private void podWaits(String uid) {
        @Nullable Resident resident = residents.get(uid);
        if (resident != null && resident.held()) {
            resident.list = podList;
        }
    }

    private void confirm(Resident resident) {
        if (resident.held()) {
            boolean placed = resident.number != Resident.HOMELESS;
            holds.end(resident, placed ? cluster.pods().node(resident.number) : PodTable.NONE);
        }
    }

    private boolean remove(String uid) {
        holds.forget(uid);
        @Nullable Resident resident = residents.remove(uid);
        if (resident == null) {
            return false;
        }
        confirm(resident);
        if (resident.number == Resident.HOMELESS) {
            homeless.remove(resident);
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
        for (Resident resident : homeless.take(node.name())) {
            @Nullable PodSpec spec = resident.spec;
            if (spec != null) {
                resident.spec = null;
                place(resident, spec, slot, resident.devices);
                holds.count(slot, resident.held() ? 1 : 0);
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
            long devices = cluster.pods().devices(pod);
            holds.count(slot, resident.held() ? -1 : 0);
            cluster.removePod(pod);
            lodge(resident, spec, devices);
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

    /** Until its node is known. */
    private void lodge(Resident resident, PodSpec spec, long devices) {
        resident.arrival = arrivals++;
        homeless.add(resident, spec, devices);
    }

    private void place(Resident resident, PodSpec spec, int slot, long devices) {
        resident.arrival = arrivals++;
        long taken = TakenDevices.of(cluster, spec, slot, devices);
        boolean all = Long.bitCount(taken) == spec.devices().count();
        resident.number = cluster.addPod(all ? spec : spec.withDevices(DeviceRequest.NONE));
        if (resident.number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, 2 * resident.number + 64);
        }
        byNumber[resident.number] = resident;
        cluster.bind(resident.number, slot, all ? taken : 0);
        start(resident, resident.start);
    }
}
