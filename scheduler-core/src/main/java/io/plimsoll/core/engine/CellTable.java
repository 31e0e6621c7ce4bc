package io.plimsoll.core.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of an index by their coordinates: a hash table without an object per entry. An emptied cell is kept to be used
 * again, so that cells come and go without garbage.
 */
final class CellTable {

    private final int rules;
    private @Nullable Cell[] table = new Cell[16];
    private @Nullable Cell[] spare = new Cell[4];
    private int spares;
    private int size;

    CellTable(int rules) {
        this.rules = rules;
    }

    /** Number of cells. */
    int size() {
        return size;
    }

    /** One more than the largest place of a cell. */
    int places() {
        return table.length;
    }

    /** The cell at a place, or null. */
    @Nullable
    Cell at(int place) {
        return table[place];
    }

    /** The cell of these coordinates, or null. */
    @Nullable
    Cell find(long[] coordinates) {
        return table[place(coordinates)];
    }

    /** Makes the cell of these coordinates, of which there is none. */
    Cell make(long[] coordinates) {
        if (2 * ++size > table.length) {
            grow();
        }
        @Nullable Cell reused = spares == 0 ? null : spare[--spares];
        Cell cell = reused == null ? new Cell(rules) : reused;
        System.arraycopy(coordinates, 0, cell.coordinates, 0, rules);
        table[place(coordinates)] = cell;
        return cell;
    }

    /** Takes out a cell without nodes. */
    void remove(Cell cell) {
        int hole = place(cell.coordinates);
        table[hole] = null;
        size--;
        for (int place = next(hole); ; place = next(place)) {
            @Nullable Cell follower = table[place];
            if (follower == null) {
                break;
            }
            // Whoever stands behind the hole because the place there was taken moves up.
            int home = home(follower.coordinates);
            if ((place - home & table.length - 1) >= (place - hole & table.length - 1)) {
                table[hole] = follower;
                table[place] = null;
                hole = place;
            }
        }
        if (spares == spare.length) {
            spare = Arrays.copyOf(spare, 2 * spares);
        }
        spare[spares++] = cell;
    }

    private void grow() {
        @Nullable Cell[] old = table;
        table = new Cell[2 * old.length];
        for (@Nullable Cell cell : old) {
            if (cell != null) {
                table[place(cell.coordinates)] = cell;
            }
        }
    }

    /** Where the cell of these coordinates stands, or would. */
    private int place(long[] coordinates) {
        int place = home(coordinates);
        for (@Nullable Cell cell = table[place];
                cell != null && !Arrays.equals(cell.coordinates, coordinates);
                cell = table[place]) {
            place = next(place);
        }
        return place;
    }

    private int home(long[] coordinates) {
        long hash = 0;
        for (long coordinate : coordinates) {
            hash = (hash + coordinate) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & table.length - 1;
    }

    private int next(int place) {
        return place + 1 & table.length - 1;
    }
}
