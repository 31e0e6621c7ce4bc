package io.plimsoll.planner.survive;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.cluster.RoomRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for a way to place pods that leaves none waiting, by trying all there are: kind after kind of equal pods, node after
 * node, device after device. Nodes that are described alike and hold alike pods are tried once; where rules look beyond a
 * node, all orders of kinds are tried, too. It gives up after a number of steps, and then knows nothing.
 */
final class Rearrangement {

    /** What was found. */
    enum Outcome {
        /** A placement, which stands in the copy of the cluster now. */
        FOUND,
        /** There is none. */
        NONE,
        /** There were too many to try. */
        GAVE_UP
    }

    private final Replica replica;
    private final Cluster core;
    private final NodeTable nodes;
    private final KindRules rules;
    private final PodKinds kinds;
    private final long[] signatures;
    private final Map<Long, List<Integer>> added = new HashMap<>();
    private final List<List<Integer>> podsOfKind = new ArrayList<>();
    private final List<Integer> kindNumbers = new ArrayList<>();
    private final List<Integer> placed;
    private long stepsLeft;

    /**
     * @param signatures by node: equal for nodes that are described alike and hold alike pods, see {@link NodeLikeness}
     * @param placed where the pods are told that were placed
     */
    Rearrangement(Replica replica, PodKinds kinds, KindRules rules, long[] signatures, List<Integer> placed) {
        this.replica = replica;
        this.core = replica.core();
        this.nodes = core.nodes();
        this.rules = rules;
        this.kinds = kinds;
        this.signatures = signatures;
        this.placed = placed;
    }

    /** Tries to place pods, given as positions. */
    Outcome place(List<Integer> pods, long steps) {
        stepsLeft = steps;
        Map<Integer, List<Integer>> byKind = new TreeMap<>();
        for (int pod : pods) {
            byKind.computeIfAbsent(kinds.wanted(pod), kind -> new ArrayList<>()).add(pod);
        }
        List<Map.Entry<Integer, List<Integer>>> order = new ArrayList<>(byKind.entrySet());
        Map<Integer, Long> rooms = new HashMap<>();
        byKind.keySet().forEach(kind -> rooms.put(kind, room(kind)));
        // Those with the least choice first.
        order.sort((a, b) -> Long.compare(
                rooms.getOrDefault(a.getKey(), 0L) - a.getValue().size(),
                rooms.getOrDefault(b.getKey(), 0L) - b.getValue().size()));
        for (Map.Entry<Integer, List<Integer>> entry : order) {
            kindNumbers.add(entry.getKey());
            podsOfKind.add(entry.getValue());
        }
        int[] next = new int[kindNumbers.size()];
        return search(next, pods.size(), 0);
    }

    private long room(int kind) {
        long room = 0;
        for (int node = 0; node < nodes.slots(); node++) {
            room += nodes.exists(node)
                    ? Math.min(Integer.MAX_VALUE, rules.of(kind).room(node))
                    : 0;
        }
        return room;
    }

    /** Places what is left; of a kind whose rules look at single nodes only on nodes from {@code from} on. */
    private Outcome search(int[] next, int left, int from) {
        if (left == 0) {
            return Outcome.FOUND;
        }
        boolean gaveUp = false;
        boolean alone = allAlone();
        for (int k = 0; k < next.length; k++) {
            if (next[k] < podsOfKind.get(k).size()) {
                boolean goesOn = alone && next[k] > 0;
                Outcome outcome = tryKind(k, next, left, goesOn ? from : 0);
                if (outcome == Outcome.FOUND) {
                    return outcome;
                }
                gaveUp |= outcome == Outcome.GAVE_UP;
                if (alone) {
                    break;
                }
            }
        }
        return gaveUp ? Outcome.GAVE_UP : Outcome.NONE;
    }

    private boolean allAlone() {
        for (int kind : kindNumbers) {
            if (!rules.of(kind).nodeByNode()) {
                return false;
            }
        }
        return true;
    }

    private Outcome tryKind(int k, int[] next, int left, int from) {
        int kind = kindNumbers.get(k);
        int pod = podsOfKind.get(k).get(next[k]);
        RoomRules rule = rules.of(kind);
        Set<List<Long>> tried = new HashSet<>();
        boolean gaveUp = false;
        for (int node = from; node < nodes.slots(); node++) {
            if (!nodes.exists(node) || !rule.passes(node) || !tried.add(likeness(node, node == from))) {
                continue;
            }
            for (long devices : DeviceWays.of(rules.podClass(kind), nodes, node)) {
                if (stepsLeft-- <= 0) {
                    return Outcome.GAVE_UP;
                }
                core.bind(replica.wanted(pod), node, devices);
                added.computeIfAbsent((long) node, n -> new ArrayList<>()).add(kind);
                placed.add(pod);
                next[k]++;
                Outcome outcome = search(next, left - 1, node);
                if (outcome == Outcome.FOUND) {
                    return outcome;
                }
                gaveUp |= outcome == Outcome.GAVE_UP;
                next[k]--;
                placed.remove(placed.size() - 1);
                List<Integer> there = added.getOrDefault((long) node, List.of());
                there.remove(there.size() - 1);
                core.unbind(replica.wanted(pod));
            }
        }
        return gaveUp ? Outcome.GAVE_UP : Outcome.NONE;
    }

    /** Equal for nodes that make no difference now; {@code own} for the one that must not be left out for another. */
    private List<Long> likeness(int node, boolean own) {
        List<Long> likeness = new ArrayList<>();
        likeness.add(node < signatures.length ? signatures[node] : -1L - node);
        List<Integer> more = new ArrayList<>(added.getOrDefault((long) node, List.of()));
        more.sort(null);
        more.forEach(kind -> likeness.add((long) kind));
        for (int i = 0; i < nodes.deviceCount(node); i++) {
            likeness.add((long) nodes.deviceFree(node, i));
        }
        if (own) {
            likeness.add(Long.MIN_VALUE);
        }
        return likeness;
    }

    /** The ways in which a pod could get its devices on a node that make a difference. */
    private static final class DeviceWays {

        private DeviceWays() {}

        static List<Long> of(PodClass podClass, NodeTable nodes, int node) {
            if (podClass.deviceCount() == 0) {
                return List.of(0L);
            }
            List<Long> ways = new ArrayList<>();
            Set<List<Integer>> seen = new HashSet<>();
            for (int first = 0; first < nodes.deviceCount(node); first++) {
                int model = nodes.deviceModel(node, first);
                int free = podClass.deviceRequest().isShare() ? nodes.deviceFree(node, first) : 0;
                if (podClass.acceptsModel(model) && seen.add(List.of(model, free))) {
                    long bits = bits(podClass, nodes, node, first, model);
                    if (Long.bitCount(bits) == podClass.deviceCount()) {
                        ways.add(bits);
                    }
                }
            }
            return ways;
        }

        /** From a device on, as many of its model as are asked for and have enough free. */
        private static long bits(PodClass podClass, NodeTable nodes, int node, int first, int model) {
            long bits = 0;
            int left = podClass.deviceCount();
            for (int i = first; i < nodes.deviceCount(node) && left > 0; i++) {
                if (nodes.deviceModel(node, i) == model && nodes.deviceFree(node, i) >= podClass.deviceMilli()) {
                    bits |= 1L << i;
                    left--;
                }
            }
            return bits;
        }
    }
}
