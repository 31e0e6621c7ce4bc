package io.plimsoll.extender.http;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a port shows of itself over TLS and whom it believes, as PEM.
 *
 * @param certificate the certificate, and those between it and an authority that clients know
 * @param key its private key (PKCS #8)
 * @param clients the authorities whose certificates clients may show; null where none are looked at
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clients) {

    /** A port that looks at no certificates. */
    public TlsFiles(Path certificate, Path key) {
        this(certificate, key, null);
    }

    /** Sets a server up to speak TLS. A client that shows a certificate of somebody else is not let in; one that shows none is. */
    public void set(HttpServerOptions options) {
        options.setSsl(true).setUseAlpn(true).setKeyCertOptions(own());
        @Nullable PemTrustOptions trust = trust();
        if (trust != null) {
            options.setTrustOptions(trust).setClientAuth(ClientAuth.REQUEST);
        }
    }

    /** The same, for a server that runs: the files are read again. */
    public ServerSSLOptions again() {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(own());
        @Nullable PemTrustOptions trust = trust();
        return trust == null ? options : options.setTrustOptions(trust).setClientAuth(ClientAuth.REQUEST);
    }

    /** Whether the client has shown a certificate of one of the authorities. */
    public boolean isKnown(HttpServerRequest request) {
        @Nullable SSLSession session = request.connection().sslSession();
        if (clients == null || session == null) {
            return false;
        }
        try {
            return session.getPeerCertificates().length > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private PemKeyCertOptions own() {
        return new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
    }

    private @Nullable PemTrustOptions trust() {
        return clients == null ? null : new PemTrustOptions().addCertPath(clients.toString());
    }
}
