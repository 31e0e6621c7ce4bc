package io.plimsoll.extender.server;

import io.netty.buffer.Unpooled;
import io.plimsoll.extender.http.BodyReader;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on the event loop. Replies are whole, with Content-Length: Go's client drops a connection whose reply it has not read to
 * the end, and a chunked one it does not. Connections live longer than the 90 s for which that client keeps idle ones.
 */
final class HttpFront {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int IDLE_SECONDS = 120;
    private static final int LONGEST_FIRST_LINE = 4 << 10;
    /** So many of the largest bodies may be arriving at a time. */
    private static final long MOST_BODIES = 4;
    /** How much later than to kube-scheduler something may be told. */
    static final long AHEAD_MILLIS = 500;
    /** Where waiting was in vain, the two do not agree about the rules: for so long only preemptors wait. */
    private static final long VAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long AGAIN_MILLIS = 2;

    private final Vertx vertx;
    private final Answers answers;
    private final Binds binds;
    private final BooleanSupplier ready;
    private final Metrics metrics;
    private final Limits limits;
    private final HttpServer server;
    private int connections;
    private int arriving;
    private long arrivingBytes;
    private boolean draining;
    private long vainUntil = System.nanoTime();
    private Runnable drained = () -> {};

    HttpFront(
            Vertx vertx, ServiceOptions options, Answers answers, Binds binds, BooleanSupplier ready, Metrics metrics) {
        this.vertx = vertx;
        this.answers = answers;
        this.binds = binds;
        this.ready = ready;
        this.metrics = metrics;
        this.limits = options.limits();
        this.server = vertx.createHttpServer(set(
                options.tls(),
                new HttpServerOptions()
                        // Without TLS kube-scheduler speaks HTTP/1.1; looking for another protocol would let silent
                        // connections
                        // pass uncounted.
                        .setHttp2ClearTextEnabled(false)
                        .setTcpNoDelay(true)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxHeaderSize(limits.headerBytes())
                        .setMaxInitialLineLength(LONGEST_FIRST_LINE)));
    }

    private static HttpServerOptions set(@Nullable TlsFiles tls, HttpServerOptions options) {
        if (tls != null) {
            tls.set(options);
        }
        return options;
    }

    /** Reads the certificate again and shows it from now on; fails, and shows the old one, when it cannot be used. */
    Future<Boolean> renew(TlsFiles tls) {
        return server.updateSSLOptions(tls.again(), true);
    }

    /** Listens; the future has the port. */
    Future<Integer> listen(String host, int port) {
        return server.connectionHandler(this::connected)
                .requestHandler(this::request)
                .listen(port, host)
                .map(HttpServer::actualPort);
    }

    /** Ends when the requests that are arriving have been answered. */
    void drain(Runnable then) {
        draining = true;
        drained = () -> server.close().onComplete(ended -> then.run());
        if (arriving == 0) {
            drained.run();
        }
    }

    private void connected(HttpConnection connection) {
        if (connections >= limits.connections()) {
            connection.close();
            return;
        }
        connections++;
        connection.closeHandler(closed -> connections--);
    }

    private void request(HttpServerRequest request) {
        switch (request.path()) {
            case "/healthz" -> text(request, 200, "ok");
            case "/readyz" -> {
                if (draining) {
                    text(request, 503, "ending");
                } else {
                    text(request, ready.getAsBoolean() ? 200 : 503, ready.getAsBoolean() ? "ok" : "not synced yet");
                }
            }
            case "/metrics" -> text(request, 200, metrics.scrape());
            case "/filter" -> later(request, filter());
            case "/prioritize" -> body(request, answers::prioritize);
            case "/preempt" -> body(request, answers::preempt);
            case "/bind" ->
                later(request, (body, length, reply) -> {
                    binds.bind(body, length, reply);
                    return true;
                });
            default -> text(request, 404, "There is nothing at " + request.path() + ".");
        }
    }

    /** Makes an answer of a body. */
    private interface Verb {
        byte[] answer(byte[] body, int length) throws MalformedRequestException, IOException;
    }

    /** Makes an answer of a body and gives it later, on the loop; returns whether it will, or wants to be asked again soon. */
    private interface LaterVerb {
        boolean answer(byte[] body, int length, Consumer<byte[]> reply) throws MalformedRequestException, IOException;
    }

    private void body(HttpServerRequest request, Verb verb) {
        later(request, (body, length, reply) -> {
            reply.accept(verb.answer(body, length));
            return true;
        });
    }

