package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.record.Disruption;
import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.SampleRuns;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.Stranded;
import io.plimsoll.simulator.record.Totals;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.simulator.record.Unplaced;
import io.plimsoll.simulator.record.Waiting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSentenceTest {

    @Test
    void sayWhatWasPlacedHowFullItGotAndWhoWaited() {
        assertThat(spaced(RunSentence.of(SampleRuns.week().summary())))
                .isEqualTo(
                        "best-fit placed 49,812 of 50,000 pods; GPUs were 78.3 % allocated on average (at most 97.1 %);"
                                + " 1 in 20 placements waited, the longest 42 min; 12 found no node and were dropped;"
                                + " 228 still waited at the end.");
    }

    @Test
    void withoutDeparturesTheEndCounts() {
        assertThat(spaced(RunSentence.of(SampleRuns.arrivalsWithoutGpus().summary())))
                .isEqualTo(
                        "first-fit placed 2,988 of 3,000 pods; CPUs were 75.0 % allocated at the end; 12 found no node"
                                + " and were dropped.");
    }

    @Test
    void sharesThatAreNoGoodFractionsAreGivenInPercent() {
        assertThat(sentence(1000, 600)).contains("; 40.0 % of placements waited, the longest 2 s.");
        assertThat(sentence(1000, 999)).contains("; 0.1 % of placements waited");
        assertThat(sentence(1000, 900)).contains("; 1 in 10 placements waited");
        assertThat(sentence(1000, 1000)).contains("; no placed pod waited.");
        assertThat(sentence(0, 0)).contains("; no placed pod waited.");
    }

    @Test
    void theFullerOfCpuAndMemoryIsNamedWhereThereAreNoGpus() {
        assertThat(sentence(1, 1)).contains("; memory was 60.0 % allocated");
    }

    private static String sentence(long placements, long atOnce) {
        List<Waiting.Bucket> all = List.of(new Waiting.Bucket(0, Long.MAX_VALUE, placements));
        Waiting waiting = atOnce == placements
                ? new Waiting(placements, atOnce, 0, 0, 0, 0, 0, all)
                : new Waiting(placements, atOnce, 1, 0, 0, 0, 2_000, all);
        return spaced(RunSentence.of(new RunSummary(
                TraceInfo.of("t", "openb", 1, placements, Map.of(), List.of()),
                PolicyInfo.of("fgd:threshold=95", "fgd", Map.of()),
                1,
                new RunOptions(false, 0, OnUnschedulable.QUEUE),
                StopReason.FINISHED,
                1,
                new Totals(placements, placements, placements, 0, 0, 0, 0, 0, 0, placements),
                List.of(use("cpu", new Level(0.5, 0.9, 0)), use("memory", new Level(0.6, 0.7, 0))),
                null,
                Level.ZERO,
                Level.ZERO,
                waiting,
                List.of(),
                List.of(),
                new Unplaced(0, 0, 0),
                Disruption.none(),
                List.of())));
    }

    private static ResourceUse use(String name, Level allocated) {
        return new ResourceUse(name, ResourceUse.Unit.MILLI, 1, allocated, Level.ZERO, Stranded.NOTHING);
    }

    private static String spaced(String text) {
        return text.replace('\u00a0', ' ');
    }
}
