package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.record.OutputFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyReportTest {

    @TempDir
    private Path folder;

    private StudyResult result = new StudyResult(List.of(), List.of(), PublishedTables.NONE, 0, 0);

    @BeforeEach
    void makeResult() throws Exception {
        List<StudyRun> published = List.of(
                Tables.run("default", StudyPolicy.BEST_FIT, 42, column -> column / 2.0),
                Tables.run("default", StudyPolicy.FGD, 42, column -> column / 2.0));
        List<StudyRun> ours = new ArrayList<>(published);
        ours.set(1, Tables.run("default", StudyPolicy.FGD, 42, column -> column == 9 ? Double.NaN : column / 1.6));
        ours.add(Tables.run("<b>cpu0", StudyPolicy.FGD, 42, column -> 7.125));
        Tables.write(folder, "fgd_expected_%s.csv", published);
        result = StudyResult.of(ours, PublishedTables.read(folder), 4, 12_345_000_000L);
    }

    @Test
    void theAnswerIsInTheFirstSentence() {
        assertThat(StudyReport.html(result))
                .contains(
                        "1 of 2 combinations of workload and policy that can be judged differ from the published tables.")
                .contains("The study was stopped after 3 of 4 experiments.");
    }

    @Test
    void theTableHoldsOursAndThePublishedFigures() {
        assertThat(words())
                .contains("|default|BestFit|agrees|50.00|50.00|65.00|65.00|0.0000|0.0000|0.0000|1.50|")
                .contains("|default|FGD|DIFFERS|62.50|50.00|81.25|65.00|\u221e|\u221e|\u221e|1.50|")
                .contains("|&lt;b&gt;cpu0|FGD|unpublished|7.12|\u2013|7.12|\u2013|\u2013|\u2013|\u2013|1.50|")
                .contains("FGD allocates 62.50\u00a0% of them, 12.50 points more than the next best, BestFit.");
    }

    @Test
    void theCurvesAreMeansOverTheSeedsWithEmptyCellsLeftOut() {
        String html = StudyReport.html(result);
        String data = html.substring(html.indexOf("id=\"data-study\">"));
        assertThat(data.substring(0, data.indexOf("</script>")))
                .contains("[{\"policy\":\"FGD\",\"ours\":{\"allo\":[7.125,7.125,")
                .contains("\"policy\":\"FGD\",\"ours\":{\"allo\":[0,0.625,1.25,1.875,2.5,3.125,3.75,4.375,5,null,6.25,")
                .contains("\"published\":{\"allo\":[0,0.5,1,1.5,");
    }

    @Test
    void theFilesOfAStudyAreWrittenAndTheTablesCanBeReadBack() throws Exception {
        Path out = folder.resolve("out");
        try (OutputFolder output = OutputFolder.open(out)) {
            StudyFiles.write(output, result);
        }
        assertThat(out.resolve(StudyFiles.REPORT)).hasContent(StudyReport.html(result));
        assertThat(Files.readAllLines(out.resolve(StudyFiles.COMPARISON))).hasSize(4);
        PublishedTables readBack = PublishedTables.read(out);
        for (StudyRun run : result.runs()) {
            StudyCurves curves = java.util.Objects.requireNonNull(readBack.row(run.key()));
            for (StudyTable table : StudyTable.values()) {
                assertThat(curves.deviation(run.curves(), table)).isLessThan(1e-4);
            }
        }
    }

    /** The text of the page without its markup, in cells. */
    private String words() {
        String html = StudyReport.html(result);
        String main = html.substring(html.indexOf("<main>"), html.indexOf("</main>"));
        return main.replaceAll("<[^>]*>", "|").replaceAll("\\|+", "|");
    }
}
