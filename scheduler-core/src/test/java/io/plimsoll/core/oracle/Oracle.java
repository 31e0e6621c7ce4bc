package io.plimsoll.core.oracle;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides by looking at everything, every time. */
public final class Oracle {

    private static final int NODE_DRAW = 0;
    private static final int DEVICE_DRAW = 1;

    private final OraclePolicy policy;
    private final long seed;
    private long decisions;
    private int cursor;

    /** An oracle that draws by this seed. */
    public Oracle(OraclePolicy policy, long seed) {
        this.policy = policy;
        this.seed = seed;
    }

    /** Decides and counts the decision. */
    public Verdict decide(World world, PodSpec pod) {
        Verdict verdict = look(world, pod, false);
        decisions++;
        if (verdict.slot() >= 0) {
            cursor = verdict.slot() + 1;
        }
        return verdict;
    }

    /** What the next decision would be for this pod, with everything about every node. */
    public Verdict look(World world, PodSpec pod) {
        return look(world, pod, true);
    }

    private Verdict look(World world, PodSpec pod, boolean explain) {
        List<Place> places = world.places();
        OracleFilters filters = new OracleFilters(pod, places);
        List<List<Verdict.Objection>> objections = new ArrayList<>();
        List<Place> feasible = new ArrayList<>();
        for (Place place : places) {
            List<Verdict.Objection> against = filters.objections(place);
            objections.add(against);
            if (against.isEmpty()) {
                feasible.add(place);
            }
        }
        List<List<Verdict.Score>> scores = scores(world, pod, feasible);
        List<Long> totals = new ArrayList<>();
        for (List<Verdict.Score> ofNode : scores) {
            totals.add(ofNode.stream().mapToLong(Verdict.Score::weighted).sum());
        }
        int chosen = choose(feasible, totals);
        long devices = 0;
        SortedMap<String, Integer> reasons = new TreeMap<>();
        if (chosen >= 0 && pod.devices().count() > 0) {
            long draw = Draws.draw(seed, decisions, DEVICE_DRAW);
            devices = policy.devices().choose(pod, feasible.get(chosen), draw, world);
        }
        if (chosen < 0) {
            objections.forEach(
                    ofNode -> ofNode.get(0).reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum)));
        }
        List<Verdict.NodeVerdict> nodes = explain ? explained(places, objections, scores, totals) : List.of();
        return new Verdict(chosen < 0 ? -1 : feasible.get(chosen).slot, devices, reasons, nodes);
    }

    private static List<Verdict.NodeVerdict> explained(
            List<Place> places,
            List<List<Verdict.Objection>> objections,
            List<List<Verdict.Score>> scores,
            List<Long> totals) {
        List<Verdict.NodeVerdict> nodes = new ArrayList<>();
        int passed = 0;
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            boolean passes = objections.get(i).isEmpty();
            nodes.add(new Verdict.NodeVerdict(
                    place.slot,
                    place.spec.name(),
                    objections.get(i),
                    passes ? scores.get(passed) : List.of(),
                    passes ? totals.get(passed) : -1));
            passed += passes ? 1 : 0;
        }
        return nodes;
    }

    /** The number of decisions made and the place of the cursor. */
    public record State(long decisions, int cursor) {}

    /** What {@link #restore} goes back to. */
    public State state() {
        return new State(decisions, cursor);
    }

    /** Goes back to an earlier state. */
    public void restore(State state) {
        decisions = state.decisions();
        cursor = state.cursor();
    }

    private List<List<Verdict.Score>> scores(World world, PodSpec pod, List<Place> feasible) {
        List<List<Verdict.Score>> scores = new ArrayList<>();
        for (int i = 0; i < feasible.size(); i++) {
            scores.add(new ArrayList<>());
        }
        long widest = 0;
        for (OraclePolicy.Weighted weighted : policy.scorers()) {
            widest = Math.max(widest, weighted.scorer().maximum());
        }
        for (OraclePolicy.Weighted weighted : policy.scorers()) {
            long[] raw = weighted.scorer().scores(pod, feasible, world);
            for (int i = 0; i < raw.length; i++) {
                long part =
                        weighted.weight() * (raw[i] * widest / weighted.scorer().maximum());
                scores.get(i).add(new Verdict.Score(weighted.name(), raw[i], part));
            }
        }
        return scores;
    }

    /** The position of the chosen node among the feasible ones, or -1. */
    private int choose(List<Place> feasible, List<Long> totals) {
        if (feasible.isEmpty()) {
            return -1;
        }
        return switch (policy.choice()) {
            case BEST -> totals.indexOf(Collections.max(totals));
            case FIRST -> 0;
            case NEXT -> {
                int behind = 0;
                while (behind < feasible.size() && feasible.get(behind).slot < cursor) {
                    behind++;
                }
                yield behind == feasible.size() ? 0 : behind;
            }
            case RANDOM -> Draws.below(Draws.draw(seed, decisions, NODE_DRAW), feasible.size());
        };
    }
}
