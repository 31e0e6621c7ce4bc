package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.SampleRuns;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Looks at the report of a run in headless Chromium. */
class RunReportBrowserTest extends InBrowser {

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "900, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme) throws IOException {
        open(SampleRuns.week(), width, scheme);
        assertThat(browser.drawnCharts()).isEqualTo(6);
        browser.assertFits(width, scheme);
    }

    @Test
    void everyChartOfARunWithoutAClockIsDrawn() throws IOException {
        open(SampleRuns.arrivalsWithoutGpus(), 1400, "light");
        assertThat(browser.drawnCharts()).isEqualTo(4);
    }

    @Test
    void aRunInWhichNothingHappenedOpensWithoutAnError() throws IOException {
        open(SampleRuns.nothing(), 900, "dark");
        assertThat(browser.find(".lead").getText()).startsWith("first-fit placed 0 of 0 pods");
    }

    @Test
    void numbersOnThePageAreThoseOfRunJson() throws IOException {
        RunResult week = SampleRuns.week();
        open(week, 1400, "light");
        browser.unfold();
        JsonNode run = new ObjectMapper().readTree(RunJson.text(week.summary()));
        List<WebElement> numbers = browser.all("[data-path]");
        assertThat(numbers).hasSizeGreaterThan(40);
        for (WebElement number : numbers) {
            String path = number.getDomAttribute("data-path");
            JsonNode value = run.at(path);
            String text = number.getText().replaceAll("[,\u00a0%]", "").strip();
            switch (String.valueOf(number.getDomAttribute("data-kind"))) {
                case "count" -> assertThat(text).as(path).isEqualTo(Long.toString(Math.round(value.asDouble())));
                case "percent" ->
                    assertThat(Double.parseDouble(text)).as(path).isEqualTo(Math.rint(value.asDouble() * 1000) / 10);
                case "decimal" ->
                    assertThat(Double.parseDouble(text)).as(path).isEqualTo(Math.rint(value.asDouble() * 10) / 10);
                default ->
                    assertThat(number.getText())
                            .as(path)
                            .isEqualTo(Words.duration(value.asLong()).replace('\u00a0', ' '));
            }
        }
    }

    @Test
    void linesEndWhereTheSeriesEnds() throws IOException {
        RunResult week = SampleRuns.week();
        open(week, 1400, "light");
        @SuppressWarnings("unchecked")
        List<Number> last = (List<Number>) browser.run(
                "const s = echarts.getInstanceByDom(document.getElementById('chart-allocation')).getOption().series[0];"
                        + "return [s.data.length, s.data.at(-1)[0], Math.round(s.data.at(-1)[1] * 1e6)]");
        int row = week.series().rows() - 1;
        double gpu = week.series().value(row, week.series().columns().indexOf("allocated.gpu"));
        assertThat(last.stream().map(Number::longValue))
                .containsExactly(row + 1L, week.series().timeMillis(row), Math.round(gpu * 1e6));
    }

    @Test
    void aClickOnAHeadingSorts() throws IOException {
        open(SampleRuns.week(), 1400, "light");
        WebElement attempts = browser.find("#failures thead th:nth-child(2)");
        attempts.findElement(By.tagName("button")).click();
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(column(2)).containsExactly("10,904", "10,760", "2,204", "812", "96");
        attempts.findElement(By.tagName("button")).click();
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(column(2)).containsExactly("96", "812", "2,204", "10,760", "10,904");
        browser.find("#failures thead th:nth-child(1) button").click();
        assertThat(column(1)).startsWith("Insufficient cpu").endsWith("node(s) were unschedulable");
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("none");
    }

    @Test
    void theThemeSwitchTurnsPageAndCharts() throws IOException {
        open(SampleRuns.week(), 900, "light");
        Object before = lineColour();
        WebElement theme = browser.find("#theme");
        assertThat(theme.getText()).isEqualTo("Dark");
        theme.click();
        assertThat(theme.getText()).isEqualTo("Light");
        assertThat(browser.paper()).contains("18, 22, 28");
        assertThat(lineColour()).isNotEqualTo(before);
        assertThat(browser.drawnCharts()).isEqualTo(6);
        theme.click();
        assertThat(lineColour()).isEqualTo(before);
    }

    @Test
    void namesThatLookLikeMarkupAreText() throws IOException {
        open(SampleRuns.hostile(), 900, "light");
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.find("h1").getText()).contains("</script><img src=x onerror=alert(1)>");
        assertThat(browser.drawnCharts()).isEqualTo(6);
    }

    @Test
    void aStoppedRunShowsItsWarning() throws IOException {
        open(SampleRuns.interrupted(), 900, "light");
        assertThat(browser.find("main > .warning").getText()).contains("stopped (interrupted)");
    }

    private void open(RunResult result, int width, String scheme) throws IOException {
        browser.open(RunReport.html(result), width, scheme);
    }

    private Object lineColour() {
        return browser.run("return echarts.getInstanceByDom(document.getElementById('chart-allocation'))"
                + ".getOption().series[0].color");
    }

    private List<String> column(int number) {
        return browser.texts("#failures tbody tr > :nth-child(" + number + ")");
    }
}
