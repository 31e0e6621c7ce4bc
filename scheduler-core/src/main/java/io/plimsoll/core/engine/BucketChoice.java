package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.GroupScore;

/**
 * Chooses among buckets: asks every rule about groups once for each of them, and compares their best nodes. The cost is that
 * of the rules times the number of buckets.
 */
final class BucketChoice {

    private final GroupRules rules;
    private final Buckets buckets;
    private final CellsByGroup byGroup;
    private final long[] least;
    private final long[] most;
    /** By scorer: what is feasible. */
    private final FeasibleGroups[] feasible;
    /** The buckets of which some node passes all filters now. */
    private Bucket[] passing = new Bucket[4];

    private int passingCount;
    /** The scorers that may tell buckets apart, as of a version of how many groups there are. */
    private final int[] telling;

    private int tellingCount;
    private int tellingVersion = -1;

    BucketChoice(GroupRules rules, Buckets buckets, CellsByGroup byGroup) {
        this.rules = rules;
        this.buckets = buckets;
        this.byGroup = byGroup;
        telling = new int[rules.scorers.length];
        least = new long[rules.scorers.length];
        most = new long[rules.scorers.length];
        feasible = new FeasibleGroups[rules.scorers.length];
        for (int s = 0; s < feasible.length; s++) {
            feasible[s] = new FeasibleGroups(rules.scorers[s]);
        }
    }

    /** The best node, or -1. */
    int best() {
        findPassing();
        if (passingCount <= 1) {
            // Its nodes get the same from every rule about groups, whatever that is.
            return passingCount == 0 ? -1 : passing[0].topNode();
        }
        if (tellingVersion != byGroup.version()) {
            tellingVersion = byGroup.version();
            findTelling();
        }
        for (int i = 0; i < tellingCount; i++) {
            findRawScores(telling[i]);
        }
        return bestOfBuckets();
    }

    private void findPassing() {
        int count = buckets.size();
        if (count > passing.length) {
            passing = new Bucket[2 * count];
        }
        passingCount = 0;
        for (int b = 0; b < count; b++) {
            Bucket bucket = buckets.get(b);
            if (bucket.topKey() >= 0) {
                buckets.readValues(bucket);
                if (rules.pass(bucket.values)) {
                    passing[passingCount++] = bucket;
                }
            }
        }
    }

    /** Leaves out scorers that see the same of all nodes for ever, such as taints where no node has any. */
    private void findTelling() {
        int[] groupCount = byGroup.groupCount();
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
        for (int b = 0; b < passingCount; b++) {
            Bucket bucket = passing[b];
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
        return best;
    }

    private void findRawScores(int s) {
        GroupScore scorer = rules.scorers[s];
        FeasibleGroups now = feasible[s];
        now.clear();
        int first = rules.firstOf(s);
        int end = rules.endOf(s);
        for (int b = 0; b < passingCount; b++) {
            Bucket bucket = passing[b];
            bucket.ignored[s] = scorer.ignores(bucket.lookUpValues(s, first, end));
            if (!bucket.ignored[s]) {
                now.add(bucket, first);
            }
        }
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int b = 0; b < passingCount; b++) {
            Bucket bucket = passing[b];
            if (!bucket.ignored[s]) {
                long raw = scorer.raw(bucket.valuesOf(s), now);
                bucket.raw[s] = raw;
                lowest = Math.min(lowest, raw);
                highest = Math.max(highest, raw);
            }
        }
        least[s] = lowest;
        most[s] = highest;
    }
}
