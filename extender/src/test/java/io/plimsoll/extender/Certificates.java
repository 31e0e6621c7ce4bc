package io.plimsoll.extender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate of 127.0.0.1 that signs itself, made by the JDK's keytool. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final KeyStore store;

    /** Makes one and writes it as {@code tls.crt} and {@code tls.key} into a folder. */
    public Certificates(Path folder) throws Exception {
        Path file = folder.resolve("store-" + System.nanoTime());
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString(),
                        "-dname",
                        "CN=plimsoll",
                        "-ext",
                        "SAN=IP:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("k", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key));
        Files.writeString(
                folder.resolve("tls.crt"), pem("CERTIFICATE", certificate().getEncoded()));
    }

    /** The certificate. */
    public X509Certificate certificate() throws Exception {
        return (X509Certificate) Objects.requireNonNull(store.getCertificate("k"));
    }

    /** A context of clients that trust this certificate and no other. */
    public SSLContext trusting() throws Exception {
        return trusting(null);
    }

    /** The same of clients that show a certificate of their own. */
    public SSLContext trusting(@Nullable Certificates own) throws Exception {
        KeyManager[] shown = {};
        if (own != null) {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own.store, PASSWORD.toCharArray());
            shown = keys.getKeyManagers();
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("k", certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, factory.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
