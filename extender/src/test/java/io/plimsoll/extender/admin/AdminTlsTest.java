package io.plimsoll.extender.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.Certificates;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port for questions over TLS, of clients with a certificate, with a token, and with neither. */
class AdminTlsTest {

    private static final String TOKEN = "0123456789abcdef-token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Certificates certificates(String name) throws Exception {
        return new Certificates(Files.createDirectory(folder.resolve(name)));
    }

    private TlsFiles tls() {
        return new TlsFiles(
                folder.resolve("server/tls.crt"), folder.resolve("server/tls.key"), folder.resolve("client/tls.crt"));
    }

    private static ServiceOptions options(@Nullable String token, TlsFiles tls) throws Exception {
        AnswerOptions answers = new AnswerOptions(Mode.PICK_ONE, true, 60_000);
        DecisionSettings settings = new DecisionSettings(answers, "best-fit", Map.of(), null);
        return new ServiceOptions("127.0.0.1", 0, settings.profiles(), answers, null)
                .with(settings)
                .with(null, new AdminOptions("127.0.0.1", 0, token, tls));
    }

    private static int status(ExtenderService service, Certificates server, @Nullable Certificates own, String token)
            throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(server.trusting(own)).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + service.adminPort() + "/openapi.json"))
                .timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whoeverShowsACertificateOfTheAuthorityOrBearsTheTokenIsAnswered() throws Exception {
        Certificates server = certificates("server");
        Certificates client = certificates("client");
        Certificates stranger = certificates("stranger");
        try (FakeApiServer api = new FakeApiServer();
                KubernetesClient kube =
                        new KubernetesClientBuilder().withConfig(api.config()).build();
                ExtenderService service = new ExtenderService(options(TOKEN, tls()), kube)) {
            service.start();
            assertThat(status(service, server, client, "")).isEqualTo(200);
            assertThat(status(service, server, null, TOKEN)).isEqualTo(200);
            assertThat(status(service, server, null, "")).isEqualTo(401);
            assertThat(status(service, server, null, TOKEN + "x")).isEqualTo(401);
            assertThatThrownBy(() -> status(service, server, stranger, TOKEN)).isInstanceOf(IOException.class);

            // Another authority, and no token any more: taken without a restart.
            Files.copy(
                    folder.resolve("stranger/tls.crt"),
                    folder.resolve("client/tls.crt"),
                    StandardCopyOption.REPLACE_EXISTING);
            service.configure(options(null, tls()));
            assertThat(status(service, server, stranger, "")).isEqualTo(200);
            assertThat(status(service, server, null, TOKEN)).isEqualTo(401);
            assertThatThrownBy(() -> status(service, server, client, "")).isInstanceOf(IOException.class);

            assertThatThrownBy(() -> service.configure(
                            options(TOKEN, tls()).with(null, new AdminOptions("127.0.0.1", 1, TOKEN, tls()))))
                    .hasMessageContaining("admin cannot change");
        }
    }

    @Test
    void somebodyMustBeLetIn() throws Exception {
        certificates("server");
        certificates("client");
        TlsFiles ofNobody = new TlsFiles(tls().certificate(), tls().key());
        assertThatThrownBy(() -> new AdminOptions("h", 1, null, ofNobody))
                .hasMessageContaining("must have a token or authorities of clients");
        assertThatThrownBy(() -> new AdminOptions("h", 1, null, null)).hasMessageContaining("Maybe");
    }
}
