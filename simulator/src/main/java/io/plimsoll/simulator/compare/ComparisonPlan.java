package io.plimsoll.simulator.compare;

import java.util.List;

/**
 * What is to be compared: every entrant runs the workload of every seed.
 *
 * @param entrants policies and bounds, different ones, at least two
 * @param baseline the number of the entrant that the others are compared with
 * @param seeds different seeds, at least one, in ascending order
 * @param workloads where the workloads come from
 */
public record ComparisonPlan(List<Entrant> entrants, int baseline, List<Long> seeds, Workloads workloads) {

    /** Sorts the seeds. */
    public ComparisonPlan {
        entrants = List.copyOf(entrants);
        seeds = seeds.stream().sorted().toList();
    }

    /** Number of runs. */
    public int runs() {
        return entrants.size() * seeds.size();
    }
}
