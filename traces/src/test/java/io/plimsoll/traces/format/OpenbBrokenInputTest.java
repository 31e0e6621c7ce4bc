package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenbBrokenInputTest {

    @TempDir
    Path folder;

    private OpenbFiles files;

    @BeforeEach
    void writeGoodFiles() {
        files = OpenbFiles.good(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "p,-1,1,0,0,,,,1,2,; cpu_milli (-1) of pod (p); be between 0 and 1125899906842624",
                "p,1125899906842625,1,0,0,,,,1,2,; cpu_milli (1125899906842625) of pod (p); be between 0 and",
                "p,1,1073741825,0,0,,,,1,2,; memory_mib (1073741825) of pod (p); be between 0 and 1073741824",
                "p,1,99999999999999999999,0,0,,,,1,2,; memory_mib (99999999999999999999) of pod (p); be between 0 and",
                "p,1,1,65,1000,,,,1,2,; num_gpu (65) of pod (p); be between 0 and 64",
                "p,1,1,-1,1000,,,,1,2,; num_gpu (-1) of pod (p); be between 0 and 64",
                "p,1,1,1,-7,,,,1,2,; gpu_milli (-7) of pod (p); be between 0 and",
                "p,1,1,1,0,,,,1,2,; gpu_milli (0) of pod (p); be at least 1",
                "p,1,1,2,999,,,,1,2,; gpu_milli (999) of pod (p); be 1000, as the pod asks for 2 GPUs",
                "p,ten,1,0,0,,,,1,2,; cpu_milli (ten) of pod (p); be a whole number",
                "p,1.5,1,0,0,,,,1,2,; cpu_milli (1.5) of pod (p); be a whole number",
                "p,1e3,1,0,0,,,,1,2,; cpu_milli (1e3) of pod (p); be a whole number",
                "p,,1,0,0,,,,1,2,; cpu_milli () of pod (p); be a whole number",
                "p,NaN,1,0,0,,,,1,2,; cpu_milli (NaN) of pod (p); be a whole number",
                "p,1,1,1,500,T4||G2,,,1,2,; gpu_spec (T4||G2) of pod (p); list models joined by |",
                "p,1,1,1,500,|T4,,,1,2,; gpu_spec (|T4) of pod (p); list models joined by |",
                "p,1,1,1,500,T4|,,,1,2,; gpu_spec (T4|) of pod (p); list models joined by |",
                "p,1,1,0,0,,,,,2,; creation_time () of pod (p); be a whole number",
                "p,1,1,0,0,,,,-1,2,; creation_time (-1) of pod (p); be between 0 and 281474976710",
                "p,1,1,0,0,,,,281474976711,2,; creation_time (281474976711) of pod (p); be between 0 and",
                "p,1,1,0,0,,,,5,4,; deletion_time (4) of pod (p); not lie before its creation_time (5)",
                "p,1,1,0,0,,,,5,8,9; deletion_time (8) of pod (p); not lie before its scheduled_time (9)",
                "p,1,1,0,0,,,,5,8,4; scheduled_time (4) of pod (p); not lie before its creation_time (5)",
                ",1,1,0,0,,,,1,2,; name (); not be empty",
                "p,1,1,0,0,,,,1,2; row (p,...); have 11 fields like the header, not 10",
                "p,1,1,0,0,,,,1,2,,; row (p,...); have 11 fields like the header, not 12",
                "p; row (p); have 11 fields like the header, not 1"
            })
    void aBadPodRowIsNamedWithLineFieldValueAndRule(String row, String subject, String rule) {
        files.pods("good,1,1,0,0,,,,1,2,", row);

        assertThat(message())
                .startsWith(pods() + ":3: The " + subject)
                .contains(" must " + rule)
                .contains(".\n  Maybe ")
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n,-1,1,0,; cpu_milli (-1) of node (n); be between 0 and 1125899906842624",
                "n,1,1073741825,0,; memory_mib (1073741825) of node (n); be between 0 and 1073741824",
                "n,1,1,65,T4; gpu (65) of node (n); be between 0 and 64",
                "n,1,1,4,; model () of node (n); come with a model, as the node has 4 GPUs",
                "n,1,1,two,T4; gpu (two) of node (n); be a whole number",
                ",1,1,0,; sn (); not be empty"
            })
    void aBadNodeRowIsNamedWithLineFieldValueAndRule(String row, String subject, String rule) {
        files.nodes("good,1,1,0,", row);

        assertThat(message())
                .startsWith(nodes() + ":3: The " + subject)
                .contains(" must " + rule)
                .contains(".\n  Maybe ");
    }

    @Test
    void allProblemsOfBothFilesAreReportedTogether() {
        files.nodes("n,x,y,0,", "n,1,1,0,").pods("p,1,1,2,10,,,,5,4,", "q,1,1,0,0", "q,1,1,0,0,,,,5,9,");

        InputException thrown = broken();

        assertThat(thrown.problems()).extracting("line").containsExactly(2L, 2L, 3L, 2L, 3L);
        assertThat(thrown.problems())
                .extracting("field")
                .containsExactly("cpu_milli", "memory_mib", "sn", "gpu_milli", "row");
    }

    @Test
    void aDuplicateNameTellsTheLineOfTheFirst() {
        files.pods("p,1,1,0,0,,,,1,2,", "q,1,1,0,0,,,,1,2,", "p,1,1,0,0,,,,1,2,");
        assertThat(message()).isEqualTo("""
                        %s:4: The name (p) must be unique, and line 2 has it already.
                          Maybe the pod was listed twice, or two lists were joined.""", pods());
    }

    @Test
    void manyProblemsAreCountedBeyondTheLimit() {
        String[] rows = new String[500];
        Arrays.setAll(rows, i -> "p" + i + ",-1,1,0,0,,,,1,2,");
        files.pods(rows);

        assertThat(broken().problems()).hasSize(Problems.DEFAULT_LIMIT);
        assertThat(message()).endsWith("\n480 more problems are not shown.");
    }

    @Test
    void controlCharactersAreRefusedAndShownAsEscapes() {
        files.pods("\"p\nq\",1,1,0,0,,,,1,2,");

        assertThat(message()).startsWith(pods() + ":2: The name (p\\u000aq) must hold no control characters.");
    }

    @Test
    void aNameThatIsTooLongIsCutInTheMessage() {
        files.pods("p".repeat(254) + ",1,1,0,0,,,,1,2,");

        assertThat(message())
                .startsWith(pods() + ":2: The name (" + "p".repeat(60) + "...) must have at most 253 characters.");
    }

    @Test
    void truncatedGzipNamesTheLineItCameTo() {
        byte[] whole = OpenbFiles.gzip(OpenbFiles.POD_HEADER + "\n" + "p,1,1,0,0,,,,1,2,\n");
        delete(OpenbFiles.POD_LIST);
        files.write(OpenbFiles.POD_LIST + ".gz", Arrays.copyOf(whole, whole.length - 10));

        assertThat(message())
                .startsWith(pods() + ".gz:")
                .endsWith(": The file must be complete gzip data.\n  Maybe the download or copy was cut off.");
    }

    @Test
    void gzipTruncatedAnywhereIsOneProblemOfTheFile() {
        StringBuilder text = new StringBuilder(OpenbFiles.POD_HEADER).append('\n');
        for (int i = 0; i < 300; i++) {
            text.append("pod-%d,%d,%d,1,%d,,LS,Running,%d,%d,\n".formatted(i, i * 7, i * 13, i + 1, i * 31, i * 37));
        }
        byte[] whole = OpenbFiles.gzip(text.toString());
        delete(OpenbFiles.POD_LIST);
        for (int length = 2; length < whole.length; length += 7) {
            files.write(OpenbFiles.POD_LIST + ".gz", Arrays.copyOf(whole, length));
            assertThat(broken().count()).as("length %d", length).isEqualTo(1);
            assertThat(message()).contains("The file must be complete gzip data.");
        }
    }

    @Test
    void damagedGzipIsNotReadLeniently() {
        byte[] whole = OpenbFiles.gzip(OpenbFiles.POD_HEADER + "\n" + "p,1,1,0,0,,,,1,2,\n".repeat(20));
        whole[whole.length - 6] ^= 1;
        delete(OpenbFiles.POD_LIST);
        files.write(OpenbFiles.POD_LIST + ".gz", whole);

        assertThat(catchThrowableOfType(
                        InputException.class, () -> TraceFormat.OPENB.read(folder, Map.of(), Problems.lenient())))
                .hasMessageContaining("The file must be valid gzip data.");
    }

    @Test
    void plainTextNamedGzipIsRefused() {
        delete(OpenbFiles.POD_LIST);
        files.write(OpenbFiles.POD_LIST + ".gz", OpenbFiles.POD_HEADER + "\np,1,1,0,0,,,,1,2,\n");

        assertThat(message()).contains(".csv.gz:1: The file must be gzip data.").contains("Maybe it is not compressed");
    }

    @Test
    void anEmptyFileNamedGzipIsRefused() {
        delete(OpenbFiles.POD_LIST);
        files.write(OpenbFiles.POD_LIST + ".gz", "");

        assertThat(message()).contains("The file must be gzip data.").contains("or it is empty.");
    }

    @Test
    void gzipNamedPlainTextIsRefused() {
        files.write(OpenbFiles.POD_LIST, OpenbFiles.gzip(OpenbFiles.POD_HEADER));

        assertThat(message()).contains("The file must be plain text.").contains("its name should end in .gz.");
    }

    @Test
    void missingColumnsAreNamedOneByOne() {
        files.write(OpenbFiles.POD_LIST, "name,cpu,memory_mib,num_gpu\np,1,1,0\n");

        assertThat(message())
                .startsWith(pods() + ":1: The header (name,cpu,memory_mib,num_gpu) must name the column cpu_milli.")
                .contains(pods() + ":1: The header (name,cpu,memory_mib,num_gpu) must name the column gpu_milli.")
                .contains("Maybe the header line is missing");
        assertThat(broken().count()).isEqualTo(2);
    }

    @Test
    void aColumnNamedTwiceIsRefused() {
        files.write(OpenbFiles.POD_LIST, "name,cpu_milli,memory_mib,num_gpu,gpu_milli,qos,qos\np,1,1,0,0,a,b\n");

        assertThat(message()).contains("must name the column qos once.");
    }

    @Test
    void aNodeListWithGpusNeedsTheModelColumn() {
        files.write(OpenbFiles.NODE_LIST, "sn,cpu_milli,memory_mib,gpu\nn,1,1,0\nm,1,1,2\n");

        assertThat(message()).startsWith(nodes() + ":3: The gpu (2) of node (m) must come with a model");
        assertThat(broken().count()).isEqualTo(1);
    }

    @Test
    void emptyFilesAndHeadersWithoutRowsAreRefused() {
        files.write(OpenbFiles.NODE_LIST, "").write(OpenbFiles.POD_LIST, OpenbFiles.POD_HEADER + "\n\n");

        assertThat(message()).isEqualTo("""
                        %s: The file must start with a header line that names the columns.
                          Maybe it is empty.
                        %s: The file must have at least one row below its header.
                          Maybe it was cut off after the header.""", nodes(), pods());
    }

    @Test
    void aDirectoryInPlaceOfAFileIsRefused() throws IOException {
        delete(OpenbFiles.POD_LIST);
        Files.createDirectory(folder.resolve(OpenbFiles.POD_LIST));

        assertThat(message()).startsWith(pods() + ": The file must not be a directory.");
    }

    @Test
    void aMissingListTellsWhichAreThere() {
        files.write("openb_pod_list_cpu050.csv.gz", OpenbFiles.gzip(""));

        assertThat(message("pods", "cpu05")).isEqualTo("""
                        %s: The pod list (cpu05) must be one of those in the folder.
                          Maybe one of these was meant: cpu050, default.""", folder);
        assertThat(message("nodes", "../x")).contains("The node list (../x) must be one of those in the folder.");
    }

    @Test
    void aFolderWithoutListsTellsWhatIsThere() {
        delete(OpenbFiles.POD_LIST);
        delete(OpenbFiles.NODE_LIST);
        assertThat(message())
                .contains("The folder must hold a file openb_node_list_gpu_node.csv or .csv.gz.")
                .contains("The folder must hold a file openb_pod_list_default.csv or .csv.gz.")
                .contains("this one holds nothing.");

        for (int i = 0; i < 20; i++) {
            files.write("file-%02d.txt".formatted(i), "");
        }
        assertThat(message())
                .contains("this one holds file-00.txt, file-01.txt")
                .contains("file-11.txt and 8 more.");
    }

    @Test
    void aMissingFolderAndAFileForAFolderAreRefused() {
        assertThat(message(folder.resolve("nowhere")))
                .endsWith("nowhere: The input must exist.\n  Maybe the path is mistyped.");
        assertThat(message(folder.resolve(OpenbFiles.POD_LIST)))
                .startsWith(pods() + ": The input must be a folder.")
                .contains("Maybe the folder that holds this file was meant");
    }

    @Test
    void anUnclosedQuotationMarkIsNamedWithItsLine() {
        files.pods("p,1,1,0,0,,,,1,2,", "\"q,1,1,0,0,,,,1,2,", "r,1,1,0,0,,,,1,2,");

        assertThat(message()).isEqualTo("""
                        %s:3: The row must close its quotation marks.
                          Maybe one of them is missing.""", pods());
    }

    @Test
    void textAfterAClosingQuotationMarkIsRefused() {
        files.pods("\"p\"q,1,1,0,0,,,,1,2,");

        assertThat(message()).contains(":2: The row must have a comma or a line end after a closing quotation mark.");
    }

    @Test
    void bytesThatAreNotUtf8AreNamedWithLineAndColumn() {
        byte[] bytes = (OpenbFiles.POD_HEADER + "\np,1,1,0,0,,,,1,2,\nZürich,1,1,0,0,,,,1,2,\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        files.write(OpenbFiles.POD_LIST, bytes);

        assertThat(message())
                .startsWith(pods() + ":3: The name (Z\ufffdrich) must be UTF-8 text without replacement characters.");
        assertThat(broken().count()).isEqualTo(1);
    }

    @Test
    void utf16IsRefused() {
        files.write(OpenbFiles.POD_LIST, OpenbFiles.POD_HEADER.getBytes(StandardCharsets.UTF_16));

        assertThat(message()).contains("must name the column name.");
    }

    @Test
    void aVeryLongLineIsRefusedInBoundedMemory() {
        files.pods("p,1,1,0,0,,,,1,2,", "x".repeat(20_000_000));
        assertThat(message()).startsWith(pods() + ":3: The row must have at most 256 columns and 65536 characters.");

        files.pods("p,1,1,0,0,,,,1,2,", ",".repeat(20_000_000));
        assertThat(message()).startsWith(pods() + ":3: The row must have at most 256 columns");

        files.pods("p,1,1,0,0,,,,1,2,", ("x".repeat(1000) + ",").repeat(200));
        assertThat(message()).startsWith(pods() + ":3: The row must have at most 256 columns");
    }

    @Test
    void aFileOfSomethingElseIsRefused() {
        byte[] noise = new byte[100_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 ^ i >> 3);
        }
        files.write(OpenbFiles.POD_LIST, noise);

        assertThat(message()).startsWith(pods() + ":").contains("must").doesNotContain("\u0000");
    }

    private Path nodes() {
        return folder.resolve(OpenbFiles.NODE_LIST);
    }

    private Path pods() {
        return folder.resolve(OpenbFiles.POD_LIST);
    }

    private void delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String message() {
        return String.valueOf(broken().getMessage());
    }

    private String message(String option, String value) {
        return String.valueOf(broken(folder, Map.of(option, value)).getMessage());
    }

    private static String message(Path input) {
        return String.valueOf(broken(input, Map.of()).getMessage());
    }

    private InputException broken() {
        return broken(folder, Map.of());
    }

    private static InputException broken(Path input, Map<String, String> options) {
        return catchThrowableOfType(
                InputException.class, () -> TraceFormat.OPENB.read(input, options, Problems.strict()));
    }
}
