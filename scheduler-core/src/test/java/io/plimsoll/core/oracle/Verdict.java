package io.plimsoll.core.oracle;

import java.util.List;
import java.util.SortedMap;

/**
 * What the oracle decides, and why.
 *
 * @param slot the node, -1 for none
 * @param devices the devices as bits
 * @param reasons how many nodes gave each reason of the first rule against them; empty when there is a node
 * @param nodes every node in slot order; empty unless asked for
 */
public record Verdict(int slot, long devices, SortedMap<String, Integer> reasons, List<NodeVerdict> nodes) {

    /** One node; {@code total} is -1 when it is not feasible. */
    public record NodeVerdict(int slot, String node, List<Objection> objections, List<Score> scores, long total) {}

    /** A rule against a node. */
    public record Objection(String filter, List<String> reasons) {}

    /** What a scorer says of a node, and its part of the total. */
    public record Score(String scorer, long score, long weighted) {}
}
