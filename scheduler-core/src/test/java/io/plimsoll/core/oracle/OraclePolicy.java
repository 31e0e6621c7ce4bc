package io.plimsoll.core.oracle;

import io.plimsoll.core.model.PodSpec;
import java.util.List;

/**
 * A policy as the oracle understands it.
 *
 * @param choice which feasible node is taken
 * @param scorers what the total of a node is made of
 * @param devices which devices are taken
 */
public record OraclePolicy(Choice choice, List<Weighted> scorers, OracleDevices devices) {

    /** Which feasible node is taken. */
    public enum Choice {
        /** The largest total, the lowest slot of equals. */
        BEST,
        /** The lowest slot. */
        FIRST,
        /** The lowest slot behind the last one taken, else the lowest. */
        NEXT,
        /** Any, by the draw. */
        RANDOM
    }

    /** A scorer by name and weight. */
    public record Weighted(String name, long weight, OracleScorer scorer) {}

    /** Scores all feasible nodes at once. */
    public interface OracleScorer {

        /** The largest score. */
        long maximum();

        /** The scores in the order of the nodes. */
        long[] scores(PodSpec pod, List<Place> feasible, World world);
    }

    /** Scores every node by itself. */
    public static OracleScorer eachNode(long maximum, NodeFormula formula) {
        return new OracleScorer() {
            @Override
            public long maximum() {
                return maximum;
            }

            @Override
            public long[] scores(PodSpec pod, List<Place> feasible, World world) {
                return feasible.stream()
                        .mapToLong(place -> formula.score(pod, place, world))
                        .toArray();
            }
        };
    }

    /** The score of one node. */
    public interface NodeFormula {

        /** The score. */
        long score(PodSpec pod, Place place, World world);
    }

    /** A policy of one scorer. */
    public static OraclePolicy best(String scorer, OracleScorer formula, OracleDevices devices) {
        return new OraclePolicy(Choice.BEST, List.of(new Weighted(scorer, 1, formula)), devices);
    }

    /** A policy without scorers. */
    public static OraclePolicy unscored(Choice choice, OracleDevices devices) {
        return new OraclePolicy(choice, List.of(), devices);
    }
}
