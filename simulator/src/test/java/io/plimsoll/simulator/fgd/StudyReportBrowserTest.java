package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.simulator.report.InBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/** Looks at the report of the FGD study in headless Chromium. */
class StudyReportBrowserTest extends InBrowser {

    private static final int CHARTS = 6;

    private StudyResult study;

    @BeforeAll
    void makeUpAStudy(@TempDir Path published) throws Exception {
        List<StudyRun> ours = new ArrayList<>();
        List<StudyRun> theirs = new ArrayList<>();
        for (int seed = 42; seed < 52; seed++) {
            int more = seed % 3;
            double slope = 0.5;
            for (StudyPolicy policy : StudyPolicy.values()) {
                double share = slope;
                slope += 0.04;
                ours.add(Tables.run("default", policy, seed, column -> share * column + more));
                theirs.add(Tables.run("default", policy, seed, column -> share * column + more + column / 1e5));
            }
            ours.add(Tables.run(
                    "<img src=x>", StudyPolicy.FGD, seed, column -> column == 9 ? Double.NaN : column / 2.0));
        }
        Tables.write(published, "fgd_expected_%s.csv", theirs);
        study = StudyResult.of(ours, PublishedTables.read(published), ours.size() + 1, 12_345_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "900, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme) throws IOException {
        open(width, scheme);
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
        browser.assertFits(width, scheme);
    }

    @Test
    void theTableHoldsTheMeansAndVerdictsOfTheStudy() throws IOException {
        open(1400, "light");
        for (int i = 0; i < study.rows().size(); i++) {
            PolicyComparison row = study.rows().get(i);
            List<String> cells = browser.texts("#comparison tbody tr:nth-child(" + (i + 1) + ") > *");
            assertThat(cells.subList(0, 3))
                    .containsExactly(
                            row.workload(),
                            row.policy().shortName(),
                            row.verdict().text());
            Sample ours = row.table(StudyTable.ALLOCATION).ours100();
            String[] mean = cells.get(3).split(" \u00b1 ", -1);
            assertThat(Double.parseDouble(mean[0])).isCloseTo(ours.mean(), within(0.00501));
            assertThat(Double.parseDouble(mean[1])).isCloseTo(ours.deviation(), within(0.00501));
        }
    }

    @Test
    void linesAreOurMeansAndDotsThePublishedOnes() throws IOException {
        open(1400, "light");
        int workload = 1;
        for (StudyTable table : StudyTable.values()) {
            JsonNode series =
                    browser.json("echarts.getInstanceByDom(document.getElementById('chart-%d-%s')).getOption().series"
                            .formatted(workload, table.id()));
            assertThat(series).hasSize(2 * StudyPolicy.values().length);
            for (JsonNode line : series) {
                boolean dots = line.get("symbol").asString().equals("circle");
                StudyPolicy policy = policy(line.get("name").asString());
                List<StudyCurves> curves =
                        dots ? study.published().rows("default", policy) : study.curves("default", policy);
                assertThat(line.get("data")).hasSize(dots ? 27 : 131);
                for (JsonNode point : line.get("data")) {
                    double mean = Sample.of(curves, table, point.get(0).asInt()).mean();
                    assertThat(point.get(1).asDouble()).isCloseTo(mean, within(0.000501));
                }
            }
        }
    }

    @Test
    void aClickOnAHeadingSortsByWhatIsOff() throws IOException {
        open(1400, "light");
        WebElement heading = browser.find("#comparison thead th:nth-child(8)");
        browser.find("#comparison thead th:nth-child(8) button").click();
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(browser.texts("#comparison tbody tr > :nth-child(8)")).endsWith("\u2013");
    }

    @Test
    void theThemeSwitchKeepsEveryChart() throws IOException {
        open(900, "light");
        browser.find("#theme").click();
        browser.assertFits(900, "dark");
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
    }

    @Test
    void aStoppedStudySaysSoAndNamesThatLookLikeMarkupAreText() throws IOException {
        open(900, "light");
        assertThat(browser.find("main > .warning").getText()).contains("stopped after 70 of 71 experiments");
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.texts("h2")).contains("Workload <img src=x>");
    }

    private void open(int width, String scheme) throws IOException {
        browser.open(StudyReport.html(study), width, scheme);
    }

    private static StudyPolicy policy(String shortName) {
        for (StudyPolicy policy : StudyPolicy.values()) {
            if (policy.shortName().equals(shortName)) {
                return policy;
            }
        }
        throw new AssertionError("no policy " + shortName);
    }
}
