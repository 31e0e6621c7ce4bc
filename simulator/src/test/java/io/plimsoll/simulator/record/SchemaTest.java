package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published schemas describe the files exactly: nothing more, nothing less. */
class SchemaTest {

    @Test
    void everyRunFollowsTheSchema() throws IOException {
        for (RunResult result : List.of(
                SampleRuns.week(),
                SampleRuns.interrupted(),
                SampleRuns.hostile(),
                SampleRuns.arrivalsWithoutGpus(),
                SampleRuns.nothing())) {
            assertThat(Schemas.named("run").validate(RunJson.text(result.summary()), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void aRunWithAFieldTooManyOrTooFewIsRefused() throws IOException {
        Schemas.everyFieldCounts("run", RunJson.text(SampleRuns.week().summary()));
    }

    @Test
    void everyEnvironmentFollowsTheSchema() throws IOException {
        String here = EnvironmentJson.text(
                Environment.here("0.1.0", Instant.now(), Map.of(), Path.of("out"), List.of(), List.of()));
        assertThat(Schemas.named("environment").validate(here, InputFormat.JSON))
                .isEmpty();
        assertThat(Schemas.named("environment").validate(EnvironmentJson.text(environment()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void anEnvironmentWithAFieldTooManyOrTooFewIsRefused() throws IOException {
        Schemas.everyFieldCounts("environment", EnvironmentJson.text(environment()));
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
}
