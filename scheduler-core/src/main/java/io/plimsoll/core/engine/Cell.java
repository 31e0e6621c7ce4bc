package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Nodes that every rule about groups puts into the same groups, with their keys and the best of them. */
final class Cell {

    /** The group, by rule. */
    final int[] groups;
    /** Position in the heap of the bucket. */
    int heapPosition;

    private int[] nodes = new int[1];
    private int size;
    private @Nullable ScoreTree tree;
    private long bestKey = ScoreTree.ABSENT;
    private int bestNode = -1;
    private @Nullable Bucket bucket;

    Cell(int[] groups) {
        this.groups = groups;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The best node's key; below 0 when no node is feasible. */
    long bestKey() {
        return bestKey;
    }

    /** The feasible node with the largest key, the lowest slot of equals. */
    int bestNode() {
        return bestNode;
    }

    @Nullable
    Bucket bucket() {
        return bucket;
    }

    /** Whether this cell's best node comes before the other's. */
    boolean before(Cell other) {
        return bestKey > other.bestKey || (bestKey == other.bestKey && bestNode < other.bestNode);
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

    /** Adds a node that is absent until its key is set. O(nodes of the cell); amortised O(1) behind all others. */
    void add(int node) {
        int at = -Arrays.binarySearch(nodes, 0, size, node) - 1;
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        System.arraycopy(nodes, at, nodes, at + 1, size - at);
        nodes[at] = node;
        size++;
        shift(at, 1);
    }

    /** Removes a node. O(nodes of the cell). */
    void remove(int node) {
        int at = Arrays.binarySearch(nodes, 0, size, node);
        size--;
        System.arraycopy(nodes, at + 1, nodes, at, size - at);
        shift(at, -1);
        if (bucket != null) {
            bucket.reorder(this);
        }
    }

    /** Changes a node's key. */
    void set(int node, long key) {
        ScoreTree keys = tree;
        if (keys == null) {
            best(key, node);
        } else {
            keys.set(Arrays.binarySearch(nodes, 0, size, node), key);
            bestOf(keys);
        }
    }

    /** Moves the keys behind a position up or down by one and finds the best again. */
    private void shift(int at, int by) {
        if (size <= 1) {
            long only = tree == null || size == 0 ? ScoreTree.ABSENT : tree.key(at == 0 ? 1 : 0);
            tree = null;
            bestKey = only;
            bestNode = only < 0 ? -1 : nodes[0];
            return;
        }
        ScoreTree from = tree;
        if (from != null && by > 0 && at == size - 1) {
            if (size > from.size()) {
                from.resize(2 * size);
            }
            return;
        }
        ScoreTree to = new ScoreTree(size);
        for (int i = 0; i < size; i++) {
            int source = by > 0 ? (i < at ? i : i - 1) : (i < at ? i : i + 1);
            if (by > 0 && i == at) {
                continue;
            }
            to.set(i, from == null ? bestKey : from.key(source));
        }
        tree = to;
        bestOf(to);
    }

    private void bestOf(ScoreTree keys) {
        int position = keys.best();
        best(position < 0 ? ScoreTree.ABSENT : keys.key(position), position < 0 ? -1 : nodes[position]);
    }

    private void best(long key, int node) {
        long newKey = key < 0 ? ScoreTree.ABSENT : key;
        int newNode = key < 0 ? -1 : node;
        if (newKey != bestKey || newNode != bestNode) {
            bestKey = newKey;
            bestNode = newNode;
            if (bucket != null) {
                bucket.reorder(this);
            }
        }
    }
}
