package io.plimsoll.extender.record;

import com.github.luben.zstd.ZstdOutputStream;
import io.plimsoll.extender.record.FileLayer.Out;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with the files of a recording beside appending lines, on a thread of its own: beginnings are written, segments that
 * are over are compressed into one file, the oldest are removed. Thread-safe.
 */
final class SegmentStore {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
    private static final int LEVEL = 3;
    private static final int PIECE = 1 << 16;
    private static final long PATIENCE_SECONDS = 60;

    private final FileLayer files;
    private final RecordingOptions options;
    private final RecordingTally tally;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plimsoll-recording");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Out forced;

    /** @throws IOException when the folder cannot be made */
    SegmentStore(FileLayer files, RecordingOptions options, RecordingTally tally) throws IOException {
        this.files = files;
        this.options = options;
        this.tally = tally;
        Files.createDirectories(options.folder());
        if (options.sync() == Sync.PERIODIC) {
            var unused = executor.scheduleWithFixedDelay(
                    this::forceNow, options.syncMillis(), options.syncMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The number of the first segment of a process; those that another one left behind will be put into one file each. */
    long firstNumber() throws IOException {
        List<SegmentFiles> there = SegmentFiles.list(options.folder());
        for (SegmentFiles segment : there) {
            if (segment.whole() == null) {
                seal(segment.number());
            }
        }
        return there.isEmpty() ? 1 : there.get(there.size() - 1).number() + 1;
    }

    Out create(Path path) throws IOException {
        return files.create(path);
    }

    /** Writes the beginning of a segment. Returns whether that could be done. Of the follower. */
    boolean writeStart(long number, SnapshotWriter snapshot) {
        Path start = SegmentFiles.start(options.folder(), number);
        Path part = start.resolveSibling(start.getFileName() + ".part");
        try {
            try (OutputStream out = compressed(files.create(part))) {
                snapshot.write(out);
            }
            Files.move(part, start, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            tally.failed("The beginning of segment " + number + " could not be written", e);
            removeQuietly(part);
            return false;
        }
    }

    /** Writes lines. */
    interface SnapshotWriter {
        void write(OutputStream out) throws IOException;
    }

    /** Has a file forced to the disk every so often, until it is another's turn; null for none. */
    void force(@Nullable Out out) {
        forced = out;
    }

    private void forceNow() {
        @Nullable Out out = forced;
        if (out != null) {
            try {
                out.force();
            } catch (IOException e) {
                tally.failed("The recording could not be forced to the disk", e);
            }
        }
    }

    /** Has a segment whose last line was written put into one file, and then the oldest removed. */
    void seal(long number) {
        later(() -> {
            try {
                merge(number);
                prune();
            } catch (IOException e) {
                tally.failed("Segment " + number + " stays in two files", e);
            }
        });
    }

    void later(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The recording has ended");
        }
    }

    /** Ends when all of it is done. */
    void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The recording's last segment stays in two files.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Concatenated frames are one compressed stream. */
    private void merge(long number) throws IOException {
        Path folder = options.folder();
        Path start = SegmentFiles.start(folder, number);
        Path entries = SegmentFiles.entries(folder, number);
        Path whole = SegmentFiles.whole(folder, number);
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        boolean hasStart = Files.exists(start);
        if (!Files.exists(whole) && (hasStart || Files.exists(entries))) {
            try {
                try (Out out = files.create(part)) {
                    if (hasStart) {
                        copy(start, plain(out));
                    }
                    if (Files.exists(entries)) {
                        OutputStream frame = compressed(out);
                        copy(entries, frame);
                        frame.close();
                    }
                    out.force();
                }
            } catch (IOException e) {
                removeQuietly(part);
                throw e;
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(start);
        Files.deleteIfExists(entries);
    }

    /** Removes the oldest segments while there is too much, but never the last one from which reading can begin. */
    private void prune() throws IOException {
        List<SegmentFiles> segments = SegmentFiles.list(options.folder());
        long bytes = 0;
        for (SegmentFiles segment : segments) {
            bytes += segment.bytes();
        }
        for (int i = 0; i < segments.size() && bytes > options.totalBytes(); i++) {
            SegmentFiles oldest = segments.get(i);
            boolean laterBegins = false;
            for (SegmentFiles later : segments.subList(i + 1, segments.size())) {
                laterBegins |= later.start() != null || later.whole() != null;
            }
            if (oldest.whole() == null || !laterBegins) {
                break;
            }
            bytes -= oldest.bytes();
            Files.delete(oldest.whole());
        }
        tally.bytesOnDisk = bytes;
    }

    private static void copy(Path from, OutputStream to) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            in.transferTo(to);
        }
    }

    private static OutputStream compressed(Out out) throws IOException {
        return new ZstdOutputStream(plain(out), LEVEL);
    }

    private static OutputStream plain(Out out) {
        return new OutputStream() {

            private final byte[] one = new byte[1];

            @Override
            public void write(int b) throws IOException {
                one[0] = (byte) b;
                out.write(one, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int at = from; at < from + length; at += PIECE) {
                    byte[] piece = java.util.Arrays.copyOfRange(bytes, at, Math.min(from + length, at + PIECE));
                    out.write(piece, piece.length);
                }
            }
        };
    }

    private static void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} could not be removed: {}", file, e.getMessage());
        }
    }
}
