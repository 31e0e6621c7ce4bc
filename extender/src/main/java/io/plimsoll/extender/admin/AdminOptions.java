package io.plimsoll.extender.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Where questions are answered, and to whom.
 *
 * @param host the address to listen at
 * @param port the port; 0 takes any that is free
 * @param token what a request must bear; at least {@link #SHORTEST_TOKEN} characters
 */
public record AdminOptions(String host, int port, String token) {

    /** The fewest characters of a token. */
    public static final int SHORTEST_TOKEN = 16;

    private static final String SCHEME = "Bearer ";

    /** @throws IllegalArgumentException when the token is too short */
    public AdminOptions {
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("The token of the questions' port must have at least " + SHORTEST_TOKEN
                    + " characters.\nMaybe \"openssl rand -hex 32\" makes one.");
        }
    }

    /** Whether the header Authorization of a request bears the token. Takes as long for any of its length. */
    boolean permits(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token, which must not come into a log. */
    @Override
    public String toString() {
        return "AdminOptions[" + host + ":" + port + "]";
    }
}
