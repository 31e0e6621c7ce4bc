package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cells whose groups have equal values now: a binary heap with the cell of the best node on top. */
final class Bucket {

    /** The value by rule. */
    final long[] values;
    /** Whether the filters pass for these values; set and read while choosing. */
    boolean passes;

    private @Nullable Cell[] heap = new Cell[4];
    private int size;

    Bucket(int rules) {
        this.values = new long[rules];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The cell with the best node, or null when no cell has a feasible node. */
    @Nullable
    Cell top() {
        @Nullable Cell top = size == 0 ? null : heap[0];
        return top == null || top.bestKey() < 0 ? null : top;
    }

    void add(Cell cell) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        put(cell, size++);
        reorder(cell);
    }

    void remove(Cell cell) {
        int hole = cell.heapPosition;
        Cell last = at(--size);
        heap[size] = null;
        if (last != cell) {
            put(last, hole);
            reorder(last);
        }
    }

    /** Restores the heap after a cell's best node changed. O(log cells). */
    void reorder(Cell cell) {
        int position = cell.heapPosition;
        while (position > 0 && cell.before(at((position - 1) / 2))) {
            put(at((position - 1) / 2), position);
            position = (position - 1) / 2;
        }
        while (true) {
            int child = 2 * position + 1;
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (child >= size || !at(child).before(cell)) {
                break;
            }
            put(at(child), position);
            position = child;
        }
        put(cell, position);
    }

    private void put(Cell cell, int position) {
        heap[position] = cell;
        cell.heapPosition = position;
    }

    @SuppressWarnings("NullAway") // positions below size hold cells
    private Cell at(int position) {
        return heap[position];
    }
}
