package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.traces.summary.TraceSummary;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Looks at the page of a trace in headless Chromium. */
class TraceReportBrowserTest extends InBrowser {

    private static final int CHARTS = 3;

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
        JsonNode lines = series("chart-load");
        assertThat(lines).hasSize(3);
        for (int i = 0; i < lines.size(); i++) {
            TraceSummary.Demand demand = week.demands().get(i);
            TraceSummary.Point point = demand.points().get(100);
            JsonNode drawn = lines.get(i).get("data").get(100);
            assertThat(lines.get(i).get("name").asString()).isEqualTo(ResourceWords.label(demand.resource()));
            assertThat(drawn.get(0).asLong()).isEqualTo(point.timeMillis());
            assertThat(drawn.get(1).asDouble()).isCloseTo(point.requested() / (double) point.capacity(), within(1e-4));
        }
        JsonNode hours = series("chart-hours").get(0).get("data");
        assertThat(hours).hasSize(24);
        assertThat(hours.get(10).asLong()).isEqualTo(week.arrivalsByHour().get(10));
        JsonNode lifetimes = series("chart-lifetimes").get(0).get("data");
        assertThat(lifetimes.get(2).asLong()).isEqualTo(week.lifetimes().p50Millis());
        assertThat(lifetimes.get(5).asLong()).isEqualTo(week.lifetimes().maxMillis());
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
