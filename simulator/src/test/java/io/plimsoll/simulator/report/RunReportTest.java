package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.SampleRuns;
import io.plimsoll.simulator.record.SeriesCsv;
import io.plimsoll.traces.output.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RunReportTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data-(\\w+)\">(.*?)</script>");

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void equalResultsGiveEqualBytes() {
        assertThat(RunReport.html(SampleRuns.week())).isEqualTo(RunReport.html(SampleRuns.week()));
    }

    @Test
    void thePageBeginsWithTheAnswerAndNeedsNothingElse() {
        String html = RunReport.html(SampleRuns.week());
        assertThat(html)
                .contains(
                        "<p class=\"lead\">" + RunSentence.of(SampleRuns.week().summary()) + "</p>")
                .contains("default-src 'none'")
                .doesNotContain("{{", "<link rel=\"stylesheet\"", "<script src");
        assertThat(Pattern.compile("(src|href)=\"(?!#|data:)")
                        .matcher(withoutScripts(html))
                        .find())
                .isFalse();
    }

    @Test
    void theEmbeddedRunIsTheOneInRunJson() {
        RunResult week = SampleRuns.week();
        assertThat(data(RunReport.html(week), "run")).isEqualTo(mapper.readTree(RunJson.text(week.summary())));
    }

    @Test
    void theEmbeddedSeriesIsTheOneInSeriesCsv() {
        RunResult week = SampleRuns.week();
        JsonNode series = data(RunReport.html(week), "series");
        List<String> lines = SeriesCsv.text(week.series()).lines().toList();
        String[] names = lines.get(0).split(",", -1);
        for (int row = 1; row < lines.size(); row += 97) {
            String[] cells = lines.get(row).split(",", -1);
            assertThat(series.get("timeMillis").get(row - 1).asString()).isEqualTo(cells[0]);
            for (int column = 1; column < names.length; column++) {
                assertThat(series.get("columns").get(names[column]).get(row - 1).asDouble())
                        .isEqualTo(Double.parseDouble(cells[column]));
            }
        }
    }

    @Test
    void theEmbeddedHeatMapHasACellPerGroupAndBucket() {
        RunResult week = SampleRuns.week();
        JsonNode map = data(RunReport.html(week), "heatmap");
        assertThat(map.get("milli").size())
                .isEqualTo(map.get("groups").size() * map.get("buckets").asInt());
        assertThat(map.get("milli").get(0).asInt())
                .isEqualTo(Math.round(week.heatMap().share(0, 0) * 1000));
    }

    @Test
    void everyNumberWithAPointerIsTheOneItPointsAt() {
        String html = RunReport.html(SampleRuns.week());
        JsonNode run = data(html, "run");
        Matcher shown = Pattern.compile("data-path=\"([^\"]*)\" data-kind=\"([^\"]*)\">([^<]*)<")
                .matcher(html);
        int numbers = 0;
        while (shown.find()) {
            JsonNode value = run.at(shown.group(1));
            assertThat(value.isNumber()).as(shown.group(1)).isTrue();
            assertThat(shown.group(3)).as(shown.group(1)).isEqualTo(words(shown.group(2), value));
            numbers++;
        }
        assertThat(numbers).isGreaterThan(40);
    }

    @Test
    void namesCannotBecomeMarkup() {
        String html = RunReport.html(SampleRuns.hostile());
        assertThat(withoutScripts(html)).doesNotContain("<img");
        assertThat(data(html, "run").at("/trace/name").asString())
                .isEqualTo(SampleRuns.hostile().summary().trace().name());
        assertThat(Pattern.compile("</script>").matcher(html).results().count()).isEqualTo(5);
    }

    @Test
    void aStoppedRunWarnsBeforeItsFigures() {
        String html = RunReport.html(SampleRuns.interrupted());
        assertThat(html).contains("This run was stopped (interrupted) after 7\u00a0days.");
        assertThat(html.indexOf("class=\"warning\"")).isLessThan(html.indexOf("class=\"cards\""));
        assertThat(RunReport.html(SampleRuns.week())).doesNotContain("This run was stopped");
    }

    @Test
    void whatARunDoesNotHaveIsLeftOut() {
        assertThat(withoutScripts(RunReport.html(SampleRuns.arrivalsWithoutGpus())))
                .doesNotContain("id=\"waiting\"", "chart-fragmentation", "GPU")
                .contains("chart-heatmap", "time axis counts arrivals", "130.0\u00a0% of the cluster");
    }

    @Test
    void whatARunWithoutAClockLostInTimeIsNotSaid() {
        assertThat(withoutScripts(RunReport.html(SampleRuns.arrivalsWithoutGpus())))
                .contains("Who made way for whom")
                .doesNotContain("Work lost");
        assertThat(withoutScripts(RunReport.html(SampleRuns.week()))).contains("Work lost");
    }

    @Test
    void howOftenRoomWasKeptForGroupsIsSaidWithTheWaits() {
        String html = RunReport.html(SampleRuns.week()).replace('\u00a0', ' ');
        assertThat(html)
                .contains("Room was kept for pod groups that had waited for 1 h 3 times; 1 group was given up again, "
                        + "not having got its places within 1 day.");
    }

    @Test
    void allFilesOfARunAreWritten() throws IOException {
        RunResult week = SampleRuns.week();
        try (OutputFolder output = OutputFolder.open(folder)) {
            RunFiles.write(output, week, environment());
        }
        assertThat(folder.resolve("run.json")).hasContent(RunJson.text(week.summary()));
        assertThat(folder.resolve("series.csv")).hasContent(SeriesCsv.text(week.series()));
        assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(RunReport.html(week));
        assertThat(folder.resolve("environment.json")).exists();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void withoutAReportThereIsNoRunJson() throws IOException {
        Files.createDirectory(folder.resolve("report.html"));
        try (OutputFolder output = OutputFolder.open(folder)) {
            assertThatThrownBy(() -> RunFiles.write(output, SampleRuns.week(), environment()))
                    .isInstanceOf(OutputException.class);
        }
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    private Environment environment() {
        return Environment.here("0.1.0", Instant.EPOCH, Map.of(), folder, List.of(), List.of());
    }

    private JsonNode data(String html, String name) {
        Matcher found = DATA.matcher(html);
        while (found.find()) {
            if (found.group(1).equals(name)) {
                return mapper.readTree(found.group(2));
            }
        }
        throw new AssertionError("no data of that name: " + name);
    }

    private static String words(String kind, JsonNode value) {
        return switch (kind) {
            case "count" -> Words.count(Math.round(value.asDouble()));
            case "percent" -> Words.percent(value.asDouble());
            case "duration" -> Words.duration(value.asLong());
            case "decimal" -> Words.decimal(value.asDouble(), 1);
            default -> throw new AssertionError("no such kind: " + kind);
        };
    }

    private static String withoutScripts(String html) {
        return html.replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<style.*?</style>", "");
    }
}
