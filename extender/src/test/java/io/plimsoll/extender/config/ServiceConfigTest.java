package io.plimsoll.extender.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.server.Limits;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceConfigTest {

    private static final String HEAD = "apiVersion: plimsoll.io/v1\nkind: ExtenderConfiguration\n";

    @TempDir
    private Path folder;

    private Loaded read(String text) throws IOException, InputException {
        return ServiceConfig.read(Files.writeString(folder.resolve("extender.yaml"), text));
    }

    @Test
    void whatIsNotSaidIsAsTheDocumentSays() throws Exception {
        ServiceOptions options = read(HEAD).options();
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(8888);
        assertThat(options.profiles()).containsOnlyKeys("default-scheduler");
        assertThat(options.answers()).isEqualTo(new AnswerOptions(Mode.FILTER_PRIORITIZE, false, 660_000));
        assertThat(options.journal()).isNull();
        assertThat(options.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(options.tls()).isNull();
        assertThat(options.recording()).isNull();
        assertThat(options.admin()).isNull();
    }

    /** The example in the document is one, and says what holds anyway but where it cannot. */
    @Test
    void theExampleOfTheDocumentIsRead() throws Exception {
        String document = Files.readString(Path.of("../docs/operations.md"));
        int from = document.indexOf("apiVersion: plimsoll.io/v1\n");
        String example = document.substring(from, document.indexOf("```", from));
        Files.writeString(
                folder.resolve("scheduler.yaml"),
                "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n");
        Files.writeString(folder.resolve("tls.crt"), "");
        Files.writeString(folder.resolve("tls.key"), "");
        Files.writeString(folder.resolve("clients.crt"), "");
        Files.writeString(folder.resolve("admin-token"), "0123456789abcdef\n");
        Loaded loaded = read(example);
        ServiceOptions options = loaded.options();
        assertThat(options.answers()).isEqualTo(new AnswerOptions(Mode.FILTER_PRIORITIZE, false, 660_000));
        assertThat(options.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(options.tls()).isEqualTo(new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key")));
        assertThat(options.journal()).isEqualTo(Path.of("/var/lib/plimsoll/holds"));
        assertThat(options.recording()).isEqualTo(RecordingOptions.in(Path.of("/var/lib/plimsoll/recording")));
        assertThat(options.admin())
                .isEqualTo(new AdminOptions(
                        "127.0.0.1",
                        8889,
                        "0123456789abcdef",
                        new TlsFiles(
                                folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("clients.crt"))));
        assertThat(loaded.files())
                .containsExactlyInAnyOrder(
                        folder.resolve("extender.yaml"),
                        folder.resolve("scheduler.yaml"),
                        folder.resolve("tls.crt"),
                        folder.resolve("tls.key"),
                        folder.resolve("clients.crt"),
                        folder.resolve("admin-token"));
    }

    @Test
    void aRecordingAndQuestionsThatCannotBeAreRefusedTogether() throws Exception {
        Files.writeString(folder.resolve("short"), "secret");
        assertThatThrownBy(() -> read(HEAD + """
                        recording: {limit: 1Ki, sync: allways}
                        admin: {listen: here, token: short, tls: {certificate: tls.crt, clients: nowhere}}
                        """))
                .hasMessageContaining("recording.folder")
                .hasMessageContaining("be an amount of 1048576 to")
                .hasMessageContaining("\"always\" was meant")
                .hasMessageContaining("127.0.0.1:8889 was meant")
                .hasMessageContaining("both files are needed")
                .hasMessageContaining("admin.tls.clients")
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(HEAD + "admin: {listen: \"127.0.0.1:1\"}\n"))
                .hasMessageContaining("must have a token or authorities of clients");
    }

    @Test
    void whatIsSaidHolds() throws Exception {
        Files.writeString(folder.resolve("s.yaml"), """
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                profiles:
                - schedulerName: default-scheduler
                - schedulerName: gpu
                """);
        ServiceOptions options = read(HEAD + """
                        listen: 0.0.0.0:0
                        schedulerConfiguration: s.yaml
                        policy: most-allocated
                        mode: score-only
                        profiles:
                        - {schedulerName: gpu, policy: fgd, mode: pick-one}
                        lastFilter: true
                        hold: 90s
                        budget: 500ms
                        journal: holds
                        widenVictims: true
                        devices: {milliResource: x/m, countResource: x/c, modelLabel: x/l, indexAnnotation: x/i}
                        groups: {nameLabel: g/n, leastLabel: g/l}
                        limits: {body: 1Mi, headers: "4096", connections: 3, requests: 2, bodyTime: 1m}
                        """).options();
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.answers())
                .isEqualTo(new AnswerOptions(
                        Mode.SCORE_ONLY,
                        Map.of("gpu", Mode.PICK_ONE),
                        true,
                        90_000,
                        500,
                        true,
                        new DeviceNames("x/m", "x/c", "x/l", "x/i"),
                        new GroupNames("g/n", "g/l")));
        assertThat(options.limits()).isEqualTo(new Limits(1 << 20, 4096, 3, 2, 60_000));
        assertThat(options.journal()).isEqualTo(folder.resolve("holds"));
        assertThat(Objects.requireNonNull(options.profiles().get("gpu")).scorers())
                .isNotEqualTo(Objects.requireNonNull(options.profiles().get("default-scheduler"))
                        .scorers());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        apiVersion: plimsoll.io/v2
                        kind: ExtenderConfiguration
                        listen: 8888
                        policy: best-fat
                        mode: pick-two
                        hold: 11
                        budgets: 4s
                        lastFilter: "yes"
                        tls: {certificate: none}
                        limits: {body: 65Mi, connections: 0}
                        devices: {milliResource: a/b, countResource: a/b}
                        profiles:
                        - {policy: fgd}
                        - {schedulerName: elsewhere}
                        """)).isInstanceOfSatisfying(InputException.class, problems -> {
            assertThat(problems.problems())
                    .extracting(problem -> problem.field())
                    .containsExactlyInAnyOrder(
                            "apiVersion",
                            "listen",
                            "policy",
                            "mode",
                            "hold",
                            "budgets",
                            "lastFilter",
                            "tls.certificate",
                            "tls.key",
                            "limits.body",
                            "limits.connections",
                            "devices.countResource",
                            "profiles[0].schedulerName",
                            "profiles[1].schedulerName");
            assertThat(problems.problems())
                    .allMatch(problem -> !problem.advice().isEmpty());
            assertThat(problems.problems()).anyMatch(problem -> problem.line() == 5);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    policy: best-fat                     | best-fat
                    schedulerConfiguration: none.yaml    | be a file that can be read
                    schedulerConfiguration: extender.yaml | be a KubeSchedulerConfiguration
                    hold: 25h                            | be a time of 1ms to 24h
                    hold: 0s                             | be a time of 1ms to 24h
                    mode: [pick-one]                     | be a text
                    profiles: gpu                        | be a list
                    'profiles: [{schedulerName: default-scheduler, mode: score-only}, {schedulerName: default-scheduler, mode: score-only}]' | be given once
                    """)
    void eachThatIsWrongIsRefused(String line, String rule) {
        assertThatThrownBy(() -> read(HEAD + line + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(rule)
                .hasMessageContaining("Maybe");
    }

    @Test
    void aFileOfAnotherKindIsNone() {
        assertThatThrownBy(() -> read("kind: Pod\n")).hasMessageContaining("hold a ExtenderConfiguration");
        assertThatThrownBy(() -> ServiceConfig.read(folder.resolve("none"))).isInstanceOf(InputException.class);
    }
}
