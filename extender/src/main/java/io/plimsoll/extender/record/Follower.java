package io.plimsoll.extender.record;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener.Held;
import io.plimsoll.extender.watch.PodEvents;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that applies to a {@link Replica} what the loop applied, in its order, so that whatever needs the whole cluster can be
 * asked here and the loop never stops for it. Its queue is bounded: where it falls too far behind it gives up, and says so.
 */
public final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int QUEUE = 1 << 17;
    private static final long END_MILLIS = 30_000;

    private final BlockingQueue<Step> queue;
    private final Replica replica;
    private final RecordingTally tally;
    private final Thread thread = new Thread(this::run, "plimsoll-follower");
    private volatile boolean lost;

    /** Something for the follower to do. */
    private interface Step {
        void on(Replica replica);
    }

    /** The last step. */
    private static final Step END = replica -> {};

    Follower(RecordingTally tally, PodEvents meaning) {
        this(tally, meaning, QUEUE);
    }

    Follower(RecordingTally tally, PodEvents meaning, int queue) {
        this.replica = new Replica(meaning);
        this.tally = tally;
        this.queue = new ArrayBlockingQueue<>(queue);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether it gave up. */
    public boolean isLost() {
        return lost;
    }

    /** How many steps it is behind. */
    public int behind() {
        return queue.size();
    }

    void event(long at, ClusterEvent.Documented event) {
        step(at, replica -> replica.event(event));
    }

    void held(long at, String uid, PodSpec spec, byte[] json, Held held) {
        step(at, replica -> replica.held(uid, spec, json, held));
    }

    void asked(long at, String uid, byte[] json) {
        step(at, replica -> replica.asked(uid, json));
    }

    void unheld(long at, String uid) {
        step(at, replica -> replica.unheld(uid));
    }

    void released(long at, String uid) {
        step(at, replica -> replica.released(uid));
    }

    void extended(long at, String uid, long until) {
        step(at, replica -> replica.extended(uid, until));
    }

    /** What happened at a moment of the loop is done at the same moment here. */
    private void step(long at, Step step) {
        step(replica -> {
            replica.at(at);
            step.on(replica);
        });
    }

    /** Has something done between what was told before and what will be. */
    void then(Consumer<Replica> task) {
        step(task::accept);
    }

    /**
     * Asks something of the cluster as it is when the question's turn comes. The question must leave the replica as it was.
     *
     * @return fails with an IllegalStateException when the follower gave up or is full
     */
    public <T> CompletableFuture<T> ask(Function<Replica, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = !lost
                && queue.offer(replica -> {
                    try {
                        answer.complete(question.apply(replica));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        if (!taken) {
            answer.completeExceptionally(new IllegalStateException("The follower is not up to date.\n"
                    + "Maybe it gave up: plimsoll_extender_follower_lost says so."));
        }
        return answer;
    }

    /** Ends when all that was told before has been done. */
    void close() {
        if (lost || !thread.isAlive()) {
            return;
        }
        try {
            queue.put(END);
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Step step) {
        if (!lost && !queue.offer(step)) {
            lose("it is " + queue.size() + " steps behind");
        }
    }

    private void lose(String why) {
        lost = true;
        tally.followerLost = true;
        LOG.error("The follower gave up, questions and beginnings of segments are missing until a restart: {}", why);
    }

    private void run() {
        try {
            for (Step step = queue.take(); step != END && !lost; step = queue.take()) {
                step.on(replica);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("The follower failed", e);
            lose(e.toString());
        } finally {
            queue.clear();
        }
    }
}
