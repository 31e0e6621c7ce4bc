package io.plimsoll.extender.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than the service bears. */
class LimitsTest {

    private static final String GOOD =
            "{\"Pod\":{\"metadata\":{\"name\":\"p\",\"uid\":\"u\"},\"spec\":{\"containers\":[]}},\"NodeNames\":[]}";

    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        service = new ExtenderService(
                new ServiceOptions(
                        "127.0.0.1",
                        0,
                        Profiles.of(SchedulerConfig.byDefault(), "best-fit", Map.of()),
                        new AnswerOptions(Mode.FILTER_PRIORITIZE, true, 1_000),
                        null,
                        new Limits(1_000, 2_000, 20, 3, 1_500),
                        null),
                client);
        port = service.start();
        Services.await(service::ready, Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        service.close();
        client.close();
        api.close();
    }

    private Socket begin(String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String post(int length) {
        return "POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private String ask(String request) throws IOException {
        try (Socket socket = begin(request)) {
            return firstLine(socket);
        }
    }

    private String metric(String name) throws IOException {
        try (Socket socket = begin("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("plimsoll_extender_" + name + " "))
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void requestsBeyondThoseThatMayArriveAreShedAndSlowOnesAreCut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                slow.add(begin(post(100) + "{"));
            }
            String shed = "";
            for (int i = 0; i < 100 && !shed.contains("503"); i++) {
                shed = ask(post(GOOD.length()) + GOOD);
            }
            assertThat(shed).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(metric("requests_shed_total")).isNotEmpty().doesNotEndWith(" 0.0");
            for (Socket socket : slow) {
                assertThat(firstLine(socket)).as("cut without a word").isEmpty();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(metric("connections_cut_total")).endsWith(" 3.0");
        assertThat(ask(post(GOOD.length()) + GOOD)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void bodiesAndHeadsHaveTheLimitsThatWereSet() throws Exception {
        assertThat(ask(post(1_001))).startsWith("HTTP/1.1 413");
        String chunk = "3e9\r\n" + " ".repeat(1_001) + "\r\n0\r\n\r\n";
        assertThat(ask("POST /filter HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 413");
        assertThat(ask("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(3_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(ask(post(GOOD.length()) + GOOD)).isEqualTo("HTTP/1.1 200 OK");
    }
}
