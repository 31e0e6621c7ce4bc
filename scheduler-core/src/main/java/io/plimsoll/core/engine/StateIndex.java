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
 * as that: such states are the same. Nodes with less than every class asks for are left out.
 *
 * <p>Memory: about 20 bytes per node, and about 100 per distinct state.
 */
final class StateIndex {

    private static final int NONE = -1;
    /** Asked of a dimension of which nothing is asked, because it may be overcommitted; far from where sums overflow. */
    private static final long NOTHING = -1L << 62;
    /** A class to which the descriptions of so many nodes in one state are an obstacle is better off with its own index. */
    private static final int PATIENCE = 256;

    private static final int DIMENSIONS_OF_A_GRID = 2;

    /** A prime beyond any number of slots. */
    private static final long SCATTER = 2_147_483_647;

    private final NodeTable nodes;
    private final ChangeLog log;
    private final int[] dimensions;
    private final int scored;
    private final long[] most;
    private final long[] least;
    private States states;
    private SlotHeaps heaps = new SlotHeaps();
    private final long[] reach = new long[DIMENSIONS_OF_A_GRID];
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
     * @param least by dimension, what every class asks for; nodes with less are left out
     */
    StateIndex(NodeTable nodes, ChangeLog log, int[] dimensions, int scored, long[] most, long[] least) {
        this.nodes = nodes;
        this.log = log;
        this.dimensions = dimensions;
        this.scored = scored;
        this.most = most;
        this.least = least;
        vector = new long[dimensions.length];
        states = newStates();
        refreshAll();
        states.planted();
        position = log.end();
    }

    /** Whether these rules follow from the dimensions that the index was made for. */
    boolean fits(FreeRules rules) {
        return Arrays.equals(rules.dimensions(), Arrays.copyOf(dimensions, scored));
    }

    /** Whether the index tells enough apart for a class. */
    boolean serves(PodClass podClass) {
        for (int i = 0; i < dimensions.length; i++) {
            if (request(podClass, dimensions[i]) < least[i]) {
                return false;
            }
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

    /** What a class asks for of a dimension, which may be {@link FreeScore#DEVICES}: no class here asks for those. */
    static long request(PodClass podClass, int dimension) {
        return dimension >= 0 && dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
    }

    /** By dimension of the index, the least that must be free for a pod of the class. */
    long[] asked(PodClass podClass) {
        long[] asked = new long[dimensions.length];
        for (int i = 0; i < asked.length; i++) {
            long request = request(podClass, dimensions[i]);
            asked[i] = request > 0 ? request : NOTHING;
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
        if (states.overgrown()) {
            plantAnew();
        }
    }

    /** The best node for a class of pods, or -1. */
    int best(long[] asked, FreeRules rules) {
        patience = PATIENCE;
        return states.best(asked, rules);
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

    /** Out of order, because states that come in the order of their amounts make a deep tree. */
    private void refreshAll() {
        int all = Math.max(nodes.slots(), stateOf.length);
        for (long i = 0; i < all; i++) {
            refresh((int) (i * SCATTER % all));
        }
    }

    /** A grid for scores of two dimensions, unless it would be like the one there is; a tree for all others. */
    private States newStates() {
        boolean further = false;
        for (int d = 0; d < DIMENSIONS_OF_A_GRID && scored == DIMENSIONS_OF_A_GRID; d++) {
            long most = 1;
            for (int node = 0; node < nodes.slots(); node++) {
                most = Math.max(most, offered(dimensions[d], node));
            }
            further |= most > reach[d];
            reach[d] = Math.max(most, reach[d]);
        }
        return further ? new StateGrid(this, dimensions.length, reach) : new StateSearch(this, dimensions.length);
    }

    private long offered(int dimension, int node) {
        return dimension == FreeScore.DEVICES ? nodes.deviceCapacityTotal(node) : nodes.allocatable(dimension, node);
    }

    private void plantAnew() {
        states = newStates();
        heaps = new SlotHeaps();
        Arrays.fill(stateOf, NONE);
        Arrays.fill(lowest, NONE);
        heaps.reserve(stateOf.length);
        refreshAll();
        states.planted();
    }

    private void refresh(int node) {
        int from = node < stateOf.length ? stateOf[node] : NONE;
        if (!nodes.exists(node) || !read(node)) {
            leave(node, from);
        } else if (from == NONE || !states.is(from, vector)) {
            leave(node, from);
            join(node);
        }
    }

    private void leave(int node, int state) {
        if (state != NONE) {
            stateOf[node] = NONE;
            lowest[state] = heaps.remove(lowest[state], node);
            if (lowest[state] == NONE) {
                states.remove(state);
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
        int state = states.add(vector);
        if (state >= lowest.length) {
            int old = lowest.length;
            lowest = Arrays.copyOf(lowest, Math.max(64, 2 * state));
            Arrays.fill(lowest, old, lowest.length, NONE);
        }
        stateOf[node] = state;
        lowest[state] = heaps.add(lowest[state], node);
    }

    /** Reads what is free on a node; says whether that is enough for any class. */
    private boolean read(int node) {
        boolean enough = true;
        for (int i = 0; i < dimensions.length; i++) {
            int dimension = dimensions[i];
            long free = dimension == FreeScore.DEVICES ? nodes.deviceFreeTotal(node) : nodes.free(dimension, node);
            vector[i] = Math.min(free, most[i]);
            enough &= free >= least[i];
        }
        return enough;
    }

    /** Recomputes every state and compares: the body of {@link Checks#FULL}. */
    void verify() {
        int[] expected = new int[lowest.length];
        Arrays.fill(expected, NONE);
        for (int node = 0; node < stateOf.length; node++) {
            int state = stateOf[node];
            boolean enough = nodes.exists(node) && read(node);
            if ((state != NONE) != enough || (enough && (!states.is(state, vector) || states.add(vector) != state))) {
                throw Checks.corrupted("state of node slot " + node, state, Arrays.toString(vector));
            }
            if (enough) {
                expected[state] = expected[state] == NONE ? node : expected[state];
            }
        }
        if (!Arrays.equals(expected, lowest)) {
            throw Checks.corrupted("lowest slots", Arrays.toString(lowest), Arrays.toString(expected));
        }
    }
}
