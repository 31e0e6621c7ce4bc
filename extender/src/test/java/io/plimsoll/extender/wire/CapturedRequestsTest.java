package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a kube-scheduler v1.34 sent. */
class CapturedRequestsTest {

    private final JsonMapper mapper = JsonMapper.shared();

    private static List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.folder("kubernetes/extender-wire"))) {
            return files.filter(file -> file.toString().matches(".*\\.(filter|prioritize)\\.request\\.json"))
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
            ExtenderRequest request = ExtenderRequest.of(body, body.length);
            NameTable names = new NameTable();
            OfferedList offered = new OfferedList(names);
            offered.read(request);
            JsonBytes list = new JsonBytes(16);
            for (int i = 0; i < offered.count(); i++) {
                list.mark(i == 0 ? '[' : ',');
                offered.writeEntry(i, list);
                assertThat(offered.slot(i)).isEqualTo(-1);
            }
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
            PodReader reader = new PodReader();
            AskedPod asked = reader.read(ExtenderRequest.of(body, body.length));
            assertThat(asked.uid()).isEqualTo(pod.at("/metadata/uid").asString());
            assertThat(asked.schedulerName())
                    .isEqualTo(pod.at("/spec/schedulerName").asString());
            assertThat(asked.spec().name()).isEqualTo(pod.at("/metadata/name").asString());
            assertThat(asked.spec().priority())
                    .isEqualTo(pod.at("/spec/priority").asInt());
            assertThat(asked.spec().requests().cpuMilli()).isPositive();
            assertThat(reader.read(ExtenderRequest.of(body, body.length))).isSameAs(asked);
        }
    }
}
