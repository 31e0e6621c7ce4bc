package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.traces.summary.ResourceLoad;
import io.plimsoll.traces.summary.TraceSummary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Looks at the page of a trace in headless Chromium. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceReportBrowserTest {

    private static final int CHARTS = 4;

    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        browser = new Browser(folder);
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    @AfterEach
    void nothingWasReportedAndNothingLoaded() {
        browser.assertQuiet();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "900, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme) throws IOException {
        browser.open(TraceReport.html(TraceReportTest.week()), width, scheme);
        assertThat(browser.drawnCharts()).isEqualTo(CHARTS);
        browser.assertFits(width, scheme);
    }

    @Test
    void chartsShowWhatTheSummarySays() throws IOException {
        TraceSummary week = TraceReportTest.week();
        browser.open(TraceReport.html(week), 1400, "light");
        ResourceLoad gpu = week.loads().get(2);
        JsonNode lines = series("chart-load");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).get("name").asString()).isEqualTo("GPU");
        assertThat(lines.get(2).get("data")).hasSize(gpu.capacity().size());
        assertThat(lines.get(2).get("data").get(100).get(0).asLong()).isEqualTo(100 * week.bucketMillis());
        assertThat(Math.round(lines.get(2).get("data").get(100).get(1).asDouble() * 1e4))
                .isEqualTo(Math.round(gpu.share(100) * 1e4));
        JsonNode hours = series("chart-hours").get(0).get("data");
        assertThat(hours).hasSize(24);
        assertThat(hours.get(10).asLong()).isEqualTo(week.arrivalsByHour().get(10));
        long pods = 0;
        for (JsonNode bar : series("chart-lifetimes").get(0).get("data")) {
            pods += bar.asLong();
        }
        assertThat(pods).isEqualTo(week.lifetimes().known());
    }

    @Test
    void tracesOfEveryKindOpen() throws IOException {
        browser.open(TraceReport.html(TraceReportTest.withoutTimes()), 900, "dark");
        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.find("h1").getText()).contains("</script><img src=x onerror=alert(1)>");
        browser.open(TraceReport.html(TraceReportTest.endless()), 900, "light");
        assertThat(browser.find(".lead").getText()).startsWith("2 pods arrive");
    }

    private JsonNode series(String chart) {
        return browser.json("echarts.getInstanceByDom(document.getElementById('" + chart + "')).getOption().series");
    }
}
