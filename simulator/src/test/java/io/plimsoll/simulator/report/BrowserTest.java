package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.SampleRuns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Looks at reports in headless Chromium, as a reader would. Run by {@code mvn -Pbrowser verify}. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

    private final ObjectMapper mapper = new ObjectMapper();
    private ChromeDriver browser;

    @TempDir
    Path folder;

    @BeforeAll
    void start(@TempDir Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .build(),
                options);
        browser.get("about:blank");
        browser.manage().logs().get(LogType.PERFORMANCE);
    }

    @AfterAll
    void stop() {
        browser.quit();
    }

    @AfterEach
    void nothingWasReportedAndNothingLoaded() {
        assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = mapper.readTree(entry.getMessage()).get("message");
            if (message.get("method").asString().equals("Network.requestWillBeSent")) {
                assertThat(message.at("/params/request/url").asString()).matches("(?s)(file|data):.*");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "900, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme) throws IOException {
        open(SampleRuns.week(), width, scheme);
        assertThat(drawnCharts()).isEqualTo(6);
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        String paper = browser.findElement(By.tagName("body")).getCssValue("background-color");
        assertThat(paper).contains(scheme.equals("dark") ? "18, 22, 28" : "245, 246, 248");
    }

    @Test
    void everyChartOfARunWithoutAClockIsDrawn() throws IOException {
        open(SampleRuns.arrivalsWithoutGpus(), 1400, "light");
        assertThat(drawnCharts()).isEqualTo(4);
    }

    @Test
    void aRunInWhichNothingHappenedOpensWithoutAnError() throws IOException {
        open(SampleRuns.nothing(), 900, "dark");
        assertThat(browser.findElement(By.cssSelector(".lead")).getText()).startsWith("first-fit placed 0 of 0 pods");
    }

    @Test
    void numbersOnThePageAreThoseOfRunJson() throws IOException {
        RunResult week = SampleRuns.week();
        open(week, 1400, "light");
        browser.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        JsonNode run = mapper.readTree(RunJson.text(week.summary()));
        List<WebElement> numbers = browser.findElements(By.cssSelector("[data-path]"));
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
        List<Number> last = (List<Number>) browser.executeScript(
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
        WebElement attempts = browser.findElement(By.cssSelector("#failures thead th:nth-child(2)"));
        attempts.findElement(By.tagName("button")).click();
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(column(2)).containsExactly("10,904", "10,760", "2,204", "812", "96");
        attempts.findElement(By.tagName("button")).click();
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(column(2)).containsExactly("96", "812", "2,204", "10,760", "10,904");
        browser.findElement(By.cssSelector("#failures thead th:nth-child(1) button"))
                .click();
        assertThat(column(1)).startsWith("Insufficient cpu").endsWith("node(s) were unschedulable");
        assertThat(attempts.getDomAttribute("aria-sort")).isEqualTo("none");
    }

    @Test
    void theThemeSwitchTurnsPageAndCharts() throws IOException {
        open(SampleRuns.week(), 900, "light");
        Object before = lineColour();
        WebElement theme = browser.findElement(By.id("theme"));
        assertThat(theme.getText()).isEqualTo("Dark");
        theme.click();
        assertThat(theme.getText()).isEqualTo("Light");
        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
                .contains("18, 22, 28");
        assertThat(lineColour()).isNotEqualTo(before);
        assertThat(drawnCharts()).isEqualTo(6);
        theme.click();
        assertThat(lineColour()).isEqualTo(before);
    }

    @Test
    void namesThatLookLikeMarkupAreText() throws IOException {
        open(SampleRuns.hostile(), 900, "light");
        assertThat(browser.findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.findElement(By.tagName("h1")).getText()).contains("</script><img src=x onerror=alert(1)>");
        assertThat(drawnCharts()).isEqualTo(6);
    }

    @Test
    void aStoppedRunShowsItsWarning() throws IOException {
        open(SampleRuns.interrupted(), 900, "light");
        assertThat(browser.findElement(By.cssSelector("main > .warning")).getText())
                .contains("stopped (interrupted)");
    }

    private void open(RunResult result, int width, String scheme) throws IOException {
        Path page = Files.writeString(folder.resolve("report.html"), RunReport.html(result));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        browser.get(page.toUri().toString());
    }

    /** Number of charts of the page; -1 when one has neither lines in an SVG nor colours on a canvas. */
    private long drawnCharts() {
        return (Long) browser.executeScript("""
                const plots = [...document.querySelectorAll('.plot')];
                const drawn = plots.filter(plot => {
                  const canvas = plot.querySelector('canvas');
                  if (!canvas) return plot.querySelectorAll('svg path').length > 10;
                  const pixels = new Uint32Array(
                      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
                  return new Set(pixels).size > 20;
                });
                return drawn.length === plots.length ? plots.length : -1;
                """);
    }

    private Object lineColour() {
        return browser.executeScript("return echarts.getInstanceByDom(document.getElementById('chart-allocation'))"
                + ".getOption().series[0].color");
    }

    private List<String> column(int number) {
        return browser.findElements(By.cssSelector("#failures tbody tr > :nth-child(" + number + ")")).stream()
                .map(WebElement::getText)
                .toList();
    }
}
