package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FreeScore;
import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;

/**
 * The nodes by what is free on them: those of which the same is free share one state, which knows the lowest of its slots.
 * One index serves all classes with {@link FreeRules}; a change of a node costs the same however many classes there are.
 *
 * <p>A dimension that no score follows from only decides whether a pod fits. More than any class asks for counts as as much
 * as that: such states are the same.
 *
 * <p>Memory: about 20 bytes per node, and about 100 per distinct state.
 */
final class StateIndex {

    private static final int NONE = -1;
    /** A class to which the descriptions of so many nodes in one state are an obstacle is better off with its own index. */
    private static final int PATIENCE = 256;

    private final NodeTable nodes;
    private final ChangeLog log;
    private final int[] dimensions;
    private final int scored;
    private final long[] most;
    private final StateTree tree;
    private final SlotHeaps heaps = new SlotHeaps();
    private final StateSearch search;
    private final long[] vector;
    private int[] stateOf = new int[0];
    private int[] lowest = new int[0];
    private long position;
    private int found;
    private int patience;

    /**
     * @param dimensions dimensions, first those that scores follow from
     * @param scored how many these are
     * @param most by dimension, the amount above which more is the same
     */
    StateIndex(NodeTable nodes, ChangeLog log, int[] dimensions, int scored, long[] most) {
        this.nodes = nodes;
        this.log = log;
        this.dimensions = dimensions;
        this.scored = scored;
        this.most = most;
        tree = new StateTree(dimensions.length);
        search = new StateSearch(this, dimensions.length);
        vector = new long[dimensions.length];
        refreshAll();
        position = log.end();
    }

    /** Whether the index can find nodes for a class with these rules: it has the dimensions and tells enough apart. */
    boolean serves(PodClass podClass, FreeRules rules) {
        if (!Arrays.equals(rules.dimensions(), Arrays.copyOf(dimensions, scored))) {
            return false;
        }
        for (int dimension = 0; dimension < podClass.dimensions(); dimension++) {
            if (podClass.request(dimension) > mostOf(dimension)) {
                return false;
            }
        }
        return true;
    }

    /** The amount of a dimension above which more is the same; 0 for one that the index does not look at. */
    long mostOf(int dimension) {
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] == dimension) {
                return most[i];
            }
        }
        return 0;
    }

    /** By dimension of the index, the least that must be free for a pod of the class. */
    long[] asked(PodClass podClass) {
        long[] asked = new long[dimensions.length];
        for (int i = 0; i < asked.length; i++) {
            int dimension = dimensions[i];
            boolean known = dimension != FreeScore.DEVICES && dimension < podClass.dimensions();
            // A dimension of which nothing is asked may be overcommitted.
            asked[i] = known && podClass.request(dimension) > 0 ? podClass.request(dimension) : Long.MIN_VALUE;
        }
        return asked;
    }

    /** Brings the index up to date. */
    void catchUp() {
        long end = log.end();
        if (position < log.begin() || end - position > nodes.slots()) {
            refreshAll();
        } else {
            for (long at = position; at < end; at++) {
                int node = log.node(at);
                // Of several changes of a node only the newest is looked at.
                if (nodes.lastChange(node) == at) {
                    refresh(node);
                }
            }
        }
        position = end;
    }

    /** The best node for a class of pods, or -1. */
    int best(long[] asked, FreeRules rules) {
        patience = PATIENCE;
        return search.best(tree, asked, rules);
    }

    /** Whether the newest search met more nodes than it had patience for, and may have missed the best one. */
    boolean outOfPatience() {
        return patience < 0;
    }

    /** The lowest slot of a state's nodes of which the description is not against a class, or -1. */
    int lowest(int state, FreeRules rules) {
        found = Integer.MAX_VALUE;
        look(lowest[state], rules);
        return found == Integer.MAX_VALUE ? NONE : found;
    }

    private void look(int node, FreeRules rules) {
        if (node == NONE || node >= found || patience < 0) {
            return;
        }
        if (rules.passes(node)) {
            found = node;
        } else {
            patience--;
            look(heaps.left(node), rules);
            look(heaps.right(node), rules);
        }
    }

    private void refreshAll() {
        for (int node = 0; node < Math.max(nodes.slots(), stateOf.length); node++) {
            refresh(node);
        }
    }

    private void refresh(int node) {
        int from = node < stateOf.length ? stateOf[node] : NONE;
        if (!nodes.exists(node)) {
            leave(node, from);
            return;
        }
        read(node);
        if (from == NONE || !tree.blocks.is(from, vector)) {
            leave(node, from);
            join(node);
        }
    }

    private void leave(int node, int state) {
        if (state != NONE) {
            stateOf[node] = NONE;
            lowest[state] = heaps.remove(lowest[state], node);
            if (lowest[state] == NONE) {
                tree.remove(state);
            }
        }
    }

    private void join(int node) {
        if (node >= stateOf.length) {
            int old = stateOf.length;
            stateOf = Arrays.copyOf(stateOf, Math.max(node + 1, 2 * old));
            Arrays.fill(stateOf, old, stateOf.length, NONE);
            heaps.reserve(stateOf.length);
        }
        int state = tree.add(vector);
        if (state >= lowest.length) {
            int old = lowest.length;
            lowest = Arrays.copyOf(lowest, Math.max(64, 2 * state));
            Arrays.fill(lowest, old, lowest.length, NONE);
        }
        stateOf[node] = state;
        lowest[state] = heaps.add(lowest[state], node);
    }

    private void read(int node) {
        for (int i = 0; i < dimensions.length; i++) {
            int dimension = dimensions[i];
            long free = dimension == FreeScore.DEVICES ? nodes.deviceFreeTotal(node) : nodes.free(dimension, node);
            vector[i] = Math.min(free, most[i]);
        }
    }

    /** Recomputes every state and compares: the body of {@link Checks#FULL}. */
    void verify() {
        int[] expected = new int[lowest.length];
        Arrays.fill(expected, NONE);
        for (int node = 0; node < stateOf.length; node++) {
            int state = stateOf[node];
            if ((state != NONE) != nodes.exists(node)) {
                throw Checks.corrupted("state of node slot " + node, state, nodes.exists(node));
            }
            if (state != NONE) {
                read(node);
                if (!tree.blocks.is(state, vector) || tree.add(vector) != state) {
                    throw Checks.corrupted("state of node slot " + node, state, Arrays.toString(vector));
                }
                expected[state] = expected[state] == NONE ? node : expected[state];
            }
        }
        if (!Arrays.equals(expected, lowest)) {
            throw Checks.corrupted("lowest slots", Arrays.toString(lowest), Arrays.toString(expected));
        }
    }
}
