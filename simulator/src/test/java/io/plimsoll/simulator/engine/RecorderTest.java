package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.engine.ReferenceRecorder.Moment;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.FailureReason;
import io.plimsoll.simulator.record.HeatMap;
import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Series;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recorder says of a run is what one sees who looks at everything all the time. */
final class RecorderTest {

    private static final int TRACES = 30;
    private static final int PODS = 150;
    private static final double ROUNDING = 1e-6;

    @TempDir
    private Path temp;

    @Test
    void theRecordOfAQueueingRunShouldAgreeWithTheReference() {
        long seed = Seeds.of("RecorderTest", 1);
        for (int i = 0; i < TRACES; i++) {
            compare(RandomTraces.trace(seed + i, PODS), OnUnschedulable.QUEUE, false);
        }
    }

    @Test
    void theRecordOfADroppingRunShouldAgreeWithTheReference() {
        long seed = Seeds.of("RecorderTest", 101);
        for (int i = 0; i < TRACES; i++) {
            compare(RandomTraces.trace(seed + i, PODS), OnUnschedulable.DROP, false);
        }
    }

    @Test
    void demandWithoutDeparturesShouldCountDroppedPodsToo() {
        for (int i = 0; i < 5; i++) {
            compare(ArrivalsOnly.of(RandomTraces.trace(201 + i, PODS)), OnUnschedulable.DROP, true);
        }
    }

    @Test
    void refusalsByFiltersBehindThoseAboutLoadShouldBeCounted() {
        for (int i = 0; i < 20; i++) {
            Trace trace = RandomTraces.trace(301 + i, PODS);
            TypicalPods typical = typical(trace);
            ReferenceRecorder reference = new ReferenceRecorder(typical, false);
            new Simulation(
                            trace.stream(),
                            TestProfiles.FIRST.make(new NotInZoneB()),
                            1,
                            OnUnschedulable.QUEUE,
                            reference)
                    .run();
            Recorder recorder = new Recorder(trace.contents(), false, typical, null);
            new Simulation(
                            trace.stream(),
                            TestProfiles.FIRST.make(new NotInZoneB()),
                            1,
                            OnUnschedulable.QUEUE,
                            recorder)
                    .run();

            assertFailures(result(recorder, OnUnschedulable.QUEUE, false).summary(), reference);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"best-fit", "fgd", "random"})
    void aRecordedRunShouldDecideAsOneThatNobodySees(String policy) throws IOException {
        for (int i = 0; i < 10; i++) {
            Trace trace = RandomTraces.trace(401 + i, PODS);
            List<String> unseen = new ArrayList<>();
            new Simulation(trace.stream(), profile(policy, trace), 1, OnUnschedulable.QUEUE, new Placements(unseen))
                    .run();
            Path folder = temp.resolve(policy + i);
            try (OutputFolder output = OutputFolder.open(folder);
                    DecisionLog log = DecisionLog.begin(output)) {
                Recorder recorder = new Recorder(trace.contents(), false, typical(trace), log);
                new Simulation(trace.stream(), profile(policy, trace), 1, OnUnschedulable.QUEUE, recorder).run();
                log.complete();
            }

            assertThat(Files.readAllLines(folder.resolve(DecisionLog.FILE)))
                    .filteredOn(line -> line.contains(",bound,"))
                    .map(line -> line.substring(line.indexOf(',') + 1))
                    .isEqualTo(unseen);
        }
    }

    @Test
    void aTraceWithoutPodsShouldHaveARecord() {
        Trace trace = new Trace("quiet", "test", true, RandomTraces.trace(1, 1).initialNodes(), List.of(), List.of());

        RunSummary run =
                record(trace, OnUnschedulable.QUEUE, false, TypicalPods.NONE).summary();

        assertThat(run.spanMillis()).isZero();
        assertThat(run.totals().arrived()).isZero();
        assertThat(run.waiting().placements()).isZero();
        assertThat(run.emptyNodes().mean()).isEqualTo(trace.initialNodes().size());
    }

