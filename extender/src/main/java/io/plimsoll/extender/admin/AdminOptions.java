package io.plimsoll.extender.admin;

import io.plimsoll.extender.http.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Where questions are answered, and to whom.
 *
 * @param host the address to listen at
 * @param port the port; 0 takes any that is free
 * @param token what a request must bear whose client shows no certificate; at least {@link #SHORTEST_TOKEN} characters; null where
 *     a certificate is the only way
 * @param tls how it speaks TLS; null for not at all
 */
public record AdminOptions(
        String host,
        int port,
        @Nullable String token,
        @Nullable TlsFiles tls) {

    /** The fewest characters of a token. */
    public static final int SHORTEST_TOKEN = 16;

    private static final String SCHEME = "Bearer ";

    /** Of whoever bears a token, without TLS. */
    public AdminOptions(String host, int port, String token) {
        this(host, port, token, null);
    }

    /** @throws IllegalArgumentException when the token is too short, or nobody could be let in */
    public AdminOptions {
        if (token == null && (tls == null || tls.clients() == null)) {
            throw new IllegalArgumentException("The questions' port must have a token or authorities of clients.\n"
                    + "Maybe \"openssl rand -hex 32 > token\" makes one.");
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("The token of the questions' port must have at least " + SHORTEST_TOKEN
                    + " characters.\nMaybe \"openssl rand -hex 32\" makes one.");
        }
    }

    /** Whether the header Authorization of a request bears the token. Takes as long for any of its length. */
    boolean permits(@Nullable String authorization) {
        return token != null
                && authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether other options say the same of where to listen, and whether over TLS. */
    public boolean isSamePlace(@Nullable AdminOptions other) {
        return other != null && host.equals(other.host) && port == other.port && (tls == null) == (other.tls == null);
    }

    /** Without the token, which must not come into a log. */
    @Override
    public String toString() {
        return "AdminOptions[" + host + ":" + port + "]";
    }
}
