package io.plimsoll.simulator.fgd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of the study: every experiment, and every workload and policy beside the published figures.
 *
 * @param runs the experiments by workload, policy, seed
 * @param rows the comparisons by workload and policy
 * @param published the published rows
 * @param planned how many experiments were to be run; more than there are when the study was stopped
 * @param wallNanos how long all experiments took together, on however many threads
 */
public record StudyResult(
        List<StudyRun> runs, List<PolicyComparison> rows, PublishedTables published, int planned, long wallNanos) {

    /** How many experiments the published study has: 17 workloads, 6 policies, 10 seeds. */
    public static final int EXPERIMENTS = 1020;

    /** Copies the lists. */
    public StudyResult {
        runs = List.copyOf(runs);
        rows = List.copyOf(rows);
    }

    /** Compares experiments, in any order, with the published rows. */
    static StudyResult of(List<StudyRun> runs, PublishedTables published, int planned, long wallNanos) {
        List<StudyRun> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparing(StudyRun::key));
        SortedMap<StudyKey, List<StudyRun>> groups = new TreeMap<>();
        for (StudyRun run : sorted) {
            StudyKey group = new StudyKey(run.key().workload(), run.key().policy(), 0);
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(run);
        }
        List<PolicyComparison> rows = groups.values().stream()
                .map(group -> PolicyComparison.of(group, published))
                .toList();
        return new StudyResult(sorted, rows, published, planned, wallNanos);
    }

    /** Whether nothing that can be judged differs from the publication. */
    public boolean agrees() {
        return rows.stream().noneMatch(row -> row.verdict() == StudyVerdict.DIFFERS);
    }

    /** Whether every experiment was run. */
    public boolean complete() {
        return runs.size() == planned;
    }

    /** Our rows of a workload under a policy, by seed. */
    List<StudyCurves> curves(String workload, StudyPolicy policy) {
        return runs.stream()
                .filter(run ->
                        run.key().workload().equals(workload) && run.key().policy() == policy)
                .map(StudyRun::curves)
                .toList();
    }

    /** How many workloads with a policy could be judged. */
    public long judged() {
        return rows.stream()
                .filter(row -> row.verdict() == StudyVerdict.AGREES || row.verdict() == StudyVerdict.DIFFERS)
                .count();
    }

    /** The time all 1,020 experiments would take at the pace of these, in nanoseconds; 0 without any. */
    public long extrapolatedNanos() {
        return runs.isEmpty() ? 0 : wallNanos / runs.size() * EXPERIMENTS;
    }
}
