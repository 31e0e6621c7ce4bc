package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Sets of node slots of which the lowest is known. A slot is in at most one set, and a set is named by its lowest slot, -1
 * when empty. Skew heaps (Sleator and Tarjan, "Self-adjusting heaps", SIAM Journal on Computing 1986) in arrays by slot:
 * O(log n) amortised, nothing is allocated.
 */
final class SlotHeaps {

    private static final int NONE = -1;

    private int[] left = new int[0];
    private int[] right = new int[0];
    private int[] parent = new int[0];

    /** Makes room for slots below this. */
    void reserve(int slots) {
        int old = left.length;
        if (slots > old) {
            int length = Math.max(slots, 2 * old);
            left = Arrays.copyOf(left, length);
            right = Arrays.copyOf(right, length);
            parent = Arrays.copyOf(parent, length);
            Arrays.fill(left, old, length, NONE);
            Arrays.fill(right, old, length, NONE);
            Arrays.fill(parent, old, length, NONE);
        }
    }

    /** Adds a slot that is in no set, and returns the set's new name. */
    int add(int set, int slot) {
        return set == NONE ? slot : merge(set, slot);
    }

    /** Removes a slot from the set it is in, and returns the set's new name. */
    int remove(int set, int slot) {
        int above = parent[slot];
        int below =
                left[slot] == NONE ? right[slot] : right[slot] == NONE ? left[slot] : merge(left[slot], right[slot]);
        left[slot] = NONE;
        right[slot] = NONE;
        parent[slot] = NONE;
        if (below != NONE) {
            parent[below] = above;
        }
        if (above == NONE) {
            return below;
        }
        if (left[above] == slot) {
            left[above] = below;
        } else {
            right[above] = below;
        }
        return set;
    }

    /** A slot below which the rest of a set stands, or -1; all of these are higher than the slot. */
    int left(int slot) {
        return left[slot];
    }

    /** The other slot below. */
    int right(int slot) {
        return right[slot];
    }

    private int merge(int one, int other) {
        int top = Math.min(one, other);
        int rest = Math.max(one, other);
        int at = top;
        while (true) {
            int next = right[at];
            right[at] = left[at];
            if (next == NONE) {
                left[at] = rest;
                parent[rest] = at;
                return top;
            }
            int lower = Math.min(next, rest);
            rest = Math.max(next, rest);
            left[at] = lower;
            parent[lower] = at;
            at = lower;
        }
    }
}
