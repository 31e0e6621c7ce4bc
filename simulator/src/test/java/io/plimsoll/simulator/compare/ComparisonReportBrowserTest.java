package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.simulator.compare.Metric.Unit;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.simulator.report.InBrowser;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Looks at the report of a comparison in headless Chromium. */
class ComparisonReportBrowserTest extends InBrowser {

    private static final int CHARTS = 11;

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "900, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme) throws IOException {
        open(SampleComparisons.tenWeeks(), width, scheme);
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
        browser.assertFits(width, scheme);
    }

    @Test
    void numbersOnThePageAreThoseOfComparisonJson() throws IOException {
        Comparison comparison = SampleComparisons.tenWeeks();
        open(comparison, 1400, "light");
        browser.unfold();
        JsonNode json = new ObjectMapper().readTree(ComparisonJson.text(comparison));
        List<WebElement> numbers = browser.all("[data-path]");
        assertThat(numbers).hasSizeGreaterThan(100);
        for (WebElement number : numbers) {
            String path = Objects.requireNonNull(number.getDomAttribute("data-path"));
            String[] kind =
                    Objects.requireNonNull(number.getDomAttribute("data-kind")).split("-", -1);
            double value = json.at(path).asDouble();
            String expected = switch (kind[0]) {
                case "value" -> MetricWords.value(unit(kind[1]), value);
                case "change" -> MetricWords.change(unit(kind[1]), value);
                default -> value < 0.0001 ? "< 0.0001" : FixedDecimal.fixed(value, 4);
            };
            assertThat(number.getText()).as(path).isEqualTo(expected.replace('\u00a0', ' '));
        }
    }

    @Test
    void barsReachAsFarAsTheIntervals() throws IOException {
        Comparison comparison = SampleComparisons.tenWeeks();
        open(comparison, 1400, "light");
        for (Metric metric : comparison.metrics()) {
            double factor = metric.unit() == Unit.SHARE ? 100 : metric.unit() == Unit.MILLIS ? 1e-3 : 1;
            JsonNode bars = browser.json("echarts.getInstanceByDom(document.getElementById('chart-" + metric.id()
                    + "')).getOption().series[0].data");
            List<Difference> differences = comparison.differences().stream()
                    .filter(difference -> difference.metric() == metric)
                    .toList();
            assertThat(bars).hasSameSizeAs(differences);
            for (int i = 0; i < bars.size(); i++) {
                Difference difference = differences.get(i);
                double low = Objects.requireNonNull(difference.interval()).low();
                assertThat(bars.get(i).get(1).asDouble())
                        .as(metric.id())
                        .isCloseTo(difference.paired().mean() * factor, within(6e-4));
                assertThat(bars.get(i).get(2).asDouble()).as(metric.id()).isCloseTo(low * factor, within(6e-4));
            }
        }
    }

    @Test
    void theCourseIsTheMeanOverTheSeeds() throws IOException {
        Comparison comparison = SampleComparisons.tenWeeks();
        open(comparison, 1400, "light");
        JsonNode lines =
                browser.json("echarts.getInstanceByDom(document.getElementById('chart-course')).getOption().series");
        assertThat(lines).hasSize(6);
        for (int entrant = 0; entrant < lines.size(); entrant++) {
            JsonNode point = lines.get(entrant).get("data").get(100);
            double mean = CourseData.mean(
                    comparison, Metric.GPU_ALLOCATION, entrant, point.get(0).asDouble());
            assertThat(point.get(1).asDouble()).isCloseTo(mean, within(6e-5));
        }
    }

    @Test
    void comparisonsOfEveryKindOpen() throws IOException {
        open(SampleComparisons.arrivals(), 900, "dark");
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS - 2);
        open(SampleComparisons.oneWeek(), 900, "light");
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
        open(SampleComparisons.unmovedBySeeds(), 900, "light");
        assertThat(browser.texts("main > .warning")).hasSize(2);
        open(SampleComparisons.stopped(), 900, "light");
        assertThat(browser.find("main > .warning").getText()).contains("stopped after 26 of 60 runs");
    }

    @Test
    void namesThatLookLikeMarkupAreText() throws IOException {
        open(SampleComparisons.hostile(), 900, "light");
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.find("h1").getText()).contains("</script><img src=x onerror=alert(1)>");
    }

    @Test
    void theThemeSwitchKeepsEveryChart() throws IOException {
        open(SampleComparisons.tenWeeks(), 900, "light");
        browser.find("#theme").click();
        browser.assertFits(900, "dark");
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
    }

    private void open(Comparison comparison, int width, String scheme) throws IOException {
        browser.open(ComparisonReport.html(comparison), width, scheme);
    }

    private static Unit unit(String text) {
        for (Unit unit : Unit.values()) {
            if (unit.text().equals(text)) {
                return unit;
            }
        }
        throw new AssertionError("no unit " + text);
    }
}
