package io.plimsoll.simulator.fgd;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The published rows of the study, one per experiment, from its three tables.
 *
 * <p>A folder holds them as {@code fgd_expected_TABLE.csv} or, by the study's own names,
 * {@code analysis_TABLE_discrete.csv}, with TABLE one of {@code allo, frag, frag_ratio}; plain or with {@code .gz}. Any
 * workloads and seeds may be present; rows of other policies or of another inflation than 1.3 are left out and counted.
 * Immutable.
 */
public final class PublishedTables {

    /** No published rows at all. */
    static final PublishedTables NONE = new PublishedTables(new TreeMap<>(), 0);

    private static final List<String> NAMES = List.of(
            "fgd_expected_%s.csv", "fgd_expected_%s.csv.gz", "analysis_%s_discrete.csv", "analysis_%s_discrete.csv.gz");

    private final SortedMap<StudyKey, StudyCurves> rows;
    private final int leftOut;

    private PublishedTables(SortedMap<StudyKey, StudyCurves> rows, int leftOut) {
        this.rows = rows;
        this.leftOut = leftOut;
    }

    /**
     * Reads the three tables of a folder.
     *
     * @throws InputException when a table is missing or cannot be used; says all that is wrong
     * @throws IOException when a device fails or a permission is missing
     */
    public static PublishedTables read(Path folder) throws InputException, IOException {
        Problems problems = Problems.strict();
        if (!Files.isDirectory(folder)) {
            problems.addFatal(InputProblem.ofFile(
                    folder.toString(),
                    "input",
                    Files.exists(folder) ? "be a folder" : "exist",
                    "the path is mistyped: the folder with the openb lists and the published tables is meant."));
        }
        problems.throwIfAny();
        Map<StudyTable, PublishedTable> tables = new EnumMap<>(StudyTable.class);
        for (StudyTable table : StudyTable.values()) {
            @Nullable Path file = find(folder, table);
            if (file == null) {
                problems.addFatal(InputProblem.ofFile(
                        folder.toString(),
                        "folder",
                        "hold the published table %s or %s, plain or with .gz"
                                .formatted(
                                        NAMES.get(0).formatted(table.id()),
                                        NAMES.get(2).formatted(table.id())),
                        "another folder was meant, or the table was not downloaded."));
            } else {
                tables.put(table, PublishedTable.read(file, problems));
            }
        }
        problems.throwIfAny();
        SortedMap<StudyKey, StudyCurves> rows = join(tables, problems);
        problems.throwIfAny();
        int leftOut = tables.values().stream().mapToInt(PublishedTable::leftOut).sum();
        return new PublishedTables(rows, leftOut);
    }

    /** The published rows of an experiment; null when there are none. */
    public @Nullable StudyCurves row(StudyKey key) {
        return rows.get(key);
    }

    /** The published rows of a workload under a policy, by seed. */
    List<StudyCurves> rows(String workload, StudyPolicy policy) {
        List<StudyCurves> found = new ArrayList<>();
        rows.forEach((key, curves) -> {
            if (key.workload().equals(workload) && key.policy() == policy) {
                found.add(curves);
            }
        });
        return found;
    }

    /** The workloads that have rows, by name. */
    public SortedSet<String> workloads() {
        SortedSet<String> workloads = new TreeSet<>();
        rows.keySet().forEach(key -> workloads.add(key.workload()));
        return workloads;
    }

    /** How many rows of the three files were left out, as they are of other policies or another inflation. */
    public int leftOut() {
        return leftOut;
    }

    private static @Nullable Path find(Path folder, StudyTable table) {
        for (String name : NAMES) {
            Path file = folder.resolve(name.formatted(table.id()));
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    private static SortedMap<StudyKey, StudyCurves> join(Map<StudyTable, PublishedTable> tables, Problems problems) {
        SortedSet<StudyKey> keys = new TreeSet<>();
        tables.values().forEach(table -> keys.addAll(table.rows().keySet()));
        SortedMap<StudyKey, StudyCurves> rows = new TreeMap<>();
        for (StudyKey key : keys) {
            Map<StudyTable, double[]> cells = new EnumMap<>(StudyTable.class);
            tables.forEach((id, table) -> {
                double @Nullable [] row = table.rows().get(key);
                if (row == null) {
                    problems.add(InputProblem.ofFile(
                            table.file(),
                            "row of workload (%s), policy (%s) and seed (%d)"
                                    .formatted(key.workload(), key.policy().label(), key.seed()),
                            "be there, as it is in another of the three tables",
                            "the tables are of different versions."));
                } else {
                    cells.put(id, row);
                }
            });
            if (cells.size() == tables.size()) {
                rows.put(key, new StudyCurves(cells));
            }
        }
        return rows;
    }
}
