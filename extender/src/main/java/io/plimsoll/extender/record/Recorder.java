package io.plimsoll.extender.record;

import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
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

    private final LoopTime time;
    private final DecisionLines decisions;
    private final RecordingTally tally = new RecordingTally();
    private final Follower follower;
    /** Holds that a decision made or gave back. */
    private final JsonBytes effects = new JsonBytes(1 << 10);

    private boolean deciding;
    private final SegmentWriter segments;
    private final JsonBytes out;

    private Recorder(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            Supplier<NodeTable> nodes,
            LoopTime time,
            Instant began)
            throws IOException {
        this.time = time;
        this.decisions = new DecisionLines(nodes);
        this.follower = new Follower(tally, settings.meaning());
        this.segments = new SegmentWriter(options, files, settings, time, began, tally, follower);
        this.out = segments.out();
        follower.start();
    }

    /**
     * Begins to record, from a cluster of which nothing is known yet.
     *
     * @param options where to; null only tells the follower
     * @param nodes of the cluster that the loop owns, which may be renewed
     * @param time of the loop
     * @param began when it was 0
     * @throws IOException when the folder cannot be written
     */
    public static Recorder open(
            @Nullable RecordingOptions options,
            DecisionSettings settings,
            Supplier<NodeTable> nodes,
            LoopTime time,
            Instant began)
            throws IOException {
        return open(options, FileLayer.DISK, settings, nodes, time, began);
    }

    static Recorder open(
            @Nullable RecordingOptions options,
            FileLayer files,
            DecisionSettings settings,
            Supplier<NodeTable> nodes,
            LoopTime time,
            Instant began)
            throws IOException {
        Recorder recorder = new Recorder(options, files, settings, nodes, time, began);
        if (options != null && !recorder.tally.writing()) {
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
        segments.noted();
    }

    @Override
    public void deciding() {
        deciding = true;
    }

    @Override
    public void passed(String verb, AskedPod pod) {
        decisions.passed(time.getAsLong(), verb, pod, out);
        segments.count();
    }

    @Override
    public void filtered(AskedPod pod, OfferedList offered, Chosen chosen) {
        decisions.filtered(time.getAsLong(), pod, offered, chosen, out);
        follower.asked(time.getAsLong(), pod.uid(), decisions.json(pod));
        segments.count();
    }

    @Override
    public void scored(AskedPod pod, OfferedList offered, int[] scores, long looks) {
        decisions.scored(time.getAsLong(), pod, offered, scores, looks, out);
        segments.count();
    }

    @Override
    public void preempted(AskedPod pod, List<Victims> offered, List<Victims> found, Turn turn) {
        decisions.preempted(time.getAsLong(), pod, offered, found, turn, out);
        segments.count();
    }

    @Override
    public void bindDecided(BindRequest request, @Nullable AskedPod pod, BindVerdict verdict, Turn turn) {
        decisions.bindDecided(time.getAsLong(), request, pod, verdict, turn, out);
        segments.count();
    }

    @Override
    public void ended() {
        deciding = false;
        out.raw(effects.array(), 0, effects.size());
        effects.clear();
        segments.write();
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
        segments.noted();
    }

    /** The time of a hold was over, and nobody could say where the pod is. */
    public void extended(String uid, long until) {
        begin(Lines.EXTENDED);
        Lines.text("uid", uid, out);
        Lines.number("until", until, out);
        Lines.end(out);
        follower.extended(time.getAsLong(), uid, until);
        segments.noted();
    }

    /** Decisions follow from other settings from now on: a segment begins that says so. */
    public void configure(DecisionSettings now) {
        segments.configure(now);
    }

    /** Writes what waits to be written. To be called every now and then. */
    public void tick() {
        segments.write();
    }

    /** Writes the rest, and ends when the last segment is one file. No more is told from now on. */
    @Override
    public void close() {
        segments.write();
        follower.close();
        segments.close();
    }

    private void begin(String type) {
        Lines.begin(time.getAsLong(), type, out);
    }

    private void effect() {
        segments.count();
        if (!deciding) {
            segments.write();
        }
    }
}
