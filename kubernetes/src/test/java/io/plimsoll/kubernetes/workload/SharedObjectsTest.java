package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.SharedData;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.PodRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what people and other schedulers wrote. */
final class SharedObjectsTest {

    private static final Resources NOTHING = Resources.request(0, 0).withPods(0);

    private static final String NODE =
            "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nstatus: {allocatable: {cpu: 64, memory: 256Gi, pods: 250}}\n";

    private static List<Path> files(String folder) throws IOException {
        Path root = SharedData.folder("kubernetes").resolve(folder);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allRenderedChartsShouldLoadAndExpand() throws IOException, InputException {
        List<Path> files = files("apphub-rendered");
        assertThat(files).hasSize(275);
        int workloads = 0;
        int pods = 0;
        int withoutRequests = 0;
        Map<String, Integer> notModelled = new TreeMap<>();
        for (Path file : files) {
            Manifests objects = new ObjectReader(Problems.strict())
                    .read(file)
                    .read("node", NODE)
                    .finish();
            Manifests expanded = Workloads.expand(objects);
            assertThat(expanded.warnings())
                    .as(file.toString())
                    .noneMatch(warning -> warning.contains("were not made") && !warning.contains("PriorityClass"));
            for (Pod pod : expanded.pods()) {
                withoutRequests += new PodRequests(pod).wanted().equals(NOTHING) ? 1 : 0;
            }
            pods += expanded.pods().size();
            for (var kind : List.of(Deployment.class, StatefulSet.class, DaemonSet.class, Job.class, CronJob.class)) {
                workloads += objects.all(kind).size();
            }
            expanded.notModelled().forEach((kind, times) -> notModelled.merge(kind, times, Integer::sum));
        }
        assertThat(List.of(workloads, pods, withoutRequests)).containsExactly(314, 380, 291);
        assertThat(notModelled).hasSize(28).containsEntry("v1 ConfigMap", 164).containsEntry("v1 Secret", 96);
    }

    @Test
    void allManifestsShouldLoadOrGiveAClearError() throws IOException, InputException {
        List<String> broken = new ArrayList<>();
        for (Path file : files("manifests")) {
            Problems problems = Problems.lenient();
            new ObjectReader(problems).read(file).finish();
            for (InputProblem problem : problems.first()) {
                broken.add(file.getFileName() + ":" + problem.line() + " " + problem.rule() + ". " + problem.advice());
            }
        }
        assertThat(broken)
                .containsExactly(
                        "be-demo.yaml:14 name each field by a text. it is a template that was not rendered.",
                        "simple-lsr-pod.yaml:18 name each field by a text. it is a template that was not rendered.",
                        "simple-reservation.yaml:15 name each field by a text. it is a template that was not rendered.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "families", "large", "hand"})
    void theObjectsOfTheSharedVectorsShouldBeReadWithoutAProblem(String set) throws IOException, InputException {
        Path file = SharedData.folder("kubernetes").resolve("scheduler-vectors").resolve(set + ".cases.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode vector = JsonMapper.shared().readTree(line);
                StringBuilder objects = new StringBuilder();
                vector.path("nodes").forEach(node -> append(objects, node, "Node"));
                vector.path("pods").forEach(pod -> append(objects, pod, "Pod"));
                append(objects, vector.get("pod"), "Pod");
                vector.path("objects").forEach(objects::append);
                Manifests read = new ObjectReader(Problems.strict())
                        .read(vector.get("name").asString(), objects.toString())
                        .finish();
                int given = vector.path("nodes").size() + vector.path("pods").size() + 1;
                assertThat(read.nodes().size() + read.pods().size()).isEqualTo(given);
                // What comes from a cluster is not made again.
                assertThat(Workloads.expand(read).pods()).isEqualTo(read.pods());
            }
        }
    }

    private static void append(StringBuilder objects, JsonNode object, String kind) {
        objects.append(((ObjectNode) object).put("kind", kind).put("apiVersion", "v1"));
    }
}
