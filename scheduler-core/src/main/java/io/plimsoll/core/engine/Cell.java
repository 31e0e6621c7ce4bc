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
    private long onlyKey = ScoreTree.ABSENT;
    private @Nullable ScoreTree keys;
    private long bestKey = ScoreTree.ABSENT;
    private int bestNode = -1;
    private int feasible;
    private @Nullable Bucket bucket;

    Cell(int[] groups) {
        this.groups = groups;
    }

    /** Number of nodes. */
    int size() {
        return size;
    }

    /** The node at a position, {@code 0 <= position < size()}; positions ascend with slots. */
    int node(int position) {
        return nodes[position];
    }

    /** The key of the node at a position. */
    long key(int position) {
        return keys == null ? onlyKey : keys.key(position);
    }

    /** The best node's key; below 0 when no node is feasible. */
    long bestKey() {
        return bestKey;
    }

    /** The feasible node with the largest key, the lowest slot of equals. */
    int bestNode() {
        return bestNode;
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

    /** Adds a node that is absent until its key is set, and returns its position. O(nodes of the cell), O(1) at the end. */
    int add(int node) {
        int at = -Arrays.binarySearch(nodes, 0, size, node) - 1;
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        System.arraycopy(nodes, at, nodes, at + 1, size - at);
        nodes[at] = node;
        size++;
        if (size > 1) {
            ScoreTree tree = tree();
            for (int position = size - 1; position > at; position--) {
                tree.set(position, tree.key(position - 1));
            }
            tree.set(at, ScoreTree.ABSENT);
        }
        return at;
    }

    /** Removes the node at a position. O(nodes of the cell). */
    void remove(int at) {
        size--;
        System.arraycopy(nodes, at + 1, nodes, at, size - at);
        ScoreTree tree = keys;
        if (tree == null) {
            onlyKey = ScoreTree.ABSENT;
        } else {
            for (int position = at; position < size; position++) {
                tree.set(position, tree.key(position + 1));
            }
            tree.set(size, ScoreTree.ABSENT);
        }
        findBest();
    }

    /** Changes the key of the node at a position. */
    void set(int position, long key) {
        if (keys == null) {
            onlyKey = key;
        } else {
            keys.set(position, key);
        }
        findBest();
    }

    /** The keys as a tree with room for all nodes; a cell with a single node, as of a host name, needs none. */
    private ScoreTree tree() {
        ScoreTree tree = keys;
        if (tree == null) {
            tree = new ScoreTree(nodes.length);
            tree.set(0, onlyKey);
            keys = tree;
        }
        tree.reserve(nodes.length);
        return tree;
    }

    private void findBest() {
        ScoreTree tree = keys;
        int position = tree == null ? (onlyKey < 0 ? -1 : 0) : tree.best();
        long key = position < 0 ? ScoreTree.ABSENT : key(position);
        int node = position < 0 ? -1 : nodes[position];
        if (key != bestKey || node != bestNode) {
            bestKey = key;
            bestNode = node;
            if (bucket != null) {
                bucket.reorder(this);
            }
        }
        int before = feasible;
        feasible = tree == null ? (onlyKey < 0 ? 0 : 1) : tree.feasible();
        if (bucket != null && feasible != before) {
            bucket.feasibleChanged(this, before, feasible);
        }
    }
}
