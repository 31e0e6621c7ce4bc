package io.plimsoll.extender.server;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.admin.AdminServer;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.live.HoldJournal;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.live.SteadyClock;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.Recorder;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.watch.ClusterWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live service: one event loop that owns the cluster and answers, and beside it the threads that watch the API server and hand
 * it events. Nothing else touches the cluster, so a decision needs no lock and no other thread. Thread-safe from outside.
 */
public final class ExtenderService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExtenderService.class);
    private static final long RECORD_EVERY_MILLIS = 100;
    private static final long RENEW_EVERY_MILLIS = 1_000;
    private static final long START_SECONDS = 30;
    private static final long DRAIN_SECONDS = 10;
    /** The loop looks at the clock every second; what is much more is no time in which it could have heard anything. */
    private static final long LARGEST_STEP_MILLIS = 10_000;

    /** The journal of holds in a recording's folder. */
    private static final String HOLDS = "holds.jsonl";

    private volatile ServiceOptions options;
    private final Answers answers;
    private final Metrics metrics;
    private final @Nullable HoldJournal journal;
    private final LoopTime time;
    private final LiveCluster live;
    private final @Nullable Recorder recorder;
    private final @Nullable AdminServer admin;
    private volatile int adminPort;
    private final Vertx vertx;
    private final Context loop;
    private final ClusterWatch watch;
    private final HttpFront front;
    private final HoldCare holds;

    /**
     * A service of the cluster behind a client, which stays the caller's.
     *
     * @throws IOException when the journal or the recording cannot be read or written
     * @throws InputException when the configuration in the settings is wrong
     */
    public ExtenderService(ServiceOptions options, KubernetesClient client) throws IOException, InputException {
        this(options, client, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /**
     * The same by another clock of milliseconds, which may be set while the service runs: holds live as long as they would.
     *
     * @throws IOException when the journal or the recording cannot be read or written
     * @throws InputException when the configuration in the settings is wrong
     */
    public ExtenderService(ServiceOptions options, KubernetesClient client, LongSupplier clock)
            throws IOException, InputException {
        this.options = options;
        this.time = new LoopTime(new SteadyClock(clock, LARGEST_STEP_MILLIS));
        this.live = new LiveCluster(time);
        this.recorder = recorder(options);
        this.admin = admin(options);
        this.journal = journal(options);
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        this.loop = vertx.getOrCreateContext();
        this.answers = new Answers(
                live,
                options.profiles(),
                options.answers(),
                time,
                journal,
                recorder == null ? DecisionListener.NONE : recorder);
        this.watch = new ClusterWatch(
                client, options.answers().devices(), options.answers().groups(), recorder != null, this::post);
        Executor onLoop = task -> loop.runOnContext(nothing -> task.run());
        Binds binds = new Binds(answers, watch, onLoop, this::apply);
        this.holds = new HoldCare(vertx, onLoop, live, answers, watch, time, recorder, journal, this::apply);
        this.metrics = new Metrics(live, answers, watch, binds, recorder);
        this.front = new HttpFront(vertx, options, answers, binds, this::ready, metrics);
        loop.runOnContext(nothing -> {
            holds.begin();
            vertx.setPeriodic(RENEW_EVERY_MILLIS, timer -> renewIfWorthIt());
            if (recorder != null) {
                vertx.setPeriodic(RECORD_EVERY_MILLIS, timer -> recorder.tick());
            }
        });
    }

    /**
     * Begins to watch and to listen.
     *
     * @return the port it listens at
     * @throws IOException when the address cannot be listened at
     */
    public int start() throws IOException {
        if (admin != null) {
            adminPort = admin.start();
        }
        watch.start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        loop.runOnContext(nothing -> front.listen(options.host(), options.port())
                .onSuccess(port::complete)
                .onFailure(port::completeExceptionally));
        return await(port, START_SECONDS);
    }

    /** The port where questions are answered; 0 before the start, and when there is none. */
    public int adminPort() {
        return adminPort;
    }

    /** Whether everything of the cluster is known, holds from before a restart included. */
    public boolean ready() {
        return watch.synced() && !holds.restoring();
    }

    /** Whether those who follow the cluster, for a recording or for questions, have taken in all that the loop has; true without any. */
    public boolean isFollowed() {
        return recorder == null || recorder.follower().behind() == 0;
    }

    /**
     * Takes another set-up without a pause, as a whole or not at all: certificates are read again, what is held stays held.
     *
     * @throws IOException when it needs a restart, or its certificate cannot be used; then nothing has changed
     */
    public void configure(ServiceOptions next) throws IOException {
        List<String> fixed = options.needsRestart(next);
        if (!fixed.isEmpty()) {
            metrics.configured(false);
            throw new IOException("The configuration was not taken: " + String.join(", ", fixed)
                    + " cannot change while the service runs.\nMaybe a restart was meant.");
        }
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        @Nullable TlsFiles tls = next.tls();
        @Nullable AdminOptions questions = next.admin();
        loop.runOnContext(nothing -> (tls == null ? Future.succeededFuture(true) : front.renew(tls))
                .compose(renewed ->
                        admin == null || questions == null ? Future.succeededFuture(true) : admin.configure(questions))
                .onSuccess(renewed -> {
                    options = next;
                    answers.configure(next.profiles(), next.answers());
                    @Nullable DecisionSettings settings = next.settings();
                    if (recorder != null && settings != null) {
                        recorder.configure(settings);
                    }
                    taken.complete(0);
                })
                .onFailure(taken::completeExceptionally));
        try {
            await(taken, START_SECONDS);
            metrics.configured(true);
        } catch (IOException e) {
            metrics.configured(false);
            throw new IOException("The configuration was not taken: " + e.getMessage(), e);
        }
    }

    /** Notes that a configuration could not be read. */
    public void refused() {
        metrics.configured(false);
    }

    /** Answers what has begun to arrive, then ends. */
    @Override
    public void close() {
        try {
            CompletableFuture<Integer> drained = new CompletableFuture<>();
            loop.runOnContext(nothing -> front.drain(() -> drained.complete(0)));
            await(drained, DRAIN_SECONDS);
        } catch (IOException e) {
            LOG.warn("Some requests did not end in time: {}", e.getMessage());
        }
        watch.close();
        endLoop();
        if (admin != null) {
            admin.close();
        }
        if (recorder != null) {
            recorder.close();
        }
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                LOG.warn("The journal could not be closed: {}", e.getMessage());
            }
        }
    }

    /** What still waits for the loop is not told to a recorder that is closed. */
    private void endLoop() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The event loop did not end in time: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable AdminServer admin(ServiceOptions given) throws IOException, InputException {
        @Nullable RecordingOptions recording = given.recording();
        return given.admin() == null || given.settings() == null || recorder == null
                ? null
                : new AdminServer(
                        given.admin(),
                        recorder.follower(),
                        given.settings(),
                        recording == null ? null : recording.folder());
    }

    private @Nullable Recorder recorder(ServiceOptions given) throws IOException {
        boolean wanted = given.recording() != null || given.admin() != null;
        return !wanted || given.settings() == null
                ? null
                : Recorder.open(
                        given.recording(),
                        given.settings(),
                        () -> live.cluster().nodes(),
                        time,
                        Instant.now());
    }

    private static @Nullable HoldJournal journal(ServiceOptions given) throws IOException {
        @Nullable RecordingOptions recording = given.recording();
        @Nullable Path file = given.journal();
        if (file == null && recording != null) {
            file = recording.folder().resolve(HOLDS);
        }
        return file == null ? null : HoldJournal.open(file);
    }

    private void post(ClusterEvent event) {
        loop.runOnContext(nothing -> apply(event));
    }

    private void apply(ClusterEvent event) {
        time.tick();
        if (recorder != null) {
            recorder.event(event);
        }
        try {
            answers.apply(event);
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.error("An event of the cluster has no effect ({}): {}", event, e.getMessage());
        }
    }

    /** What has been must not take ever more space: rollouts and jobs bring new kinds of pods for as long as the service runs. */
    private void renewIfWorthIt() {
        @Nullable DecisionSettings settings = options.settings();
        if (settings == null || !live.isWorthRenewing()) {
            return;
        }
        try {
            long begin = System.nanoTime();
            answers.renew(settings.profiles());
            LOG.info(
                    "Kinds of pods that are no more were forgotten in {} ms",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (InputException e) {
            throw new IllegalStateException("The settings were right when they were taken.", e);
        }
    }

    private static int await(CompletableFuture<Integer> future, long seconds) throws IOException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new IOException("It took more than " + seconds + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("It was interrupted.", e);
        }
    }
}
