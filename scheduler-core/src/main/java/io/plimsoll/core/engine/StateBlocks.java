package io.plimsoll.core.engine;

import java.util.Arrays;

/** States of nodes, vectors of free amounts, by number, in blocks of up to {@value #SIZE} that are neighbours in memory. */
final class StateBlocks {

    static final int SIZE = 16;

    final int dimensions;
    /** The vectors, one behind the other, by position. */
    long[] vectors = new long[0];
    /** The state, by position. */
    int[] stateAt = new int[0];

    private int[] sizes = new int[0];
    private int[] position = new int[0];
    private final FreeNumbers blocks = new FreeNumbers();
    private final FreeNumbers states = new FreeNumbers();

    StateBlocks(int dimensions) {
        this.dimensions = dimensions;
    }

    /** Number of blocks. */
    int count() {
        return blocks.inUse();
    }

    /** A new block, empty. */
    int newBlock() {
        int block = blocks.take();
        if (block >= sizes.length) {
            int length = Math.max(16, 2 * block);
            sizes = Arrays.copyOf(sizes, length);
            stateAt = Arrays.copyOf(stateAt, length * SIZE);
            vectors = Arrays.copyOf(vectors, length * SIZE * dimensions);
        }
        return block;
    }

    /** Number of states in a block; they stand from its first position on. */
    int size(int block) {
        return sizes[block];
    }

    static int firstPosition(int block) {
        return block * SIZE;
    }

    /** The block of a state. */
    int block(int state) {
        return position[state] / SIZE;
    }

    /** Whether a state is this vector. */
    boolean is(int state, long[] vector) {
        return same(position[state], vector);
    }

    /** The state of this vector in a block, or -1. */
    int find(int block, long[] vector) {
        int first = firstPosition(block);
        for (int at = first; at < first + sizes[block]; at++) {
            if (same(at, vector)) {
                return stateAt[at];
            }
        }
        return -1;
    }

    /** Adds a state to a block with room, and returns its number. */
    int add(int block, long[] vector) {
        int state = states.take();
        if (state >= position.length) {
            position = Arrays.copyOf(position, Math.max(64, 2 * state));
        }
        put(state, firstPosition(block) + sizes[block]++, vector, 0);
        return state;
    }

    /** Removes a state; the last one of its block takes its place. */
    void remove(int state) {
        fill(position[state], block(state));
        states.giveBack(state);
    }

    /** Moves the states of which an amount is not below a value into another block. */
    void split(int block, int dimension, long value, int other) {
        int first = firstPosition(block);
        for (int at = first + sizes[block] - 1; at >= first; at--) {
            if (vectors[at * dimensions + dimension] >= value) {
                put(stateAt[at], firstPosition(other) + sizes[other]++, vectors, at * dimensions);
                fill(at, block);
            }
        }
    }

    /** Moves all states of a block into another one and gives the emptied one back. */
    void unite(int block, int into) {
        while (sizes[block] > 0) {
            int last = firstPosition(block) + --sizes[block];
            put(stateAt[last], firstPosition(into) + sizes[into]++, vectors, last * dimensions);
        }
        blocks.giveBack(block);
    }

    private void fill(int at, int block) {
        int last = firstPosition(block) + --sizes[block];
        if (at != last) {
            put(stateAt[last], at, vectors, last * dimensions);
        }
    }

    private void put(int state, int at, long[] from, int offset) {
        for (int d = 0; d < dimensions; d++) {
            vectors[at * dimensions + d] = from[offset + d];
        }
        stateAt[at] = state;
        position[state] = at;
    }

    private boolean same(int at, long[] vector) {
        int offset = at * dimensions;
        for (int d = 0; d < dimensions; d++) {
            if (vectors[offset + d] != vector[d]) {
                return false;
            }
        }
        return true;
    }
}
