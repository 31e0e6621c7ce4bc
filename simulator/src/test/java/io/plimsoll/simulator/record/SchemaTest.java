package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas describe the files exactly: nothing more, nothing less. */
class SchemaTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void everyRunFollowsTheSchema() throws IOException {
        for (RunResult result : List.of(
                SampleRuns.week(),
                SampleRuns.interrupted(),
                SampleRuns.hostile(),
                SampleRuns.arrivalsWithoutGpus(),
                SampleRuns.nothing())) {
            assertThat(schema("run").validate(RunJson.text(result.summary()), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void aRunWithAFieldTooManyOrTooFewIsRefused() throws IOException {
        everyFieldCounts("run", RunJson.text(SampleRuns.week().summary()));
    }

    @Test
    void everyEnvironmentFollowsTheSchema() throws IOException {
        String here = EnvironmentJson.text(
                Environment.here("0.1.0", Instant.now(), Map.of(), Path.of("out"), List.of(), List.of()));
        assertThat(schema("environment").validate(here, InputFormat.JSON)).isEmpty();
        assertThat(schema("environment").validate(EnvironmentJson.text(environment()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void anEnvironmentWithAFieldTooManyOrTooFewIsRefused() throws IOException {
        everyFieldCounts("environment", EnvironmentJson.text(environment()));
    }

    @Test
    void environmentKeepsTheOrderOfItsDurations() {
        assertThat(EnvironmentJson.text(environment()))
                .contains("\"read\": 120,\n    \"simulate\": 340\n")
                .contains("\"startedAt\": \"2026-01-02T03:04:05Z\"");
    }

    private static Environment environment() {
        Map<String, Long> durations = new LinkedHashMap<>();
        durations.put("read", 120L);
        durations.put("simulate", 340L);
        return new Environment(
                "0.1.0",
                Instant.parse("2026-01-02T03:04:05Z"),
                durations,
                Path.of("out"),
                List.of(Path.of("pods.csv")),
                List.of("simulate", "--seed", "1"),
                new Environment.Product("VM", "17", "vendor"),
                new Environment.Product("Linux", "6", "amd64"),
                2,
                1L << 30);
    }

    private void everyFieldCounts(String name, String json) throws IOException {
        Schema schema = schema(name);
        JsonNode document = mapper.readTree(json);
        walk(schema, document, document, "");
    }

    private void walk(Schema schema, JsonNode document, JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            boolean free = path.endsWith("/parameters") || path.endsWith("/durationsMillis");
            if (!free) {
                for (String field : List.copyOf(object.propertyNames())) {
                    JsonNode removed = object.remove(field);
                    assertThat(schema.validate(document))
                            .as("without %s/%s", path, field)
                            .isNotEmpty();
                    object.set(field, removed);
                }
                object.put("surplus", 1);
                assertThat(schema.validate(document)).as("surplus in %s", path).isNotEmpty();
                object.remove("surplus");
            }
            for (String field : List.copyOf(object.propertyNames())) {
                walk(schema, document, object.get(field), path + "/" + field);
            }
        }
        if (node.isArray() && !node.isEmpty()) {
            walk(schema, document, node.get(0), path + "/0");
        }
        assertThat(schema.validate(document)).isEmpty();
    }

    private static Schema schema(String name) throws IOException {
        Path file = Path.of("..", "docs", "schema", name + ".schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file), InputFormat.JSON);
    }
}
