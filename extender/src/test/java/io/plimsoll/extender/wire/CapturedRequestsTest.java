package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a kube-scheduler v1.34 sent. */
class CapturedRequestsTest {

    private final JsonMapper mapper = JsonMapper.shared();

    private static List<Path> requests() throws IOException {
        return requests("filter|prioritize");
    }

    private static List<Path> requests(String verbs) throws IOException {
        try (Stream<Path> files = Files.list(SharedData.folder("kubernetes/extender-wire"))) {
            return files.filter(file -> file.toString().matches(".*\\.(" + verbs + ")\\.request\\.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFilterAndPrioritizeRequestIsReadAndWrittenAgainAlike() throws Exception {
        List<Path> files = requests();
        assertThat(files).hasSize(8);
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            JsonNode document = mapper.readTree(body);
            OfferedList offered = new OfferedList(new NameTable());
            ExtenderRequest request = ExtenderRequest.of(body, body.length, offered);
            JsonBytes list = new JsonBytes(16);
            list.mark('[');
            offered.writeEntries(IntStream.range(0, offered.count()).toArray(), offered.count(), list);
            list.mark(']');
            assertThat(offered.unknown()).isEqualTo(offered.count());
            JsonNode entries = mapper.readTree(list.toByteArray());
            String pod =
                    new String(body, request.podFrom(), request.podEnd() - request.podFrom(), StandardCharsets.UTF_8);
            assertThat(mapper.readTree(pod)).as(file + ": Pod").isEqualTo(document.get("Pod"));
            assertThat(entries)
                    .as(file.toString())
                    .isEqualTo(offered.whole() ? document.at("/Nodes/items") : document.get("NodeNames"));
            assertThat(offered.whole()).isEqualTo(file.getFileName().toString().contains("full"));
        }
    }

    @Test
    void thePodIsTheOneThatWasAskedAbout() throws Exception {
        for (Path file : requests()) {
            byte[] body = Files.readAllBytes(file);
            JsonNode pod = mapper.readTree(body).get("Pod");
            PodReader reader = new PodReader(DeviceNames.DEFAULT);
            OfferedList offered = new OfferedList(new NameTable());
            AskedPod asked = reader.read(ExtenderRequest.of(body, body.length, offered));
            assertThat(asked.uid()).isEqualTo(pod.at("/metadata/uid").asString());
            assertThat(asked.schedulerName())
                    .isEqualTo(pod.at("/spec/schedulerName").asString());
            assertThat(asked.spec().name()).isEqualTo(pod.at("/metadata/name").asString());
            assertThat(asked.spec().priority())
                    .isEqualTo(pod.at("/spec/priority").asInt());
            assertThat(asked.spec().requests().cpuMilli()).isPositive();
            assertThat(reader.read(ExtenderRequest.of(body, body.length, offered)))
                    .isSameAs(asked);
        }
    }

    @Test
    void everyPreemptRequestIsReadAndWrittenAgainAlike() throws Exception {
        List<Path> files = requests("preempt");
        assertThat(files).hasSize(4);
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            JsonNode document = mapper.readTree(body);
            PreemptRequest request = PreemptRequest.of(body, body.length);
            String pod =
                    new String(body, request.podFrom(), request.podEnd() - request.podFrom(), StandardCharsets.UTF_8);
            assertThat(mapper.readTree(pod)).as(file + ": Pod").isEqualTo(document.get("Pod"));
            boolean whole = document.get("NodeNameToMetaVictims").isNull();
            assertThat(whole).isEqualTo(file.getFileName().toString().contains("full"));
            ObjectNode again = mapper.createObjectNode();
            for (PreemptRequest.Victims node : request.nodes()) {
                ArrayNode pods = mapper.createArrayNode();
                node.uids().forEach(uid -> pods.addObject().put("UID", uid));
                again.putObject(node.node())
                        .put("NumPDBViolations", node.violations())
                        .set("Pods", pods);
            }
            JsonNode given = document.get(whole ? "NodeNameToVictims" : "NodeNameToMetaVictims");
            assertThat(again.size()).isPositive();
            for (String node : given.propertyNames()) {
                ArrayNode pods = mapper.createArrayNode();
                given.get(node)
                        .get("Pods")
                        .forEach(each -> pods.addObject()
                                .put(
                                        "UID",
                                        each.at(whole ? "/metadata/uid" : "/UID")
                                                .asString()));
                ((ObjectNode) given.get(node)).set("Pods", pods);
            }
            for (String node : given.propertyNames()) {
                assertThat(again.at("/" + node + "/Pods")).isEqualTo(given.at("/" + node + "/Pods"));
                assertThat(again.at("/" + node + "/NumPDBViolations").asLong())
                        .isEqualTo(given.at("/" + node + "/NumPDBViolations").asLong());
            }
        }
    }

    @Test
    void everyBindRequestIsReadAndWrittenAgainAlike() throws Exception {
        List<Path> files = requests("bind");
        assertThat(files).hasSize(4);
        for (Path file : files) {
            byte[] body = Files.readAllBytes(file);
            BindRequest request = BindRequest.of(body, body.length);
            JsonNode again = mapper.createObjectNode()
                    .put("PodName", request.name())
                    .put("PodNamespace", request.namespace())
                    .put("PodUID", request.uid())
                    .put("Node", request.node());
            assertThat(again).as(file.toString()).isEqualTo(mapper.readTree(body));
            JsonNode binding = mapper.readTree(request.binding("devices", "0-1"));
            assertThat(binding.at("/target/name").asString()).isEqualTo(request.node());
            assertThat(binding.at("/metadata/uid").asString()).isEqualTo(request.uid());
            assertThat(binding.at("/metadata/annotations/devices").asString()).isEqualTo("0-1");
        }
        assertThat(mapper.readTree(BindRequest.reply("")))
                .isEqualTo(mapper.readTree(Files.readAllBytes(
                        SharedData.folder("kubernetes/extender-wire").resolve("names.bind.response.json"))));
    }
}
