package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random cases. Compared with kube-scheduler's own code where {@code -Dplimsoll.conformance=} names its program. */
class ConformanceTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261124);

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameCases() {
        for (int number = 0; number < 50; number++) {
            assertThat(new RandomCases(SEED).get(number)).isEqualTo(new RandomCases(SEED).get(number));
        }
        assertThat(new RandomCases(SEED + 1).get(0)).isNotEqualTo(new RandomCases(SEED).get(0));
        assertThat(new RandomCases(SEED, true).get(7)).isEqualTo(new RandomCases(SEED, true).get(7));
        assertThat(new RandomCases(SEED, true).get(7)).containsKeys("preemption", "nominated");
    }

    @Test
    void aDifferenceEndsTheRunWithASmallCase() throws IOException {
        Conformance.Outcome outcome = Conformance.run(program(nothingFits()), SEED, 0, 30, false);
        assertThat(outcome.cases()).isEqualTo(1);
        assertThat(outcome.difference()).contains("expected").contains("but was");
        assertThat(String.valueOf(outcome.difference())).hasSizeLessThan(4_000);
    }

    @Test
    void whatKubeSchedulerCannotAnswerIsCounted() throws IOException {
        Conformance.Outcome outcome = Conformance.run(program("{\"error\": \"no\"}"), SEED, 0, 30, false);
        assertThat(outcome).isEqualTo(new Conformance.Outcome(30, 30, 0, null));
    }

    @Test
    void anAnswerThatWasEarlyIsAskedForAgain() throws IOException {
        String script = """
                #!/bin/sh
                read -r line
                echo '%s'
                while read -r line; do echo '{"error": "no"}'; done
                """.formatted(nothingFits());
        Path program = Files.writeString(folder.resolve("early"), script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThat(Conformance.run(program, SEED, 3, 5, false)).isEqualTo(new Conformance.Outcome(5, 5, 1, null));
    }

    @Test
    void aWorkloadEndsAtTheFirstPodThatIsDecidedOtherwise() throws IOException {
        WholeSchedules.Outcome outcome = WholeSchedules.run(program(nothingFits()), SEED, 3, 500);
        assertThat(outcome.steps()).isBetween(1, 500);
        assertThat(outcome.placed()).isZero();
        assertThat(outcome.difference())
                .startsWith("after 0 pods: node n")
                .contains("expected infeasible with total -1, but was feasible with total")
                .contains("\"name\":\"workload-");
    }

    @Test
    void podsThatCannotBeAnsweredAreLeftOutOfAWorkload() throws IOException {
        assertThat(WholeSchedules.run(program("{\"error\": \"no\"}"), SEED, 2, 10))
                .isEqualTo(new WholeSchedules.Outcome(0, 0, 20, null));
    }

    @Test
    void aProgramThatEndsIsAFailure() throws IOException {
        Path program = Files.writeString(folder.resolve("ends"), "#!/bin/sh\nread line\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> Conformance.run(program, SEED, 0, 1, false)).isInstanceOf(IOException.class);
    }

    @Test
    void randomCasesAreAnsweredAsByKubeScheduler() throws IOException {
        @Nullable String program = System.getProperty("plimsoll.conformance");
        assumeTrue(program != null, "-Dplimsoll.conformance=FILE names the program of e2e/conformance.");
        Conformance.Outcome outcome = Conformance.run(Path.of(String.valueOf(program)), SEED, 0, 200, false);
        assertThat(outcome.difference()).as("seed " + SEED).isNull();
        assertThat(outcome.refused()).isLessThan(20);
        Conformance.Outcome preempting = Conformance.run(Path.of(String.valueOf(program)), SEED, 0, 200, true);
        assertThat(preempting.difference()).as("seed " + SEED).isNull();
        WholeSchedules.Outcome whole = WholeSchedules.run(Path.of(String.valueOf(program)), SEED, 1, 100);
        assertThat(whole.difference()).as("seed " + SEED).isNull();
        assertThat(whole.placed()).isPositive();
    }

    private static String nothingFits() {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            nodes.append(i == 0 ? "" : ", ").append("\"n").append(i).append("\": {\"feasible\": false}");
        }
        return "{\"event\": \"nothing\", \"nodes\": {" + nodes + "}}";
    }

    /** Answers every question alike. */
    private Path program(String answer) throws IOException {
        String script = "#!/bin/sh\nwhile read -r line; do echo '" + answer + "'; done\n";
        Path program = Files.write(folder.resolve("program"), script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
