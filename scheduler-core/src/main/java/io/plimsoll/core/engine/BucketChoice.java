package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Chooses among buckets: asks every rule about groups once for each of them, and compares their best nodes. The cost is that
 * of the rules times the number of buckets.
 */
final class BucketChoice {

    private final GroupRules rules;
    private final Buckets buckets;
    private final long[] least;
    private final long[] most;
    /** By scorer: what is feasible, and room for the values of a bucket. */
    private final FeasibleGroups[] feasible;

    private final long[][] values;
    /** By rule: how many groups there are. */
    private final int[] groupCount;
    /** The scorers that may tell buckets apart now. */
    private final int[] telling;

    private int tellingCount;

    BucketChoice(GroupRules rules, Buckets buckets, int[] groupCount) {
        this.rules = rules;
        this.buckets = buckets;
        this.groupCount = groupCount;
        telling = new int[rules.scorers.length];
        least = new long[rules.scorers.length];
        most = new long[rules.scorers.length];
        feasible = new FeasibleGroups[rules.scorers.length];
        values = new long[rules.scorers.length][];
        for (int s = 0; s < feasible.length; s++) {
            feasible[s] = new FeasibleGroups(rules.scorers[s]);
            values[s] = new long[rules.scorers[s].groupings()];
        }
    }

    /** The best node, or -1. */
    int best() {
        int passing = 0;
        int only = -1;
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            bucket.passes = bucket.topKey() >= 0;
            if (bucket.passes) {
                buckets.readValues(bucket);
                bucket.passes = rules.pass(bucket.values);
            }
            if (bucket.passes) {
                only = b;
                passing++;
            }
        }
        if (passing <= 1) {
            // Its nodes get the same from every rule about groups, whatever that is.
            return passing == 0 ? -1 : buckets.get(only).topNode();
        }
        findTelling();
        findFeasible();
        findRawScores();
        return bestOfBuckets();
    }

    /** Leaves out scorers that see the same of all nodes for ever, such as taints where no node has any. */
    private void findTelling() {
        tellingCount = 0;
        for (int s = 0; s < feasible.length; s++) {
            boolean same = rules.fixed(rules.firstOf(s));
            for (int rule = rules.firstOf(s); rule < rules.endOf(s); rule++) {
                same &= groupCount[rule] == 1;
            }
            if (!same) {
                telling[tellingCount++] = s;
            }
        }
    }

    private int bestOfBuckets() {
        int best = -1;
        long bestTotal = -1;
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            if (bucket.passes) {
                long total = bucket.topKey();
                for (int i = 0; i < tellingCount; i++) {
                    int s = telling[i];
                    total += bucket.ignored[s]
                            ? 0
                            : rules.scales[s].apply(rules.scorers[s].score(bucket.raw[s], least[s], most[s]));
                }
                if (total > bestTotal || (total == bestTotal && bucket.topNode() < best)) {
                    bestTotal = total;
                    best = bucket.topNode();
                }
            }
        }
        return best;
    }

    private void findFeasible() {
        for (int i = 0; i < tellingCount; i++) {
            feasible[telling[i]].clear();
        }
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            for (int i = 0; bucket.passes && i < tellingCount; i++) {
                int s = telling[i];
                bucket.ignored[s] = rules.scorers[s].ignores(values(bucket, s));
                if (!bucket.ignored[s]) {
                    feasible[s].add(bucket, rules.firstOf(s));
                }
            }
        }
    }

    private void findRawScores() {
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(most, Long.MIN_VALUE);
        for (int b = 0; b < buckets.size(); b++) {
            Bucket bucket = buckets.get(b);
            for (int i = 0; bucket.passes && i < tellingCount; i++) {
                int s = telling[i];
                if (!bucket.ignored[s]) {
                    long raw = rules.scorers[s].raw(values(bucket, s), feasible[s]);
                    bucket.raw[s] = raw;
                    least[s] = Math.min(least[s], raw);
                    most[s] = Math.max(most[s], raw);
                }
            }
        }
    }

    /** The values of the cells of a bucket by grouping of a scorer. */
    private long[] values(Bucket bucket, int scorer) {
        long[] of = values[scorer];
        System.arraycopy(bucket.values, rules.firstOf(scorer), of, 0, of.length);
        return of;
    }
}
