package io.plimsoll.planner.size;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.catalogue.NodeType;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.packing.BinType;
import io.plimsoll.planner.packing.ItemKind;
import io.plimsoll.planner.packing.PackingProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The question as a packing problem. Only what must hold in every plan is in it: resources, devices, and rules about a pod and a node
 * alone; pods that never share a node count against a capacity of one. So its bounds are bounds of the question. What pods ask of each other
 * beyond that is left to the placement.
 */
final class SizeProblem {

    /**
     * Shares of devices are measured in several ways, a dimension each: as they are; or those above a whole device less so much count as a
     * whole one, those below so much as nothing. No device holds more than a whole one in any of them (the dual feasible functions of Martello and
     * Toth, Discrete Applied Mathematics 1990).
     */
    private static final int[] LEAST_SHARES = {0, 200, 300, 400, 500};

    private final SizedCluster cluster;
    private final List<Offer> offers;
    private final int ownNodes;
    final List<PodKind> kinds;
    /** Per kind, the offers and behind them the own nodes that it may go to. */
    private final List<BitSet> allowed = new ArrayList<>();
    /** Own nodes that are alike, by the bin type that stands for them, counted behind the offers. */
    final List<List<Integer>> ownGroups = new ArrayList<>();

    private final List<long[]> ownRoom = new ArrayList<>();
    private final List<BitSet> ownFits = new ArrayList<>();
    private final boolean[] keepsToItself;

    /**
     * Looks at a cluster in which there is one node of each offer, behind its own nodes.
     */
    SizeProblem(SizedCluster cluster, List<Offer> offers) {
        this.cluster = cluster;
        this.offers = offers;
        ownNodes = cluster.core.nodes().slots() - offers.size();
        kinds = kinds(cluster);
        keepsToItself = new boolean[kinds.size()];
        ClusterObjects known = cluster.plan.objects();
        Map<String, Map<String, String>> namespaces = new TreeMap<>(known.namespaces());
        for (int kind = 0; kind < kinds.size(); kind++) {
            keepsToItself[kind] = kinds.get(kind).keepsToItself(namespaces);
            allowed.add(allowed(kinds.get(kind)));
        }
        groupOwnNodes();
    }

    /** Pods of one class and one scheduler, in the order of the queue. */
    private static List<PodKind> kinds(SizedCluster cluster) {
        record Key(PodClass podClass, String scheduler) {}
        Map<Key, List<PlanPod>> pods = new LinkedHashMap<>();
        for (PlanPod pod : cluster.waiting) {
            PodClass podClass = cluster.core.decidedClass(pod.wanted());
            pods.computeIfAbsent(new Key(podClass, pod.scheduler()), key -> new ArrayList<>())
                    .add(pod);
        }
        List<PodKind> kinds = new ArrayList<>();
        pods.forEach((key, of) -> kinds.add(new PodKind(key.podClass, of)));
        return kinds;
    }

    private int slot(int offer) {
        return ownNodes + offer;
    }

    private BitSet allowed(PodKind kind) {
        BitSet allowed = new BitSet();
        PlanPod pod = kind.pods().get(0);
        for (int place = 0; place < offers.size() + ownNodes; place++) {
            int slot = place < offers.size() ? slot(place) : place - offers.size();
            allowed.set(
                    place,
                    cluster.objection(kind.podClass(), slot, cluster.profile(pod), SizedCluster.ABOUT_OTHERS) == null);
        }
        return allowed;
    }

    private void groupOwnNodes() {
        Map<List<Object>, Integer> groups = new HashMap<>();
        for (int slot = 0; slot < ownNodes; slot++) {
            long[] room = room(slot);
            BitSet fits = new BitSet();
            for (int kind = 0; kind < kinds.size(); kind++) {
                fits.set(kind, allowed.get(kind).get(offers.size() + slot));
            }
            if (fits.isEmpty()) {
                continue;
            }
            List<Object> key = List.of(Arrays.toString(room), fits);
            int group = groups.computeIfAbsent(key, each -> ownGroups.size());
            if (group == ownGroups.size()) {
                ownGroups.add(new ArrayList<>());
                ownRoom.add(room);
                ownFits.add(fits);
            }
            ownGroups.get(group).add(slot);
        }
    }

    /** What is free on a node, in every dimension of a packing problem: resources, devices, and a place for each kind that keeps to itself. */
    private long[] room(int slot) {
        NodeTable nodes = cluster.core.nodes();
        int resources = cluster.core.dimensions().count();
        long[] room = new long[resources + LEAST_SHARES.length + kinds.size()];
        for (int d = 0; d < resources; d++) {
            room[d] = Math.max(0, nodes.free(d, slot));
        }
        for (int way = 0; way < LEAST_SHARES.length; way++) {
            for (int device = 0; device < nodes.deviceCount(slot); device++) {
                int free = nodes.deviceFree(slot, device);
                room[resources + way] += free > DeviceSpec.WHOLE - LEAST_SHARES[way] ? DeviceSpec.WHOLE : free;
            }
        }
        Arrays.fill(room, resources + LEAST_SHARES.length, room.length, 1);
        return room;
    }

    private long[] sizes(int kind) {
        PodClass podClass = kinds.get(kind).podClass();
        int resources = cluster.core.dimensions().count();
        long[] sizes = new long[resources + LEAST_SHARES.length + kinds.size()];
        for (int d = 0; d < Math.min(resources, podClass.dimensions()); d++) {
            sizes[d] = podClass.request(d);
        }
        for (int way = 0; way < LEAST_SHARES.length; way++) {
            sizes[resources + way] = podClass.deviceCount() * measured(podClass.deviceMilli(), LEAST_SHARES[way]);
        }
        sizes[resources + LEAST_SHARES.length + kind] = keepsToItself[kind] ? 1 : 0;
        return sizes;
    }

