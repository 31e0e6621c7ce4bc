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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** kube-scheduler asks about a preemptor before the service has seen its victims leave. */
class AheadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WAIT_NANOS = Duration.ofMillis(500).toNanos();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        api.put(
                "nodes",
                "a",
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"%s\"},"
                        + "\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"8Gi\",\"pods\":\"110\"}}}");
        api.put("pods", "victim", pod("victim", 0, "\"nodeName\":\"a\","));
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        service = new ExtenderService(Services.options(new AnswerOptions(Mode.PICK_ONE, true, 60_000), null), client);
        port = service.start();
        Services.await(service::ready, PATIENCE);
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
        api.close();
    }

    private static String pod(String name, int priority, String more) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"default\",\"resourceVersion\":\"%s\",\"uid\":\"uid-" + name + "\"},\"spec\":{"
                + more
                + "\"priority\":" + priority
                + ",\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"3\"}}}]},"
                + "\"status\":{\"phase\":\"Pending\"}}";
    }

    private CompletableFuture<JsonNode> ask(String verb, String rest) {
        return post(verb, "{\"Pod\":" + pod("p", 100, "").formatted(1) + "," + rest + "}");
    }

    private CompletableFuture<JsonNode> post(String path, String body) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(PATIENCE)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(reply -> JsonMapper.shared().readTree(reply.body()));
    }

    private double waited() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("plimsoll_extender_requests_ahead_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void theAnswerWaitsUntilTheVictimIsSeenToLeave() throws Exception {
        String victims = "\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"uid-victim\"}]}}";
        assertThat(ask("/preempt", victims).get().at("/NodeNameToMetaVictims/a/Pods"))
                .hasSize(1);
        long begin = System.nanoTime();
        CompletableFuture<JsonNode> asked = ask("/filter", "\"NodeNames\":[\"a\"]");
        Services.await(() -> waited() == 1, PATIENCE);
        api.remove("pods", "victim");
        // On a busy machine the news may come too late, but never is the question given up early.
        boolean slow = asked.get().at("/NodeNames").isEmpty();
        assertThat(!slow || System.nanoTime() - begin >= WAIT_NANOS).isTrue();
        JsonNode first = asked.get();
        Services.await(
                () -> (slow ? ask("/filter", "\"NodeNames\":[\"a\"]").get() : first)
                        .at("/NodeNames/0")
                        .asString()
                        .equals("a"),
                PATIENCE);
    }

    @Test
    void oneThatStaysIsNotWaitedForForLong() throws Exception {
        String victims = "\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"uid-victim\"}]}}";
        assertThat(ask("/preempt", victims).get().at("/NodeNameToMetaVictims/a/Pods"))
                .hasSize(1);
        long begin = System.nanoTime();
        JsonNode reply = ask("/filter", "\"NodeNames\":[\"a\"]").get();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(WAIT_NANOS);
        assertThat(reply.at("/NodeNames")).isEmpty();
        assertThat(reply.at("/FailedNodes/a").asString()).isEqualTo("Insufficient cpu");
        assertThat(waited()).isEqualTo(1);
    }

    @Test
    void afterAWaitInVainPodsThatPreemptNobodyDoNotWaitForAWhile() throws Exception {
        long begin = System.nanoTime();
        assertThat(ask("/filter", "\"NodeNames\":[\"a\"]").get().at("/NodeNames"))
                .isEmpty();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(WAIT_NANOS);
        assertThat(waited()).isEqualTo(1);
        assertThat(ask("/filter", "\"NodeNames\":[\"a\"]").get().at("/NodeNames"))
                .isEmpty();
        assertThat(waited()).isEqualTo(1);
    }

    @Test
    void aBindingWaitsForTheVictim() throws Exception {
        api.put("pods", "p", pod("p", 100, ""));
        CompletableFuture<JsonNode> asked = bind();
        Thread.sleep(50);
        assertThat(asked).as("there is no room yet").isNotDone();
        long begin = System.nanoTime();
        api.remove("pods", "victim");
        // On a busy machine the news may come too late.
        String error = asked.get().at("/Error").asString();
        assertThat(error.isEmpty() || System.nanoTime() - begin >= WAIT_NANOS / 2)
                .as(error)
                .isTrue();
    }

    @Test
    void aBindingIsRefusedWhereNobodyLeaves() throws Exception {
        api.put("pods", "p", pod("p", 100, ""));
        long begin = System.nanoTime();
        assertThat(bind().get().at("/Error").asString()).isEqualTo("Insufficient cpu");
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(WAIT_NANOS);
    }

    private CompletableFuture<JsonNode> bind() {
        return post("/bind", "{\"PodName\":\"p\",\"PodNamespace\":\"default\",\"PodUID\":\"uid-p\",\"Node\":\"a\"}");
    }
}
