package io.plimsoll.planner.size;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.planner.catalogue.NodeType;
import io.plimsoll.planner.cluster.Assumption;
import io.plimsoll.planner.packing.Bound;
import io.plimsoll.planner.packing.Packing;
import io.plimsoll.planner.packing.PackingProblem;
import io.plimsoll.planner.packing.PackingSolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cheapest nodes on which a set of workloads can be placed. A packing problem gives a first choice and the bound ({@link
 * SizeProblem}); pods are placed on it by the filters of their schedulers, and where those ask for more, nodes are added ({@link
 * SizePlacement}); nodes that are not needed go again. What comes out is placed once more by the plain filters ({@link SizeCheck}).
 *
 * <p>Deterministic. One thread.
 */
public final class SizePlanner {

    private static final int ROUNDS_OF_BOUND = 40;

    private final SizeQuestion question;
    private final List<Offer> offers = new ArrayList<>();
    private final SizeProblem problem;
    private final PackingSolver solver;

    private SizePlanner(SizeQuestion question) {
        this.question = question;
        for (NodeType type : question.catalogue().types()) {
            type.zones().forEach(zone -> offers.add(new Offer(type, zone, question.headroomPercent())));
        }
        List<NodeSpec> one = offers.stream().map(offer -> offer.node(0)).toList();
        problem = new SizeProblem(SizedCluster.of(question, one), offers);
        solver = new PackingSolver(question.seed(), question.effort(), ROUNDS_OF_BOUND);
    }

    /** Answers. */
    public static SizeAnswer answer(SizeQuestion question) {
        return new SizePlanner(question).answer();
    }

    private SizeAnswer answer() {
        List<String> impossible = problem.impossible();
        if (!impossible.isEmpty() && question.skipImpossible()) {
            return answer(question.without(problem.impossiblePods()));
        }
        if (!impossible.isEmpty()) {
            return new SizeAnswer.Impossible(impossible);
        }
        Bound cost = bound(false);
        Bound count = bound(true);
        if (!cost.possible() || !count.possible()) {
            return new SizeAnswer.Impossible(
                    List.of("All nodes that the catalogue allows do not have enough room together: see its limits."));
        }
        if (count.cost() > question.most()) {
            return new SizeAnswer.Impossible(List.of("At most %d new nodes are allowed; no plan can use fewer than %d."
                    .formatted(question.most(), count.cost())));
        }
        @Nullable SizePlacement best = plan(false);
        if (best == null || best.nodes().size() > question.most()) {
            best = plan(true);
        }
        if (best == null) {
            return new SizeAnswer.Impossible(List.of(
                    "No plan was found that keeps every rule between pods within the limits of the catalogue."));
        }
        if (best.nodes().size() > question.most()) {
            return new SizeAnswer.Impossible(List.of(
                    "At most %d new nodes are allowed; no plan can use fewer than %d, and none was found with fewer than %d."
                            .formatted(
                                    question.most(), count.cost(), best.nodes().size())));
        }
        return sized(best, cost, count);
    }

    private SizeAnswer sized(SizePlacement plan, Bound cost, Bound count) {
        SizeCheck check = SizeCheck.of(question, plan.nodes(), plan.placements());
        return new SizeAnswer.Sized(
                plan.nodes(),
                plan.placements(),
                check.newDaemonPods(),
                plan.ownNodes(),
                cost(plan.nodes()),
                cost,
                count,
                problem.kinds.size(),
                check.waitingAlone(),
                check.cluster(notes()),
                question.seed());
    }

    private List<Assumption> notes() {
        List<Assumption> notes = new ArrayList<>();
        question.catalogue().notes().forEach(note -> notes.add(Assumption.notModelled(note)));
        notes.add(Assumption.read("%d node types in the catalogue, with their zones %d offers."
                .formatted(question.catalogue().types().size(), offers.size())));
        if (question.headroomPercent() > 0) {
            notes.add(Assumption.read("Of the CPU and memory that new nodes offer, %d %% stay free."
                    .formatted(question.headroomPercent())));
        }
        if (!question.skipped().isEmpty()) {
            notes.add(Assumption.read("Left out since they fit no node type: "
                            + String.join(", ", new TreeSet<>(question.skipped())) + ".")
                    .naming());
        }
        return notes;
    }

