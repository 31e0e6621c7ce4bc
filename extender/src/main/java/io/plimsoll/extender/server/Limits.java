package io.plimsoll.extender.server;

/**
 * What a service bears.
 *
 * @param bodyBytes the largest body of a request
 * @param headerBytes the largest head of a request
 * @param connections how many connections are kept
 * @param requests how many requests may be arriving or waiting for an answer at a time
 * @param bodyMillis how long a body may take to arrive
 */
public record Limits(int bodyBytes, int headerBytes, int connections, int requests, long bodyMillis) {

    /** The largest body there may be: 64 MiB. */
    public static final int LARGEST_BODY = 64 << 20;

    /** What a service bears unless it is told otherwise. */
    public static final Limits DEFAULT = new Limits(LARGEST_BODY, 16 << 10, 256, 128, 10_000);
}
