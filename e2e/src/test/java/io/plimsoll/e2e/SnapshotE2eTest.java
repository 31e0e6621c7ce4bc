package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plimsoll cluster snapshot} writes of a real API server is what every command reads. */
@ExtendWith(SharedControlPlane.class)
class SnapshotE2eTest {

    private static final int PODS = 30;

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void everyCommandReadsASnapshotAndExplainSaysWhatKubeSchedulerSays(ControlPlane cluster) throws Exception {
        List<Node> nodes = Shapes.nodes(4, "8", "32Gi");
        nodes.get(3)
                .getSpec()
                .setTaints(List.of(new TaintBuilder()
                        .withKey("team")
                        .withValue("data")
                        .withEffect("NoSchedule")
                        .build()));
        try (Scene scene = new Scene(cluster, folder, nodes)) {
            List<Pod> pods = new ArrayList<>();
            for (int i = 0; i < PODS; i++) {
                pods.add(Shapes.pod("pod-" + i, "500m"));
            }
            scene.create(pods);
            scene.schedule(Scene.PLAIN);
            scene.awaitBound(PODS);
            Pod big = Shapes.pod("big", "9");
            big.getSpec().setNodeSelector(Map.of(Shapes.ZONE, "zone-0"));
            scene.create(big);
            String said = scene.awaitRefusal("big", "nodes are available");
            scene.create(Shapes.pod("small", Map.of("memory", "28Gi")));
            scene.awaitBound(PODS + 1);
            scene.stopScheduler();

            String snapshot = folder.resolve("snapshot").toString();
            Command written = plimsoll(
                    "cluster", "snapshot", "--kubeconfig", cluster.kubeconfig().toString(), "-o", snapshot);
            assertThat(written.exitCode()).as(written.output()).isZero();
            assertThat(written.output()).contains("4 nodes", PODS + 2 + " pods");

            String sentence = said.substring(0, said.indexOf(". ") < 0 ? said.length() : said.indexOf(". ") + 1);
            accepted(0, sentence, "explain", "big", "-f", snapshot);
            accepted(0, "small", "explain", "small", "-f", snapshot);
            accepted(
                    0,
                    "1 waits: " + sentence,
                    "simulate",
                    "-f",
                    snapshot,
                    "--output",
                    folder.resolve("simulated").toString());
            accepted(1, "big", "cluster", "lint", "-f", snapshot);
            plan(snapshot, "headroom", "--pod", "cpu=1,memory=1Gi");
            plan(snapshot, "compact");
            plan(snapshot, "survive", "--any", "1");
        }
    }

    /** Asks a question of capacity; the answer, yes or no, must be about all four nodes. */
    private void plan(String snapshot, String question, String... more) throws Exception {
        Path output = folder.resolve("plan-" + question);
        List<String> arguments =
                new ArrayList<>(List.of("plan", question, "-f", snapshot, "--output", output.toString()));
        arguments.addAll(List.of(more));
        Command command = plimsoll(arguments.toArray(new String[0]));
        assertThat(command.exitCode()).as(command.output()).isBetween(0, 1);
        assertThat(Files.readString(output.resolve("plan.json"))).contains("\"nodes\": 4");
    }

    /** Runs a command; its exit code must be that, and what it prints contain a text. */
    private void accepted(int exitCode, String text, String... arguments) throws Exception {
        Command command = plimsoll(arguments);
        String what = String.join(" ", arguments) + ":\n" + command.output();
        assertThat(command.exitCode()).as(what).isEqualTo(exitCode);
        assertThat(command.output()).as(what).contains(text);
    }

    private Command plimsoll(String... arguments) throws Exception {
        return Command.run(folder.resolve("command-" + ++runs + ".out"), arguments);
    }
}
