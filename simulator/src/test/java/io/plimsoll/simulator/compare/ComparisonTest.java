package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import io.plimsoll.simulator.compare.Difference.Outcome;
import io.plimsoll.simulator.compare.Metric.Unit;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.Schemas;
import io.plimsoll.simulator.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ComparisonTest {

    static Stream<Comparison> all() {
        return Stream.of(
                SampleComparisons.tenWeeks(),
                SampleComparisons.threeWeeks(),
                SampleComparisons.stopped(),
                SampleComparisons.unmovedBySeeds(),
                SampleComparisons.oneWeek(),
                SampleComparisons.arrivals(),
                SampleComparisons.hostile());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyComparisonFollowsTheSchema(Comparison comparison) throws IOException {
        assertThat(Schemas.named("comparison").validate(ComparisonJson.text(comparison), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aComparisonWithAFieldTooManyOrTooFewIsRefused() throws IOException {
        String json = ComparisonJson.text(SampleComparisons.twoPolicies());
        Schemas.everyFieldCounts(
                "comparison", json.replaceAll("(?s)\"values\": \\{.*?\\}", "\"values\": {\"evictions\": 0}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyComparisonHasAReportATableAndLinesForItsRuns(Comparison comparison) {
        String html = ComparisonReport.html(comparison);
        assertThat(html.substring(html.indexOf("<main>"), html.indexOf("</main>")))
                .doesNotContain("NaN");
        assertThat(ComparisonText.of(comparison)).doesNotContain("NaN").endsWith("\n");
        assertThat(ComparisonText.of(comparison).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(110));
        assertThat(RunsCsv.text(comparison)).hasLineCount(comparison.runs().size() + 1);
    }

    @Test
    void tenSeedsGiveABootstrapBesideStudentAndHolmOverThePolicies() {
        Comparison comparison = SampleComparisons.tenWeeks();
        Difference best = difference(comparison, Metric.NODES_IN_USE, 0);
        assertThat(best.evidence()).isEqualTo(Evidence.BOOTSTRAP);
        assertThat(best.outcome()).isEqualTo(Outcome.LESS);
        assertThat(best.relative()).isCloseTo(-0.1, within(0.01));
        assertThat(Objects.requireNonNull(best.relativeInterval()).contains(best.relative()))
                .isTrue();
        double width = Objects.requireNonNull(best.interval()).width();
        assertThat(Objects.requireNonNull(best.student()).interval().width()).isCloseTo(width, within(0.5 * width));
        Difference random = difference(comparison, Metric.CPU_ALLOCATION, 3);
        assertThat(random.adjusted())
                .isGreaterThanOrEqualTo(Objects.requireNonNull(random.student()).probability());
        Difference bound = difference(comparison, Metric.NODES_IN_USE, 4);
        assertThat(bound.student()).isNotNull();
        assertThat(bound.adjusted()).as("bounds are no hypotheses").isNaN();
        assertThat(comparison.difference(Metric.NODES_IN_USE, 5)).isNull();
        assertThat(comparison.difference(Metric.NODES_IN_USE, 1))
                .as("the baseline")
                .isNull();
    }

    @Test
    void differencesAreSaidInWords() {
        Comparison comparison = SampleComparisons.tenWeeks();
        assertThat(words(comparison, Metric.NODES_IN_USE, 0))
                .matches("best-fit:norm=l1 needs [0-9.]+ to [0-9.]+ % fewer nodes than least-allocated");
        assertThat(words(comparison, Metric.GPU_ALLOCATION, 0))
                .matches(
                        "best-fit:norm=l1 keeps [0-9.]+ to [0-9.]+ points more of the GPUs allocated than least-allocated");
        assertThat(words(comparison, Metric.NODES_IN_USE, 2))
                .matches("no difference in nodes in use between fgd:threshold=90,typical=seen and least-allocated that"
                        + " 10 seeds can show \\(.[0-9.]+ to .[0-9.]+\\)");
        assertThat(words(comparison, Metric.EVICTIONS, 0))
                .isEqualTo("best-fit:norm=l1 and least-allocated have the same evictions in every run");
        for (Metric metric : Metric.values()) {
            for (Difference difference : comparison.differences()) {
                assertThat(DifferenceWords.of(comparison, difference))
                        .doesNotContain("null")
                        .doesNotContain("NaN");
            }
            assertThat(ComparisonTables.heading(metric)).matches("[A-Z0-9].*");
        }
    }

    @Test
    void fewerThanTenSeedsHaveStudentsIntervalOnly() {
        Difference difference = difference(SampleComparisons.threeWeeks(), Metric.NODES_IN_USE, 0);
        assertThat(difference.bootstrap()).isNull();
        assertThat(difference.evidence()).isEqualTo(Evidence.STUDENT);
        assertThat(difference.interval())
                .isEqualTo(Objects.requireNonNull(difference.student()).interval());
    }

    @Test
    void whereTheSeedChangesNothingNoIntervalOverSeedsIsClaimed() {
        Comparison comparison = SampleComparisons.unmovedBySeeds();
        Difference allocation = difference(comparison, Metric.GPU_ALLOCATION, 0);
        assertThat(allocation.student()).isNull();
        assertThat(allocation.evidence()).isEqualTo(Evidence.WITHIN_RUN);
        assertThat(words(comparison, Metric.GPU_ALLOCATION, 0)).endsWith(" in this run");
        Difference nodes = difference(comparison, Metric.NODES_IN_USE, 0);
        assertThat(nodes.evidence()).isEqualTo(Evidence.NONE);
        assertThat(nodes.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(words(comparison, Metric.NODES_IN_USE, 0))
                .contains("one observation each, so nobody can say how sure that is");
        assertThat(ComparisonReport.html(comparison)).contains("The seed changes nothing for best-fit:norm=l1, ");
        assertThat(ComparisonJson.text(comparison)).contains("\"dependsOnSeed\": false");
    }

    @Test
    void oneSeedIsSaidToShowNothingAboutChance() {
        Comparison comparison = SampleComparisons.oneWeek();
        assertThat(difference(comparison, Metric.CPU_ALLOCATION, 0).evidence()).isEqualTo(Evidence.WITHIN_RUN);
        assertThat(ComparisonReport.html(comparison)).contains("With one seed there is no telling");
    }

    @Test
    void aStoppedComparisonCoversWhatIsComplete() {
        Comparison comparison = SampleComparisons.stopped();
        assertThat(comparison.complete()).isFalse();
        assertThat(comparison.completeSeeds()).isEqualTo(4);
        assertThat(comparison.sample(Metric.CPU_ALLOCATION, 0).count())
                .as("means are over the same seeds")
                .isEqualTo(4);
        assertThat(ComparisonJson.text(comparison)).contains("\"complete\": false");
        assertThat(ComparisonReport.html(comparison)).contains("This comparison was stopped after 26 of 60 runs.");
    }

    @Test
    void theAnswerComesFirst() {
        assertThat(ComparisonSentence.of(SampleComparisons.tenWeeks()).replace('\u00a0', ' '))
                .matches("best-fit:norm=l1 needs [0-9.]+ to [0-9.]+ % fewer nodes than least-allocated; on average the"
                        + " fewest of 4 policies\\. No packing of the same pods could save more than [0-9.]+ % of its nodes\\. Pods wait"
                        + " least under best-fit:norm=l1, 4 min [0-9]+ s on average\\.");
        assertThat(ComparisonText.of(SampleComparisons.tenWeeks())).startsWith("best-fit:norm=l1 needs ");
        assertThat(ComparisonSentence.of(SampleComparisons.arrivals())).startsWith("best-fit:norm=l1 keeps ");
    }

    @Test
    void amountsAreWrittenWithAsManyDecimalsAsTheyNeed() {
        assertThat(MetricWords.percentRange(new Interval(-0.023, -0.018))).isEqualTo("1.8 to 2.3\u00a0%");
        assertThat(MetricWords.range(Unit.SHARE, new Interval(0.018001, 0.018004)))
                .isEqualTo("1.80\u00a0points");
        assertThat(MetricWords.range(Unit.SHARE, new Interval(0.0181, 0.0184))).isEqualTo("1.81 to 1.84\u00a0points");
        assertThat(MetricWords.range(Unit.COUNT, new Interval(3, 3))).isEqualTo("3.00");
        assertThat(MetricWords.range(Unit.MILLIS, new Interval(-90_000, -61_000)))
                .isEqualTo("1\u00a0min\u00a01\u00a0s to 1\u00a0min\u00a030\u00a0s");
        assertThat(MetricWords.change(Unit.SHARE, new Interval(-0.001, 0.002)))
                .isEqualTo("\u22120.10 to +0.20\u00a0points");
        assertThat(MetricWords.value(Unit.COUNT, Double.NaN)).isEqualTo("\u2013");
    }

    @Test
    void allFilesAreWritten(@TempDir Path folder) throws IOException {
        Environment environment =
                Environment.here("0.1.0", Instant.EPOCH, Map.of(), folder, List.of(), List.of("compare"));
        try (OutputFolder output = OutputFolder.open(folder)) {
            ComparisonFiles.write(output, SampleComparisons.threeWeeks(), environment);
        }
        assertThat(folder.resolve("comparison.json")).hasContent(ComparisonJson.text(SampleComparisons.threeWeeks()));
        assertThat(Files.readString(folder.resolve("runs.csv")))
                .startsWith("policy,seed,arrivedPods,placedPods,finishedPods,nodesInUse,nodesOverBound,gpuAllocation,")
                .contains("\n\"fgd:threshold=90,typical=seen\",1,");
        assertThat(folder.resolve("report.html")).exists();
        assertThat(folder.resolve("environment.json")).exists();
    }

    private static Difference difference(Comparison comparison, Metric metric, int entrant) {
        return Objects.requireNonNull(comparison.difference(metric, entrant));
    }

    private static String words(Comparison comparison, Metric metric, int entrant) {
        return DifferenceWords.of(comparison, difference(comparison, metric, entrant))
                .replace('\u00a0', ' ');
    }
}
