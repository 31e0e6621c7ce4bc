package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that no rule about groups tells apart now: a heap of width four of those that are feasible, the best on top. Where a
 * node stands in it is noted in an array that all cells of an index share.
 */
final class Cell {

    /** What is noted of a node that is in no heap. */
    static final int NOWHERE = -1;

    private static final int SHIFT = 2;
    private static final int WIDTH = 1 << SHIFT;

    /** By rule: the group; of a rule whose groups are single nodes, the value of the group. */
    final long[] coordinates;
    /** Position in the heap of the bucket. */
    int heapPosition;

    private int size;
    private long[] keys = new long[WIDTH];
    private int[] nodes = new int[WIDTH];
    private int feasible;
    private @Nullable Bucket bucket;

    Cell(int rules) {
        coordinates = new long[rules];
    }

    /** Number of nodes. */
    int size() {
        return size;
    }

    /** The best node's key; below 0 when no node is feasible. */
    long bestKey() {
        return feasible == 0 ? ScoreTree.ABSENT : keys[0];
    }

    /** The feasible node with the largest key, the lowest slot of equals; -1 when there is none. */
    int bestNode() {
        return feasible == 0 ? -1 : nodes[0];
    }

    /** Number of feasible nodes. */
    int feasible() {
        return feasible;
    }

    @Nullable
    Bucket bucket() {
        return bucket;
    }

    void moveTo(@Nullable Bucket other) {
        if (bucket != null) {
            bucket.remove(this);
        }
        bucket = other;
        if (other != null) {
            other.add(this);
        }
    }

    /** Adds a node; {@code places[node]} must be {@link #NOWHERE}. O(log nodes). */
    void add(int node, long key, int[] places) {
        size++;
        set(node, key, places);
    }

    /** Removes a node. O(log nodes). */
    void remove(int node, int[] places) {
        size--;
        set(node, ScoreTree.ABSENT, places);
    }

    /** Changes the key of a node. O(log nodes). */
    void set(int node, long key, int[] places) {
        int before = feasible;
        long bestBefore = bestKey();
        int nodeBefore = bestNode();
        int place = places[node];
        if (key >= 0) {
            if (place == NOWHERE) {
                place = grown(feasible++);
            }
            sift(place, key, node, places);
        } else if (place != NOWHERE) {
            places[node] = NOWHERE;
            feasible--;
            if (place < feasible) {
                sift(place, keys[feasible], nodes[feasible], places);
            }
        }
        if (bucket != null) {
            if (bestBefore != bestKey() || nodeBefore != bestNode()) {
                bucket.reorder(this);
            }
            if (before != feasible) {
                bucket.feasibleChanged(this, before, feasible);
            }
        }
    }

    private int grown(int place) {
        if (place == keys.length) {
            keys = Arrays.copyOf(keys, 2 * place);
            nodes = Arrays.copyOf(nodes, 2 * place);
        }
        return place;
    }

    /** Puts a node where it belongs, starting from a place that is free. */
    private void sift(int from, long key, int node, int[] places) {
        int place = from;
        while (place > 0 && before(key, node, (place - 1) >> SHIFT)) {
            move((place - 1) >> SHIFT, place, places);
            place = (place - 1) >> SHIFT;
        }
        if (place == from) {
            for (int child = bestChild(place); child >= 0 && !before(key, node, child); child = bestChild(place)) {
                move(child, place, places);
                place = child;
            }
        }
        keys[place] = key;
        nodes[place] = node;
        places[node] = place;
    }

    private int bestChild(int place) {
        int first = (place << SHIFT) + 1;
        if (first >= feasible) {
            return -1;
        }
        int best = first;
        int end = Math.min(feasible, first + WIDTH);
        for (int child = first + 1; child < end; child++) {
            if (before(keys[child], nodes[child], best)) {
                best = child;
            }
        }
        return best;
    }

    private boolean before(long key, int node, int place) {
        return key > keys[place] || (key == keys[place] && node < nodes[place]);
    }

    private void move(int from, int to, int[] places) {
        keys[to] = keys[from];
        nodes[to] = nodes[from];
        places[nodes[to]] = to;
    }
}
