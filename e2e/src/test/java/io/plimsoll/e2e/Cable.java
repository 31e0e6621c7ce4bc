package io.plimsoll.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cable between a client and the API server that can be cut, unplugged and made long. It hands on bytes, whatever they mean, in their
 * order. Thread-safe.
 */
final class Cable implements AutoCloseable {

    private static final int PIECE = 1 << 16;
    /** So many pieces may be under way in one direction of a connection; beyond that its sender waits. */
    private static final int UNDER_WAY = 1 << 10;

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> frozen = ConcurrentHashMap.newKeySet();
    private volatile boolean plugged = true;
    private volatile long latencyNanos;

    /** Bytes and when they may arrive; no bytes are the end. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Piece(byte[] bytes, long due) {}

    /** A cable to a port on loopback. */
    Cable(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** Where it begins. */
    int port() {
        return entrance.getLocalPort();
    }

    /** How long replies are under way from now on, beside what they take anyway. */
    void setLatencyMillis(long millis) {
        latencyNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Ends all connections; new ones are made. */
    void cut() {
        open.forEach(Cable::end);
    }

    /** Hands on nothing any more by the connections that there are, and says so to nobody; new ones are as ever. */
    void freeze() {
        frozen.addAll(open);
    }

    /** Ends all connections and makes no new ones. */
    void unplug() {
        plugged = false;
        cut();
    }

    /** Makes connections again. */
    void plug() {
        plugged = true;
    }

    @Override
    public void close() throws IOException {
        unplug();
        entrance.close();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            @Nullable Socket client = null;
            try {
                client = entrance.accept();
                if (plugged) {
                    connect(client);
                } else {
                    end(client);
                }
            } catch (IOException e) {
                // Closed, or the API server is away: then this connection has none, and the next may.
                if (client != null) {
                    end(client);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        if (!plugged) {
            cut();
        }
        thread(() -> copy(client, server));
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(UNDER_WAY);
        thread(() -> send(server, underWay));
        thread(() -> receive(underWay, client, server));
    }

    private void copy(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[PIECE];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!frozen.contains(from)) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // It was cut.
        } finally {
            end(from, to);
        }
    }

    private void send(Socket from, BlockingQueue<Piece> underWay) {
        byte[] buffer = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            int length = 0;
            while (length >= 0) {
                length = in.read(buffer);
                underWay.put(new Piece(Arrays.copyOf(buffer, Math.max(0, length)), System.nanoTime() + latencyNanos));
            }
        } catch (IOException e) {
            underWay.clear();
            underWay.add(new Piece(new byte[0], System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(BlockingQueue<Piece> underWay, Socket to, Socket from) {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
                TimeUnit.NANOSECONDS.sleep(piece.due() - System.nanoTime());
                if (!frozen.contains(to)) {
                    out.write(piece.bytes());
                }
            }
        } catch (IOException e) {
            // It was cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(to, from);
            underWay.clear();
        }
    }

    private void end(Socket one, Socket other) {
        end(one);
        end(other);
        open.remove(one);
        open.remove(other);
        frozen.remove(one);
        frozen.remove(other);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
