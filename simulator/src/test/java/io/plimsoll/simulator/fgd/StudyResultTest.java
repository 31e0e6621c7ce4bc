package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyResultTest {

    @TempDir
    private Path folder;

    @Test
    void aDeterministicPolicyAgreesWithinOneUnitOfTheSecondDecimal() throws Exception {
        List<StudyRun> published = List.of(Tables.run("default", StudyPolicy.FGD, 42, column -> column / 2.0));
        List<StudyRun> ours =
                List.of(Tables.run("default", StudyPolicy.FGD, 42, column -> column / 2.0 + (column == 77 ? 0.01 : 0)));
        StudyResult result = compare(ours, published);
        PolicyComparison row = result.rows().get(0);
        assertThat(row.verdict()).isEqualTo(StudyVerdict.AGREES);
        assertThat(row.table(StudyTable.ALLOCATION).deviation()).isCloseTo(0.01, within(1e-9));
        assertThat(result.agrees()).isTrue();
        assertThat(result.judged()).isEqualTo(1);
    }

    @Test
    void oneCellOfOneSeedThatIsFurtherOffFailsTheStudy() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.BEST_FIT, 10, seed -> 0);
        List<StudyRun> ours = new ArrayList<>(runs(StudyPolicy.BEST_FIT, 9, seed -> 0));
        ours.add(Tables.run("default", StudyPolicy.BEST_FIT, 51, column -> column == 0 ? 50.02 : 50));
        StudyResult result = compare(ours, published);
        assertThat(result.agrees()).isFalse();
        assertThat(result.rows().get(0).verdict()).isEqualTo(StudyVerdict.DIFFERS);
        assertThat(result.rows().get(0).table(StudyTable.FRAGMENTATION_RATIO).deviation())
                .isCloseTo(0.02, within(1e-9));
    }

    @Test
    void aCellThatIsEmptyOnOneSideOnlyFailsTheStudy() throws Exception {
        List<StudyRun> published = List.of(Tables.run("default", StudyPolicy.FGD, 42, column -> 1));
        List<StudyRun> ours =
                List.of(Tables.run("default", StudyPolicy.FGD, 42, column -> column == 3 ? Double.NaN : 1));
        assertThat(compare(ours, published).agrees()).isFalse();
    }

    @Test
    void randomIsComparedByItsMeansAndNotBySeed() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.RANDOM, 10, seed -> seed % 2);
        List<StudyRun> ours = runs(StudyPolicy.RANDOM, 10, seed -> 1 - seed % 2);
        PolicyComparison row = compare(ours, published).rows().get(0);
        assertThat(row.verdict()).isEqualTo(StudyVerdict.AGREES);
        assertThat(row.table(StudyTable.ALLOCATION).deviation()).isEqualTo(1);
        assertThat(row.table(StudyTable.ALLOCATION).worstMean().difference()).isZero();
    }

    @Test
    void randomFailsWhenAMeanIsFurtherApartThanChanceAllows() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.RANDOM, 10, seed -> seed % 2);
        List<StudyRun> near = runs(StudyPolicy.RANDOM, 10, seed -> seed % 2 + 1);
        List<StudyRun> far = runs(StudyPolicy.RANDOM, 10, seed -> seed % 2 + 2);
        // Each sample has a variance of 10/36, so five standard errors are 5 x sqrt(2/36) = 1.18.
        assertThat(compare(near, published).agrees()).isTrue();
        TableComparison.MeanComparison worst = compare(far, published)
                .rows()
                .get(0)
                .table(StudyTable.FRAGMENTATION)
                .worstMean();
        assertThat(worst.difference()).isEqualTo(2);
        assertThat(worst.allowed()).isCloseTo(5 * Math.sqrt(2 / 36.0), within(1e-12));
        assertThat(compare(far, published).agrees()).isFalse();
    }

    @Test
    void randomWithoutVarianceMayBeOffByTheFloor() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.RANDOM, 10, seed -> 0);
        List<StudyRun> ours = new ArrayList<>();
        for (int seed = 42; seed <= 51; seed++) {
            ours.add(Tables.run("default", StudyPolicy.RANDOM, seed, column -> 50.04));
        }
        assertThat(compare(ours, published).agrees()).isTrue();
    }

    @Test
    void randomWithFewerThanTenSeedsIsNotJudged() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.RANDOM, 10, seed -> 0);
        StudyResult result = compare(runs(StudyPolicy.RANDOM, 9, seed -> 20), published);
        assertThat(result.rows().get(0).verdict()).isEqualTo(StudyVerdict.TOO_FEW_SEEDS);
        assertThat(result.agrees()).isTrue();
        assertThat(result.judged()).isZero();
    }

    @Test
    void whatIsNotPublishedIsNotJudged() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.FGD, 10, seed -> 0);
        List<StudyRun> ours = List.of(
                Tables.run("cpu0", StudyPolicy.FGD, 42, column -> 9),
                Tables.run("cpu0", StudyPolicy.RANDOM, 42, column -> 9),
                Tables.run("default", StudyPolicy.FGD, 7, column -> 9));
        StudyResult result = compare(ours, published);
        assertThat(result.rows()).extracting(PolicyComparison::verdict).containsOnly(StudyVerdict.UNPUBLISHED);
        assertThat(result.agrees()).isTrue();
    }

    @Test
    void runsAreSortedWhateverTheOrderInWhichTheyEnded() throws Exception {
        List<StudyRun> runs = new ArrayList<>(runs(StudyPolicy.RANDOM, 3, seed -> 0));
        runs.addAll(runs(StudyPolicy.FGD, 3, seed -> 0));
        List<StudyRun> reversed = new ArrayList<>(runs);
        java.util.Collections.reverse(reversed);
        StudyResult result = compare(reversed, runs);
        assertThat(result.runs()).isEqualTo(runs);
        assertThat(result.rows())
                .extracting(PolicyComparison::policy)
                .containsExactly(StudyPolicy.RANDOM, StudyPolicy.FGD);
    }

    @Test
    void theTableForTheTerminalShowsMeansDeviationsAndTheVerdict() throws Exception {
        List<StudyRun> published = new ArrayList<>(runs(StudyPolicy.RANDOM, 10, seed -> seed % 2));
        published.addAll(runs(StudyPolicy.FGD, 10, seed -> 0));
        List<StudyRun> ours = new ArrayList<>(published);
        ours.set(10, Tables.run("default", StudyPolicy.FGD, 42, column -> 50.5));
        ours.add(Tables.run("cpu0", StudyPolicy.FGD, 42, column -> 9));
        String[] lines = StudyText.table(compare(ours, published)).split("\n", -1);
        assertThat(lines)
                .containsExactly(
                        " ".repeat(36) + "allocation at 100 %          allocation at 130 %                "
                                + "largest deviation",
                        "workload    policy           seeds  ours          published      ours          published"
                                + "         allo    frag   ratio  time s  verdict",
                        "cpu0        06-FGD               1  9.00          -              9.00          -"
                                + "                    -       -       -    1.50  unpublished",
                        "default     01-Random           10  50.50 (0.53)  50.50 (0.53)   50.50 (0.53)  50.50 (0.53)"
                                + "     ~0.00   ~0.00   ~0.00   15.00  agrees",
                        "            06-FGD              10  50.05 (0.16)  50.00 (0.00)   50.05 (0.16)  50.00 (0.00)"
                                + "    0.5000  0.5000  0.5000   15.00  DIFFERS",
                        "1 of 2 judged DIFFER from the publication: default/FGD.",
                        "21 experiments in 42.0 s; all 1020 would take 2040 s.",
                        "");
    }

    @Test
    void theComparisonAsCsvHasTheSameFieldsInEveryRow() throws Exception {
        List<StudyRun> published = runs(StudyPolicy.FGD, 10, seed -> 0);
        List<StudyRun> ours = new ArrayList<>(published);
        ours.add(Tables.run("cpu0", StudyPolicy.RANDOM, 42, column -> 9));
        StringBuilder csv = new StringBuilder();
        StudyCsv.writeComparison(compare(ours, published), csv);
        List<String> lines = csv.toString().lines().toList();
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(42));
        assertThat(lines.get(0)).startsWith("workload,policy,seeds,published_seeds,verdict,allo_ours_mean_100,");
        assertThat(lines.get(1)).startsWith("cpu0,01-Random,1,0,unpublished,9.0000,,,,9.0000,,,,,");
        assertThat(lines.get(2))
                .startsWith("default,06-FGD,10,10,agrees,50.0000,0.0000,50.0000,0.0000,50.0000,0.0000,50.0000,0.0000,"
                        + "0.0000,");
    }

    private static List<StudyRun> runs(StudyPolicy policy, int seeds, IntUnaryOperator offset) {
        List<StudyRun> runs = new ArrayList<>();
        for (int seed = 42; seed < 42 + seeds; seed++) {
            int more = offset.applyAsInt(seed);
            runs.add(Tables.run("default", policy, seed, column -> 50 + more));
        }
        return runs;
    }

    private StudyResult compare(List<StudyRun> ours, List<StudyRun> published) throws InputException, IOException {
        Tables.write(folder, "fgd_expected_%s.csv", published);
        return StudyResult.of(ours, PublishedTables.read(folder), ours.size(), 2_000_000_000L * ours.size());
    }
}
