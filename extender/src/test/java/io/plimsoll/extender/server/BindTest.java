package io.plimsoll.extender.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pods with shares of GPUs, bound by the service itself. */
class BindTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        for (String name : List.of("a", "b")) {
            api.put(
                    "nodes",
                    name,
                    "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name
                            + "\",\"labels\":{\"alibabacloud.com/gpu-card-model\":\"T4\"},\"resourceVersion\":\"%s\"},"
                            + "\"status\":{\"allocatable\":{\"cpu\":\"64\",\"memory\":\"64Gi\",\"pods\":\"110\","
                            + "\"alibabacloud.com/gpu-count\":\"2\",\"alibabacloud.com/gpu-milli\":\"2000\"}}}");
        }
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        serve(Mode.PICK_ONE);
    }

    private void serve(Mode mode) throws Exception {
        service = new ExtenderService(
                Services.options(new AnswerOptions(mode, true, 60_000), folder.resolve("journal")), client);
        port = service.start();
        Services.await(service::ready, PATIENCE);
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
        api.close();
    }

    private static String pod(String name, String resources) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"default\",\"resourceVersion\":\"%s\",\"uid\":\"uid-" + name
                + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"1\","
                + resources + "}}}]},\"status\":{\"phase\":\"Pending\"}}";
    }

    private static String share(int milli) {
        return "\"alibabacloud.com/gpu-milli\":\"" + milli + "\"";
    }

    private static String whole(int count) {
        return "\"alibabacloud.com/gpu-count\":\"" + count + "\"";
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Makes a pod, asks where it may go, and returns the nodes. */
    private JsonNode filter(String name, String resources, String... nodes) throws Exception {
        api.put("pods", name, pod(name, resources));
        HttpResponse<String> reply = http.send(
                request(
                        "/filter",
                        "{\"Pod\":" + pod(name, resources).formatted(1) + ",\"NodeNames\":[\""
                                + String.join("\",\"", nodes) + "\"]}"),
                HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body());
    }

    private static List<String> names(JsonNode reply) {
        List<String> names = new ArrayList<>();
        reply.get("NodeNames").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static String bindBody(String name, String node) {
        return "{\"PodName\":\"" + name + "\",\"PodNamespace\":\"default\",\"PodUID\":\"uid-" + name + "\",\"Node\":\""
                + node + "\"}";
    }

    private String bind(String name, String node) throws Exception {
        HttpResponse<String> reply =
                http.send(request("/bind", bindBody(name, node)), HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body()).get("Error").asString();
    }

    private String devices(String name) {
        return api.object("pods", name)
                .at("/metadata/annotations/alibabacloud.com~1gpu-index")
                .asString("");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "SCORE_ONLY", mode = EnumSource.Mode.EXCLUDE)
    void devicesAreSharedCountedAndKnownAgainAfterARestart(Mode mode) throws Exception {
        service.close();
        serve(mode);
        assertThat(names(filter("p", share(600), "a"))).containsExactly("a");
        assertThat(bind("p", "a")).isEmpty();
        assertThat(names(filter("q", share(600), "a"))).containsExactly("a");
        assertThat(bind("q", "a")).isEmpty();
        assertThat(new TreeSet<>(List.of(devices("p"), devices("q")))).containsExactly("0", "1");
        assertThat(names(filter("r", share(400), "a"))).containsExactly("a");
        assertThat(bind("r", "a")).isEmpty();
        JsonNode full = filter("s", share(500), "a");
        assertThat(names(full)).isEmpty();
        assertThat(full.at("/FailedAndUnresolvableNodes/a").asString()).isEqualTo("Insufficient devices");
        assertThat(names(filter("t", whole(2), "b"))).containsExactly("b");
        assertThat(bind("t", "b")).isEmpty();
        assertThat(devices("t")).isEqualTo("0-1");
        assertThat(bind("s", "a")).as("checked again").isEqualTo("Insufficient devices");
        service.close();
        serve(mode);
        assertThat(names(filter("s", share(500), "a", "b"))).isEmpty();
        assertThat(names(filter("u", share(400), "a", "b"))).containsExactly("a");
        assertThat(bind("u", "a")).isEmpty();
        assertThat(devices("u")).isNotEqualTo(devices("r"));
        api.remove("pods", "t");
        Services.await(() -> names(filter("v", whole(1), "b")).equals(List.of("b")), PATIENCE);
    }

    @Test
    void bindingAgainIsDoneOnceAndElsewhereNever() throws Exception {
        assertThat(names(filter("p", share(600), "a"))).containsExactly("a");
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(http.sendAsync(request("/bind", bindBody("p", "a")), HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::body));
        }
        for (CompletableFuture<String> one : all) {
            assertThat(one.get()).isEqualTo("{\"Error\":\"\"}");
        }
        assertThat(api.bindings()).isEqualTo(1);
        assertThat(bind("p", "b")).contains("on node a");
        assertThat(bind("p", "a")).isEmpty();
        assertThat(api.bindings()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLostIsLookedUp() throws Exception {
        assertThat(names(filter("p", share(600), "a"))).containsExactly("a");
        api.setLosesAnswers(true);
        assertThat(bind("p", "a")).isEmpty();
        assertThat(devices("p")).isEqualTo("0");
    }

    @Test
    void aPodThatIsGoneOrAnotherOfItsNameIsNotBoundAndHoldsNothing() throws Exception {
        assertThat(names(filter("p", share(600), "a"))).containsExactly("a");
        api.put("pods", "p", pod("p", share(600)).replace("uid-p", "uid-new"));
        assertThat(bind("p", "a")).contains("gone");
        assertThat(names(filter("q", whole(2), "a"))).containsExactly("a");
    }

    @Test
    void whileTheApiServerIsAwayNothingIsBoundAndTheSpaceStaysHeld() throws Exception {
        assertThat(names(filter("p", share(600), "a"))).containsExactly("a");
        api.setBroken(true);
        assertThat(bind("p", "a")).contains("did not bind");
        api.setBroken(false);
        assertThat(names(filter("q", whole(2), "a"))).isEmpty();
        assertThat(bind("p", "a")).isEmpty();
    }

    @Test
    void aPodNobodyAskedAboutIsReadAndBound() throws Exception {
        api.put("pods", "p", pod("p", share(300)));
        assertThat(bind("p", "a")).isEmpty();
        assertThat(devices("p")).isEqualTo("0");
        assertThat(bind("unknown", "a")).contains("gone");
        assertThat(bind("p2", "nowhere")).contains("not known");
    }

    @Test
    void whatNoGpuCanServeIsRefusedForGood() throws Exception {
        JsonNode reply = filter("p", whole(2) + "," + share(500), "a");
        assertThat(names(reply)).isEmpty();
        assertThat(reply.at("/FailedAndUnresolvableNodes/a").asString()).contains("a share must be of one GPU");
    }
}
