package io.plimsoll.extender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the image, as a process of its own. */
class MainTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", "").replace(':', File.pathSeparatorChar),
                "io.plimsoll.extender.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    }

    private int end(Process process) throws Exception {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    private String settings(String more) throws Exception {
        return Files.writeString(
                        folder.resolve("extender.yaml"),
                        "apiVersion: plimsoll.io/v1\nkind: ExtenderConfiguration\n" + more)
                .toString();
    }

    @Test
    void itServesUntilItIsAskedToEndAndEndsWith0() throws Exception {
        String kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                        apiVersion: v1
                        kind: Config
                        current-context: c
                        contexts: [{name: c, context: {cluster: c, user: u}}]
                        clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                        users: [{name: u, user: {}}]
                        """).toString();
        Process process = start("--settings", settings("listen: 127.0.0.1:0\n"), "--kubeconfig", kubeconfig);
        try {
            Services.await(
                    () -> Files.readString(folder.resolve("out")).contains("listening at http://127.0.0.1:"),
                    java.time.Duration.ofSeconds(PATIENCE_SECONDS));
            process.destroy();
            assertThat(end(process)).as(said()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsCode() throws Exception {
        assertThat(end(start("extender", "serve"))).isEqualTo(2);
        assertThat(said()).contains("--settings FILE").contains("Maybe");
        assertThat(end(start("--settings", settings("mode: pickone\n")))).isEqualTo(3);
        assertThat(said()).contains("pickone").contains("\"pick-one\" was meant");
    }

    @Test
    void itsArgumentsArePairs() {
        assertThat(Main.Arguments.of("--settings", "a", "--kubeconfig", "b"))
                .isEqualTo(new Main.Arguments(Path.of("a"), Path.of("b")));
        assertThat(Main.Arguments.of("--settings", "a")).isEqualTo(new Main.Arguments(Path.of("a"), null));
        assertThat(Main.Arguments.of("--settings")).isNull();
        assertThat(Main.Arguments.of("--settings", "a", "--kubeconfig")).isNull();
        assertThat(Main.Arguments.of("--kubeconfig", "b")).isNull();
        assertThat(Main.Arguments.of()).isNull();
    }
}
