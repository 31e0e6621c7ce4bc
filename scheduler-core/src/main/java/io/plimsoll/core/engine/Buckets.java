package io.plimsoll.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets that have cells. An emptied one is kept to be used again, so that moving cells allocates nothing. */
final class Buckets {

    private final int rules;
    private final List<Bucket> filled = new ArrayList<>();
    private final List<Bucket> spare = new ArrayList<>();

    Buckets(int rules) {
        this.rules = rules;
    }

    /** Number of buckets. */
    int size() {
        return filled.size();
    }

    Bucket get(int number) {
        return filled.get(number);
    }

    /** Puts a cell into the bucket of these coordinates, taking it out of the one it was in. O(buckets + log cells). */
    void put(Cell cell, long[] coordinates) {
        @Nullable Bucket from = cell.bucket();
        if (from == null || !Arrays.equals(from.coordinates, coordinates)) {
            move(cell, from, bucket(coordinates));
        }
    }

    /** Takes a cell out of its bucket. */
    void take(Cell cell) {
        move(cell, cell.bucket(), null);
    }

    private void move(Cell cell, @Nullable Bucket from, @Nullable Bucket to) {
        cell.moveTo(to);
        if (from != null && from.isEmpty()) {
            filled.remove(from);
            spare.add(from);
        }
    }

    private Bucket bucket(long[] coordinates) {
        for (int b = 0; b < filled.size(); b++) {
            if (Arrays.equals(filled.get(b).coordinates, coordinates)) {
                return filled.get(b);
            }
        }
        Bucket bucket = spare.isEmpty() ? new Bucket(rules) : spare.remove(spare.size() - 1);
        System.arraycopy(coordinates, 0, bucket.coordinates, 0, rules);
        filled.add(bucket);
        return bucket;
    }
}
