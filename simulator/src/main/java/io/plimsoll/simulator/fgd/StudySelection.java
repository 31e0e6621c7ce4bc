package io.plimsoll.simulator.fgd;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which experiments of the study to run: every one of these workloads with every policy and seed.
 *
 * @param workloads names of pod lists; {@link #ALL} among them means every one in the folder; empty means those that have
 *     published rows
 * @param policies the policies, at least one
 * @param seeds the seeds, at least one
 */
public record StudySelection(Set<String> workloads, Set<StudyPolicy> policies, List<Integer> seeds) {

    /** Stands for every workload in the folder. */
    public static final String ALL = "all";

    /** The first seed of the publication. */
    public static final int FIRST_SEED = 42;

    /** The last seed of the publication. */
    public static final int LAST_SEED = 51;

    /** @throws IllegalArgumentException when there is no policy or no seed */
    public StudySelection {
        if (policies.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException(
                    "The policies (%d) and seeds (%d) of a study must be at least one each.%n"
                                    .formatted(policies.size(), seeds.size())
                            + "Maybe the range of seeds has its ends swapped.");
        }
        workloads = Collections.unmodifiableSet(new TreeSet<>(workloads));
        policies = Collections.unmodifiableSet(EnumSet.copyOf(policies));
        seeds = seeds.stream().distinct().sorted().toList();
    }

    /** Every published workload that is at hand, every policy, every published seed. */
    public static StudySelection published() {
        return new StudySelection(
                Set.of(),
                EnumSet.allOf(StudyPolicy.class),
                IntStream.rangeClosed(FIRST_SEED, LAST_SEED).boxed().toList());
    }

    /** The same with other workloads. */
    public StudySelection withWorkloads(Set<String> others) {
        return new StudySelection(others, policies, seeds);
    }

    /** The same with other policies. */
    public StudySelection withPolicies(Set<StudyPolicy> others) {
        return new StudySelection(workloads, others, seeds);
    }

    /** The same with other seeds. */
    public StudySelection withSeeds(List<Integer> others) {
        return new StudySelection(workloads, policies, others);
    }
}
