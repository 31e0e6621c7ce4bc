package io.plimsoll.simulator.fgd;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All experiments of one workload and policy beside the published ones.
 *
 * @param workload the workload
 * @param policy the policy
 * @param seeds how many seeds were run
 * @param published how many seeds have published rows
 * @param tables the comparison of each of the three tables
 * @param verdict what follows from them
 * @param nanos time of these experiments together
 */
public record PolicyComparison(
        String workload,
        StudyPolicy policy,
        int seeds,
        int published,
        Map<StudyTable, TableComparison> tables,
        StudyVerdict verdict,
        long nanos) {

    /** How far a cell of a deterministic policy may be off: one unit of the second decimal, and binary rounding. */
    static final double TOLERANCE = 0.011;

    /** How many seeds, ours and published, it takes to judge Random. */
    static final int SEEDS_TO_JUDGE = 10;

    /** Copies the tables. */
    public PolicyComparison {
        tables = Collections.unmodifiableMap(new EnumMap<>(tables));
    }

    /** Compares runs, at least one, all of the same workload and policy and of different seeds. */
    static PolicyComparison of(List<StudyRun> runs, PublishedTables published) {
        StudyKey first = runs.get(0).key();
        SortedMap<StudyKey, StudyCurves> ours = new TreeMap<>();
        runs.forEach(run -> ours.put(run.key(), run.curves()));
        List<StudyCurves> theirs = published.rows(first.workload(), first.policy());
        Map<StudyTable, TableComparison> tables = new EnumMap<>(StudyTable.class);
        for (StudyTable table : StudyTable.values()) {
            tables.put(table, TableComparison.of(table, ours, theirs, published));
        }
        StudyVerdict verdict = first.policy().deterministic()
                ? ofCells(tables)
                : ofMeans(tables, Math.min(ours.size(), theirs.size()), theirs.isEmpty());
        long nanos = runs.stream().mapToLong(StudyRun::nanos).sum();
        return new PolicyComparison(
                first.workload(), first.policy(), ours.size(), theirs.size(), tables, verdict, nanos);
    }

    /** The comparison of one table. */
    public TableComparison table(StudyTable table) {
        TableComparison comparison = tables.get(table);
        if (comparison == null) {
            throw new IllegalStateException(
                    "The comparison must hold table (%s).\nMaybe one was left out.".formatted(table));
        }
        return comparison;
    }

    private static StudyVerdict ofCells(Map<StudyTable, TableComparison> tables) {
        if (tables.values().stream().anyMatch(table -> Double.isNaN(table.deviation()))) {
            return StudyVerdict.UNPUBLISHED;
        }
        boolean within = tables.values().stream().allMatch(table -> table.deviation() <= TOLERANCE);
        return within ? StudyVerdict.AGREES : StudyVerdict.DIFFERS;
    }

    private static StudyVerdict ofMeans(Map<StudyTable, TableComparison> tables, int seeds, boolean unpublished) {
        if (unpublished) {
            return StudyVerdict.UNPUBLISHED;
        }
        if (seeds < SEEDS_TO_JUDGE) {
            return StudyVerdict.TOO_FEW_SEEDS;
        }
        boolean within = tables.values().stream()
                .flatMap(table -> table.means().stream())
                .allMatch(TableComparison.MeanComparison::agrees);
        return within ? StudyVerdict.AGREES : StudyVerdict.DIFFERS;
    }
}
