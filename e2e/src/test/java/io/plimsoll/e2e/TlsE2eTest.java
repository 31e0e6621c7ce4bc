package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kube-scheduler speaks TLS to the extender, and only where the authority of its certificate is the one it was given. */
@ExtendWith(SharedControlPlane.class)
class TlsE2eTest {

    private static final int PODS = 6;
    private static final String STORE_PASSWORD = "changeit";
    private static final String SETTINGS = """
            apiVersion: plimsoll.io/v1
            kind: ExtenderConfiguration
            listen: 127.0.0.1:0
            mode: %s
            tls: {certificate: tls.crt, key: tls.key}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pick-one", "filter+prioritize"})
    void theExtenderIsAskedOverTlsAndAnotherAuthorityIsNotBelieved(String mode, ControlPlane cluster) throws Exception {
        authority("ca");
        authority("other");
        certificate();
        Path settings = Files.writeString(folder.resolve("extender.yaml"), SETTINGS.formatted(mode));
        try (Scene scene = new Scene(cluster, folder, Shapes.nodes(3, "4", "8Gi"))) {
            scene.serve("--settings", settings.toString());
            for (int i = 0; i < PODS; i++) {
                scene.create(Shapes.pod("pod-" + i, "1"));
            }
            scene.schedule(configuration(scene.extender().port(), "other.crt"));
            scene.await(
                    "an unknown authority in kube-scheduler's log",
                    () -> cluster.schedulerOutput().contains("certificate signed by unknown authority") ? true : null);
            assertThat(scene.auditor().bound()).isZero();
            scene.stopScheduler();
            scene.schedule(configuration(scene.extender().port(), "ca.crt"));
            scene.awaitBound(PODS);
            Set<String> used = Set.copyOf(scene.auditor().placements().values());
            assertThat(used).as("packed").hasSize(2);
            if (mode.equals("pick-one")) {
                assertThat(used).containsOnly("node-00", "node-01");
            }
            scene.stopScheduler();
            assertThat(scene.extender().end()).isZero();
            assertThat(scene.auditor().violations()).isEmpty();
            assertThat(scene.replayed()).isGreaterThanOrEqualTo(PODS);
        }
    }

    private String configuration(int port, String authority) {
        return Scene.PLAIN + """
                extenders:
                - urlPrefix: https://127.0.0.1:%d
                  filterVerb: filter
                  prioritizeVerb: prioritize
                  weight: 121
                  nodeCacheCapable: true
                  enableHTTPS: true
                  tlsConfig: {caFile: %s}
                """.formatted(port, folder.resolve(authority));
    }

    /** A certificate that may sign others, as {@code NAME.crt}. */
    private void authority(String name) throws Exception {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c");
        keytool(
                name,
                "-exportcert",
                "-rfc",
                "-file",
                folder.resolve(name + ".crt").toString());
    }

    /** The extender's, signed by {@code ca}, as {@code tls.crt} and {@code tls.key}. */
    private void certificate() throws Exception {
        String request = folder.resolve("tls.csr").toString();
        keytool("tls", "-genkeypair", "-keyalg", "EC", "-dname", "CN=extender");
        keytool("tls", "-certreq", "-file", request);
        keytool(
                "ca",
                "-gencert",
                "-rfc",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request,
                "-outfile",
                folder.resolve("tls.crt").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("tls.p12"))) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        Files.writeString(
                folder.resolve("tls.key"),
                ControlPlane.pem(store.getKey("k", STORE_PASSWORD.toCharArray()).getEncoded()));
    }

    private void keytool(String store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "k", "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
