package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.record.FileLayer.Out;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.extender.watch.Documents;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the loop takes in and decides, in its order, and tells the follower the same. A decision is written before its
 * answer leaves: one append to a file, which survives the process. What was told since the decision before is written with
 * it. Compression, snapshots and forcing are others' work, so the loop waits for the disk only where {@link Sync#ALWAYS} asks
 * for it.
 *
 * <p>Where a write fails, what follows is lost to the recording and counted, nothing else happens, and every few seconds a new
 * segment is tried, which begins with a snapshot again. Of the loop but for {@link #close}.
 */
public final class Recorder implements DecisionListener, AutoCloseable {

    private static final int MOST_UNWRITTEN = 1 << 16;
    private static final long RETRY_MILLIS = 5_000;
    private static final int SCALE = 1 << 14;

    private final @Nullable RecordingOptions options;
    private final @Nullable SegmentStore store;
    private final DecisionSettings settings;
    private final LongSupplier clock;
    private final String began;
    private final DecisionLines decisions;
    private final RecordingTally tally = new RecordingTally();
    private final Follower follower = new Follower(tally);
    private final JsonBytes out = new JsonBytes(MOST_UNWRITTEN + SCALE);
    private int unwritten;
    private @Nullable Out file;
    private long segment;
    private long segmentBytes;
    private long segmentBegan;
    private long retryAt;

    private Recorder(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            NodeTable nodes,
            LongSupplier clock,
            Instant began)
            throws IOException {
        this.options = options;
        this.settings = settings;
        this.clock = clock;
        this.began = began.toString();
        this.decisions = new DecisionLines(nodes);
        this.store = options == null ? null : new SegmentStore(files, options, tally);
        if (store != null) {
            begin(store.firstNumber(), false);
        }
        follower.start();
    }

    /**
     * Begins to record, from a cluster of which nothing is known yet.
     *
     * @param options where to; null only tells the follower
     * @param nodes of the cluster that the loop owns
     * @param clock milliseconds that never go back
     * @param began when that clock was 0
     * @throws IOException when the folder cannot be written
     */
    public static Recorder open(
            @Nullable RecordingOptions options,
            DecisionSettings settings,
            NodeTable nodes,
            LongSupplier clock,
            Instant began)
            throws IOException {
        return open(options, FileLayer.DISK, settings, nodes, clock, began);
    }

    static Recorder open(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            NodeTable nodes,
            LongSupplier clock,
            Instant began)
            throws IOException {
        Recorder recorder = new Recorder(options, files, settings, nodes, clock, began);
        if (options != null && recorder.file == null) {
            recorder.close();
            throw new IOException("The recording in " + options.folder() + " cannot be written."
                    + System.lineSeparator() + "Maybe the disk is full or the folder belongs to somebody else.");
        }
        return recorder;
    }

    /** What became of it. */
    public RecordingTally tally() {
        return tally;
    }

    /** The second cluster that follows. */
    public Follower follower() {
        return follower;
    }

    /** Tells what the API server told, before it is applied. */
    public void event(ClusterEvent event) {
        ClusterEvent.Documented documented =
                event instanceof ClusterEvent.Documented with ? with : new ClusterEvent.Documented(event, List.of());
        Lines.event(clock.getAsLong(), documented, out);
        follower.event(documented);
        noted();
    }

    @Override
    public void passed(long at, String verb, AskedPod pod) {
        decisions.passed(at, verb, pod, out);
        decided();
    }

    @Override
    public void filtered(AskedPod pod, OfferedList offered, Chosen chosen) {
        decisions.filtered(pod, offered, chosen, out);
        if (chosen.decision() >= 0) {
            int slot = chosen.until() == 0 ? -1 : offered.slot(chosen.entries()[0]);
            follower.decided(pod.uid(), pod.spec(), decisions.json(pod), slot, chosen.until());
        }
        decided();
    }

    @Override
    public void scored(long at, AskedPod pod, OfferedList offered, int[] scores) {
        decisions.scored(at, pod, offered, scores, out);
        decided();
    }

    @Override
    public void unheld(String uid) {
        begin(Lines.UNHELD);
        Lines.text("uid", uid, out);
        Lines.end(out);
        follower.unheld(uid);
        noted();
    }

    /** The time of a hold was over, and its space is given back. */
    public void released(String uid) {
        begin(Lines.RELEASED);
        Lines.text("uid", uid, out);
        Lines.end(out);
        follower.released(uid);
        noted();
    }

    /** The time of a hold was over, and nobody could say where the pod is. */
    public void extended(String uid, long until) {
        begin(Lines.EXTENDED);
        Lines.text("uid", uid, out);
        Lines.number("until", until, out);
        Lines.end(out);
        follower.extended(uid, until);
        noted();
    }

    /** A hold from before the process began is held again. */
    public void restored(String uid, Pod object, PodSpec spec, String node, long until) {
        byte[] json = Documents.json(object);
        begin(Lines.RESTORED);
        Lines.text("uid", uid, out);
        Lines.text("node", node, out);
        Lines.number("until", until, out);
        Lines.json("object", json, out);
        Lines.end(out);
        follower.restored(uid, spec, json, node, until);
        noted();
    }

    /** Writes what waits to be written. To be called every now and then. */
    public void tick() {
        write();
    }

    /** Writes the rest, and ends when the last segment is one file. No more is told from now on. */
    @Override
    public void close() {
        write();
        follower.close();
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

    private void begin(String type) {
        Lines.begin(clock.getAsLong(), type, out);
    }

    private void noted() {
        unwritten++;
        if (store == null) {
            out.clear();
        } else if (out.size() >= MOST_UNWRITTEN) {
            write();
        }
    }

    private void decided() {
        noted();
        write();
    }

    private void write() {
        if (store == null || unwritten == 0) {
            return;
        }
        if (file == null && clock.getAsLong() >= retryAt) {
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
            tally.bytes += out.size();
            tally.lines += unwritten;
            unwritten = 0;
            out.clear();
            if (segmentBytes >= options.segmentBytes()
                    || clock.getAsLong() - segmentBegan >= options.segmentMillis()) {
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
        retryAt = clock.getAsLong() + RETRY_MILLIS;
    }

    private void lose() {
        tally.lost += unwritten;
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
        long at = clock.getAsLong();
        JsonBytes head = new JsonBytes(128);
        Lines.begin(at, Lines.ENTRIES, head);
        Lines.number("segment", number, head);
        head.raw(follows ? ",\"follows\":true" : ",\"follows\":false");
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
            tally.segments++;
            follower.then(replica -> in.writeStart(
                    number, stream -> SegmentStart.write(number, at, began, follows, settings, replica, stream)));
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
