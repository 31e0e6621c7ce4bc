package io.plimsoll.simulator.fgd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublishedTablesTest {

    private static final String PLAIN = "fgd_expected_%s.csv";
    private static final StudyKey KEY = new StudyKey("cpu050", StudyPolicy.FGD, 42);

    @TempDir
    private Path folder;

    private List<StudyRun> runs = List.of();

    @BeforeEach
    void makeRuns() {
        runs = List.of(
                Tables.run("cpu050", StudyPolicy.FGD, 42, column -> column / 2.0),
                Tables.run("cpu050", StudyPolicy.FGD, 43, column -> column / 4.0),
                Tables.run("gpuspec33", StudyPolicy.RANDOM, 42, column -> column == 7 ? Double.NaN : 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fgd_expected_%s.csv",
                "fgd_expected_%s.csv.gz",
                "analysis_%s_discrete.csv",
                "analysis_%s_discrete.csv.gz"
            })
    void tablesAreReadUnderEitherNamePlainOrCompressed(String pattern) throws Exception {
        Tables.write(folder, pattern, runs);
        PublishedTables tables = PublishedTables.read(folder);
        assertThat(tables.workloads()).containsExactly("cpu050", "gpuspec33");
        StudyCurves row = requireNonNull(tables.row(KEY));
        for (StudyTable table : StudyTable.values()) {
            assertThat(row.deviation(runs.get(0).curves(), table)).isZero();
        }
        assertThat(tables.rows("cpu050", StudyPolicy.FGD)).hasSize(2);
        assertThat(tables.row(new StudyKey("cpu050", StudyPolicy.FGD, 44))).isNull();
    }

    @Test
    void anEmptyCellStaysEmpty() throws Exception {
        Tables.write(folder, PLAIN, runs);
        StudyCurves row =
                requireNonNull(PublishedTables.read(folder).row(new StudyKey("gpuspec33", StudyPolicy.RANDOM, 42)));
        assertThat(row.at(StudyTable.ALLOCATION, 7)).isNaN();
        assertThat(row.at(StudyTable.ALLOCATION, 8)).isEqualTo(1);
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws Exception {
        Tables.write(folder, PLAIN, runs);
        Path file = folder.resolve(PLAIN.formatted("allo"));
        String shifted = text(file)
                .lines()
                .map(line -> line.substring(line.indexOf(',') + 1) + "," + line.substring(0, line.indexOf(',')))
                .reduce("", (all, line) -> all + line + "\r\n");
        Tables.writeText(file, shifted);
        StudyCurves row = requireNonNull(PublishedTables.read(folder).row(KEY));
        assertThat(row.at(StudyTable.ALLOCATION, 130)).isEqualTo(65);
    }

    @Test
    void rowsOfOtherPoliciesAndOtherInflationsAreLeftOutAndCounted() throws Exception {
        Tables.write(folder, PLAIN, runs);
        edit("allo", "06-FGD,1.3,43", "07-Other,1.3,43");
        edit("frag", "06-FGD,1.3,43", "06-FGD,1.0,43");
        edit("frag_ratio", "06-FGD,1.3,43", "06-FGD,0,43");
        PublishedTables tables = PublishedTables.read(folder);
        assertThat(tables.leftOut()).isEqualTo(3);
        assertThat(tables.rows("cpu050", StudyPolicy.FGD)).hasSize(1);
    }

    @Test
    void everyProblemIsNamedWithItsPlace() {
        Tables.write(folder, PLAIN, runs);
        edit("allo", "43,0.0000,0.2500", "43,0.0000,many");
        edit("allo", "06-FGD,1.3,42", "06-FGD,1.3,x42");
        edit("frag", "06-FGD,1.3,43", "06-FGD,1.3,42");
        edit("frag", "01-Random,1.3,42,1.0000", "01-Random,1.3,42,-1.0000");
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "fgd_expected_allo.csv:2: The seed (x42) must be a whole number.\n  Maybe the columns are shifted.")
                .hasMessageContaining(
                        "fgd_expected_allo.csv:3: The column 1 (many) must be a number between 0 and 100.")
                .hasMessageContaining("fgd_expected_frag.csv:3: The seed (42) must stand once per workload and policy.")
                .hasMessageContaining(
                        "fgd_expected_frag.csv:4: The column 0 (-1.0000) must be a number between 0 and 100.");
    }

    @Test
    void aRowThatOneOfTheTablesLacksIsRefused() {
        Tables.write(folder, PLAIN, runs);
        edit("frag", "06-FGD,1.3,43", "06-FGD,1.3,44");
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "fgd_expected_frag.csv: The row of workload (cpu050), policy (06-FGD) and seed (43)"
                                + " must be there, as it is in another of the three tables.");
    }

    @Test
    void aRowOfTheWrongLengthIsRefused() {
        Tables.write(folder, PLAIN, runs);
        edit("allo", "06-FGD,1.3,42,", "06-FGD,1.3,42,1,");
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "fgd_expected_allo.csv:2: The row (openb_pod_list_cpu050,...) must have 135 fields like the header,"
                                + " not 136.");
    }

    @Test
    void aMissingColumnIsRefused() {
        Tables.write(folder, PLAIN, runs);
        edit("allo", "sc_policy", "policy");
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must name the column sc_policy");
    }

    @Test
    void aMissingTableIsRefusedUnderBothItsNames() throws IOException {
        Tables.write(folder, PLAIN, runs);
        Files.delete(folder.resolve(PLAIN.formatted("frag_ratio")));
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must hold the published table fgd_expected_frag_ratio.csv or"
                        + " analysis_frag_ratio_discrete.csv, plain or with .gz");
    }

    @Test
    void filesThatAreNoTablesAreRefused() throws IOException {
        Files.createDirectory(folder.resolve(PLAIN.formatted("allo")));
        Tables.writeText(folder.resolve(PLAIN.formatted("frag")), "");
        Files.writeString(folder.resolve("fgd_expected_frag_ratio.csv.gz"), "workload,sc_policy");
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("fgd_expected_allo.csv: The file must not be a directory.")
                .hasMessageContaining("fgd_expected_frag.csv: The file must start with a header line")
                .hasMessageContaining("fgd_expected_frag_ratio.csv.gz: The file must be gzip data.");
    }

    @Test
    void aTableThatWasCutOffIsRefused() throws IOException {
        Tables.write(folder, PLAIN + ".gz", runs);
        Path file = folder.resolve(PLAIN.formatted("allo") + ".gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("fgd_expected_allo.csv.gz: The file must be complete gzip data.");
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        Tables.write(folder, PLAIN, List.of());
        assertThatThrownBy(() -> PublishedTables.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must have at least one row below its header");
    }

    @Test
    void aFolderThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> PublishedTables.read(folder.resolve("nowhere")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("The input must exist.");
    }

    @Test
    void thePublishedTablesHoldSixWorkloadsSixPoliciesAndTenSeeds() throws Exception {
        PublishedTables tables = PublishedTables.read(StudyData.folder());
        assertThat(tables.workloads())
                .containsExactly("cpu050", "cpu100", "default", "gpushare40", "gpuspec10", "multigpu20");
        assertThat(tables.leftOut()).isZero();
        for (String workload : tables.workloads()) {
            for (StudyPolicy policy : StudyPolicy.values()) {
                assertThat(IntStream.rangeClosed(42, 51))
                        .allMatch(seed -> tables.row(new StudyKey(workload, policy, seed)) != null);
            }
        }
    }

    private void edit(String table, String what, String with) {
        Path file = folder.resolve(PLAIN.formatted(table));
        String before = text(file);
        assertThat(before).contains(what);
        Tables.writeText(file, before.replace(what, with));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
