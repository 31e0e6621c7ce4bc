package io.plimsoll.extender.admin;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.extender.http.BodyReader;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.Follower;
import io.plimsoll.extender.record.PastDecisions;
import io.plimsoll.extender.record.Replica;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers questions about the live cluster over HTTP, to whoever bears the token or shows a certificate: {@code POST /simulate}, {@code GET
 * /explain/NAMESPACE/POD}, {@code GET /snapshot}, and {@code GET /openapi.json}, which describes them. Everything is asked
 * of the follower, on threads of its own: the loop that schedules never knows. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int LARGEST_BODY = 4 << 20;
    private static final int LARGEST_HEADERS = 16 << 10;
    private static final int IDLE_SECONDS = 60;
    private static final long PATIENCE_SECONDS = 30;
    private static final int USUAL_NODES = 20;
    private static final int MOST_NODES = 10_000;
    private static final Pattern EXPLAIN = Pattern.compile("/explain/([a-z0-9.-]{1,253})/([a-z0-9.-]{1,253})");

    private volatile AdminOptions options;
    private volatile @Nullable HttpServer server;
    private final Follower follower;
    private final DecisionSettings settings;
    private final SchedulerConfig config;
    private final @Nullable Path recording;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(MOST_AT_ONCE));
    private final AtomicInteger running = new AtomicInteger();
    /** Of the follower's thread. */
    private final Map<String, Scheduler> schedulers = new LinkedHashMap<>();

    /** Whose schedulers they are. Of the follower's thread. */
    private @Nullable Cluster known;

    private final byte[] openApi;

    /**
     * A server of a follower.
     *
     * @param recording where past decisions are looked up; null for nowhere
     * @throws InputException when the settings' configuration is wrong
     */
    public AdminServer(AdminOptions options, Follower follower, DecisionSettings settings, @Nullable Path recording)
            throws IOException, InputException {
        this.options = options;
        this.follower = follower;
        this.settings = settings;
        this.config = settings.scheduler();
        this.recording = recording;
        try (@Nullable InputStream in = AdminServer.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IOException("The description of the questions is missing.");
            }
            openApi = in.readAllBytes();
        }
    }

    /** Begins to listen, and returns the port. */
    public int start() throws IOException {
        HttpServerOptions how = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(LARGEST_HEADERS);
        @Nullable TlsFiles tls = options.tls();
        if (tls != null) {
            tls.set(how);
        }
        HttpServer made = vertx.createHttpServer(how);
        server = made;
        try {
            return made.requestHandler(this::request)
                    .listen(options.port(), options.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .actualPort();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("It was interrupted.", e);
        }
    }

    /** Lets others in from now on, and reads certificates again; fails, and goes on as before, when they cannot be used. */
    public Future<Boolean> configure(AdminOptions next) {
        @Nullable TlsFiles tls = next.tls();
        @Nullable HttpServer running = server;
        Future<Boolean> renewed = tls == null || running == null
                ? Future.succeededFuture(true)
                : running.updateSSLOptions(tls.again(), true);
        return renewed.onSuccess(done -> options = next);
    }

    @Override
    public void close() {
        vertx.close();
    }

    private void request(HttpServerRequest request) {
        AdminOptions now = options;
        @Nullable TlsFiles tls = now.tls();
        if (!now.permits(request.getHeader("Authorization")) && (tls == null || !tls.isKnown(request))) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(
                    request,
                    401,
                    "The request must bear the token, or come with a certificate.",
                    "Maybe the header Authorization is missing.");
            return;
        }
        String path = request.path();
        Matcher explain = EXPLAIN.matcher(path);
        if (path.equals("/simulate")) {
            if (isMethod(request, HttpMethod.POST)) {
                body(request);
            }
        } else if (path.equals("/snapshot")) {
            answer(request, HttpMethod.GET, () -> ask(Replica::list));
        } else if (path.equals("/openapi.json")) {
            answer(request, HttpMethod.GET, () -> openApi);
        } else if (explain.matches()) {
            answer(request, HttpMethod.GET, () -> explain(request, explain.group(1), explain.group(2)));
        } else {
            refuse(request, 404, "There is nothing at this path.", "Maybe /explain/NAMESPACE/POD was meant.");
        }
    }

    private byte[] explain(HttpServerRequest request, String namespace, String name) throws Exception {
        int nodes = nodes(request.getParam("nodes"));
        @Nullable ObjectNode now = ask(replica -> PodAnswer.of(replica, schedulers(replica), namespace, name, nodes));
        ObjectNode answer = now == null ? JsonMapper.shared().createObjectNode() : now;
        @Nullable Path folder = recording;
        var past =
                folder == null ? JsonMapper.shared().createArrayNode() : PastDecisions.about(folder, namespace, name);
        if (now == null && past.isEmpty()) {
            throw new AdminException(
                    404,
                    "The pod (" + namespace + "/" + name + ") must be known.",
                    "Maybe it has ended, or no request about it was recorded.");
        }
        answer.set("past", past);
        return JsonMapper.shared().writeValueAsBytes(answer);
    }

    private static int nodes(@Nullable String given) {
        if (given == null) {
            return USUAL_NODES;
        }
        try {
            int nodes = Integer.parseInt(given);
            if (nodes >= 0 && nodes <= MOST_NODES) {
                return nodes;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new AdminException(
                400,
                "The number of nodes (" + given + ") must be 0 to " + MOST_NODES + ".",
                "Maybe nodes=100 was meant.");
    }

    private void body(HttpServerRequest request) {
        BodyReader body = new BodyReader(LARGEST_BODY, -1);
        boolean[] over = new boolean[1];
        request.handler(piece -> {
            if (!over[0] && !body.add(piece)) {
                over[0] = true;
                refuse(request, 413, "The body must be at most 4 MiB.", "Maybe a snapshot answers it elsewhere.");
            }
        });
        request.endHandler(end -> {
            if (!over[0]) {
                answer(
                        request,
                        HttpMethod.POST,
                        () -> simulate(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8)));
            }
        });
    }

    private byte[] simulate(String body) throws Exception {
        Simulation simulation = Simulation.of(body, config);
        return JsonMapper.shared()
                .writeValueAsBytes(ask(replica -> simulation.run(replica.live().cluster(), schedulers(replica))));
    }

    private Map<String, Scheduler> schedulers(Replica replica) {
        Cluster cluster = replica.live().cluster();
        if (cluster != known) {
            known = cluster;
            schedulers.clear();
            try {
                settings.profiles()
                        .forEach((name, profile) -> schedulers.put(name, new Scheduler(cluster, profile, 0)));
            } catch (InputException e) {
                throw new IllegalStateException("The settings were right when the service began.", e);
            }
        }
        return schedulers;
    }

    private <T extends @Nullable Object> T ask(Function<Replica, T> question) throws Exception {
        CompletableFuture<T> asked = follower.ask(question);
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AdminException(503, "The answer must come within 30 s.", "Maybe the service is still starting.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdminException known) {
                throw known;
            }
            if (e.getCause() instanceof IllegalStateException && follower.isLost()) {
                throw new AdminException(
                        503,
                        "The follower must be up to date.",
                        "Maybe a restart helps; plimsoll_extender_follower_lost says that it gave up.");
            }
            throw e;
        }
    }

    private void answer(HttpServerRequest request, HttpMethod method, Callable<byte[]> question) {
        if (!isMethod(request, method)) {
            return;
        }
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            refuse(
                    request,
                    503,
                    "At most " + MOST_AT_ONCE + " questions are answered at once.",
                    "Maybe try again soon.");
            return;
        }
        vertx.executeBlocking(question, false).onComplete(done -> {
            running.decrementAndGet();
            if (done.succeeded()) {
                request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(done.result()));
            } else if (done.cause() instanceof AdminException known) {
                send(request, known.status(), String.valueOf(known.getMessage()));
            } else {
                LOG.error("A question could not be answered", done.cause());
                refuse(
                        request,
                        500,
                        "The question could not be answered.",
                        "Maybe this is a defect: please report it.");
            }
        });
    }

    private static boolean isMethod(HttpServerRequest request, HttpMethod method) {
        if (request.method().equals(method)) {
            return true;
        }
        request.response().putHeader("Allow", method.name());
        refuse(request, 405, "The method must be " + method.name() + ".", "Maybe another path was meant.");
        return false;
    }

    private static void refuse(HttpServerRequest request, int status, String problem, String advice) {
        send(request, status, problem + "\n" + advice);
    }

    private static void send(HttpServerRequest request, int status, String problem) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("error", problem);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(JsonMapper.shared().writeValueAsBytes(json)));
    }
}
