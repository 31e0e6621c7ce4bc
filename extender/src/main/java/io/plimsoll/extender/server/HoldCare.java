package io.plimsoll.extender.server;

import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.live.HoldJournal;
import io.plimsoll.extender.live.HoldJournal.Hold;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LiveCluster.Overdue;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.record.Recorder;
import io.plimsoll.extender.watch.ClusterWatch;
import io.plimsoll.extender.watch.ClusterWatch.Found;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server about holds that nothing was heard of: those whose time is over, and those that an earlier process wrote into the
 * journal. Of the event loop but for {@link #restoring}; the API server is spoken to on other threads.
 */
final class HoldCare {

    private static final Logger LOG = LoggerFactory.getLogger(HoldCare.class);
    private static final long OVERDUE_EVERY_MILLIS = 1_000;
    private static final long RESTORE_EVERY_MILLIS = 50;

    private final Vertx vertx;
    private final Executor loop;
    private final LiveCluster live;
    private final Answers answers;
    private final ClusterWatch watch;
    private final LoopTime time;
    private final @Nullable Recorder recorder;
    private final @Nullable HoldJournal journal;
    private final Consumer<ClusterEvent> events;
    /** Overdue holds that are being asked about. */
    private final Set<String> asked = new HashSet<>();

    private volatile boolean restoring;

    /**
     * Nothing is asked before {@link #begin}.
     *
     * @param loop where answers of the API server are worked on
     * @param events takes in what they tell
     */
    HoldCare(
            Vertx vertx,
            Executor loop,
            LiveCluster live,
            Answers answers,
            ClusterWatch watch,
            LoopTime time,
            @Nullable Recorder recorder,
            @Nullable HoldJournal journal,
            Consumer<ClusterEvent> events) {
        this.vertx = vertx;
        this.loop = loop;
        this.live = live;
        this.answers = answers;
        this.watch = watch;
        this.time = time;
        this.recorder = recorder;
        this.journal = journal;
        this.events = events;
        this.restoring = journal != null && !journal.holds().isEmpty();
    }

    /** Whether holds of an earlier process are still being asked about. */
    boolean restoring() {
        return restoring;
    }

    /** Begins to ask. */
    void begin() {
        vertx.setPeriodic(OVERDUE_EVERY_MILLIS, timer -> askAboutOverdue());
        if (journal != null && restoring) {
            restoreWhenSynced(new ArrayDeque<>(journal.holds()));
        }
    }

    /** Space is given back only when the API server itself says that the pod has no node. */
    private void askAboutOverdue() {
        time.tick();
        for (Overdue pod : live.overdue(time.getAsLong())) {
            if (asked.add(pod.uid())) {
                watch.read(
                        pod.uid(),
                        pod.namespace(),
                        pod.name(),
                        found -> loop.execute(() -> decideOverdue(pod.uid(), found)));
            }
        }
    }

    private void decideOverdue(String uid, Found found) {
        asked.remove(uid);
        if (found instanceof Found.OnNode onNode) {
            events.accept(onNode.event());
        } else if (found instanceof Found.Unknown) {
            time.tick();
            long until = time.getAsLong() + answers.options().holdMillis();
            live.extend(uid, until);
            if (recorder != null) {
                recorder.extended(uid, until);
            }
        } else {
            time.tick();
            if (recorder != null) {
                recorder.released(uid);
            }
            @Nullable String group = answers.release(uid);
            if (group != null) {
                LOG.info("The pod group {} is given up: not all of its pods came to their places in time", group);
            }
        }
    }

    /** Asks about one hold of the journal after the other; no request is answered before all have been. */
    private void restoreWhenSynced(Deque<Hold> holds) {
        @Nullable Hold hold = holds.peek();
        if (hold == null) {
            restoring = false;
        } else if (!watch.synced()) {
            vertx.setTimer(RESTORE_EVERY_MILLIS, timer -> restoreWhenSynced(holds));
        } else {
            watch.read(
                    hold.uid(),
                    hold.namespace(),
                    hold.pod(),
                    found -> loop.execute(() -> {
                        if (found instanceof Found.Unknown) {
                            vertx.setTimer(RESTORE_EVERY_MILLIS, timer -> restoreWhenSynced(holds));
                            return;
                        }
                        holds.remove();
                        boolean held = found instanceof Found.Waiting waiting && restore(hold, waiting);
                        if (!held && journal != null) {
                            journal.ended(hold.uid());
                        }
                        restoreWhenSynced(holds);
                    }));
        }
    }

    private boolean restore(Hold hold, Found.Waiting waiting) {
        time.tick();
        long until = time.getAsLong() + answers.options().holdMillis();
        if (!live.restoreHold(hold, waiting.pod().spec(), until)) {
            return false;
        }
        if (recorder != null) {
            recorder.held(
                    waiting.pod(),
                    new DecisionListener.Held(live.slot(hold.uid()), hold.devices(), until, hold.nominated()));
        }
        return true;
    }
}
