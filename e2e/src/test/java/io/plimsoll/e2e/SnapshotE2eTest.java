package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code plimsoll cluster snapshot} writes of a real API server is what every command reads. */
@ExtendWith(SharedControlPlane.class)
class SnapshotE2eTest {

    private static final int PODS = 30;

    private final JsonMapper mapper = JsonMapper.shared();

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
            scene.create(Shapes.pod("small", Map.of("memory", "31Gi")));
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
            Command placed = accepted(1, "", "simulate", "-f", snapshot, "-o", "json");
            JsonNode run = mapper.readTree(placed.output());
            assertThat(run.toString()).contains(sentence.substring(0, sentence.length() - 1));
            accepted(0, "", "cluster", "lint", "-f", snapshot);
            accepted(0, "", "plan", "headroom", "-f", snapshot, "--pod", "cpu=1,memory=1Gi");
            accepted(-1, "", "plan", "compact", "-f", snapshot);
            accepted(-1, "", "plan", "survive", "-f", snapshot, "--any", "1");
        }
    }

    /** Runs a command; its exit code must be that, or a verdict where -1 is given, and what it prints contain a text. */
    private Command accepted(int exitCode, String text, String... arguments) throws Exception {
        Command command = plimsoll(arguments);
        String what = String.join(" ", arguments) + ":\n" + command.output();
        if (exitCode < 0) {
            assertThat(command.exitCode()).as(what).isBetween(0, 1);
        } else {
            assertThat(command.exitCode()).as(what).isEqualTo(exitCode);
        }
        assertThat(command.output()).as(what).contains(text);
        return command;
    }

    private Command plimsoll(String... arguments) throws Exception {
        return Command.run(folder.resolve("command-" + ++runs + ".out"), arguments);
    }
}
