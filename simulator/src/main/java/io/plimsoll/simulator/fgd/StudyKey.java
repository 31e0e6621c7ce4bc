package io.plimsoll.simulator.fgd;

import java.util.Comparator;

/**
 * Names one experiment. Ordered by workload, policy, seed.
 *
 * @param workload name of the pod list without {@code openb_pod_list_}, for example {@code default}
 * @param policy which policy placed the pods
 * @param seed the seed of arrival order, clones and node ranks
 */
public record StudyKey(String workload, StudyPolicy policy, int seed) implements Comparable<StudyKey> {

    private static final Comparator<StudyKey> ORDER = Comparator.comparing(StudyKey::workload)
            .thenComparing(StudyKey::policy)
            .thenComparingInt(StudyKey::seed);

    @Override
    public int compareTo(StudyKey other) {
        return ORDER.compare(this, other);
    }
}