    @Test
    void aTraceWithoutNodesShouldHaveARecord() {
        Trace with = RandomTraces.trace(1, 20);
        Trace trace = new Trace("nowhere", "test", true, List.of(), List.copyOf(with.arrivals()), List.of());

        RunSummary run =
                record(trace, OnUnschedulable.QUEUE, false, TypicalPods.NONE).summary();

        assertThat(run.totals().pending()).isEqualTo(20);
        assertThat(run.resources()).isEmpty();
        assertThat(run.fragmentation()).isNull();
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void aRecorderThatSawNoRunShouldSaySo() {
        Recorder recorder = new Recorder(RandomTraces.trace(1, 1).contents(), false, TypicalPods.NONE, null);

        assertThatThrownBy(() -> recorder.timePassed(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must have begun.\nMaybe ");
    }

    private static void compare(Trace trace, OnUnschedulable onUnschedulable, boolean arrivalsOnly) {
        TypicalPods typical = typical(trace);
        ReferenceRecorder reference = new ReferenceRecorder(typical, arrivalsOnly);
        new Simulation(trace.stream(), TestProfiles.GRADIENT.make(), 1, onUnschedulable, reference).run();
        reference.end();

        RunResult result = record(trace, onUnschedulable, arrivalsOnly, typical);

        RunSummary run = result.summary();
        for (ResourceUse use : run.resources()) {
            assertLevel(use.allocated(), reference.moments, "allocated." + use.name());
        }
        assertLevel(run.emptyNodes(), reference.moments, "emptyNodes");
        assertLevel(run.pendingPods(), reference.moments, "pendingPods");
        assertSeries(result.series(), reference.moments);
        if (result.heatMap().resource().equals("gpu")) {
            assertHeatMap(result.heatMap(), reference.moments, run.spanMillis());
        }
        assertThat(run.waiting().placements()).isEqualTo(reference.waits.size());
        assertThat(run.waiting().maxMillis())
                .isEqualTo(
                        reference.waits.stream().mapToLong(wait -> wait).max().orElse(0));
        assertThat(run.waiting().withoutWaiting())
                .isEqualTo(reference.waits.stream().filter(wait -> wait == 0).count());
        assertFailures(run, reference);
    }

    private static void assertFailures(RunSummary run, ReferenceRecorder reference) {
        assertThat(run.failures()).hasSize(reference.failures.size());
        for (FailureReason failure : run.failures()) {
            long[] tally = Objects.requireNonNull(reference.failures.get(failure.reason()), failure.reason());
            assertThat(failure.attempts()).isEqualTo(tally[0]);
            assertThat(failure.nodes()).isEqualTo(tally[1]);
        }
    }

    private static RunResult record(
            Trace trace, OnUnschedulable onUnschedulable, boolean arrivalsOnly, TypicalPods typical) {
        Recorder recorder = new Recorder(trace.contents(), arrivalsOnly, typical, null);
        new Simulation(trace.stream(), TestProfiles.GRADIENT.make(), 1, onUnschedulable, recorder).run();
        return result(recorder, onUnschedulable, arrivalsOnly);
    }

    private static RunResult result(Recorder recorder, OnUnschedulable onUnschedulable, boolean arrivalsOnly) {
        return recorder.result(
                TraceInfo.of("random", "test", 1, PODS, Map.of(), List.of()),
                PolicyInfo.of("gradient", "gradient", Map.of()),
                1,
                new RunOptions(arrivalsOnly, 0, onUnschedulable),
                StopReason.FINISHED);
    }

    private static TypicalPods typical(Trace trace) {
        List<PodSpec> pods =
                trace.arrivals().stream().map(arrival -> arrival.pod()).toList();
        return TypicalPods.ofPods(pods, TypicalPods.STUDY_THRESHOLD);
    }

    private static void assertLevel(Level level, List<Moment> moments, String column) {
        double integral = 0;
        double peak = 0;
        for (int i = 0; i < moments.size(); i++) {
            double value = value(moments.get(i), column);
            long until = i + 1 < moments.size()
                    ? moments.get(i + 1).time()
                    : moments.get(i).time();
            integral += value * (until - moments.get(i).time());
            peak = Math.max(peak, value);
        }
        Moment last = moments.get(moments.size() - 1);
        assertThat(level.peak()).as("peak of " + column).isCloseTo(peak, within(ROUNDING));
        assertThat(level.atEnd()).as("end of " + column).isCloseTo(value(last, column), within(ROUNDING));
        assertThat(level.mean()).as("mean of " + column).isCloseTo(integral / last.time(), within(ROUNDING));
    }

    private static void assertSeries(Series series, List<Moment> moments) {
        for (int row = 0; row < series.rows(); row++) {
            boolean last = row == series.rows() - 1;
            for (int column = 0; column < series.columns().size(); column++) {
                String name = series.columns().get(column);
                boolean held = name.startsWith("fragmentation.") && !last;
                Moment moment = at(moments, series.timeMillis(held ? row - (row % 4) : row));
                assertThat(series.value(row, column))
                        .as(name + " at " + series.timeMillis(row))
                        .isCloseTo(value(moment, name), within(ROUNDING));
            }
        }
        assertThat(series.timeMillis(series.rows() - 1))
                .isEqualTo(moments.get(moments.size() - 1).time());
    }

    private static void assertHeatMap(HeatMap map, List<Moment> moments, long endMillis) {
        for (int group = 0; group < map.groups().size(); group++) {
            for (int bucket = 0; bucket < map.buckets(); bucket++) {
                double allocated = 0;
                double offered = 0;
                long until = Math.min(endMillis, (bucket + 1) * map.bucketMillis());
                for (long time = bucket * map.bucketMillis(); time < until; time++) {
                    long[] gpus =
                            at(moments, time).gpus().getOrDefault(map.groups().get(group), new long[2]);
                    allocated += gpus[0];
                    offered += gpus[1];
                }
                assertThat((double) map.share(group, bucket))
                        .as(map.groups().get(group) + " in " + bucket)
                        .isCloseTo(offered == 0 ? -1 : allocated / offered, within(ROUNDING));
            }
        }
    }

    private static Moment at(List<Moment> moments, long time) {
        Moment found = moments.get(0);
        for (Moment moment : moments) {
            if (moment.time() <= time) {
                found = moment;
            }
        }
        return found;
    }

    private static double value(Moment moment, String column) {
        return Objects.requireNonNull(moment.values().get(column), column);
    }

    private static Profile profile(String policy, Trace trace) {
        List<PodSpec> pods =
                trace.arrivals().stream().map(arrival -> arrival.pod()).toList();
        return Policies.load().profile(policy, PolicyContext.of(trace.initialNodes(), pods));
    }

    /** Writes down what a decision log would, and asks nothing. */
    private static final class Placements implements RunObserver {

        private final List<String> lines;
        private @Nullable Cluster cluster;
        private long nowMillis;

        Placements(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void started(Cluster itsCluster, Scheduler scheduler) {
            cluster = itsCluster;
        }

        @Override
        public void timePassed(long timeMillis) {
            nowMillis = timeMillis;
        }

        @Override
        public void podPlaced(int pod, long waitMillis, boolean again) {
            PodTable pods = Objects.requireNonNull(cluster).pods();
            String node = Objects.requireNonNull(cluster).nodes().name(pods.node(pod));
            String devices = BitSet.valueOf(new long[] {pods.devices(pod)}).stream()
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(";"));
            lines.add(nowMillis + "," + pods.name(pod) + ",bound," + node + "," + devices + ",");
        }
    }

    /** Looks at descriptions, but behind the filters that look at load. */
    private static final class NotInZoneB implements Filter {

        @Override
        public String name() {
            return "NotInZoneB";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.STATIC);
        }

        @Override
        public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
            NodeFilter rule =
                    node -> "b".equals(context.nodes().spec(node).labels().get("zone")) ? 1 : FilterRule.PASS;
            return List.of(rule);
        }

        @Override
        public String reason(int bit, PodClass podClass, PluginContext context) {
            return "node(s) were in zone b";
        }
    }
}
