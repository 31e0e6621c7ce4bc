package io.plimsoll.core.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that have cells, and which cells belong together. An emptied bucket is kept to be used again, so that moving
 * cells allocates nothing.
 *
 * <p>A rule of many groups, such as host names, puts groups of equal value into the same bucket: few distinct values, and a
 * group has few cells to move when its value changes. A rule of few groups, such as zones beside host names, keeps every
 * group apart, in buckets of its own: a group has many cells, but they stay where they are whatever its value is.
 */
final class Buckets {

    /** Up to so many buckets are asked about without a thought of how many cells would have to move otherwise. */
    private static final int FEW = 16;

    private final GroupRules rules;
    private final boolean[] single;
    private final boolean[] fixed;
    private final boolean[] apart;
    private final boolean[] counted;
    private final long[] coordinates;
    /** The rules that keep their groups apart. */
    private int[] apartRules = new int[0];

    private final List<Bucket> filled = new ArrayList<>();
    private final List<Bucket> spare = new ArrayList<>();

    /** @param single by rule, whether each group is a single node, and its value the coordinate of cells */
    Buckets(GroupRules rules, boolean[] single) {
        this.rules = rules;
        this.single = single;
        fixed = new boolean[rules.count()];
        apart = new boolean[rules.count()];
        coordinates = new long[rules.count()];
        counted = new boolean[rules.count()];
        for (int rule = 0; rule < counted.length; rule++) {
            counted[rule] = rules.counted(rule);
            fixed[rule] = rules.fixed(rule);
        }
    }

    /** Number of buckets. */
    int size() {
        return filled.size();
    }

    Bucket get(int number) {
        return filled.get(number);
    }

    /** Whether the groups of a rule are kept apart: then a value that changes moves no cells. */
    boolean apart(int rule) {
        return apart[rule];
    }

    /** Looks up what the rules see of all cells in a bucket now. */
    void readValues(Bucket bucket) {
        for (int rule : apartRules) {
            bucket.values[rule] = rules.value(rule, (int) bucket.coordinates[rule]);
        }
    }

    /**
     * Decides anew which rules keep their groups apart: those of fewest groups first, as long as that makes few buckets, or no
     * more than one of their groups has cells.
     *
     * @return whether that has changed, so that all cells must be put anew
     */
    boolean review(int[] groupCount, int cells) {
        boolean[] before = apart.clone();
        Arrays.fill(apart, false);
        long product = 1;
        int rule = ruleOfFewestGroups(groupCount);
        while (rule >= 0 && product * groupCount[rule] <= Math.max(FEW, cells / Math.max(1, groupCount[rule]))) {
            apart[rule] = true;
            product *= groupCount[rule];
            rule = ruleOfFewestGroups(groupCount);
        }
        boolean changed = !Arrays.equals(before, apart);
        if (changed) {
            noteApart();
        }
        return changed;
    }

    private void noteApart() {
        int[] noted = new int[apart.length];
        int count = 0;
        for (int rule = 0; rule < apart.length; rule++) {
            if (apart[rule]) {
                noted[count++] = rule;
            }
        }
        apartRules = Arrays.copyOf(noted, count);
        for (int b = 0; b < filled.size(); b++) {
            seeCoordinates(filled.get(b));
        }
    }

    /** Where groups are not kept apart the coordinate of a bucket is their value. */
    private static void seeCoordinates(Bucket bucket) {
        System.arraycopy(bucket.coordinates, 0, bucket.values, 0, bucket.values.length);
    }

    /** Puts a cell into the bucket it belongs to now, taking it out of the one it was in. O(buckets + log cells). */
    void put(Cell cell) {
        for (int rule = 0; rule < coordinates.length; rule++) {
            long coordinate = cell.coordinates[rule];
            coordinates[rule] = single[rule] || apart[rule] ? coordinate : rules.value(rule, (int) coordinate);
        }
        @Nullable Bucket from = cell.bucket();
        if (from == null || !Arrays.equals(from.coordinates, coordinates)) {
            move(cell, from, bucket());
        }
    }

    /** Takes a cell out of its bucket. */
    void take(Cell cell) {
        move(cell, cell.bucket(), null);
    }

    private int ruleOfFewestGroups(int[] groupCount) {
        int fewest = -1;
        for (int rule = 0; rule < groupCount.length; rule++) {
            if (!apart[rule]
                    && !single[rule]
                    && !fixed[rule]
                    && (fewest < 0 || groupCount[rule] < groupCount[fewest])) {
                fewest = rule;
            }
        }
        return fewest;
    }

    private void move(Cell cell, @Nullable Bucket from, @Nullable Bucket to) {
        cell.moveTo(to);
        if (from != null && from.isEmpty()) {
            filled.remove(from);
            spare.add(from);
        }
    }

    /** The bucket of the present {@link #coordinates}. */
    private Bucket bucket() {
        for (int b = 0; b < filled.size(); b++) {
            if (Arrays.equals(filled.get(b).coordinates, coordinates)) {
                return filled.get(b);
            }
        }
        Bucket bucket = spare.isEmpty()
                ? new Bucket(coordinates.length, rules.scorers.length, counted)
                : spare.remove(spare.size() - 1);
        System.arraycopy(coordinates, 0, bucket.coordinates, 0, coordinates.length);
        seeCoordinates(bucket);
        filled.add(bucket);
        return bucket;
    }
}
