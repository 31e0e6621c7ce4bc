package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * A row of keys with their maximum: leaves in blocks of 64, each block's maximum a leaf of the level above, up to one.
 * A key below 0 is infeasible. Of equal keys the one with the lowest position is best.
 *
 * <p>Changing a key costs O(1) when it is not a block's maximum before or after, at most 64 x levels otherwise; three
 * levels hold 262,144 keys. Blocks this wide beat a binary tournament, whose every level is a cache miss, because 64 keys
 * in a row are read faster than six scattered ones.
 */
final class ScoreTree implements NodeKeys {

    /** The key of a position where there is nothing. */
    static final long ABSENT = Long.MIN_VALUE;

    private static final int SHIFT = 6;
    private static final int WIDTH = 1 << SHIFT;

    private long[][] maxima = new long[0][];
    private int[][] feasible = new int[0][];

    ScoreTree(int size) {
        resize(size);
    }

    /** Number of positions, a multiple of 64. */
    @Override
    public int slots() {
        return maxima[0].length;
    }

    @Override
    public long key(int position) {
        return maxima[0][position];
    }

    @Override
    public void reserve(int size) {
        if (size > slots()) {
            resize(size);
        }
    }

    @Override
    public void join(int position) {
        // A key is all there is to know of a position.
    }

    @Override
    public void leave(int position) {
        if (position < slots()) {
            set(position, ABSENT);
        }
    }

    /** Makes room for at least this many positions; what was there stays, new positions are absent. */
    private void resize(int size) {
        long[] old = maxima.length == 0 ? new long[0] : maxima[0];
        int levels = 1;
        for (int width = blocks(Math.max(1, size)); ; width = blocks(width)) {
            levels++;
            if (width == 1) {
                break;
            }
        }
        maxima = new long[levels][];
        feasible = new int[levels][];
        int length = Math.max(1, size);
        for (int level = 0; level < levels; level++) {
            int padded = level == levels - 1 ? 1 : blocks(length) * WIDTH;
            maxima[level] = new long[padded];
            Arrays.fill(maxima[level], ABSENT);
            feasible[level] = new int[level == 0 ? 0 : padded];
            length = blocks(length);
        }
        for (int position = 0; position < Math.min(old.length, slots()); position++) {
            set(position, old[position]);
        }
    }

    /** Changes a key. */
    @Override
    public void set(int position, long key) {
        long was = maxima[0][position];
        if (was == key) {
            return;
        }
        maxima[0][position] = key;
        if ((was < 0) != (key < 0)) {
            count(position, key < 0 ? -1 : 1);
        }
        long now = key;
        int child = position;
        for (int level = 1; level < maxima.length; level++) {
            int block = child >>> SHIFT;
            long maximum = maxima[level][block];
            long newMaximum;
            if (now >= maximum) {
                newMaximum = now;
            } else if (was == maximum) {
                newMaximum = maximum(maxima[level - 1], block << SHIFT);
            } else {
                return;
            }
            if (newMaximum == maximum) {
                return;
            }
            maxima[level][block] = newMaximum;
            was = maximum;
            now = newMaximum;
            child = block;
        }
    }

    /** The lowest position with the largest key, or -1 when all are infeasible. */
    @Override
    public int best() {
        int top = maxima.length - 1;
        long best = maxima[top][0];
        if (best < 0) {
            return -1;
        }
        int position = 0;
        for (int level = top - 1; level >= 0; level--) {
            position <<= SHIFT;
            long[] keys = maxima[level];
            while (keys[position] != best) {
                position++;
            }
        }
        return position;
    }

    /** Number of feasible positions. */
    @Override
    public int feasible() {
        return feasible[feasible.length - 1][0];
    }

    /** The first feasible position at or behind {@code from}, or -1. */
    @Override
    public int next(int from) {
        long[] keys = maxima[0];
        int position = from;
        while (position < keys.length) {
            if ((position & (WIDTH - 1)) == 0 && feasible[1][position >>> SHIFT] == 0) {
                position += WIDTH;
            } else if (keys[position] >= 0) {
                return position;
            } else {
                position++;
            }
        }
        return -1;
    }

    /** The feasible position that has {@code n} feasible ones before it, {@code 0 <= n < feasible()}. */
    @Override
    public int nth(int n) {
        int position = 0;
        int before = n;
        for (int level = maxima.length - 2; level >= 1; level--) {
            position <<= SHIFT;
            while (feasible[level][position] <= before) {
                before -= feasible[level][position];
                position++;
            }
        }
        position <<= SHIFT;
        while (true) {
            if (maxima[0][position] >= 0 && before-- == 0) {
                return position;
            }
            position++;
        }
    }

    private void count(int position, int change) {
        int block = position;
        for (int level = 1; level < feasible.length; level++) {
            block >>>= SHIFT;
            feasible[level][block] += change;
        }
    }

    private static long maximum(long[] keys, int from) {
        long maximum = keys[from];
        for (int i = from + 1; i < from + WIDTH; i++) {
            maximum = Math.max(maximum, keys[i]);
        }
        return maximum;
    }

    private static int blocks(int length) {
        return (length + WIDTH - 1) >>> SHIFT;
    }
}
