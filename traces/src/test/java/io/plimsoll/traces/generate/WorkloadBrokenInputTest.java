package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadBrokenInputTest {

    private static final Path CASES = Path.of("src", "test", "resources", "broken-workloads.txt");

    @TempDir
    private Path folder;

    /** One way to break the good description, and all that is then said. */
    record Broken(String text, String other, String message) {
        @Override
        public String toString() {
            return text + " => " + other;
        }
    }

    static List<Broken> cases() throws IOException {
        List<Broken> cases = new ArrayList<>();
        for (String block : Files.readString(CASES).split("\n\n", -1)) {
            int headEnd = block.indexOf('\n');
            String[] change = block.substring(0, headEnd).split(" =>", -1);
            cases.add(new Broken(
                    change[0], change[1].strip(), block.substring(headEnd + 1).stripTrailing()));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allProblemsAreToldWithTheirPlacesValuesRulesAndAdvice(Broken broken) throws IOException {
        assertThat(message(WorkloadFiles.with(broken.text(), broken.other()))).isEqualTo(broken.message());
    }

    @Test
    void aTextThatIsNoDescriptionIsSaidToBeNone() throws IOException {
        assertThat(message("")).isEqualTo("""
                w.json:1: The text () must be a JSON document.
                  Maybe the file is empty.""");
        assertThat(message("// nothing")).contains("be a JSON document");
        assertThat(message("[1, 2]")).isEqualTo("""
                w.json:1: The value (a list) of the document must be an object.
                  Maybe braces are missing around it.""");
        assertThat(message("{\"span\": \"2d\",\n \"nodes\": [")).isEqualTo("""
                w.json:2: The text () must not end here.
                  Maybe a bracket or a quote is not closed, or the file was cut off.""");
        assertThat(message(WorkloadFiles.GOOD + "\n{}")).isEqualTo("""
                w.json:26: The text ({) must end where the first value ends.
                  Maybe a bracket was closed too early.""");
        assertThat(message(WorkloadFiles.GOOD + "\n}")).contains("w.json:26: The text (}) must be JSON");
        assertThat(message("[".repeat(10_000))).contains("The text (").contains("must be JSON");
    }

    @Test
    void aFileThatIsNoTextIsSaidToBeNone() throws IOException {
        assertThat(message(new byte[] {(byte) 0xff, 0, 1})).isEqualTo("""
                w.json: The description must be text in UTF-8.
                  Maybe it is compressed, or in another encoding.""");
        assertThat(message(new byte[(16 << 20) + 1])).isEqualTo("""
                w.json: The description must have at most 16777216 bytes.
                  Maybe it is a trace and no description: see --trace.""");
    }

    @Test
    void problemsBeyondTheFirstTwentyAreCounted() throws IOException {
        String many = WorkloadFiles.with("[0, 10]", "[" + "\"x\", ".repeat(30) + "0]");
        assertThat(message(many)).contains("priority[19]").endsWith("\n10 more problems are not shown.");
    }

    @Test
    void aByteOrderMarkIsNoProblem() {
        assertThat(WorkloadFiles.read(folder, "\ufeff" + WorkloadFiles.GOOD).name())
                .isEqualTo("good");
    }

    @Test
    void aDescriptionWithoutNameIsCalledAsItsFile() {
        assertThat(WorkloadFiles.read(folder, WorkloadFiles.with("\"name\": \"good\",", ""))
                        .name())
                .isEqualTo("w");
    }

    private String message(String description) throws IOException {
        return message(description.getBytes(StandardCharsets.UTF_8));
    }

    private String message(byte[] description) throws IOException {
        Path file = Files.write(folder.resolve("w.json"), description);
        InputException thrown =
                catchThrowableOfType(InputException.class, () -> Workload.read(file, Problems.strict()));
        assertThat(thrown).as("the description is refused").isNotNull();
        return String.valueOf(thrown.getMessage()).replace(file.toString(), "w.json");
    }
}
