package io.plimsoll.cli;

import io.plimsoll.simulator.engine.Checkpoint;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that let a run be stopped and go on later. */
final class RunCheckpoints {

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Write checkpoint.bin beside the other files every so often of virtual time, as in 1d.")
    private @Nullable Duration every;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from a checkpoint of the same run; decisions.csv, whole or partial, must lie beside it.")
    private @Nullable Path file;

    private @Nullable Checkpoint checkpoint;

    /**
     * Reads the checkpoint to resume, before anything is written.
     *
     * @param run what distinguishes this run from others
     */
    void read(String run, boolean arrivalsOnly) throws IOException {
        if (arrivalsOnly && (every != null || file != null)) {
            throw Failure.usage(
                    "The options --checkpoint-every and --resume must not come with --arrivals-only.",
                    "Maybe --arrivals-only should be left out.");
        }
        if (every != null && every.toMillis() == 0) {
            throw Failure.usage(
                    "The time of --checkpoint-every must be at least 1ms.", "Maybe 1d was meant: once a virtual day.");
        }
        if (file == null) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw Failure.badInput(
                    "The checkpoint (" + file + ") of --resume must be a file.",
                    "Maybe it is the " + Checkpoint.FILE + " in the folder of another run.");
        }
        try {
            checkpoint = Checkpoint.read(file, run);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
    }

    /** The decisions beside the checkpoint: those of a run that was killed, else of one that was stopped; null for none. */
    @Nullable
    InputStream decisions() throws IOException {
        if (file == null) {
            return null;
        }
        for (String name : new String[] {"." + DecisionLog.FILE + ".partial", DecisionLog.FILE}) {
            Path decisions = file.resolveSibling(name);
            if (Files.isRegularFile(decisions)) {
                return Files.newInputStream(decisions);
            }
        }
        return null;
    }

    /** Brings the run to where it was, and has it write checkpoints from there. */
    void apply(
            Simulation simulation, Recorder recorder, OutputFolder folder, String run, @Nullable InputStream decisions)
            throws IOException {
        if (checkpoint != null) {
            try {
                checkpoint.resume(simulation, recorder, decisions);
            } catch (IllegalArgumentException e) {
                throw Failure.badInput(e);
            }
        }
        if (every != null) {
            simulation.onCheckpoint(every.toMillis(), () -> Checkpoint.write(folder, run, simulation, recorder));
        }
    }
}
