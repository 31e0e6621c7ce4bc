package io.plimsoll.planner.size;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts pods on chosen nodes by the filters of their schedulers: each where the packing wishes it, otherwise on the first node that takes it. A
 * pod that no node takes waits until others were placed, and at last gets a node of its own. Then nodes are emptied one after the other,
 * the dearest and least used first, and go when their pods find a place elsewhere.
 */
final class SizePlacement {

    private static final int MOST_REMOVALS = 200;

    private final SizeQuestion question;
    private final List<Offer> offers;
    private final int[] counts;
    private final SizeProblem problem;
    private final SizedCluster cluster;
    private final Cluster core;
    private final PodPlacer placer;
    private final Map<String, Offer> bought = new LinkedHashMap<>();
    /** The pods in the order in which they came to where they are. */
    private final List<PodPlacer.Placed> order = new ArrayList<>();

    private final Set<Integer> daemonPods = new HashSet<>();
    private @Nullable List<SizeAnswer.Placement> sequence;

    private SizePlacement(SizeQuestion question, List<Offer> offers, int[] counts, SizeProblem problem) {
        this.question = question;
        this.offers = offers;
        this.counts = counts.clone();
        this.problem = problem;
        List<NodeSpec> nodes = new ArrayList<>();
        for (int offer = 0; offer < counts.length; offer++) {
            for (int number = 1; number <= counts[offer]; number++) {
                NodeSpec node = offers.get(offer).node(number);
                nodes.add(node);
                bought.put(node.name(), offers.get(offer));
            }
        }
        cluster = SizedCluster.withoutDaemons(question, nodes);
        core = cluster.core;
        placer = new PodPlacer(cluster, SizePlacement::packing, question.seed());
        for (PlanPod pod : cluster.daemons) {
            int slot = cluster.slotOf(pod);
            if (cluster.fits(core.decidedClass(pod.wanted()), slot, cluster.profile(pod))) {
                int number = core.addPod(pod.wanted());
                core.bind(number, slot, 0);
                daemonPods.add(number);
            }
        }
    }

    /** Places all pods; null when some cannot be placed whatever is added. */
    static @Nullable SizePlacement of(
            SizeQuestion question, List<Offer> offers, int[] counts, Map<String, String> wished, SizeProblem problem) {
        SizePlacement placement = new SizePlacement(question, offers, counts, problem);
        if (!placement.place(wished)) {
            return null;
        }
        int nodes = placement.bought.size();
        placement.shrink();
        if (placement.bought.size() == nodes) {
            return placement;
        }
        // Pods that spread or keep near others came when those that were moved stood elsewhere.
        @Nullable
        List<SizeAnswer.Placement> sequence = PlacementOrder.of(
                question,
                placement.nodes().stream().map(SizeAnswer.NewNode::node).toList(),
                placement.placements());
        if (sequence == null) {
            placement = new SizePlacement(question, offers, counts, problem);
            placement.place(wished);
        } else {
            placement.sequence = sequence;
        }
        return placement;
    }

    /** The new nodes. */
    List<SizeAnswer.NewNode> nodes() {
        List<SizeAnswer.NewNode> nodes = new ArrayList<>();
        bought.forEach((name, offer) -> nodes.add(
                new SizeAnswer.NewNode(offer, core.nodes().spec(core.nodes().find(name)))));
        return nodes;
    }

    /** Where the pods are, in an order in which each of them fits when it comes. */
    List<SizeAnswer.Placement> placements() {
        if (sequence != null) {
            return sequence;
        }
        return order.stream()
                .map(placed -> new SizeAnswer.Placement(
                        placed.pod().fullName(),
                        core.nodes().name(core.pods().node(placed.number())),
                        core.pods().devices(placed.number())))
                .toList();
    }

    int ownNodes() {
        return problem.ownNodes();
    }

    /** The filters of a scheduler, the first node that takes the pod. */
    private static Profile packing(Profile own) {
        return new Profile(own.name(), own.filters(), List.of(), NodeChoice.FIRST, new LowestFit());
    }

    private boolean place(Map<String, String> wished) {
        List<PodPlacer.Placed> left = new ArrayList<>();
        for (PlanPod pod : mostDevicesFirst()) {
            PodPlacer.Placed placed = new PodPlacer.Placed(pod, core.addPod(pod.wanted()));
            @Nullable String node = wished.get(pod.fullName());
            int slot = node == null ? -1 : core.nodes().find(node);
            PodClass podClass = core.decidedClass(placed.number());
            if (slot >= 0 && cluster.fits(podClass, slot, cluster.profile(pod))) {
                core.bind(placed.number(), slot, cluster.devices(podClass, slot));
                order.add(placed);
            } else {
                left.add(placed);
            }
        }
        left = placer.placeAll(left, order);
        while (!left.isEmpty()) {
            if (!addNodeFor(left.get(0))) {
                return false;
            }
            left = placer.placeAll(left, order);
        }
        return true;
    }