    private static long measured(int share, int least) {
        if (share > DeviceSpec.WHOLE - least) {
            return DeviceSpec.WHOLE;
        }
        return share < least ? 0 : share;
    }

    /** Part of a kind that is to go to one zone, or anywhere. */
    record Part(int kind, int count, @Nullable String zone) {}

    /** All pods, each free to go where it may. */
    List<Part> whole() {
        List<Part> parts = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            parts.add(new Part(kind, kinds.get(kind).pods().size(), null));
        }
        return parts;
    }

    /** All pods, those that must be spread over zones parted evenly among the zones that they may go to. */
    List<Part> spread() {
        List<Part> parts = new ArrayList<>();
        for (Part part : whole()) {
            Set<String> zones = new TreeSet<>();
            allowed.get(part.kind).stream()
                    .filter(place -> place < offers.size())
                    .forEach(offer -> {
                        if (!offers.get(offer).zone().isEmpty()) {
                            zones.add(offers.get(offer).zone());
                        }
                    });
            if (zones.size() < 2 || !kinds.get(part.kind).mustSpreadOverZones()) {
                parts.add(part);
                continue;
            }
            int zone = 0;
            for (String name : zones) {
                int count = part.count / zones.size() + (zone++ < part.count % zones.size() ? 1 : 0);
                if (count > 0) {
                    parts.add(new Part(part.kind, count, name));
                }
            }
        }
        return parts;
    }

    /**
     * The problem.
     *
     * @param parts what is to be packed
     * @param counted whether a new node costs 1, not its price
     * @param joint whether the zones of a type share its limit; if not, each may have as many, which no plan can beat either
     * @return null when there is nothing to pack
     */
    @Nullable
    PackingProblem problem(List<Part> parts, boolean counted, boolean joint) {
        if (parts.isEmpty()) {
            return null;
        }
        BitSet used = new BitSet();
        parts.forEach(part -> {
            long[] sizes = sizes(part.kind);
            for (int d = 0; d < sizes.length; d++) {
                if (sizes[d] != 0) {
                    used.set(d);
                }
            }
        });
        List<ItemKind> items = new ArrayList<>();
        List<BitSet> places = new ArrayList<>();
        for (Part part : parts) {
            items.add(ItemKind.of(part.count, columns(sizes(part.kind), used)));
            places.add(places(part));
        }
        List<BinType> bins = new ArrayList<>();
        for (int offer = 0; offer < offers.size(); offer++) {
            long cost = counted ? 1 : offers.get(offer).type().priceMicros();
            bins.add(bin(columns(room(slot(offer)), used), cost, limit(offer, joint)));
        }
        for (int group = 0; group < ownGroups.size(); group++) {
            bins.add(bin(
                    columns(ownRoom.get(group), used), 0, ownGroups.get(group).size()));
        }
        return new PackingProblem(items, bins, places);
    }

    private static BinType bin(long[] room, long cost, int limit) {
        return new BinType(Arrays.stream(room).boxed().toList(), cost, limit);
    }

    private int limit(int offer, boolean joint) {
        int most = offers.get(offer).type().most();
        int zones = offers.get(offer).type().zones().size();
        if (most == NodeType.UNLIMITED || !joint || zones == 1) {
            return most == NodeType.UNLIMITED ? BinType.UNLIMITED : most;
        }
        int zone = offers.get(offer).type().zones().indexOf(offers.get(offer).zone());
        return Math.max(1, most / zones + (zone < most % zones ? 1 : 0));
    }

    private BitSet places(Part part) {
        BitSet places = new BitSet();
        for (int offer = 0; offer < offers.size(); offer++) {
            boolean inZone =
                    part.zone == null || part.zone.equals(offers.get(offer).zone());
            places.set(offer, inZone && allowed.get(part.kind).get(offer));
        }
        for (int group = 0; group < ownGroups.size(); group++) {
            places.set(
                    offers.size() + group,
                    part.zone == null && ownFits.get(group).get(part.kind));
        }
        return places;
    }

    private static long[] columns(long[] all, BitSet used) {
        return used.stream().mapToLong(d -> all[d]).toArray();
    }

    /** Whether pods of a kind may go to nodes of an offer. */
    boolean isAllowed(int kind, int offer) {
        return allowed.get(kind).get(offer);
    }

    /** The name of an own node. */
    String nameOfOwn(int slot) {
        return cluster.core.nodes().name(slot);
    }

    /** How many nodes there were before. */
    int ownNodes() {
        return ownNodes;
    }

    /** What the DaemonSets put on a node of an offer. */
    List<PlanPod> daemonsOf(int offer) {
        return cluster.daemons.stream()
                .filter(daemon -> cluster.slotOf(daemon) == slot(offer))
                .toList();
    }

    /** The namespaces and names of the pods that fit no node at all. */
    Set<String> impossiblePods() {
        Set<String> pods = new TreeSet<>();
        impossibleKinds().forEach(kind -> kind.pods().forEach(pod -> pods.add(pod.fullName())));
        return pods;
    }

    /** Why kinds fit no node at all, a sentence for each reason. */
    List<String> impossible() {
        return new NoFit(cluster, offers, ownNodes).reasons(impossibleKinds());
    }

    private List<PodKind> impossibleKinds() {
        List<PodKind> impossible = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            if (allowed.get(kind).isEmpty()) {
                impossible.add(kinds.get(kind));
            }
        }
        return impossible;
    }
}
