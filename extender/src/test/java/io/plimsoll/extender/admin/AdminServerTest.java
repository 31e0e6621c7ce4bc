package io.plimsoll.extender.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.core.input.Problems;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.record.Replay;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.ObjectReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The port for questions of a whole service over HTTP, which records what it decides. */
class AdminServerTest {

    private static final String TOKEN = "0123456789abcdef-token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;
    private boolean ended;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        node("a", 4);
        node("b", 2);
        api.put("pods", "old", pod("old", 1, ",\"nodeName\":\"a\"", "\"resourceVersion\":\"%s\","));
        api.put("pods", "pending", pod("pending", 3, "", "\"resourceVersion\":\"%s\","));
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        AnswerOptions answers = new AnswerOptions(Mode.PICK_ONE, true, 60_000);
        DecisionSettings settings = new DecisionSettings(answers, "best-fit", Map.of(), null);
        service = new ExtenderService(
                new ServiceOptions("127.0.0.1", 0, settings.profiles(), answers, null)
                        .with(settings)
                        .with(
                                RecordingOptions.in(folder.resolve("recording")),
                                new AdminOptions("127.0.0.1", 0, TOKEN)),
                client);
        port = service.start();
        Services.await(service::ready, PATIENCE);
    }

    @AfterEach
    void stop() {
        if (!ended) {
            service.close();
        }
        client.close();
        api.close();
    }

    private void node(String name, int cpu) {
        api.put("nodes", name, """
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","resourceVersion":"%%s","annotations":{"a":"must-not-appear"}},
                "status":{"allocatable":{"cpu":"%d","memory":"64Gi","pods":"110"}}}""".formatted(name, cpu));
    }

    private static String pod(String name, int cpu, String more, String version) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"shop",%s"uid":"uid-%s"},
                "spec":{"containers":[{"name":"c","image":"i","env":[{"name":"E","value":"must-not-appear"}],
                "resources":{"requests":{"cpu":"%d"}}}]%s},"status":{"phase":"Pending"}}""".formatted(name, version, name, cpu, more);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> response = send(to(path).GET().build());
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode simulate(String body, int status) throws Exception {
        HttpResponse<String> response = send(
                to("/simulate").POST(HttpRequest.BodyPublishers.ofString(body)).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }

    private JsonNode filter(String name, int cpu) throws Exception {
        String body = "{\"Pod\":" + pod(name, cpu, "", "") + ",\"Nodes\":null,\"NodeNames\":[\"a\",\"b\"]}";
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/filter"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void whoeverBearsNoTokenIsRefused() throws Exception {
        for (String given : List.of("", "Bearer", "Bearer wrong", "Basic " + TOKEN, "Bearer " + TOKEN + "x", TOKEN)) {
            for (String path : List.of("/snapshot", "/openapi.json", "/explain/shop/old", "/none")) {
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.adminPort() + path));
                HttpResponse<String> response = send(
                        given.isEmpty()
                                ? request.build()
                                : request.header("Authorization", given).build());
                assertThat(response.statusCode()).as(given + path).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(response.body()).doesNotContain("shop", TOKEN);
            }
        }
        assertThat(new AdminOptions("h", 1, TOKEN).toString()).doesNotContain(TOKEN);
        assertThatThrownBy(() -> new AdminOptions("h", 1, "short")).hasMessageContaining("at least 16");
    }

    @Test
    void whatWouldFitIsSaidAndNothingChanges() throws Exception {
        String before = get("/snapshot", 200).toString();
        String deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  replicas: 4
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: c, image: i, resources: {requests: {cpu: "2"}}}]
                """;
        JsonNode short1 = simulate(deployment, 200);
        assertThat(short1.get("fits").asBoolean()).isFalse();
        assertThat(short1.get("placed").asInt()).isEqualTo(2);
        assertThat(short1.get("pods").get(3).get("reason").asString())
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu.");
        JsonNode enough = simulate(deployment + """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: template-1}
                status: {allocatable: {cpu: "8", memory: 64Gi, pods: "110"}}
                """, 200);
        assertThat(enough.get("fits").asBoolean()).isTrue();
        assertThat(enough.get("pods").toString()).contains("template-1");
        assertThat(simulate(deployment, 200)).isEqualTo(short1);
        assertThat(get("/snapshot", 200).toString()).isEqualTo(before);
        assertThat(filter("after", 2).get("NodeNames").size()).isEqualTo(1);
        // What is held counts.
        assertThat(simulate(deployment, 200).get("placed").asInt()).isEqualTo(1);
    }

    @Test
    void aPodIsExplainedAndWhatWasDecidedAboutIt() throws Exception {
        JsonNode pending = get("/explain/shop/pending", 200);
        assertThat(pending.get("wouldGoTo").asString()).isEqualTo("a");
        assertThat(pending.get("node").isNull()).isTrue();
        assertThat(pending.get("past").size()).isZero();
        JsonNode refused = pending.get("nodes").get(1);
        assertThat(refused.get("node").asString()).isEqualTo("b");
        assertThat(refused.get("objections").get(0).get("reasons").get(0).asString())
                .isEqualTo("Insufficient cpu");
        assertThat(filter("pending", 3).get("NodeNames").get(0).asString()).isEqualTo("a");
        JsonNode held = get("/explain/shop/pending?nodes=1", 200);
        assertThat(held.get("held").asBoolean()).isTrue();
        assertThat(held.get("node").asString()).isEqualTo("a");
        assertThat(held.get("nodes").size()).isEqualTo(1);
        assertThat(held.get("past").get(0).get("node").asString()).isEqualTo("a");
        assertThat(held.get("past").get(0).get("type").asString()).isEqualTo("FILTER");
        JsonNode old = get("/explain/shop/old", 200);
        assertThat(old.get("node").asString()).isEqualTo("a");
        assertThat(old.get("held").asBoolean()).isFalse();
        assertThat(get("/explain/shop/nobody", 404).get("error").asString()).contains("shop/nobody", "Maybe");
    }

    @Test
    void theSnapshotIsWhatEveryCommandReads() throws Exception {
        filter("new", 2);
        String text = get("/snapshot", 200).toString();
        assertThat(text).doesNotContain("must-not-appear");
        ClusterSnapshot snapshot = new ClusterSnapshot(
                new ObjectReader(Problems.strict()).read("snapshot", text).finish(), SchedulerConfig.byDefault());
        assertThat(snapshot.nodes()).extracting(node -> node.name()).containsExactly("a", "b");
        assertThat(snapshot.bound()).extracting(pod -> pod.spec().name()).containsExactly("old");
        assertThat(snapshot.pending()).extracting(pod -> pod.spec().name()).containsExactlyInAnyOrder("new", "pending");
    }

    @Test
    void wrongQuestionsAreRefusedWithAReason() throws Exception {
        assertThat(simulate("", 400).get("error").asString()).contains("must have pods", "Maybe");
        assertThat(simulate("a: [", 400).get("error").asString()).contains("request");
        assertThat(simulate(
                                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"many\"}}}]}}",
                                400)
                        .get("error")
                        .asString())
                .contains("many");
        String own =
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"},\"status\":{\"allocatable\":{\"cpu\":\"1\"}}}";
        assertThat(simulate(
                                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + own + "," + pod("x", 1, "", "")
                                        + "]}",
                                400)
                        .get("error")
                        .asString())
                .contains("The node (a) of the request must not be in the cluster");
        assertThat(simulate("# " + "x".repeat(5 << 20), 413).get("error").asString())
                .contains("4 MiB");
        assertThat(get("/explain/shop/pending?nodes=many", 400).get("error").asString())
                .contains("(many)");
        assertThat(get("/explain/shop/UPPER", 404).get("error").asString()).contains("nothing at this path");
        HttpResponse<String> method = send(to("/simulate").GET().build());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("POST");
        assertThat(send(to("/snapshot").DELETE().build()).statusCode()).isEqualTo(405);
    }

    /** Every path of the description answers, and each answer has the members that it names. */
    @Test
    void theDescriptionSaysWhatIsServed() throws Exception {
        JsonNode description = get("/openapi.json", 200);
        assertThat(description.get("openapi").asString()).startsWith("3.1");
        List<String> paths = new ArrayList<>();
        description.get("paths").propertyNames().forEach(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder("/simulate", "/explain/{namespace}/{pod}", "/snapshot", "/openapi.json");
        requireMembers(description, "Explained", get("/explain/shop/pending", 200));
        requireMembers(description, "List", get("/snapshot", 200));
        requireMembers(
                description,
                "Simulated",
                simulate(pod("x", 1, "", "").replace("\"uid\":\"uid-x\"", "\"labels\":{}"), 200));
        requireMembers(description, "Problem", get("/none", 404));
    }

    private static void requireMembers(JsonNode description, String schema, JsonNode answer) {
        JsonNode of = description.get("components").get("schemas").get(schema);
        of.get("required")
                .forEach(member ->
                        assertThat(answer.has(member.asString())).as(schema).isTrue());
        answer.propertyNames()
                .forEach(member -> assertThat(of.get("properties").has(member))
                        .as(schema + " " + member)
                        .isTrue());
    }

    @Test
    void whatTheServiceRecordedReplays() throws Exception {
        filter("pending", 3);
        filter("new", 2);
        filter("more", 2);
        service.close();
        ended = true;
        Replay.Result result = Replay.run(folder.resolve("recording"), 0, difference -> {
            throw new AssertionError(difference.toString());
        });
        assertThat(result.decisions()).isEqualTo(3);
        assertThat(result.events()).isGreaterThan(5);
    }
}