    /** The pods that wait; a share of a device leaves less over when whole devices are given out before. */
    private List<PlanPod> mostDevicesFirst() {
        List<PlanPod> pods = new ArrayList<>(cluster.waiting);
        pods.sort(Comparator.comparingInt(pod -> -pod.wanted().devices().totalMilli()));
        return pods;
    }

    /** Adds the cheapest node that takes a pod; false when none does. */
    private boolean addNodeFor(PodPlacer.Placed placed) {
        List<Integer> byPrice = IntStream.range(0, offers.size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        offer -> offers.get(offer).type().priceMicros()))
                .toList();
        for (int offer : byPrice) {
            if (!mayBuy(offer)) {
                continue;
            }
            NodeSpec node = offers.get(offer).node(counts[offer] + 1);
            int slot = core.addNode(node);
            List<Integer> daemons = addDaemons(offer, slot);
            if (cluster.fits(core.decidedClass(placed.number()), slot, cluster.profile(placed.pod()))) {
                counts[offer]++;
                bought.put(node.name(), offers.get(offer));
                daemonPods.addAll(daemons);
                return true;
            }
            daemons.forEach(core::removePod);
            core.removeNode(slot);
        }
        return false;
    }

    private boolean mayBuy(int offer) {
        int ofType = 0;
        for (int other = 0; other < offers.size(); other++) {
            ofType += offers.get(other).type().equals(offers.get(offer).type()) ? counts[other] : 0;
        }
        return ofType < offers.get(offer).type().most();
    }

    /** Puts on a node what the DaemonSets would put there. */
    private List<Integer> addDaemons(int offer, int slot) {
        List<Integer> pods = new ArrayList<>();
        problem.daemonsOf(offer).forEach(daemon -> {
            int pod = core.addPod(daemon.wanted()
                    .withName(daemon.wanted().name() + "-" + core.nodes().name(slot)));
            core.bind(pod, slot, 0);
            pods.add(pod);
        });
        return pods;
    }

    /** Takes nodes away as long as their pods find a place elsewhere. */
    private void shrink() {
        int removals = 0;
        boolean any = true;
        while (any && removals < MOST_REMOVALS) {
            any = false;
            for (String name : byUse()) {
                if (removals++ < MOST_REMOVALS && mayGo(name) && empty(name)) {
                    any = true;
                }
            }
        }
    }

    private boolean mayGo(String name) {
        Offer offer = offers.get(offers.indexOf(bought.get(name)));
        int ofType = 0;
        for (int other = 0; other < offers.size(); other++) {
            ofType += offers.get(other).type().equals(offer.type()) ? counts[other] : 0;
        }
        return bought.size() > question.least() && ofType > offer.type().least() && !question.evenZones();
    }

    /** New nodes, those with the fewest pods first, then the dearest. */
    private List<String> byUse() {
        return bought.keySet().stream()
                .sorted(Comparator.comparingInt((String name) ->
                                core.nodes().podCount(core.nodes().find(name)))
                        .thenComparingLong(name -> -priceOf(name)))
                .toList();
    }

    private long priceOf(String name) {
        Offer offer = bought.get(name);
        return offer == null ? 0 : offer.type().priceMicros();
    }

    private boolean empty(String name) {
        int slot = core.nodes().find(name);
        List<PodPlacer.Placed> moved = new ArrayList<>();
        List<Long> devices = new ArrayList<>();
        for (PodPlacer.Placed placed : order) {
            if (core.pods().node(placed.number()) == slot) {
                moved.add(placed);
                devices.add(core.pods().devices(placed.number()));
            }
        }
        List<Integer> daemons = daemonPods.stream()
                .filter(pod -> core.pods().node(pod) == slot)
                .sorted()
                .toList();
        moved.forEach(placed -> core.unbind(placed.number()));
        core.setUnschedulable(slot, true);
        boolean all = true;
        for (PodPlacer.Placed placed : moved) {
            all = all && placer.place(placed);
        }
        if (!all) {
            for (PodPlacer.Placed placed : moved) {
                if (core.pods().node(placed.number()) != PodTable.NONE) {
                    core.unbind(placed.number());
                }
            }
            core.setUnschedulable(slot, false);
            for (int i = 0; i < devices.size(); i++) {
                core.bind(moved.get(i).number(), slot, devices.get(i));
            }
            return false;
        }
        order.removeAll(moved);
        order.addAll(moved);
        daemons.forEach(core::removePod);
        daemonPods.removeAll(daemons);
        core.removeNode(slot);
        Offer offer = bought.remove(name);
        counts[offers.indexOf(offer)]--;
        return true;
    }
}
