package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.simulator.report.RunReport;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that goes on from a checkpoint leaves the same bytes behind as one that was never stopped. */
final class CheckpointTest {

    private static final int TRACES = 10;
    private static final int PODS = 150;
    private static final String RUN = "a run of the test";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(TestProfiles.class)
    void aResumedRunShouldLeaveTheSameBytesBehind(TestProfiles profile) throws IOException {
        long seed = Seeds.of("CheckpointTest", 1);
        int checkpoints = 0;
        for (int i = 0; i < TRACES; i++) {
            Trace trace = RandomTraces.trace(seed + i, PODS);
            RunRules rules = new RunRules(
                    i % 4 == 3 ? OnUnschedulable.DROP : OnUnschedulable.QUEUE,
                    List.of(OnNodeLoss.values()).get(i % 3),
                    List.of(Restart.values()).get(i % 2),
                    i % 4 == 3 || i % 5 < 3 ? QueueOrder.RELAXED : QueueOrder.STRICT,
                    i % 3 == 0 ? 0 : i % 7 * 300L,
                    i % 2 == 1 || i % 5 == 0,
                    i % 3 == 0 && (i % 4 == 3 || i % 5 < 3),
                    i * 2L,
                    1 + i * 3L);
            Path whole = temp.resolve(profile + "-" + i);
            List<Path> files = new ArrayList<>();
            String expected = run(trace, profile, rules, whole, null, files);
            for (Path file : files) {
                checkpoints++;
                Path again = temp.resolve(profile + "-" + i + "-again");
                assertThat(run(trace, profile, rules, again, file, new ArrayList<>()))
                        .as("from " + file)
                        .isEqualTo(expected);
                assertThat(again.resolve(DecisionLog.FILE)).hasSameBinaryContentAs(whole.resolve(DecisionLog.FILE));
            }
        }
        assertThat(checkpoints).isGreaterThan(TRACES);
    }

    @Test
    void whatIsNoCheckpointOfTheRunShouldBeRefused() throws IOException {
        List<Path> files = new ArrayList<>();
        RunRules rules = RunRules.of(OnUnschedulable.QUEUE);
        run(RandomTraces.trace(1, PODS), TestProfiles.FIRST, rules, temp.resolve("whole"), null, files);
        byte[] good = Files.readAllBytes(files.get(0));

        refused(new byte[3], RUN, "must be one that Plimsoll wrote");
        refused(changed(good, 0), RUN, "must be one that Plimsoll wrote");
        refused(changed(good, 15), RUN, "must be of version 5");
        refused(changed(good, good.length - 1), RUN, "must be complete and undamaged");
        refused(Arrays.copyOf(good, good.length - 1), RUN, "must be complete and undamaged");
        refused(good, "another run", "must belong to a run of the same trace");
    }

    @Test
    void decisionsOfAnotherRunShouldBeRefused() throws IOException {
        List<Path> files = new ArrayList<>();
        RunRules rules = RunRules.of(OnUnschedulable.QUEUE);
        Trace trace = RandomTraces.trace(1, PODS);
        run(trace, TestProfiles.FIRST, rules, temp.resolve("whole"), null, files);
        Path decisions = temp.resolve("whole").resolve(DecisionLog.FILE);
        Files.writeString(decisions, Files.readString(decisions).replace("bound", "BOUND"));

        assertThatThrownBy(() ->
                        run(trace, TestProfiles.FIRST, rules, temp.resolve("again"), files.get(0), new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The decisions (decisions.csv")
                .hasMessageContaining("Maybe ");
    }

    private void refused(byte[] bytes, String run, String part) throws IOException {
        Path file = Files.write(temp.resolve("broken.bin"), bytes);
        assertThatThrownBy(() -> Checkpoint.read(file, run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part)
                .hasMessageContaining(System.lineSeparator() + "Maybe ");
    }

    private static byte[] changed(byte[] good, int at) {
        byte[] bytes = good.clone();
        bytes[at] ^= 4;
        return bytes;
    }

    /** Runs, from a checkpoint if there is one; keeps every checkpoint that is made on the way. */
    private String run(
            Trace trace, TestProfiles profile, RunRules rules, Path path, @Nullable Path from, List<Path> files)
            throws IOException {
        long warmUpMillis = 20;
        try (OutputFolder folder = OutputFolder.open(path);
                DecisionLog log = DecisionLog.begin(folder);
                InputStream written =
                        from == null ? null : Files.newInputStream(from.resolveSibling(DecisionLog.FILE))) {
            TypicalPods typical = TypicalPods.ofPods(
                    trace.arrivals().stream().map(arrival -> arrival.pod()).toList(), TypicalPods.STUDY_THRESHOLD);
            Recorder recorder = new Recorder(trace.contents(), false, typical, log, warmUpMillis);
            Simulation simulation = new Simulation(trace.stream(), profile.make(), 7, rules, recorder);
            if (from != null) {
                Checkpoint.read(from, RUN).resume(simulation, recorder, written);
            }
            simulation.onCheckpoint(37, () -> {
                Checkpoint.write(folder, RUN, simulation, recorder);
                Path kept = path.resolve(files.size() + ".bin");
                copy(path.resolve(Checkpoint.FILE), kept);
                files.add(kept);
            });
            StopReason reason = simulation.run(new StopFlag(), 400);
            RunResult result = recorder.result(
                    TraceInfo.of("random", "test", 1, PODS, Map.of(), List.of()),
                    PolicyInfo.of(profile.name(), profile.name(), Map.of()),
                    7,
                    new RunOptions(false, 0, rules, warmUpMillis, 400),
                    reason);
            log.complete();
            return RunReport.html(result);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
