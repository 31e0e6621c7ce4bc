package io.plimsoll.core.model;

/**
 * A port of the node that a pod takes.
 *
 * @param ip address of the node; {@link #ANY_IP} takes the port on all of them
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param port 1..65535
 */
public record HostPort(String ip, String protocol, int port) {

    /** All addresses of a node. */
    public static final String ANY_IP = "0.0.0.0";

    /** @throws IllegalArgumentException when the port is none */
    public HostPort {
        Require.text("address of a host port", ip);
        Require.text("protocol of a host port", protocol);
        Require.range("host port", port, 1, 65535, "the port should be left out.");
    }

    /** Whether pods that take this port and the other one cannot share a node. */
    public boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (ip.equals(other.ip) || ip.equals(ANY_IP) || other.ip.equals(ANY_IP));
    }
}
