package io.plimsoll.extender.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.Tally;
import io.plimsoll.extender.record.Follower;
import io.plimsoll.extender.record.Recorder;
import io.plimsoll.extender.record.RecordingTally;
import io.plimsoll.extender.watch.ClusterWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The service's figures in Prometheus' format; docs/operations.md says what each means. Of the event loop. */
final class Metrics {

    private static final String PREFIX = "plimsoll_extender_";
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter shed = count("requests_shed");
    private final Counter ahead = count("requests_ahead");
    private final Counter cut = count("connections_cut");
    private final Counter reloads = count("config_reloads");
    private final Counter reloadFailures = count("config_reload_failures");
    private final Map<String, Timer> timers = new HashMap<>();
    private final Map<String, Counter> requests = new HashMap<>();

    Metrics(LiveCluster live, Answers answers, ClusterWatch watch, Binds binds, @Nullable Recorder recorder) {
        Tally tally = answers.tally();
        counter("decisions_unschedulable", tally, Tally::unschedulable);
        counter("requests_passed", tally, Tally::passed);
        counter("unknown_nodes", tally, Tally::unknownNodes);
        counter("holds", tally, Tally::held);
        counter("requests_late", tally, Tally::late);
        counter("preemptions", tally, Tally::preemptions);
        counter("preemption_victims", tally, Tally::victims);
        counter("groups_reserved", answers, Answers::groupsReserved);
        counter("groups_failed", answers, Answers::groupsFailed);
        counter("group_timeouts", answers, Answers::groupTimeouts);
        gauge("groups", answers, Answers::groups);
        counter("bound_pods", binds, Binds::done);
        counter("late_bindings", live, LiveCluster::lateBindings);
        counter("watch_events", watch, ClusterWatch::events);
        counter("lists", watch, ClusterWatch::lists);
        gauge("held_pods", live, LiveCluster::heldPods);
        gauge("pods", live, LiveCluster::residents);
        gauge("nodes", live, cluster -> cluster.cluster().nodes().count());
        gauge("ready", watch, watching -> watching.synced() ? 1 : 0);
        if (recorder != null) {
            recording(recorder);
        }
    }

    private void recording(Recorder recorder) {
        RecordingTally recording = recorder.tally();
        counter("recording_entries", recording, RecordingTally::lines);
        counter("recording_bytes", recording, RecordingTally::bytes);
        counter("recording_lost_entries", recording, RecordingTally::lost);
        counter("recording_failures", recording, RecordingTally::failures);
        counter("recording_segments", recording, RecordingTally::segments);
        gauge("recording_disk_bytes", recording, RecordingTally::bytesOnDisk);
        gauge("recording_writing", recording, tallied -> tallied.writing() ? 1 : 0);
        gauge("follower_lost", recording, tallied -> tallied.followerLost() ? 1 : 0);
        gauge("follower_behind", recorder.follower(), Follower::behind);
    }

    /** A request was refused because too many are arriving. */
    void shed() {
        shed.increment();
    }

    /** A request waits until pods have been seen to leave a node. */
    void ahead() {
        ahead.increment();
    }

    /** A connection was closed because a request did not arrive in time. */
    void cut() {
        cut.increment();
    }

    /** The configuration was read again; taken, or refused. */
    void configured(boolean taken) {
        (taken ? reloads : reloadFailures).increment();
    }

    /** A request was answered. */
    void answered(String verb, int status, long nanos) {
        requests.computeIfAbsent(
                        verb + status,
                        each -> Counter.builder(PREFIX + "requests")
                                .tag("verb", verb)
                                .tag("code", Integer.toString(status))
                                .register(registry))
                .increment();
        timers.computeIfAbsent(
                        verb,
                        each -> Timer.builder(PREFIX + "request_duration")
                                .tag("verb", verb)
                                .serviceLevelObjectives(LATENCIES)
                                .register(registry))
                .record(Duration.ofNanos(nanos));
    }

    /** All of it. */
    String scrape() {
        return registry.scrape();
    }

    private Counter count(String name) {
        return Counter.builder(PREFIX + name).register(registry);
    }

    private <T> void counter(String name, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(PREFIX + name, of, value).register(registry);
    }

    private <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, of, value).register(registry);
    }
}
