package io.plimsoll.extender.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no kube-scheduler sends. Each gets its answer, and the next good one is answered as ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final String NAMES = ",\"NodeNames\":[\"a\"]}";
    private static final String GOOD = "{\"Pod\":" + pod("{}", "") + NAMES;

    private static final String VICTIMS = "{\"Pod\":" + pod("{}", "")
            + ",\"NodeNameToMetaVictims\":{\"a\":{\"Pods\":[{\"UID\":\"u\"}],\"NumPDBViolations\":1}}}";

    private FakeApiServer api;
    private KubernetesClient client;
    private ExtenderService service;
    private int port;

    @BeforeAll
    void start() throws Exception {
        api = new FakeApiServer();
        api.put(
                "nodes",
                "a",
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"%s\"},"
                        + "\"status\":{\"allocatable\":{\"cpu\":\"4\",\"memory\":\"1Gi\",\"pods\":\"110\"}}}");
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        service = new ExtenderService(
                Services.options(new AnswerOptions(Mode.FILTER_PRIORITIZE, true, 1_000), null), client);
        port = service.start();
        Services.await(service::ready, Duration.ofMinutes(1));
    }

    @AfterAll
    void stop() {
        service.close();
        client.close();
        api.close();
    }

    private static String pod(String requests, String more) {
        return "{\"metadata\":{\"name\":\"p\",\"uid\":\"u\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"requests\":"
                + requests + "}}]" + more + "}}";
    }

    private static String http(String line, String headers, String body) {
        return line + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String filter(String body) {
        return http("POST /filter", "", body);
    }

    private static String preempt(String body) {
        return http("POST /preempt", "", body);
    }

    private static String withPod(String pod) {
        return filter("{\"Pod\":" + pod + NAMES);
    }

    static List<String> hostileRequests() {
        return List.of(
                filter(""),
                filter(" "),
                filter("null"),
                filter("true"),
                filter("42"),
                filter("\"text\""),
                filter("[]"),
                filter("{}"),
                filter("{\"Pod\""),
                filter("{\"Pod\":{}}"),
                filter(GOOD.substring(0, GOOD.length() - 1)),
                filter(GOOD + GOOD),
                filter(GOOD + "x"),
                filter("[".repeat(100_000)),
                filter("{\"a\":".repeat(100_000)),
                filter("{\"Pod\":" + "[".repeat(300) + "]".repeat(300) + NAMES),
                filter("\uFEFF" + GOOD),
                filter(GOOD.replace("\"a\"", "\"\u0000\"")),
                filter(GOOD.replace("\"a\"", "\"\\u12\"")),
                filter(GOOD.replace("\"a\"", "\"\\q\"")),
                filter(GOOD.replace("\"a\"", "5")),
                filter(GOOD.replace("\"a\"", "null")),
                filter(GOOD.replace("\"a\"", "[\"a\"]")),
                filter(GOOD.replace("[\"a\"]", "{\"a\":1}")),
                filter(GOOD.replace("[\"a\"]", "\"a\"")),
                filter(GOOD.replace("NodeNames", "node_names")),
                filter(GOOD.replace("\"NodeNames\"", "\"Nodes\":{\"items\":[]},\"NodeNames\"")),
                filter(GOOD.replace("\"NodeNames\":[\"a\"]", "\"Nodes\":[]")),
                filter(GOOD.replace("\"NodeNames\":[\"a\"]", "\"Nodes\":{\"items\":[{}]}")),
                filter(GOOD.replace("\"NodeNames\":[\"a\"]", "\"Nodes\":{\"items\":[{\"metadata\":{\"name\":{}}}]}")),
                filter(GOOD.replace("{", "{,")),
                filter(GOOD.replace(":", "=")),
                withPod("null"),
                withPod("[]"),
                withPod("\"p\""),
                withPod("{}"),
                withPod("{\"metadata\":{},\"spec\":{}}"),
                withPod("{\"metadata\":{\"name\":\"\"},\"spec\":{}}"),
                withPod("{\"metadata\":{\"name\":[\"p\"]},\"spec\":{}}"),
                withPod("{\"metadata\":{\"name\":\"p\"}}"),
                withPod("{\"metadata\":{\"name\":\"p\"},\"spec\":[]}"),
                withPod("{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":{}}}"),
                withPod("{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[5]}}"),
                withPod(pod("{\"cpu\":\"1x\"}", "")),
                withPod(pod("{\"cpu\":\"\"}", "")),
                withPod(pod("{\"cpu\":{}}", "")),
                withPod(pod("{\"memory\":\"1e999999999\"}", "")),
                withPod(pod("[]", "")),
                withPod(pod("{}", ",\"priority\":\"high\"")),
                withPod(pod("{}", ",\"priority\":99999999999")),
                withPod(pod("{}", ",\"tolerations\":\"all\"")),
                withPod(
                        pod(
                                "{}",
                                ",\"topologySpreadConstraints\":[{\"maxSkew\":-1,\"topologyKey\":\"z\",\"whenUnsatisfiable\":\"DoNotSchedule\"}]")),
                withPod(pod("{}", ",\"affinity\":[]")),
                http("GET /filter", "", ""),
                http("PUT /filter", "", GOOD),
                http("POST /filterx", "", GOOD),
                http("POST /", "", GOOD),
                http("POST /../filter/..", "", GOOD),
                http("POST /bind", "", "{}"),
                preempt("{}"),
                preempt("null"),
                preempt(VICTIMS.substring(0, VICTIMS.length() - 1)),
                preempt(VICTIMS + "{}"),
                preempt(VICTIMS.replace("\"NodeNameToMetaVictims\"", "\"X\"")),
                preempt(VICTIMS.replace("{\"a\"", "[{\"a\"").replace("1}}}", "1}}]}")),
                preempt(VICTIMS.replace("{\"UID\":\"u\"}", "null")),
                preempt(VICTIMS.replace("{\"UID\":\"u\"}", "{\"UID\":\"\"}")),
                preempt(VICTIMS.replace("{\"UID\":\"u\"}", "{}")),
                preempt(VICTIMS.replace("{\"UID\":\"u\"}", "\"u\"")),
                preempt(VICTIMS.replace(":1}", ":1.5}")),
                preempt(VICTIMS.replace(":1}", ":99999999999999999999}")),
                preempt(VICTIMS.replace("MetaVictims", "Victims")),
                preempt(VICTIMS.replace("{\"a\"", "{a")),
                "POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: 67108865\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /" + "f".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(100_000) + "\r\n\r\n",
                "FILTER\r\n\r\n",
                "\r\n\r\n\u0000\u0001\u0002\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("hostileRequests")
    void hostileRequestsAreRefusedAndStopNothing(String request) throws Exception {
        String reply = send(request);
        // Of what is not even HTTP the connection is closed, at most after a word of version 1.0.
        assertThat(reply).matches("(?s)(HTTP/1\\.[01] 4.*)?").doesNotContain("defect");
        assertThat(reply.isEmpty()).as("closed without a word").isEqualTo(request.contains("chunked"));
        if (reply.startsWith("HTTP/1.1 400")
                && request.matches("(?s)POST /(filter|preempt) .*")
                && reply.contains("text/plain")) {
            assertThat(reply.substring(reply.indexOf("\r\n\r\n") + 4)).hasSizeGreaterThan(20);
        }
        assertThat(send(filter(GOOD))).startsWith("HTTP/1.1 200").contains("\"NodeNames\":[\"a\"]");
    }

    @Test
    void aRequestThatNeverEndsHoldsUpNoOther() throws Exception {
        try (Socket slow = connect()) {
            slow.getOutputStream()
                    .write("POST /filter HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(send(filter(GOOD))).startsWith("HTTP/1.1 200");
        }
        assertThat(send(filter(GOOD))).startsWith("HTTP/1.1 200");
    }

    @Test
    void connectionsBeyondTheMostAreClosedAndRoomIsMadeAgain() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                sockets.add(connect());
            }
            boolean refused = false;
            for (int i = 0; i < 100 && !refused; i++) {
                refused = send(filter(GOOD)).isEmpty();
            }
            assertThat(refused).isTrue();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        String reply = "";
        for (int i = 0; i < 300 && !reply.startsWith("HTTP/1.1 200"); i++) {
            reply = send(filter(GOOD));
            Thread.sleep(20);
        }
        assertThat(reply).startsWith("HTTP/1.1 200");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Sends a request on a connection of its own and reads the head and what came of the body with it; empty when it was closed. */
    private String send(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            byte[] reply = new byte[1 << 14];
            int length = 0;
            for (int read = 0; read >= 0 && !isWhole(reply, length); ) {
                read = socket.getInputStream().read(reply, length, reply.length - length);
                length += Math.max(0, read);
            }
            return new String(reply, 0, length, StandardCharsets.UTF_8);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static boolean isWhole(byte[] reply, int length) {
        String text = new String(reply, 0, length, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        int at = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (head < 0 || at < 0) {
            return false;
        }
        int body = Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
        return length >= head + 4 + body;
    }
}