    /** Waits a moment where kube-scheduler knows something that has not been told here; not for long, and not often in vain. */
    private LaterVerb filter() {
        long begin = System.nanoTime();
        long patience = TimeUnit.MILLISECONDS.toNanos(
                Math.min(AHEAD_MILLIS, answers.options().budgetMillis() / 2));
        boolean[] waits = new boolean[1];
        return (body, length, reply) -> {
            long now = System.nanoTime();
            boolean patient = now - begin < patience;
            byte @Nullable [] json = patient
                    ? answers.filterUnlessAhead(body, length, now - vainUntil >= 0)
                    : answers.filter(body, length);
            if (json == null) {
                if (!waits[0]) {
                    metrics.ahead();
                }
                waits[0] = true;
                return false;
            }
            if (waits[0] && !patient) {
                vainUntil = now + VAIN_NANOS;
            }
            reply.accept(json);
            return true;
        };
    }

    private void later(HttpServerRequest request, LaterVerb verb) {
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST");
            text(request, 405, "The method must be POST.");
            return;
        }
        long announced = announced(request);
        if (announced > limits.bodyBytes()) {
            refuse(request, 413, "The body must be at most " + limits.bodyBytes() + " bytes.");
            return;
        }
        if (!ready.getAsBoolean()) {
            refuse(request, 503, "The cluster is not known yet.");
            return;
        }
        boolean bytes = arrivingBytes + Math.max(0, announced) > MOST_BODIES * limits.bodyBytes();
        if (bytes || arriving >= limits.requests()) {
            metrics.shed();
            refuse(request, 503, "Too much is arriving.");
            return;
        }
        receive(request, announced, verb);
    }

    private void receive(HttpServerRequest request, long announced, LaterVerb verb) {
        BodyReader body = new BodyReader(limits.bodyBytes(), announced);
        long counted = Math.max(0, announced);
        arriving++;
        arrivingBytes += counted;
        long timer = vertx.setTimer(limits.bodyMillis(), late -> {
            metrics.cut();
            request.connection().close();
        });
        boolean[] over = new boolean[1];
        Runnable end = () -> {
            over[0] = true;
            vertx.cancelTimer(timer);
            arrivingBytes -= counted;
        };
        Runnable left = () -> {
            arriving--;
            if (draining && arriving == 0) {
                drained.run();
            }
        };
        request.handler(piece -> {
            if (!over[0] && !body.add(piece)) {
                end.run();
                refuse(request, 413, "The body must be at most " + limits.bodyBytes() + " bytes.");
                left.run();
            }
        });
        request.exceptionHandler(broken -> {
            if (!over[0]) {
                end.run();
                left.run();
            }
        });
        request.endHandler(nothing -> {
            if (!over[0]) {
                end.run();
                answer(request, verb, body, System.nanoTime(), left);
            }
        });
    }

    private void answer(HttpServerRequest request, LaterVerb verb, BodyReader body, long begin, Runnable then) {
        Runnable answered = () -> {
            int status = request.response().getStatusCode();
            metrics.answered(request.path().substring(1), status, System.nanoTime() - begin);
            then.run();
        };
        try {
            boolean taken = verb.answer(body.bytes(), body.length(), json -> {
                if (!request.response().closed()) {
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(BufferInternal.buffer(Unpooled.wrappedBuffer(json))); // Buffer.buffer would copy it.
                }
                answered.run();
            });
            if (!taken) {
                vertx.setTimer(AGAIN_MILLIS, again -> answer(request, verb, body, begin, then));
            }
            return;
        } catch (MalformedRequestException e) {
            text(request, 400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("A decision could not be written to the journal: {}", e.getMessage());
            text(request, 503, "The journal cannot be written.");
        } catch (RuntimeException | Error e) {
            // Also what a JVM reports of itself: whoever waits for an answer gets one, and the next request is another.
            LOG.error("A request could not be answered", e);
            text(request, 500, "The request could not be answered: this is a defect of Plimsoll, please report it.");
        }
        answered.run();
    }

    /** Answers before the body has arrived, which is not waited for. */
    private static void refuse(HttpServerRequest request, int status, String why) {
        request.response().putHeader("Connection", "close");
        request.response()
                .setStatusCode(status)
                .end(why + "\n")
                .onComplete(sent -> request.connection().close());
    }

    private static void text(HttpServerRequest request, int status, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text + "\n");
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }
}
