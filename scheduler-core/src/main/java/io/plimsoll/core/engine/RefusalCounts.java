package io.plimsoll.core.engine;

import java.util.Arrays;

/** How many nodes of an index have each of the keys that say why a node is infeasible. Few keys occur at a time. */
final class RefusalCounts {

    private long[] keys = new long[8];
    private int[] nodes = new int[8];
    private int size;

    /** A node's key was the one and is the other, which differ. */
    void change(long before, long after) {
        if ((before | after) < 0) {
            count(before, -1);
            count(after, 1);
        }
    }

    /** Number of keys, some of which no node has any more. */
    int size() {
        return size;
    }

    long key(int i) {
        return keys[i];
    }

    /** How many nodes have the key at this place. */
    int nodes(int i) {
        return nodes[i];
    }

    private void count(long key, int change) {
        if (key >= 0 || key == ScoreTree.ABSENT) {
            return;
        }
        int i = 0;
        while (i < size && keys[i] != key) {
            i++;
        }
        if (i == size) {
            i = add(key);
        }
        nodes[i] += change;
    }

    private int add(long key) {
        if (size == keys.length) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (nodes[i] != 0) {
                    keys[kept] = keys[i];
                    nodes[kept++] = nodes[i];
                }
            }
            size = kept;
            if (2 * size > keys.length) {
                keys = Arrays.copyOf(keys, 2 * keys.length);
                nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            }
        }
        keys[size] = key;
        nodes[size] = 0;
        return size++;
    }
}
