package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * The most that is free of every dimension among 16 nodes in a row, among 256, and so on: finds the first node with enough
 * of everything. One tree serves all classes whose nodes are taken without scores and that look at nothing but what is
 * free; a change of a node costs the same however many classes there are, where an index per class catches up with it once
 * per class.
 *
 * <p>The first node is found from the top; blocks of which no node has enough of some dimension are left out. In one dimension
 * that is O(log nodes) (Johnson's first fit with a tree); in several a block can have enough of each on different
 * nodes, and is then looked at for nothing. Memory: about 8 bytes per node and dimension.
 */
final class RoomTree {

    private static final int SHIFT = 4;
    private static final int WIDTH = 1 << SHIFT;
    /** A class to which the descriptions of so many nodes in one search are an obstacle is better off with its own index. */
    private static final int PATIENCE = 256;

    private static final long ABSENT = Long.MIN_VALUE;

    private final NodeTable nodes;
    private final ChangeLog log;
    private final int dimensions;
    /** By level, and there by position and dimension; on level 0 positions are nodes. */
    private long[][] most = new long[0][];

    private int slots;
    private long position;
    private boolean outOfPatience;

    /** @param dimensions how many of the cluster's dimensions the tree knows */
    RoomTree(NodeTable nodes, ChangeLog log, int dimensions) {
        this.nodes = nodes;
        this.log = log;
        this.dimensions = dimensions;
        rebuild();
    }

    /** How many dimensions the tree knows. */
    int dimensions() {
        return dimensions;
    }

    /** Brings the tree up to date. */
    void catchUp() {
        long end = log.end();
        if (position == end) {
            return;
        }
        if (nodes.slots() > slots || position < log.begin() || end - position > slots) {
            rebuild();
            return;
        }
        for (long at = position; at < end; at++) {
            int node = log.node(at);
            // Of several changes of a node only the newest is looked at.
            if (nodes.lastChange(node) == at) {
                refresh(node);
            }
        }
        position = end;
    }

    /**
     * The first node at or behind a slot where this much is free and whose description is not against it, or -1.
     *
     * @param of dimensions
     * @param asked amounts of them
     */
    int next(int from, int[] of, long[] asked, FreeRules rules) {
        int patience = PATIENCE;
        outOfPatience = false;
        int top = most.length - 1;
        int level = 0;
        int at = from;
        while (from < slots) {
            while (level < top && (at & (WIDTH - 1)) == 0) {
                at >>>= SHIFT;
                level++;
            }
            if (level == top && at > 0) {
                return -1;
            }
            while (enough(most[level], at * dimensions, of, asked)) {
                if (level > 0) {
                    level--;
                    at <<= SHIFT;
                } else if (!nodes.exists(at)) {
                    break;
                } else if (rules.passes(at)) {
                    return at;
                } else if (--patience < 0) {
                    outOfPatience = true;
                    return -1;
                } else {
                    break;
                }
            }
            at++;
        }
        return -1;
    }

    /** Whether there is a node in a slot where this much is free and whose description is not against it. */
    boolean hasRoom(int node, int[] of, long[] asked, FreeRules rules) {
        return enough(most[0], node * dimensions, of, asked) && nodes.exists(node) && rules.passes(node);
    }

    /** The slot behind the last node. */
    int end() {
        return nodes.slots();
    }

    /** Whether the newest search met more nodes than it had patience for, and may have missed the first one. */
    boolean outOfPatience() {
        return outOfPatience;
    }

    private static boolean enough(long[] amounts, int first, int[] of, long[] asked) {
        for (int i = 0; i < of.length; i++) {
            if (amounts[first + of[i]] < asked[i]) {
                return false;
            }
        }
        return true;
    }

    private void rebuild() {
        if (most.length == 0 || nodes.slots() > slots) {
            // Twice as many, so that a cluster that grows node by node is not read again for every one.
            resize(2 * Math.max(nodes.slots(), slots));
        }
        for (int node = 0; node < slots; node++) {
            refresh(node);
        }
        position = log.end();
    }

    private void resize(int size) {
        int levels = 1;
        for (int blocks = size; blocks > 1; blocks = blocks(blocks)) {
            levels++;
        }
        most = new long[Math.max(2, levels)][];
        int length = size;
        for (int level = 0; level < most.length; level++) {
            int padded = level == most.length - 1 ? 1 : blocks(length) << SHIFT;
            most[level] = new long[padded * dimensions];
            Arrays.fill(most[level], ABSENT);
            length = blocks(length);
        }
        slots = blocks(size) << SHIFT;
    }

    private static int blocks(int length) {
        return (length + WIDTH - 1) >>> SHIFT;
    }

    private void refresh(int node) {
        boolean exists = nodes.exists(node);
        for (int dimension = 0; dimension < dimensions; dimension++) {
            long now = exists ? nodes.free(dimension, node) : ABSENT;
            long was = most[0][node * dimensions + dimension];
            if (now != was) {
                most[0][node * dimensions + dimension] = now;
                rise(node, dimension, was, now);
            }
        }
    }

    private void rise(int node, int dimension, long before, long after) {
        long was = before;
        long now = after;
        int child = node;
        for (int level = 1; level < most.length; level++) {
            int block = child >>> SHIFT;
            long maximum = most[level][block * dimensions + dimension];
            if (now < maximum) {
                if (was < maximum) {
                    return;
                }
                now = maximum(most[level - 1], block << SHIFT, dimension);
            }
            if (now == maximum) {
                return;
            }
            most[level][block * dimensions + dimension] = now;
            was = maximum;
            child = block;
        }
    }

    private long maximum(long[] amounts, int first, int dimension) {
        int at = first * dimensions + dimension;
        long maximum = amounts[at];
        for (int i = 1; i < WIDTH; i++) {
            maximum = Math.max(maximum, amounts[at + i * dimensions]);
        }
        return maximum;
    }

    /** Recomputes everything and compares: the body of {@link Checks#FULL}. */
    void verify() {
        for (int node = 0; node < slots; node++) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                long expected = nodes.exists(node) ? nodes.free(dimension, node) : ABSENT;
                long known = most[0][node * dimensions + dimension];
                if (known != expected) {
                    throw Checks.corrupted("room of node slot " + node + " in dimension " + dimension, known, expected);
                }
            }
        }
        for (int level = 1; level < most.length; level++) {
            int blocks = (most[level - 1].length / dimensions) >>> SHIFT;
            for (int i = 0; i < blocks * dimensions; i++) {
                long expected = maximum(most[level - 1], (i / dimensions) << SHIFT, i % dimensions);
                if (most[level][i] != expected) {
                    throw Checks.corrupted("most room of a block on level " + level, most[level][i], expected);
                }
            }
        }
    }
}
