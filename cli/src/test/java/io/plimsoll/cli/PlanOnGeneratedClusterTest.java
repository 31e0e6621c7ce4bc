package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All questions of a Kubernetes cluster with affinity, spread, taints and disruption budgets, whose pods its scheduler has placed. */
class PlanOnGeneratedClusterTest {

    private static final int NODES = 200;
    private static final int PODS = 1_500;
    private static final String CATALOGUE = """
            name,cpu,memory,pods,price,zones,labels,taints,gpu
            general,15,60Gi,110,0.70,a b c,node-pool=general example.com/rack=new,,
            memory,15,120Gi,110,0.95,a b c,node-pool=memory,pool=memory:NoSchedule,
            gpu,31,240Gi,110,9.00,a b c,node-pool=gpu,pool=gpu:NoSchedule,8
            """;

    @TempDir
    private Path folder;

    private final List<String> cluster = new ArrayList<>();

    @BeforeEach
    void place() throws IOException {
        GeneratedCluster generated = new GeneratedCluster(1);
        Path nodes = Files.writeString(folder.resolve("nodes.yaml"), generated.nodes(NODES));
        Path workloads = Files.writeString(folder.resolve("workloads.yaml"), generated.workloads(PODS));
        CommandRun run = CommandRun.of("simulate", "-f", nodes.toString(), "-f", workloads.toString(), "-o", "yaml");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        Path placed = Files.writeString(folder.resolve("placed.yaml"), run.out());
        for (Path file : List.of(nodes, workloads, placed)) {
            cluster.addAll(List.of("-f", file.toString()));
        }
    }

    @Test
    void everyQuestionShouldBeAnswered() throws IOException {
        assertThat(plan("headroom")).contains("kinds of pods that the cluster has", "no placement has more than");
        assertThat(plan("compact", "--trials", "2", "--policies", "kube-scheduler"))
                .contains("no policy can do with fewer");
        assertThat(plan("survive", "--by", "example.com/rack")).contains("Any node", "proven impossible", "budgets");
        Path catalogue = Files.writeString(folder.resolve("catalogue.csv"), CATALOGUE);
        assertThat(plan("size", "--replace", "--catalogue", catalogue.toString()))
                .contains("new nodes for", "no plan costs less than", "general", "memory", "gpu");
    }

    private String plan(String question, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("plan", question));
        arguments.addAll(cluster);
        arguments.addAll(List.of(more));
        Path output = folder.resolve(question);
        arguments.addAll(List.of("--output", output.toString()));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.DONE, ExitCode.NEGATIVE);
        assertThat(Files.readString(output.resolve("plan.json")))
                .contains("\"question\": \"" + question + "\"", "placed.yaml");
        assertThat(output.resolve("report.html")).isNotEmptyFile();
        return run.out();
    }
}
