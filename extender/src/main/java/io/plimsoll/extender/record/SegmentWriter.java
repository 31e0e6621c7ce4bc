package io.plimsoll.extender.record;

import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.record.FileLayer.Out;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.extender.wire.JsonBytes;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the newest segment and begins another when it is full, old or broken. Compression, snapshots and forcing are others'
 * work. Where a write fails, what follows is lost and counted until a new segment can be begun, which starts with a snapshot. Of the loop but
 * for {@link #close}.
 */
final class SegmentWriter {

    private static final int MOST_UNWRITTEN = 1 << 16;
    private static final long RETRY_MILLIS = 5_000;
    private static final int SCALE = 1 << 14;

    private final @Nullable RecordingOptions options;
    private final @Nullable SegmentStore store;
    private DecisionSettings settings;
    private final LoopTime time;
    private final String began;
    private final RecordingTally tally;
    private final Follower follower;
    private final JsonBytes out = new JsonBytes(MOST_UNWRITTEN + SCALE);
    private int unwritten;
    private @Nullable Out file;
    private long segment;
    private long segmentBytes;
    private long segmentBegan;
    private long retryAt;

    /**
     * Begins the first segment, if it can.
     *
     * @param options where to; null for nowhere
     * @param follower writes the beginnings of segments
     * @throws IOException when the folder cannot be made or looked through
     */
    SegmentWriter(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            LoopTime time,
            Instant began,
            RecordingTally tally,
            Follower follower)
            throws IOException {
        this.options = options;
        this.settings = settings;
        this.time = time;
        this.began = began.toString();
        this.tally = tally;
        this.follower = follower;
        this.store = options == null ? null : new SegmentStore(files, options, tally);
        if (store != null) {
            begin(store.firstNumber(), false);
        }
    }

    /** What lines are put into, to be {@link #count counted} then. */
    JsonBytes out() {
        return out;
    }

    /** A line more is to be written. */
    void count() {
        unwritten++;
    }

    /** A line more is to be written, not before others unless there are many. */
    void noted() {
        count();
        if (store == null || out.size() >= MOST_UNWRITTEN) {
            write();
        }
    }

    /** Decisions follow from other settings from now on: a segment begins that says so. */
    void configure(DecisionSettings now) {
        write();
        settings = now;
        @Nullable Out last = file;
        if (last != null) {
            closeQuietly(last);
            begin(segment + 1, true);
        }
    }

    /** Ends when the last segment is one file. */
    void close() {
        if (store != null) {
            @Nullable Out last = file;
            if (last != null) {
                closeQuietly(last);
                store.seal(segment);
            }
            file = null;
            store.close();
        }
    }

    /** Writes what waits to be written; where a write failed, tries a new segment every now and then. */
    void write() {
        if (store == null || (unwritten == 0 && file != null)) {
            out.clear();
            return;
        }
        if (file == null && time.getAsLong() >= retryAt) {
            // What happened since the last try is in the new segment's snapshot.
            lose();
            begin(segment + 1, false);
            return;
        }
        @Nullable Out to = file;
        if (to == null || options == null) {
            lose();
            return;
        }
        try {
            to.write(out.array(), out.size());
            if (options.sync() == Sync.ALWAYS) {
                to.force();
            }
            segmentBytes += out.size();
            tally.bytes.add(out.size());
            tally.lines.add(unwritten);
            unwritten = 0;
            out.clear();
            if (segmentBytes >= options.segmentBytes() || time.getAsLong() - segmentBegan >= options.segmentMillis()) {
                closeQuietly(to);
                begin(segment + 1, true);
            }
        } catch (IOException e) {
            tally.failed("The recording could not be written and goes on with a new segment", e);
            closeQuietly(to);
            seal(store, segment);
            fail();
            lose();
        }
    }

    private void fail() {
        file = null;
        tally.writing = false;
        retryAt = time.getAsLong() + RETRY_MILLIS;
    }

    private void lose() {
        tally.lost.add(unwritten);
        unwritten = 0;
        out.clear();
    }

    /** Begins a segment; the one before is put into one file once the follower has written the new one's beginning. */
    private void begin(long number, boolean follows) {
        @Nullable RecordingOptions to = options;
        @Nullable SegmentStore in = store;
        if (to == null || in == null) {
            return;
        }
        long at = time.getAsLong();
        DecisionSettings now = settings;
        JsonBytes head = new JsonBytes(128);
        Lines.begin(at, Lines.ENTRIES, head);
        Lines.number("segment", number, head);
        head.raw(follows ? ",\"follows\":true" : ",\"follows\":false");
        Lines.json("settings", ApiObjects.bytes(settings.json()), head);
        Lines.end(head);
        segment = number;
        segmentBegan = at;
        segmentBytes = 0;
        try {
            Out next = in.create(SegmentFiles.entries(to.folder(), number));
            file = next;
            in.force(to.sync() == Sync.PERIODIC ? next : null);
            next.write(head.array(), head.size());
            tally.writing = true;
            tally.segments.increment();
            follower.then(replica -> in.writeStart(
                    number, stream -> SegmentStart.write(number, at, began, follows, now, replica, stream)));
        } catch (IOException e) {
            tally.failed("A segment of the recording could not be begun", e);
            @Nullable Out broken = file;
            if (broken != null) {
                closeQuietly(broken);
            }
            fail();
        }
        if (follows) {
            seal(in, number - 1);
        }
    }

    /** Behind the follower's work on the segment, where it still does any. */
    private void seal(SegmentStore in, long number) {
        if (follower.isLost()) {
            in.seal(number);
        } else {
            follower.then(replica -> in.seal(number));
        }
    }

    private void closeQuietly(Out out) {
        try {
            out.close();
        } catch (IOException e) {
            tally.failed("A segment of the recording could not be closed", e);
        }
    }
}
