package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSizeCommandTest {

    private static final String EXAMPLES = "../examples/plan/";

    @TempDir
    private Path folder;

    @Test
    void theExampleShouldGiveAPlanAReportAndTheSameBytesAgain() throws IOException {
        CommandRun run = size("--output", folder.resolve("a").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("7 new nodes for 6.984 an hour; no plan costs less than 6.984, and none has fewer than 5.");
        CommandRun again = size("--output", folder.resolve("b").toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
        for (String file : List.of("plan.json", "report.html")) {
            assertThat(Files.readString(folder.resolve("a").resolve(file)))
                    .isEqualTo(Files.readString(folder.resolve("b").resolve(file)));
        }
        assertThat(Files.readString(folder.resolve("a/report.html"))).contains("Nodes to buy", "no plan costs less");
    }

    @Test
    void whatFitsNowhereShouldEndWithOneAndSayWhy() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("c.csv"), "name,cpu,memory,price\ntiny,1,2Gi,0.1\n");
        CommandRun run = CommandRun.of(
                "plan",
                "size",
                "-f",
                EXAMPLES + "workloads.yaml",
                "--catalogue",
                catalogue.toString(),
                "--output",
                folder.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out())
                .contains("shop/db-0 and 2 like it fits no node type: needs 2 cpu, the largest has 900m cpu");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aBrokenCatalogueShouldEndWithThreeAndAllItsProblems() throws IOException {
        Path catalogue = Files.writeString(folder.resolve("c.csv"), "name,cpu,memory,price\nm,x,2Gi,y\n");
        CommandRun run =
                CommandRun.of("plan", "size", "-f", EXAMPLES + "workloads.yaml", "--catalogue", catalogue.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("c.csv:2: The cpu (x)", "c.csv:2: The price (y)", "Maybe");
    }

    @Test
    void thePodsOfATraceShouldGetNodesWithTheirGpus() throws IOException {
        CommandRun run = CommandRun.of(
                "plan",
                "size",
                "--trace",
                SmallTrace.in(folder.resolve("trace")).folder().toString(),
                "--at",
                "40s",
                "--replace",
                "--catalogue",
                EXAMPLES + "gpu-catalogue.csv",
                "--output",
                folder.resolve("out").toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("g2-8", "the scheduler places all pods on them, too");
        assertThat(Files.readString(folder.resolve("out/plan.json")))
                .contains("\"file\": \"trace/\"", "\"devices\": [", "The cluster's own nodes (3) are not used");
    }

    @ParameterizedTest
    @CsvSource({"--headroom,91", "--headroom,-1", "--min-nodes,-1", "--max-nodes,0"})
    void numbersOutOfRangeShouldBeWrongUsage(String option, String number) {
        CommandRun run = size(option, number);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("(" + number + ") of " + option);
    }

    @Test
    void filesWithOneReleaseNameShouldNotClashInNamespacesOfTheirOwn() throws IOException {
        String web = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: rel}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: rel}}
                  template:
                    metadata: {labels: {app: rel}}
                    spec: {containers: [{name: c, image: "i:1", resources: {requests: {cpu: "1", memory: 1Gi}}}]}
                """;
        Path charts = Files.createDirectory(folder.resolve("charts"));
        Files.writeString(charts.resolve("one.yaml"), web);
        Files.writeString(charts.resolve("two.yaml"), web.replace("replicas: 2", "replicas: 3"));
        List<String> arguments = List.of(
                "plan",
                "size",
                "-f",
                charts.toString(),
                "--catalogue",
                EXAMPLES + "catalogue.csv",
                "--output",
                folder.resolve("out").toString());
        assertThat(CommandRun.of(arguments.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        List<String> apart = new ArrayList<>(arguments);
        apart.add("--file-namespaces");
        CommandRun run = CommandRun.of(apart.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("out/plan.json"))).contains("\"one/rel-", "\"two/rel-");
    }

    private static CommandRun size(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("plan", "size", "-f", EXAMPLES + "workloads.yaml", "--catalogue", EXAMPLES + "catalogue.csv"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
