package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.output.OutputFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A run that can go on later, as a file: eight bytes that say what it is, a version, the length and the CRC-32 of the rest,
 * and the state as {@link StateExchange} writes it. It holds which pods there are and where, what was counted and what is
 * to come. What follows from the trace alone (nodes, classes of pods, who arrived) is taken from the trace again, which is
 * read up to the place without deciding anything.
 *
 * <p>A resumed run leaves the same bytes behind as one that was never stopped.
 */
public final class Checkpoint {

    /** The name of the file. */
    public static final String FILE = "checkpoint.bin";

    private static final long MAGIC = 0x504c494d434b5054L;
    private static final long VERSION = 5;
    private static final int HEAD_BYTES = 4 * Long.BYTES;

    private final byte[] bytes;

    private Checkpoint(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Writes the present state; the file appears complete or not at all.
     *
     * @param run what distinguishes this run from others: a checkpoint is resumed by the same one only
     */
    public static void write(OutputFolder folder, String run, Simulation simulation, Recorder recorder) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        StateExchange exchange = StateExchange.into(new DataOutputStream(state));
        exchange.text(run);
        simulation.state(exchange);
        recorder.state(exchange, null);
        byte[] bytes = state.toByteArray();
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        head.putLong(MAGIC).putLong(VERSION).putLong(bytes.length).putLong(digest(bytes, 0));
        try (OutputFile file = folder.begin(FILE)) {
            file.write(head.array(), 0, HEAD_BYTES);
            file.write(bytes, 0, bytes.length);
            file.commit();
        }
    }

    /**
     * Reads a file.
     *
     * @param run as in {@link #write}
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException in two lines, when it is damaged, of another version or of another run
     */
    public static Checkpoint read(Path file, String run) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer head = ByteBuffer.wrap(bytes);
        require(
                bytes.length >= HEAD_BYTES && head.getLong() == MAGIC,
                file,
                "be one that Plimsoll wrote",
                "another file was meant: checkpoints are called " + FILE + ".");
        require(
                head.getLong() == VERSION,
                file,
                "be of version " + VERSION,
                "it was written by another version of Plimsoll, which could resume it.");
        require(
                head.getLong() == bytes.length - HEAD_BYTES && head.getLong() == digest(bytes, HEAD_BYTES),
                file,
                "be complete and undamaged",
                "it was cut short by a copy or a full disk.");
        Checkpoint checkpoint = new Checkpoint(bytes);
        String theirs = checkpoint.exchange().text("");
        require(
                theirs.equals(run),
                file,
                "belong to a run of the same trace, policy, seed and rules",
                "an option differs; it was made by: " + theirs);
        return checkpoint;
    }

    /**
     * Brings a simulation that has not begun, and its recorder, to the state of the file.
     *
     * @param written the decisions that stood beside the checkpoint; null when none are recorded
     * @throws IllegalArgumentException in two lines, when those are of another run
     */
    public void resume(Simulation simulation, Recorder recorder, @Nullable InputStream written) {
        StateExchange exchange = exchange();
        exchange.text("");
        simulation.state(exchange);
        recorder.state(exchange, written);
    }

    private StateExchange exchange() {
        return StateExchange.from(
                new DataInputStream(new ByteArrayInputStream(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES)));
    }

    private static long digest(byte[] bytes, int from) {
        CRC32 digest = new CRC32();
        digest.update(bytes, from, bytes.length - from);
        return digest.getValue();
    }

    private static void require(boolean condition, Path file, String rule, String advice) {
        if (!condition) {
            throw new IllegalArgumentException("The checkpoint (" + file + ") to resume must " + rule + "."
                    + System.lineSeparator() + "Maybe " + advice);
        }
    }
}
