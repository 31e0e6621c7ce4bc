package io.plimsoll.extender.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over HTTP, beside an API server that can be made to misbehave. */
class ExtenderServiceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long HOLD = 4_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    /** By how much the service's clock was set, in milliseconds. */
    private final AtomicLong jumped = new AtomicLong();

    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        for (int i = 0; i < 1_200; i++) {
            node("n%04d".formatted(i), 1);
        }
        node("large", 4);
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        service = service();
        port = service.start();
        Services.await(service::ready, PATIENCE);
    }

    private ExtenderService service() throws Exception {
        return new ExtenderService(
                Services.options(new AnswerOptions(Mode.PICK_ONE, true, HOLD), folder.resolve("journal")),
                client,
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + jumped.get());
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
        api.close();
    }

    private void node(String name, int cpu) {
        api.put(
                "nodes",
                name,
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name
                        + "\",\"resourceVersion\":\"%s\"},\"status\":{\"allocatable\":{\"cpu\":\"" + cpu
                        + "\",\"memory\":\"64Gi\",\"pods\":\"110\"}}}");
    }

    private static String pod(String name, int cpu, String more) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"default\",\"uid\":\"uid-" + name
                + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\""
                + cpu
                + "\"}}}]" + more + "},\"status\":{\"phase\":\"Pending\"}}";
    }

    private void bound(String name, int cpu, String node) {
        api.put(
                "pods",
                name,
                pod(name, cpu, ",\"nodeName\":\"" + node + "\"")
                        .replace("\"uid\"", "\"resourceVersion\":\"%s\",\"uid\""));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> filter(String pod, String... nodes) throws Exception {
        HttpResponse<String> reply = post(
                "/filter",
                "{\"Pod\":" + pod + ",\"Nodes\":null,\"NodeNames\":[\"" + String.join("\",\"", nodes) + "\"]}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValueAsLong("Content-Length"))
                .hasValue(reply.body().length());
        List<String> names = new ArrayList<>();
        JsonNode read = JsonMapper.shared().readTree(reply.body());
        read.get("NodeNames").forEach(name -> names.add(name.asString()));
        return names;
    }

    @Test
    void clusterIsListedInPagesAndFollowed() throws Exception {
        assertThat(api.requests()).anyMatch(uri -> uri.contains("/nodes?") && uri.contains("continue=500"));
        assertThat(api.requests()).anyMatch(uri -> uri.contains("/nodes?") && uri.contains("continue=1000"));
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(filter(pod("p", 1, ""), "n0003", "large")).containsExactly("n0003");
        bound("q", 4, "large");
        Services.await(() -> filter(pod("r", 2, ""), "large").isEmpty(), PATIENCE);
        api.remove("pods", "q");
        Services.await(() -> filter(pod("r", 2, ""), "large").equals(List.of("large")), PATIENCE);
    }

    @Test
    void aWatchThatIsCutIsResumedAndOneThatIsTooOldIsListedAgain() throws Exception {
        bound("q", 4, "large");
        Services.await(() -> filter(pod("r", 2, ""), "large").isEmpty(), PATIENCE);
        long lists = lists();
        api.cut();
        api.remove("pods", "q");
        Services.await(() -> filter(pod("r", 2, ""), "large").equals(List.of("large")), PATIENCE);
        assertThat(lists()).as("lists after a cut").isEqualTo(lists);
        bound("s", 4, "large");
        bound("t", 1, "n0000");
        Services.await(() -> filter(pod("u", 1, ""), "n0000").isEmpty(), PATIENCE);
        api.removeUnseen("pods", "t");
        api.cut();
        Services.await(() -> filter(pod("u", 1, ""), "n0000").equals(List.of("n0000")), PATIENCE);
        assertThat(lists()).as("lists after compaction").isGreaterThan(lists);
    }

    private long lists() {
        return api.requests().stream()
                .filter(uri -> uri.contains("/pods?") && !uri.contains("watch=true"))
                .count();
    }

    @Test
    void aHoldEndsWhenThePodHasNoNodeAndGoesOnWhileTheApiServerIsSilent() throws Exception {
        waiting("p", 4);
        assertThat(filter(pod("p", 4, ""), "large")).containsExactly("large");
        assertThat(filter(pod("q", 4, ""), "large")).isEmpty();
        api.setBroken(true);
        Thread.sleep(HOLD + 1_500);
        assertThat(filter(pod("q", 4, ""), "large"))
                .as("while nobody can say where the pod is")
                .isEmpty();
        api.setBroken(false);
        Services.await(() -> filter(pod("q", 4, ""), "large").equals(List.of("large")), PATIENCE);
    }

    @Test
    void aHoldLivesAsLongAsItShouldWhenTheClockIsSet() throws Exception {
        waiting("p", 4);
        assertThat(filter(pod("p", 4, ""), "large")).containsExactly("large");
        long begin = System.nanoTime();
        jumped.addAndGet(TimeUnit.DAYS.toMillis(1));
        Thread.sleep(HOLD / 2);
        assertThat(filter(pod("q", 4, ""), "large"))
                .as("a day later, by the clock")
                .isEmpty();
        jumped.addAndGet(TimeUnit.DAYS.toMillis(-2));
        Services.await(() -> filter(pod("q", 4, ""), "large").equals(List.of("large")), PATIENCE);
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(HOLD));
    }

    /** What the journal of a service that was killed says is true for the next one, but for what the API server knows better. */
    @Test
    void holdsOutliveTheService() throws Exception {
        waiting("p", 4);
        waiting("q", 1);
        waiting("r", 1);
        assertThat(filter(pod("p", 4, ""), "large")).containsExactly("large");
        assertThat(filter(pod("q", 1, ""), "n0001")).containsExactly("n0001");
        assertThat(filter(pod("r", 1, ""), "n0002")).containsExactly("n0002");
        assertThat(filter(pod("gone", 1, ""), "n0003")).containsExactly("n0003");
        byte[] journal = Files.readAllBytes(folder.resolve("journal"));
        service.close();
        Files.write(folder.resolve("journal"), journal);
        Files.writeString(folder.resolve("journal"), "{\"hold\":\"to", StandardOpenOption.APPEND);
        bound("q", 1, "n0004");

        service = service();
        port = service.start();
        Services.await(service::ready, PATIENCE);
        assertThat(filter(pod("s", 1, ""), "large")).isEmpty();
        assertThat(filter(pod("s", 1, ""), "n0001")).containsExactly("n0001");
        assertThat(filter(pod("t", 1, ""), "n0002")).isEmpty();
        assertThat(filter(pod("t", 1, ""), "n0003")).containsExactly("n0003");
        assertThat(filter(pod("u", 1, ""), "n0004")).isEmpty();
        assertThat(filter(pod("r", 1, ""), "n0005")).as("decided anew").containsExactly("n0005");
        assertThat(filter(pod("u", 1, ""), "n0002")).containsExactly("n0002");
    }

    private void waiting(String name, int cpu) {
        api.put("pods", name, pod(name, cpu, "").replace("\"uid\"", "\"resourceVersion\":\"%s\",\"uid\""));
    }

    @Test
    void requestsThatAreNotTheProtocolsAreRefusedWithAReason() throws Exception {
        assertThat(post("/filter", "{").statusCode()).isEqualTo(400);
        assertThat(post("/filter", "{").body()).contains("must come next");
        assertThat(post("/prioritize", "{\"Pod\":{},\"NodeNames\":[]}").body()).contains("metadata and spec");
        assertThat(post("/bind", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/unreserve", "{}").statusCode()).isEqualTo(404);
        assertThat(get("/filter").statusCode()).isEqualTo(405);
        assertThat(get("/filter").headers().firstValue("Allow")).hasValue("POST");
        String bad =
                "{\"Pod\":{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"resources\":{\"requests\":{\"cpu\":\"1x\"}}}]}},"
                        + "\"NodeNames\":[]}";
        assertThat(post("/filter", bad).statusCode()).isEqualTo(400);
        assertThat(filter(pod("p", 1, ""), "large")).hasSize(1);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItArrives() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String reply = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(reply).startsWith("HTTP/1.1 413").contains("67108864");
        }
        assertThat(filter(pod("p", 1, ""), "large")).hasSize(1);
    }

    @Test
    void metricsAreServedAndExplained() throws Exception {
        filter(pod("p", 1, ""), "large", "unseen");
        post("/filter", "{");
        String metrics = get("/metrics").body();
        assertThat(metrics)
                .contains("plimsoll_extender_requests_total{code=\"200\",verb=\"filter\"} 1.0")
                .contains("plimsoll_extender_requests_total{code=\"400\",verb=\"filter\"} 1.0")
                .contains("plimsoll_extender_request_duration_seconds_count{verb=\"filter\"} 2")
                .contains("plimsoll_extender_nodes 1201.0")
                .contains("plimsoll_extender_held_pods 1.0")
                .contains("plimsoll_extender_unknown_nodes_total 1.0");
        String explained = Files.readString(Path.of("../docs/operations.md"));
        metrics.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
                .forEach(name -> assertThat(explained).contains("`" + name + "`"));
        explained
                .lines()
                .filter(line -> line.startsWith("| `plimsoll_extender_"))
                .map(line -> line.replaceAll("\\| `(\\S+)` .*", "$1"))
                .forEach(name -> assertThat(metrics).contains("# TYPE " + name + " "));
    }

    @Test
    void requestsOfOneConnectionAreAnsweredOnIt() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] reply = new byte[512];
                int length = socket.getInputStream().read(reply);
                assertThat(new String(reply, 0, length, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200 OK")
                        .endsWith("ok\n");
            }
        }
    }

    /** Members of a group are known from the watch before kube-scheduler asks about them. */
    @Test
    void aGroupWaitsForMembersThatTheApiServerTells() throws Exception {
        String labels = "\"labels\":{\"pod-group.scheduling.sigs.k8s.io/name\":\"g\","
                + "\"pod-group.scheduling.sigs.k8s.io/min-available\":\"2\"},\"namespace\"";
        String member = pod("m1", 1, "").replace("\"namespace\"", labels);
        assertThat(filter(member, "n0001", "n0002")).isEmpty();
        api.put(
                "pods",
                "m2",
                pod("m2", 1, "")
                        .replace("\"namespace\"", labels)
                        .replace("\"uid\"", "\"resourceVersion\":\"%s\",\"uid\""));
        Services.await(() -> filter(member, "n0001", "n0002").size() == 1, PATIENCE);
        assertThat(get("/metrics").body()).contains("plimsoll_extender_groups_reserved_total 1.0");
        assertThat(get("/metrics").body()).contains("plimsoll_extender_held_pods 2.0");
    }
}
