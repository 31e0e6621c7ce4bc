package io.plimsoll.extender.server;

import org.jspecify.annotations.Nullable;

/**
 * An address to listen at.
 *
 * @param host a name or a number of this machine
 * @param port from 0, which takes any that is free, to 65535
 */
public record ListenAddress(String host, int port) {

    private static final int LARGEST_PORT = 65_535;

    /** Reads {@code HOST:PORT}; null when it is none. */
    public static @Nullable ListenAddress of(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return colon > 0 && port >= 0 && port <= LARGEST_PORT
                    ? new ListenAddress(text.substring(0, colon), port)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
