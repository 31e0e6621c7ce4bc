package io.plimsoll.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection that is kept open: one request after the other, the whole answer read each time. One thread. */
final class KeptConnection implements AutoCloseable {

    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final int OK_AT = 9;

    private final Socket socket;
    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int bodyFrom;
    private int end;

    KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** A POST request as it goes over the wire. */
    static byte[] request(String path, String header, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /**
     * Sends a request and reads the answer.
     *
     * @return how long that took, in nanoseconds
     */
    long send(byte[] request) throws IOException {
        long begin = System.nanoTime();
        write(request);
        read();
        return System.nanoTime() - begin;
    }

    /** Sends a request whose answer is read later. */
    void write(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
    }

    /** Reads the answer to the request that was sent. */
    void read() throws IOException {
        end = 0;
        bodyFrom = -1;
        while (bodyFrom < 0) {
            more();
            bodyFrom = headEnd();
        }
        int whole = bodyFrom + length();
        while (end < whole) {
            more();
        }
        if (bytes[OK_AT] != '2') {
            throw new IOException(new String(bytes, 0, end, StandardCharsets.UTF_8));
        }
    }

    /** The body of the newest answer. A copy. */
    byte[] body() {
        return Arrays.copyOfRange(bytes, bodyFrom, end);
    }

    /** How many bytes that has. */
    int bodyLength() {
        return end - bodyFrom;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void more() throws IOException {
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read < 0) {
            throw new EOFException("The connection was closed.");
        }
        end += read;
    }

    private int headEnd() {
        for (int i = 3; i < end; i++) {
            if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int length() throws IOException {
        for (int i = 0; i + LENGTH.length < bodyFrom; i++) {
            int at = 0;
            while (at < LENGTH.length && Character.toLowerCase(bytes[i + at]) == LENGTH[at]) {
                at++;
            }
            if (at == LENGTH.length) {
                int length = 0;
                for (int digit = i + at; bytes[digit] != '\r'; digit++) {
                    length = 10 * length + bytes[digit] - '0';
                }
                return length;
            }
        }
        throw new IOException("An answer has no length.");
    }
}
