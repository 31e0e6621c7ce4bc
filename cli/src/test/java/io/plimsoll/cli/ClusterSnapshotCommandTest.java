package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of an API server that has a node, a pod and a deployment, and does not know or permit some kinds. */
class ClusterSnapshotCommandTest {

    @TempDir
    private Path folder;

    private HttpServer api;

    @BeforeEach
    void start() throws Exception {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", ClusterSnapshotCommandTest::answer);
        api.start();
        Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: u, user: {}}]
                contexts: [{name: here, context: {cluster: c, user: u}}]
                """.formatted(api.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String items = "";
        int status = 200;
        if (path.equals("/api/v1/nodes")) {
            items = """
                    {"metadata":{"name":"n1","annotations":{"a":"must-not-appear"}},"status":{"allocatable":{"cpu":"4","memory":"8Gi","pods":"10"}}}""";
        } else if (path.equals("/api/v1/pods")) {
            items = """
                    {"metadata":{"name":"web-1","namespace":"shop","uid":"u1","labels":{"app":"web"}},"spec":{"nodeName":"n1","containers":[
                    {"name":"c","image":"i","env":[{"name":"E","value":"must-not-appear"}],"resources":{"requests":{"cpu":"1"}}}]},
                    "status":{"phase":"Running","containerStatuses":[{"name":"c","resources":{"requests":{"cpu":"1"}},"ready":true,
                    "restartCount":0,"image":"i","imageID":"must-not-appear"}]}},
                    {"metadata":{"name":"web-2","namespace":"shop","uid":"u2"},"spec":{"containers":[
                    {"name":"c","image":"i","resources":{"requests":{"cpu":"2"}}}]},"status":{"phase":"Pending"}}""";
        } else if (path.endsWith("/csidrivers")) {
            status = 403;
        } else if (path.endsWith("/runtimeclasses")) {
            status = 404;
        }
        byte[] body = (status == 200
                        ? "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":["
                                + items + "]}"
                        : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + status
                                + ",\"message\":\"no\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private CommandRun snapshot(Path into) {
        return CommandRun.of(
                "cluster",
                "snapshot",
                "--kubeconfig",
                folder.resolve("kubeconfig").toString(),
                "-o",
                into.toString());
    }

    @Test
    void everyCommandReadsASnapshot() throws Exception {
        Path into = folder.resolve("cluster");
        CommandRun run = snapshot(into);
        assertThat(run.err())
                .contains("csidrivers are left out: not permitted", "runtimeclasses are left out: not known");
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("1 nodes", "2 pods");
        try (var files = Files.list(into)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("nodes.yaml", "shop.pods.yaml");
        }
        assertThat(Files.readString(into.resolve("shop.pods.yaml")))
                .contains("nodeName: n1", "cpu: ")
                .doesNotContain("must-not-appear");
        assertThat(Files.readString(into.resolve("nodes.yaml"))).doesNotContain("must-not-appear");
        assertThat(CommandRun.of("explain", "shop/web-2", "-f", into.toString()).out())
                .contains("Successfully assigned shop/web-2 to n1");
        CommandRun simulated = CommandRun.of(
                "simulate",
                "-f",
                into.toString(),
                "--output",
                folder.resolve("run").toString());
        assertThat(simulated.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(simulated.out()).contains("web-2");
        assertThat(CommandRun.of("plan", "headroom", "-f", into.toString(), "--pod", "cpu=1")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aFolderThatIsNotEmptyIsNotTouched() throws Exception {
        CommandRun run = snapshot(folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("of --output must be empty", "Maybe");
    }

    @Test
    void aClusterThatCannotBeReachedIsAnInputThatFailed() {
        api.stop(0);
        CommandRun run = snapshot(folder.resolve("cluster"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("The cluster must be reachable", "Maybe");
        assertThat(folder.resolve("cluster")).doesNotExist();
    }
}
