package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cells that rules about groups cannot tell apart now: a heap of width four with the cell of the best node on top. Keys
 * and nodes stand in the heap beside the cells, so that comparing reads neighbours in memory instead of following
 * references.
 */
final class Bucket {

    private static final int SHIFT = 2;
    private static final int WIDTH = 1 << SHIFT;

    /** What is the same of its cells, by rule: the group, or the group's value. */
    final long[] coordinates;
    /** By rule: the value; set and read while choosing, as the next three. */
    final long[] values;
    /** By scorer: the values of its groupings. */
    private final long[][] valuesOf;
    /** By scorer: the raw score. */
    final long[] raw;
    /** By scorer: whether it leaves the nodes out. */
    final boolean[] ignored;

    /** By grouping: the groups of the cells that have a feasible node, where that matters. */
    private final @Nullable GroupCounts[] groups;

    private int feasibleNodes;

    private @Nullable Cell[] cells = new Cell[WIDTH];
    private long[] keys = new long[WIDTH];
    private int[] nodes = new int[WIDTH];
    private int size;

    Bucket(int rules, int scorers, boolean[] counted) {
        this.coordinates = new long[rules];
        this.values = new long[rules];
        this.valuesOf = new long[scorers][];
        this.raw = new long[scorers];
        this.ignored = new boolean[scorers];
        this.groups = new GroupCounts[rules];
        for (int rule = 0; rule < rules; rule++) {
            groups[rule] = counted[rule] ? new GroupCounts() : null;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The key of the best node; below 0 when no node is feasible. */
    long topKey() {
        return size == 0 ? ScoreTree.ABSENT : keys[0];
    }

    /** The best node, or -1. */
    int topNode() {
        return size == 0 ? -1 : nodes[0];
    }

    /** Number of feasible nodes. */
    int feasibleNodes() {
        return feasibleNodes;
    }

    /** Looks up the values of a scorer's groupings, from one to before another, for {@link #valuesOf}. */
    long[] lookUpValues(int scorer, int first, int end) {
        long[] of = valuesOf[scorer];
        if (of == null) {
            of = new long[end - first];
            valuesOf[scorer] = of;
        }
        // One or two numbers: calling a copy would cost more.
        for (int rule = first; rule < end; rule++) {
            of[rule - first] = values[rule];
        }
        return of;
    }

    /** What {@link #lookUpValues} found last, by grouping. */
    long[] valuesOf(int scorer) {
        return valuesOf[scorer];
    }

    /** The groups of the cells that have a feasible node, of a grouping whose groups are counted. */
    GroupCounts groups(int rule) {
        @Nullable GroupCounts counted = groups[rule];
        if (counted == null) {
            throw new IllegalStateException("The groups of grouping (" + rule + ") must be counted.\n"
                    + "Maybe the rule does not always say the same: this is a defect of Plimsoll, please report it.");
        }
        return counted;
    }

    /** One of its cells has another number of feasible nodes. */
    void feasibleChanged(Cell cell, int before, int now) {
        feasibleNodes += now - before;
        int change = Integer.signum(now) - Integer.signum(before);
        for (int rule = 0; rule < groups.length && change != 0; rule++) {
            @Nullable GroupCounts counted = groups[rule];
            if (counted != null) {
                counted.add((int) cell.coordinates[rule], change);
            }
        }
    }

    void add(Cell cell) {
        feasibleChanged(cell, 0, cell.feasible());
        if (size == cells.length) {
            cells = Arrays.copyOf(cells, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        cell.heapPosition = size++;
        reorder(cell);
    }

    void remove(Cell cell) {
        feasibleChanged(cell, cell.feasible(), 0);
        size--;
        int hole = cell.heapPosition;
        @Nullable Cell last = cells[size];
        cells[size] = null;
        if (last != null && last != cell) {
            last.heapPosition = hole;
            reorder(last);
        }
    }

    /** Restores the heap after a cell's best node changed. O(log cells). */
    void reorder(Cell cell) {
        long key = cell.bestKey();
        int node = cell.bestNode();
        int position = cell.heapPosition;
        while (position > 0 && before(key, node, (position - 1) >> SHIFT)) {
            move((position - 1) >> SHIFT, position);
            position = (position - 1) >> SHIFT;
        }
        while (true) {
            int child = bestChild(position);
            if (child < 0 || before(key, node, child)) {
                break;
            }
            move(child, position);
            position = child;
        }
        cells[position] = cell;
        keys[position] = key;
        nodes[position] = node;
        cell.heapPosition = position;
    }

    private int bestChild(int position) {
        int first = (position << SHIFT) + 1;
        if (first >= size) {
            return -1;
        }
        int best = first;
        int end = Math.min(size, first + WIDTH);
        for (int child = first + 1; child < end; child++) {
            if (before(keys[child], nodes[child], best)) {
                best = child;
            }
        }
        return best;
    }

    private boolean before(long key, int node, int position) {
        return key > keys[position] || (key == keys[position] && node < nodes[position]);
    }

    private void move(int from, int to) {
        @Nullable Cell cell = cells[from];
        cells[to] = cell;
        keys[to] = keys[from];
        nodes[to] = nodes[from];
        if (cell != null) {
            cell.heapPosition = to;
        }
    }
}
