package io.plimsoll.extender.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.Certificates;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.server.ExtenderService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The service over TLS, whose configuration changes while it runs. */
class ReloaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIG = """
            apiVersion: plimsoll.io/v1
            kind: ExtenderConfiguration
            listen: 127.0.0.1:0
            mode: pick-one
            tls: {certificate: tls.crt, key: tls.key}
            """;

    @TempDir
    private Path folder;

    private FakeApiServer api;
    // One of each version: every client keeps a connection, of which the service takes so many and no more.
    private final Map<HttpClient.Version, HttpClient> clients = new EnumMap<>(HttpClient.Version.class);

    private KubernetesClient client;
    private ExtenderService service;
    private Reloader reloader;
    private Certificates certificates;
    private int port;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        for (String name : new String[] {"a", "b"}) {
            api.put(
                    "nodes",
                    name,
                    "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name
                            + "\",\"resourceVersion\":\"%s\"},"
                            + "\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"64Gi\",\"pods\":\"110\"}}}");
        }
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        certificates = new Certificates(folder);
        Loaded loaded = ServiceConfig.read(Files.writeString(folder.resolve("extender.yaml"), CONFIG));
        service = new ExtenderService(loaded.options(), client);
        port = service.start();
        reloader = new Reloader(loaded, service, 20, options -> options);
        Services.await(service::ready, PATIENCE);
    }

    @AfterEach
    void stop() {
        reloader.close();
        service.close();
        client.close();
        api.close();
    }

    private HttpResponse<String> send(HttpClient.Version version, String path, HttpRequest.Builder request)
            throws Exception {
        HttpClient http = clients.get(version);
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(version)
                    .sslContext(certificates.trusting())
                    .build();
            clients.put(version, http);
        }
        return http.send(
                request.uri(URI.create("https://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int nodesPassed(String uid) throws Exception {
        String pod = "{\"metadata\":{\"name\":\"p\",\"uid\":\"" + uid
                + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"1\"}}}]}}";
        HttpResponse<String> reply = send(
                HttpClient.Version.HTTP_1_1,
                "/filter",
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"Pod\":" + pod + ",\"NodeNames\":[\"a\",\"b\"]}")));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body()).get("NodeNames").size();
    }

    private String metric(String name) throws Exception {
        return send(
                        HttpClient.Version.HTTP_1_1,
                        "/metrics",
                        HttpRequest.newBuilder().GET())
                .body()
                .lines()
                .filter(line -> line.startsWith("plimsoll_extender_" + name + " "))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpAreSpokenOverTls(HttpClient.Version version) throws Exception {
        HttpResponse<String> reply =
                send(version, "/healthz", HttpRequest.newBuilder().GET());
        assertThat(reply.body()).isEqualTo("ok\n");
        assertThat(reply.version()).isEqualTo(version);
        X509Certificate shown =
                (X509Certificate) reply.sslSession().orElseThrow().getPeerCertificates()[0];
        assertThat(shown).isEqualTo(certificates.certificate());
    }

    @Test
    void aChangeIsTakenAsAWholeOrRefusedAsAWhole() throws Exception {
        assertThat(nodesPassed("u1")).isEqualTo(1);
        Path file = folder.resolve("extender.yaml");
        Files.writeString(file, CONFIG.replace("pick-one", "filter+prioritize") + "hold: never\n");
        Services.await(() -> metric("config_reload_failures_total").endsWith(" 1.0"), PATIENCE);
        assertThat(nodesPassed("u2")).as("refused").isEqualTo(1);
        Files.writeString(file, CONFIG.replace("pick-one", "filter+prioritize").replace(":0", ":1"));
        Services.await(() -> metric("config_reload_failures_total").endsWith(" 2.0"), PATIENCE);
        assertThat(nodesPassed("u3")).as("needs a restart").isEqualTo(1);
        Files.writeString(file, CONFIG.replace("pick-one", "filter+prioritize"));
        Services.await(() -> metric("config_reloads_total").endsWith(" 1.0"), PATIENCE);
        assertThat(nodesPassed("u4")).isEqualTo(2);
        assertThat(metric("held_pods")).as("holds stay").endsWith(" 3.0");
    }

    @Test
    void aNewCertificateIsShownAndABrokenOneIsNot() throws Exception {
        Files.writeString(folder.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
        Services.await(() -> metric("config_reload_failures_total").endsWith(" 1.0"), PATIENCE);
        assertThat(nodesPassed("u1")).isEqualTo(1);
        X509Certificate before = certificates.certificate();
        certificates = new Certificates(folder);
        assertThat(certificates.certificate()).isNotEqualTo(before);
        clients.clear();
        Services.await(
                () -> {
                    try {
                        return metric("config_reloads_total").matches(".* [1-9].*");
                    } catch (javax.net.ssl.SSLException notYet) {
                        return false;
                    }
                },
                PATIENCE);
    }
}