    private static long cost(List<SizeAnswer.NewNode> nodes) {
        return nodes.stream()
                .mapToLong(node -> node.offer().type().priceMicros())
                .reduce(0, Math::addExact);
    }

    private Bound bound(boolean counted) {
        @Nullable PackingProblem relaxed = problem.problem(problem.whole(), counted, false);
        Bound bound = relaxed == null ? Bound.NONE : solver.solve(relaxed).bound();
        long forced = counted ? question.least() : 0;
        long wanted = 0;
        for (NodeType type : question.catalogue().types()) {
            wanted += counted ? type.least() : type.priceMicros() * type.least();
        }
        return bound.max(Bound.of(Math.max(forced, wanted)));
    }

    /** Packs, places, and takes away what is not needed; null when there is no such plan. */
    private @Nullable SizePlacement plan(boolean counted) {
        @Nullable PackingProblem packed = problem.problem(problem.spread(), counted, true);
        @Nullable Packing packing = packed == null ? null : solver.solve(packed).packing();
        if (packed != null && packing == null) {
            packed = problem.problem(problem.whole(), counted, true);
            packing = packed == null ? null : solver.solve(packed).packing();
            if (packing == null) {
                return null;
            }
        }
        int[] counts = new int[offers.size()];
        Map<String, String> wished = new LinkedHashMap<>();
        if (packing != null) {
            new Wishes(problem, offers.size(), parts(packed)).read(packing, counts, wished, offers);
        }
        addForced(counts);
        return SizePlacement.of(question, offers, counts, wished, problem);
    }

    private List<SizeProblem.Part> parts(@Nullable PackingProblem packed) {
        List<SizeProblem.Part> spread = problem.spread();
        return packed != null && packed.items().size() == spread.size() ? spread : problem.whole();
    }

    /** Nodes that must be there whatever the pods need. */
    private void addForced(int[] counts) {
        for (NodeType type : question.catalogue().types()) {
            int have = 0;
            int first = -1;
            for (int offer = 0; offer < counts.length; offer++) {
                if (offers.get(offer).type().equals(type)) {
                    have += counts[offer];
                    first = first < 0 ? offer : first;
                }
            }
            counts[first] += Math.max(0, type.least() - have);
        }
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        for (; total < question.least(); total++) {
            int offer = cheapest(counts, "");
            if (offer < 0) {
                break;
            }
            counts[offer]++;
        }
        if (question.evenZones()) {
            even(counts);
        }
    }

    /** Adds nodes to zones that have two fewer than the fullest. */
    private void even(int[] counts) {
        TreeMap<String, Integer> zones = new TreeMap<>();
        for (int offer = 0; offer < counts.length; offer++) {
            zones.merge(offers.get(offer).zone(), counts[offer], Integer::sum);
        }
        int most = zones.values().stream().max(Comparator.naturalOrder()).orElse(0);
        zones.forEach((zone, count) -> {
            for (int more = count; more < most - 1; more++) {
                int offer = cheapest(counts, zone);
                if (offer >= 0) {
                    counts[offer]++;
                }
            }
        });
    }

    /** The cheapest offer of which there may be more, of equal ones that with the fewest nodes in its zone; -1 when there is none. */
    private int cheapest(int[] counts, String zone) {
        TreeMap<String, Integer> inZone = new TreeMap<>();
        for (int offer = 0; offer < counts.length; offer++) {
            inZone.merge(offers.get(offer).zone(), counts[offer], Integer::sum);
        }
        return IntStream.range(0, counts.length)
                .filter(offer -> zone.isEmpty() || offers.get(offer).zone().equals(zone))
                .filter(offer -> counts[offer] < offers.get(offer).type().most())
                .boxed()
                .min(Comparator.comparingLong(
                                (Integer offer) -> offers.get(offer).type().priceMicros())
                        .thenComparingInt(
                                offer -> inZone.getOrDefault(offers.get(offer).zone(), 0)))
                .orElse(-1);
    }
}
