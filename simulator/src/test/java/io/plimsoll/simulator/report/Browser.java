package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
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

/**
 * Headless Chromium for tests that look at a report as a reader would. One per test class, closed at its end; run by
 * {@code mvn -Pbrowser verify}. Not thread-safe.
 */
public final class Browser implements AutoCloseable {

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path folder;
    private final ChromeDriver driver;

    /** @param folder an empty one for pages and what the browser keeps, which must outlive it */
    public Browser(Path folder) {
        this.folder = folder;
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
                "--user-data-dir=" + folder.resolve("profile"));
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .build(),
                options);
        driver.get("about:blank");
        driver.manage().logs().get(LogType.PERFORMANCE);
    }

    /** Shows a page in a window of that width to a reader who prefers that colour scheme, {@code light} or {@code dark}. */
    public void open(String html, int width, String scheme) throws IOException {
        Path page = Files.writeString(folder.resolve("report.html"), html);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        driver.get(page.toUri().toString());
    }

    /** The first element that a CSS selector finds. */
    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Every element that a CSS selector finds. */
    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text of every element that a CSS selector finds. */
    public List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    /** What a piece of JavaScript returns. */
    public Object run(String script) {
        return driver.executeScript(script);
    }

    /** What a piece of JavaScript returns, as JSON. */
    public JsonNode json(String expression) {
        return mapper.readTree((String) run("return JSON.stringify(" + expression + ")"));
    }

    /** Unfolds what is folded away on the screen. */
    public void unfold() {
        run("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    }

    /** Number of charts of the page; -1 when one has neither lines in an SVG nor colours on a canvas. */
    public long drawnCharts() {
        return (Long) run("""
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

    /** Fails when the page is wider than its window, or not in the colours of the scheme. */
    public void assertFits(int width, String scheme) {
        assertThat((Long) run("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(paper()).contains(scheme.equals("dark") ? "18, 22, 28" : "245, 246, 248");
    }

    /** The colour behind everything. */
    public String paper() {
        return find("body").getCssValue("background-color");
    }

    /** Fails when a page since the last call reported anything on the console or asked for anything but itself. */
    public void assertQuiet() {
        assertThat(driver.manage().logs().get(LogType.BROWSER)).isEmpty();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = mapper.readTree(entry.getMessage()).get("message");
            if (message.get("method").asString().equals("Network.requestWillBeSent")) {
                assertThat(message.at("/params/request/url").asString()).matches("(?s)(file|data):.*");
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
