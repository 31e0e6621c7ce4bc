package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Distinct states of nodes in the cells of a grid over their first two dimensions, which are those that scores follow from.
 * Bins are as fine as an eighth of what they stand for, so that they are finest near to nothing, where the states of a well
 * packed cluster are (the bins are those of Tene's HdrHistogram). A word per row tells which of its cells hold states.
 *
 * <p>A search goes through rows and their cells from what is asked for upwards. Since no score rises with what is free, it
 * leaves a row, or all further ones, at the first lower corner that cannot compete; one that could only be as good may
 * still hold a lower slot.
 *
 * <p>Cost: of a change O(states in a cell); of a search a few cells where states are spread. See {@link #overgrown()}.
 */
final class StateGrid implements States {

    private static final int NONE = -1;
    /** Bins from one power of two to the next. */
    private static final int FINE = 8;

    private static final int FINE_BITS = 3;
    /** Powers of two that are divided like that; below them all bins are equally wide. */
    private static final int OCTAVES = 6;
    /** So that a row's cells are the bits of a word. */
    private static final int SIDE = (OCTAVES + 2) * FINE;

    private static final int LAST_UNIT = ((2 * FINE) << OCTAVES) - 1;

    /** States in a cell, on average of those that hold some, from which on the tree is the better place. */
    private static final int CROWD = 16;
    /** As many states as nobody minds in whatever cells. */
    private static final int FEW = 1_024;

    private final StateIndex index;
    private final int dimensions;
    /** Of a state: its vector, and the next state of its cell. */
    private final int width;

    private final int[] shift = new int[2];
    /** By dimension and bin, the least amount in it. */
    private final long[][] low = new long[2][SIDE];

    private final long[] columnsInUse = new long[SIDE];
    private long rowsInUse;
    private final int[] firstInCell = new int[SIDE * SIDE];
    private long[] states = new long[0];
    private final FreeNumbers numbers = new FreeNumbers();
    private int cellsInUse;
    private final long[] corner;
    private int best;
    private long bestTotal;

    /** @param reach the largest amounts of the two dimensions that are told apart; larger ones share the last bins */
    StateGrid(StateIndex index, int dimensions, long[] reach) {
        this.index = index;
        this.dimensions = dimensions;
        width = dimensions + 1;
        corner = new long[dimensions];
        for (int d = 0; d < 2; d++) {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(reach[d]);
            shift[d] = Math.max(0, bits - (FINE_BITS + 1 + OCTAVES));
            low[d][0] = Long.MIN_VALUE;
            for (int bin = 1; bin < SIDE; bin++) {
                int octave = Math.max(0, bin / FINE - 1);
                low[d][bin] = (long) (bin - octave * FINE) << octave << shift[d];
            }
        }
        Arrays.fill(firstInCell, NONE);
    }

    private int bin(int dimension, long amount) {
        int units = (int) Math.min(Math.max(0, amount) >> shift[dimension], LAST_UNIT);
        int octave = Math.max(0, Integer.SIZE - 1 - FINE_BITS - Integer.numberOfLeadingZeros(units));
        return octave * FINE + (units >> octave);
    }

    private int cell(long[] vectors, int from) {
        return bin(0, vectors[from]) * SIDE + bin(1, vectors[from + 1]);
    }

    private int next(int state) {
        return (int) states[state * width + dimensions];
    }

    @Override
    public boolean is(int state, long[] vector) {
        int from = state * width;
        long different = 0;
        for (int d = 0; d < dimensions; d++) {
            different |= states[from + d] ^ vector[d];
        }
        return different == 0;
    }

    @Override
    public int add(long[] vector) {
        int cell = cell(vector, 0);
        int first = firstInCell[cell];
        for (int state = first; state != NONE; state = next(state)) {
            if (is(state, vector)) {
                return state;
            }
        }
        int state = numbers.take();
        if ((state + 1) * width > states.length) {
            states = Arrays.copyOf(states, Math.max(64, 2 * state) * width);
        }
        System.arraycopy(vector, 0, states, state * width, dimensions);
        states[state * width + dimensions] = first;
        firstInCell[cell] = state;
        if (first == NONE) {
            int row = cell / SIDE;
            columnsInUse[row] |= 1L << cell;
            rowsInUse |= 1L << row;
            cellsInUse++;
        }
        return state;
    }

    @Override
    public void remove(int state) {
        int cell = cell(states, state * width);
        int first = firstInCell[cell];
        if (first == state) {
            firstInCell[cell] = next(state);
        } else {
            int before = first;
            while (next(before) != state) {
                before = next(before);
            }
            states[before * width + dimensions] = next(state);
        }
        if (firstInCell[cell] == NONE) {
            int row = cell / SIDE;
            columnsInUse[row] &= ~(1L << cell);
            rowsInUse &= columnsInUse[row] == 0 ? ~(1L << row) : -1L;
            cellsInUse--;
        }
        numbers.giveBack(state);
    }

    @Override
    public int best(long[] asked, FreeRules rules) {
        best = NONE;
        bestTotal = -1;
        int firstColumn = bin(1, asked[1]);
        for (long rows = rowsInUse & -1L << bin(0, asked[0]); rows != 0; rows &= rows - 1) {
            int row = Long.numberOfTrailingZeros(rows);
            corner[0] = Math.max(asked[0], low[0][row]);
            corner[1] = asked[1];
            if (!mayCompete(rules)) {
                break;
            }
            searchRow(row, firstColumn, asked, rules);
        }
        return best;
    }

    private void searchRow(int row, int firstColumn, long[] asked, FreeRules rules) {
        for (long columns = columnsInUse[row] & -1L << firstColumn; columns != 0; columns &= columns - 1) {
            int column = Long.numberOfTrailingZeros(columns);
            corner[1] = Math.max(asked[1], low[1][column]);
            if (!mayCompete(rules)) {
                return;
            }
            for (int state = firstInCell[row * SIDE + column]; state != NONE; state = next(state)) {
                look(state, asked, rules);
            }
        }
    }

    private boolean mayCompete(FreeRules rules) {
        return best == NONE || rules.total(corner, 0, bestTotal) >= bestTotal;
    }

    private void look(int state, long[] asked, FreeRules rules) {
        int from = state * width;
        long lacking = 0;
        for (int d = 0; d < dimensions; d++) {
            lacking |= states[from + d] - asked[d];
        }
        if (lacking < 0) {
            return;
        }
        long total = rules.total(states, from, Math.max(0, bestTotal));
        if (total >= bestTotal) {
            int node = index.lowest(state, rules);
            if (node >= 0 && (total > bestTotal || node < best)) {
                best = node;
                bestTotal = total;
            }
        }
    }

    /** Whether many states stand in few cells, as they do where amounts are much alike, or unlike those of the largest node. */
    @Override
    public boolean overgrown() {
        return numbers.inUse() > Math.max(FEW, CROWD * cellsInUse);
    }

    /** A crowd is a reason to leave whenever it came. */
    @Override
    public void planted() {}
}
