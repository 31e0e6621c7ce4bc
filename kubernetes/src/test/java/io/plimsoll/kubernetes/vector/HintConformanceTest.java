package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random events. Compared with kube-scheduler's own hints where {@code -Dplimsoll.conformance=} names its program. */
class HintConformanceTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameEventsOfEveryKind() {
        Map<Object, Integer> kinds = new HashMap<>();
        for (int number = 0; number < 300; number++) {
            Map<String, Object> pair = new RandomEvents(SEED).get(number);
            assertThat(pair).isEqualTo(new RandomEvents(SEED).get(number));
            Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(pair.get("event"));
            kinds.merge(Objects.requireNonNull(event.get("kind")), 1, Integer::sum);
        }
        assertThat(kinds).containsOnlyKeys("NodeAdded", "NodeGone", "NodeChanged", "PodBound", "PodGone", "PodChanged");
        assertThat(kinds.values()).allSatisfy(count -> assertThat(count).isGreaterThan(10));
    }

    @Test
    void aDifferenceEndsTheRunWithASmallPair() throws IOException {
        HintConformance.Outcome outcome =
                HintConformance.run(program("{\"hints\": {\"NodeName\": false}}"), SEED, 0, 50);

        assertThat(outcome.events()).isLessThan(50);
        assertThat(outcome.difference()).contains("but was true").contains("\"kind\":");
        assertThat(String.valueOf(outcome.difference())).hasSizeLessThan(2_000);
    }

    @Test
    void whatAPluginCannotAnswerIsCounted() throws IOException {
        assertThat(HintConformance.run(program("{\"error\": \"no\"}"), SEED, 0, 20))
                .isEqualTo(new HintConformance.Outcome(20, 20, 0, null));
    }

    @Test
    void aProgramThatEndsIsAFailure() throws IOException {
        Path program = write("#!/bin/sh\nread line\n");
        assertThatThrownBy(() -> HintConformance.run(program, SEED, 0, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void randomEventsAreAnsweredAsByKubeScheduler() throws IOException {
        @Nullable String program = System.getProperty("plimsoll.conformance");
        assumeTrue(program != null, "-Dplimsoll.conformance=FILE names the program of e2e/conformance.");
        HintConformance.Outcome outcome = HintConformance.run(Path.of(String.valueOf(program)), SEED, 0, 2_000);
        assertThat(outcome.difference()).as("seed " + SEED).isNull();
        assertThat(outcome.hints()).isGreaterThan(1_000);
    }

    /** Answers every question alike. */
    private Path program(String answer) throws IOException {
        return write("#!/bin/sh\nwhile read -r line; do echo '" + answer + "'; done\n");
    }

    private Path write(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
