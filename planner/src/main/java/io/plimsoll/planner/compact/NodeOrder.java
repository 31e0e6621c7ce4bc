package io.plimsoll.planner.compact;

import io.plimsoll.core.plugin.Draws;
import java.util.Arrays;

/** The order of a trial: the last nodes of it are taken away first. */
final class NodeOrder {

    private static final int DRAW = 300;

    private NodeOrder() {}

    /** A random order of so many nodes (Fisher and Yates). */
    static int[] of(int nodes, long seed, int trial) {
        int[] order = new int[nodes];
        Arrays.setAll(order, i -> i);
        for (int i = nodes - 1; i > 0; i--) {
            int other = Draws.below(Draws.draw(seed, ((long) trial << Integer.SIZE) + i, DRAW), i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /** The first {@code count} nodes of an order, ascending. */
    static int[] first(int[] order, int count) {
        int[] nodes = Arrays.copyOf(order, count);
        Arrays.sort(nodes);
        return nodes;
    }
}
