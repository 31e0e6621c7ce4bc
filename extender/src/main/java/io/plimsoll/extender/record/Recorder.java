package io.plimsoll.extender.record;

import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.record.FileLayer.Out;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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
    private DecisionSettings settings;
    private final LoopTime time;
    private final String began;
    private final DecisionLines decisions;
    private final RecordingTally tally = new RecordingTally();
    private final Follower follower;
    /** Holds that a decision made or gave back. */
    private final JsonBytes effects = new JsonBytes(1 << 10);

    private boolean deciding;
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
            LoopTime time,
            Instant began)
            throws IOException {
        this.options = options;
        this.settings = settings;
        this.time = time;
        this.began = began.toString();
        this.decisions = new DecisionLines(nodes);
        this.follower = new Follower(tally, settings.meaning());
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
     * @param time of the loop
     * @param began when it was 0
     * @throws IOException when the folder cannot be written
     */
    public static Recorder open(
            @Nullable RecordingOptions options,
            DecisionSettings settings,
            NodeTable nodes,
            LoopTime time,
            Instant began)
            throws IOException {
        return open(options, FileLayer.DISK, settings, nodes, time, began);
    }

    static Recorder open(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            NodeTable nodes,
            LoopTime time,
            Instant began)
            throws IOException {
        Recorder recorder = new Recorder(options, files, settings, nodes, time, began);
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
        Lines.event(time.getAsLong(), documented, out);
        follower.event(time.getAsLong(), documented);
        noted();
    }

    @Override
    public void deciding() {
        deciding = true;
    }

    @Override
    public void passed(String verb, AskedPod pod) {
        decisions.passed(time.getAsLong(), verb, pod, out);
        unwritten++;
    }

    @Override
    public void filtered(AskedPod pod, OfferedList offered, Chosen chosen) {
        decisions.filtered(time.getAsLong(), pod, offered, chosen, out);
        follower.asked(time.getAsLong(), pod.uid(), decisions.json(pod));
        unwritten++;
    }

    @Override
    public void scored(AskedPod pod, OfferedList offered, int[] scores, long looks) {
        decisions.scored(time.getAsLong(), pod, offered, scores, looks, out);
        unwritten++;
    }

    @Override
    public void preempted(AskedPod pod, List<Victims> offered, List<Victims> found, Turn turn) {
        decisions.preempted(time.getAsLong(), pod, offered, found, turn, out);
        unwritten++;
    }

    @Override
    public void bindDecided(BindRequest request, @Nullable AskedPod pod, BindVerdict verdict, Turn turn) {
        decisions.bindDecided(time.getAsLong(), request, pod, verdict, turn, out);
        unwritten++;
    }

    @Override
    public void ended() {
        deciding = false;
        out.raw(effects.array(), 0, effects.size());
        effects.clear();
        write();
    }

    /** A hold of a decision stands behind its line; any other is written at once. */
    @Override
    public void held(AskedPod pod, Held held) {
        decisions.held(time.getAsLong(), pod, held, deciding ? effects : out);
        follower.held(time.getAsLong(), pod.uid(), pod.spec(), decisions.json(pod), held);
        effect();
    }

    @Override
    public void unheld(String uid) {
        DecisionLines.unheld(time.getAsLong(), uid, deciding ? effects : out);
        follower.unheld(time.getAsLong(), uid);
        effect();
    }

    /** The time of a hold was over, and its space is given back. */
    public void released(String uid) {
        begin(Lines.RELEASED);
        Lines.text("uid", uid, out);
        Lines.end(out);
        follower.released(time.getAsLong(), uid);
        noted();
    }

    /** The time of a hold was over, and nobody could say where the pod is. */
    public void extended(String uid, long until) {
        begin(Lines.EXTENDED);
        Lines.text("uid", uid, out);
        Lines.number("until", until, out);
        Lines.end(out);
        follower.extended(time.getAsLong(), uid, until);
        noted();
    }

    /** Decisions follow from other settings from now on: a segment begins that says so. */
    public void configure(DecisionSettings now) {
        write();
        settings = now;
        @Nullable Out last = file;
        if (last != null) {
            closeQuietly(last);
            begin(segment + 1, true);
        }
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
        Lines.begin(time.getAsLong(), type, out);
    }

    private void noted() {
        unwritten++;
        if (store == null || out.size() >= MOST_UNWRITTEN) {
            write();
        }
    }

    private void effect() {
        unwritten++;
        if (!deciding) {
            write();
        }
    }

    private void write() {
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
