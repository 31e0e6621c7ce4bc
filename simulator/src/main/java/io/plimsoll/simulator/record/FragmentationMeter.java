package io.plimsoll.simulator.record;

import io.plimsoll.core.policy.FragmentationStates;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * Samples the fragmentation of a cluster: how much of its idle devices the typical pods of the workload cannot use. Only
 * nodes that changed since the sample before are measured again. Amounts are kept as whole numbers of a tiny unit, so that
 * their sum does not depend on the order of changes.
 */
final class FragmentationMeter {

    private static final double UNITS_PER_MILLI = 1 << 24;

    private final Cluster cluster;
    private final ChangedNodes changed;
    private final FragmentationStates fragmentation;
    private final LevelMeter amounts = new LevelMeter();
    private final LevelMeter ratios = new LevelMeter();
    private long[] amountOf = new long[64];
    private long sum;
    private final long warmUpMillis;
    private long sampledAt;

    FragmentationMeter(TypicalPods typical, Cluster cluster, long warmUpMillis) {
        this.cluster = cluster;
        this.changed = new ChangedNodes(cluster);
        this.warmUpMillis = warmUpMillis;
        this.fragmentation =
                new FragmentationStates(new io.plimsoll.core.policy.Fragmentation(typical, cluster.deviceModels()));
    }

    /** Takes a sample, which stands for the time since the one before. */
    void sample(long timeMillis) {
        changed.catchUp();
        if (changed.known() > amountOf.length) {
            amountOf = Arrays.copyOf(amountOf, 2 * changed.known());
        }
        for (int i = 0; i < changed.count(); i++) {
            measure(changed.slot(i));
        }
        if (Checks.FULL) {
            check();
        }
        if (timeMillis >= warmUpMillis) {
            long millis = timeMillis - Math.max(sampledAt, warmUpMillis);
            amounts.hold(amount(), millis);
            ratios.hold(ratio(), millis);
        }
        sampledAt = timeMillis;
    }

    /** The unusable idle devices at the newest sample as a share of all devices. */
    double amount() {
        return share(cluster.totals().deviceCapacityMilli());
    }

    /** The unusable idle devices at the newest sample as a share of the idle ones. */
    double ratio() {
        return share(cluster.totals().deviceCapacityMilli() - cluster.totals().deviceUsedMilli());
    }

    /** The fragmentation of a run of that length, of which the newest sample was the end. */
    Fragmentation result(long spanMillis) {
        return new Fragmentation(amounts.level(amount(), spanMillis), ratios.level(ratio(), spanMillis));
    }

    private double share(long milli) {
        return milli == 0 ? 0 : Math.min(1, sum / UNITS_PER_MILLI / milli);
    }

    private void measure(int node) {
        long amount = measured(node);
        sum += amount - amountOf[node];
        amountOf[node] = amount;
    }

    /** Nothing idle, nothing unusable: nodes that are full, or have no devices, need no measuring. */
    private long measured(int node) {
        NodeTable nodes = cluster.nodes();
        return nodes.exists(node) && nodes.deviceFreeTotal(node) > 0
                ? Math.round(fragmentation.amount(nodes, node) * UNITS_PER_MILLI)
                : 0;
    }

    private void check() {
        long recomputed = 0;
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            recomputed += measured(node);
        }
        if (recomputed != sum) {
            throw Checks.corrupted("fragmentation of all nodes", sum, recomputed);
        }
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        amounts.state(state);
        ratios.state(state);
        sampledAt = state.number(sampledAt);
    }
}
