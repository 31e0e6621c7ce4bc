package io.plimsoll.simulator.fgd;

import io.plimsoll.core.policy.Fragmentation;
import io.plimsoll.core.state.NodeTable;

/**
 * The fragmentation amount of a cluster, kept up to date node by node. One changed node costs one measurement and two
 * short sums; as these start anew each time, the total does not drift and depends on the state alone.
 */
final class FragmentationMeter {

    private static final int BLOCK = 32;

    private final Fragmentation fragmentation;
    private final NodeTable nodes;
    private final double[] amounts;
    private final double[] blocks;
    private double total;

    /** Measures all nodes. */
    FragmentationMeter(Fragmentation fragmentation, NodeTable nodes) {
        this.fragmentation = fragmentation;
        this.nodes = nodes;
        int slots = nodes.slots();
        amounts = new double[slots];
        blocks = new double[(slots + BLOCK - 1) / BLOCK];
        for (int node = 0; node < slots; node++) {
            amounts[node] = fragmentation.amount(nodes, node);
        }
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = sum(amounts, block * BLOCK, Math.min(slots, (block + 1) * BLOCK));
        }
        total = sum(blocks, 0, blocks.length);
    }

    /** Measures a node again whose load has changed. */
    void changed(int node) {
        double amount = fragmentation.amount(nodes, node);
        if (amount == amounts[node]) {
            return;
        }
        amounts[node] = amount;
        int block = node / BLOCK;
        blocks[block] = sum(amounts, block * BLOCK, Math.min(amounts.length, (block + 1) * BLOCK));
        total = sum(blocks, 0, blocks.length);
    }

    /** The fragmentation amount of all nodes, in thousandths of devices. */
    double total() {
        return total;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
