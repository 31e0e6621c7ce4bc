package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.GroupScore;

/** The scores of a rule about groups by asking about every node. Reuses its memory. */
final class NodeByNode {

    /** The raw score of nodes that are left out. */
    private static final long IGNORED = Long.MIN_VALUE;

    private long[] raw = new long[0];
    private long[] values = new long[0];

    /** Finds the raw scores of the nodes whose key is not below 0 and adds the scores, scaled, to the keys. */
    void add(GroupScore rule, Scale scale, long[] keys, int slots) {
        raw = raw.length < slots ? new long[Math.max(slots, 2 * raw.length)] : raw;
        values = values.length == rule.groupings() ? values : new long[rule.groupings()];
        FeasibleGroups feasible = new FeasibleGroups(rule);
        for (int node = 0; node < slots; node++) {
            boolean ignored = keys[node] < 0 || rule.ignores(values(rule, node));
            raw[node] = ignored ? IGNORED : 0;
            if (!ignored) {
                feasible.add(node);
            }
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int node = 0; node < slots; node++) {
            if (raw[node] != IGNORED) {
                raw[node] = rule.raw(values(rule, node), feasible);
                least = Math.min(least, raw[node]);
                most = Math.max(most, raw[node]);
            }
        }
        for (int node = 0; node < slots; node++) {
            if (raw[node] != IGNORED) {
                keys[node] += scale.apply(rule.score(raw[node], least, most));
                raw[node] = rule.shown(raw[node]);
            }
        }
    }

    /** The raw score that was found for a node as people know it, 0 of a node that is left out. */
    long raw(int node) {
        return raw[node] == IGNORED ? 0 : raw[node];
    }

    private long[] values(GroupScore rule, int node) {
        for (int grouping = 0; grouping < values.length; grouping++) {
            values[grouping] = rule.value(grouping, rule.group(grouping, node));
        }
        return values;
    }
}
