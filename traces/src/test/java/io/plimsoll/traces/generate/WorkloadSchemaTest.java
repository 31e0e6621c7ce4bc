package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the reader agree. */
class WorkloadSchemaTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path folder;

    @Test
    void theDocumentedExampleIsValidAndGenerates() throws IOException {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("workload.md")));
        assertThat(block.find()).isTrue();

        assertThat(schema().validate(block.group(1), InputFormat.JSON)).isEmpty();
        assertThat(WorkloadFiles.read(folder, block.group(1)).generate(1).arrivals())
                .hasSizeBetween(30_000, 60_000);
    }

    @Test
    void theExampleToStartFromIsValidWithoutItsComments() throws IOException {
        String plain = Workload.example().replaceAll("(?m)^\\s*//.*$", "");
        assertThat(schema().validate(plain, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"span\": \"2d\" | \"span\": \"2days\"",
                "\"span\": \"2d\" | \"span\": 2",
                "\"span\": \"2d\" | \"spam\": \"2d\"",
                "\"count\": 6 | \"count\": 0",
                "\"cpu\": 32 | \"cpu\": \"32 cores\"",
                "\"gpus\": 4, | \"a\": 1,",
                "\"gpus\": 4, | ``",
                "\"of\": \"node\" | \"of\": \"pod\"",
                "\"mean\": \"1d\" | \"median\": \"1d\"",
                "\"mean\": \"1d\" | \"mean\": \"1d\", \"sigma\": 1",
                "\"poisson\" | \"fish\"",
                "60/h | 60",
                "[1, 1, 1, 1, 1, 0, 0] | [1, 1, 1]",
                "\"mean\": 2 | \"mean\": 1",
                "\"skew\": 1 | \"skew\": -1",
                "\"sigma\": 1 | \"sigma\": 0",
                "\"sigma\": 1 | \"sigma\": 1, \"atLeast\": \"1h\"",
                "\"cpu-memory\": 0.5 | \"memory-cpu\": 0.5",
                "\"cpu-memory\": 0.5 | \"cpu-memory\": 1.5",
                "\"weights\": [3, 1] | \"weights\": [3, -1]"
            })
    void whatTheReaderRefusesTheSchemaRefuses(String text, String other) throws IOException {
        String broken = WorkloadFiles.with(text, other == null ? "" : other);

        assertThat(schema().validate(WorkloadFiles.GOOD, InputFormat.JSON)).isEmpty();
        assertThat(schema().validate(broken, InputFormat.JSON)).isNotEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> WorkloadFiles.read(folder, broken));
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(DOCS.resolve("schema").resolve("workload.schema.json")), InputFormat.JSON);
    }
}
