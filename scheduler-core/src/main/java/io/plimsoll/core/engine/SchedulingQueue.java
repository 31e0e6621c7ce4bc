package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods that are to be scheduled, in the order and with the waits of kube-scheduler 1.34.
 *
 * <ul>
 *   <li><b>Gated</b> pods are held before the queue until their gates are gone.
 *   <li><b>Active</b> pods are tried: the one of highest priority first, among equals the one that was queued first.
 *   <li>A pod that fits nowhere waits among the <b>unschedulable</b> ones for an event of which one of the filters that
 *       refused it says that it could help (or for five minutes). What happens while a pod is being tried counts, too.
 *   <li>When it is worth another attempt it is active, unless its last one was a short while ago: then it <b>backs off</b>
 *       for a second, two, four ... ten. A pod that backs off is tried early when nothing is active; one of which an attempt
 *       broke off with an error is not.
 * </ul>
 *
 * <p>There is no clock: every call tells the time, in milliseconds, never less than the call before. Pods are known by their
 * numbers in the cluster. Pods of one class that the same filters refused share the answers of {@link Filter#mayHelp}: an
 * event costs O(such groups), and O(log pods) per pod that moves. One thread.
 */
public final class SchedulingQueue {

    /** No pod. */
    public static final int NONE = -1;

    /** How often pods are looked for that have been unschedulable for long, in milliseconds. */
    static final long FLUSH_EVERY_MILLIS = 30_000;

    private static final QueuedPod[] NO_PODS = {};

    private final RequeueHints hints;
    private final Backoff backoff;
    private final QueuedPodHeap active = new QueuedPodHeap(QueuedPod::isBefore);
    private final QueuedPodHeap backingOff = new QueuedPodHeap(QueuedPod::endsBackoffBefore);
    private final QueuedPodHeap backingOffAfterError = new QueuedPodHeap(QueuedPod::endsBackoffBefore);
    private final Map<UnschedulablePods.Key, UnschedulablePods> unschedulable = new LinkedHashMap<>();
    /** What happened since the first of the pods that are being tried was taken out. */
    private final List<ClusterEvent> inFlightEvents = new ArrayList<>();

    private @Nullable QueuedPod[] pods = NO_PODS;
    private int size;
    private int inFlight;
    private int gated;
    private int unschedulablePods;
    private long sequence;
    private long flushedMillis;

    /** An empty queue at time 0. */
    public SchedulingQueue(RequeueHints hints, Backoff backoff) {
        this.hints = hints;
        this.backoff = backoff;
    }

    /**
     * A pod arrived.
     *
     * @param isGated whether it has scheduling gates
     */
    public void add(int pod, PodClass podClass, int priority, boolean isGated, long nowMillis) {
        if (pod >= pods.length) {
            pods = Arrays.copyOf(pods, Math.max(pod + 1, 2 * pods.length));
        }
        if (pods[pod] != null) {
            throw new IllegalArgumentException("The pod (" + pod + ") to be queued must not be in the queue."
                    + System.lineSeparator() + "Maybe it was added before.");
        }
        advance(nowMillis);
        QueuedPod queued = new QueuedPod(pod, podClass, priority, nowMillis, sequence++);
        pods[pod] = queued;
        size++;
        if (isGated) {
            queued.pool = QueuePool.GATED;
            gated++;
        } else {
            activate(queued);
        }
    }

    /** The last gate of a pod is gone. */
    public void ungate(int pod, long nowMillis) {
        QueuedPod queued = get(pod);
        if (queued.pool == QueuePool.GATED) {
            advance(nowMillis);
            gated--;
            activate(queued);
        }
    }

    /** Takes out the pod that is to be tried next; {@link #NONE} when there is none now. */
    public int pop(long nowMillis) {
        advance(nowMillis);
        QueuedPodHeap from = active.isEmpty() ? backingOff : active;
        if (from.isEmpty()) {
            return NONE;
        }
        QueuedPod next = from.removeFirst();
        next.pool = QueuePool.IN_FLIGHT;
        next.attempts++;
        next.eventsBefore = inFlightEvents.size();
        inFlight++;
        return next.pod;
    }

    /**
     * The pod that was taken out fits nowhere.
     *
     * @param rejectors the filters that refused it, by {@link Scheduler#rejectors}
     */
    public void unschedulable(int pod, long rejectors, long nowMillis) {
        QueuedPod queued = landed(pod, nowMillis);
        queued.rejectors = rejectors;
        if (rejectors == 0) {
            queued.errors++;
        } else {
            queued.failures++;
            queued.errors = 0;
        }
        queued.sinceMillis = nowMillis;
        queued.sequence = sequence++;
        queued.backoffEndMillis = backoff.endMillis(nowMillis, queued.errors > 0 ? queued.errors : queued.failures);
        boolean again = rejectors == 0;
        for (int i = queued.eventsBefore; i < inFlightEvents.size() && !again; i++) {
            again = hints.mayHelp(inFlightEvents.get(i), queued.podClass, rejectors);
        }
        forgetEvents();
        if (again) {
            requeue(queued, nowMillis);
        } else {
            wait(queued);
        }
    }

    /** The attempt broke off for a reason that has nothing to do with the pod. */
    public void failed(int pod, long nowMillis) {
        unschedulable(pod, 0, nowMillis);
    }

    /** The pod that was taken out has a node. It is no longer in the queue. */
    public void done(int pod) {
        remove(pod);
    }

    /** The pod is gone, wherever it is in the queue. Nothing happens when it is not. */
    public void remove(int pod) {
        @Nullable QueuedPod queued = find(pod);
        if (queued == null) {
            return;
        }
        switch (queued.pool) {
            case ACTIVE -> active.remove(queued);
            case BACKOFF -> backingOff.remove(queued);
            case BACKOFF_AFTER_ERROR -> backingOffAfterError.remove(queued);
            case UNSCHEDULABLE -> leave(queued);
            case GATED -> gated--;
            case IN_FLIGHT -> {
                inFlight--;
                forgetEvents();
            }
        }
        pods[pod] = null;
        size--;
    }

    /** Something happened: pods of which a filter that refused them says that it could help are worth another attempt. */
    public void happened(ClusterEvent event, long nowMillis) {
        advance(nowMillis);
        if (inFlight > 0) {
            inFlightEvents.add(event);
        }
        List<QueuedPod> moving = new ArrayList<>();
        for (UnschedulablePods group : unschedulable.values()) {
            if (hints.mayHelp(event, group.podClass(), group.rejectors())) {
                group.addTo(moving);
            }
        }
        requeueAll(moving, nowMillis);
    }

    /**
     * A pod of the queue is described anew.
     *
     * @param podClass of which it is now
     */
    public void changed(
            int pod, PodClass podClass, ClusterEvent.WaitingPodChanged event, int priority, long nowMillis) {
        advance(nowMillis);
        QueuedPod queued = get(pod);
        QueuePool pool = queued.pool;
        if (pool == QueuePool.ACTIVE) {
            active.remove(queued);
        } else if (pool == QueuePool.UNSCHEDULABLE) {
            leave(queued);
        }
        queued.podClass = podClass;
        queued.priority = priority;
        if (pool == QueuePool.ACTIVE) {
            activate(queued);
        } else if (pool == QueuePool.IN_FLIGHT) {
            inFlightEvents.add(event);
        } else if (pool == QueuePool.UNSCHEDULABLE && hints.mayHelp(event, podClass, queued.rejectors)) {
            requeue(queued, nowMillis);
        } else if (pool == QueuePool.UNSCHEDULABLE) {
            wait(queued);
        }
    }

    /** Where a pod is; null when it is not in the queue. */
    public @Nullable QueuePool pool(int pod) {
        @Nullable QueuedPod queued = find(pod);
        return queued == null ? null : queued.pool;
    }

    /** How often a pod of the queue was taken out. */
    public int attempts(int pod) {
        return get(pod).attempts;
    }

    /** How many pods are in the queue, those that are being tried included. */
    public int size() {
        return size;
    }

    /** How many are held back by gates. */
    public int gatedPods() {
        return gated;
    }

    /** How many fit nowhere and wait for something that could help. */
    public int unschedulablePods() {
        return unschedulablePods;
    }

    /**
     * When the queue would have a pod to try although nothing happens.
     *
     * @return a time after which {@link #pop} gives one, or {@link Long#MAX_VALUE}
     */
    public long nextMillis() {
        if (!active.isEmpty() || !backingOff.isEmpty()) {
            return flushedMillis;
        }
        long next = Long.MAX_VALUE;
        if (!backingOffAfterError.isEmpty()) {
            next = backingOffAfterError.first().backoffEndMillis + Backoff.WINDOW_MILLIS;
        }
        for (UnschedulablePods group : unschedulable.values()) {
            next = Math.min(next, flushMillis(group.first().sinceMillis));
        }
        return next;
    }

    /** When a pod that is unschedulable since then is tried again whatever happens. */
    private long flushMillis(long sinceMillis) {
        return (sinceMillis + backoff.patienceMillis()) / FLUSH_EVERY_MILLIS * FLUSH_EVERY_MILLIS + FLUSH_EVERY_MILLIS;
    }

    /** Lets time pass: those that backed off for long enough are active, those that waited too long are worth an attempt. */
    private void advance(long nowMillis) {
        long flush = nowMillis / FLUSH_EVERY_MILLIS * FLUSH_EVERY_MILLIS;
        if (flush > flushedMillis / FLUSH_EVERY_MILLIS * FLUSH_EVERY_MILLIS) {
            List<QueuedPod> moving = new ArrayList<>();
            for (UnschedulablePods group : unschedulable.values()) {
                group.addOlderTo(moving, flush - backoff.patienceMillis());
            }
            requeueAll(moving, flush);
        }
        flushedMillis = Math.max(flushedMillis, nowMillis);
        endBackoff(backingOff, nowMillis);
        endBackoff(backingOffAfterError, nowMillis);
    }

    private void endBackoff(QueuedPodHeap from, long nowMillis) {
        while (!from.isEmpty() && !Backoff.isBackingOff(from.first().backoffEndMillis, nowMillis)) {
            activate(from.removeFirst());
        }
    }

    private void requeueAll(List<QueuedPod> moving, long nowMillis) {
        for (QueuedPod queued : moving) {
            leave(queued);
            requeue(queued, nowMillis);
        }
    }

    private void requeue(QueuedPod queued, long nowMillis) {
        if (!Backoff.isBackingOff(queued.backoffEndMillis, nowMillis)) {
            activate(queued);
        } else if (queued.rejectors == 0) {
            queued.pool = QueuePool.BACKOFF_AFTER_ERROR;
            backingOffAfterError.add(queued);
        } else {
            queued.pool = QueuePool.BACKOFF;
            backingOff.add(queued);
        }
    }

    private void activate(QueuedPod queued) {
        queued.pool = QueuePool.ACTIVE;
        active.add(queued);
    }

    private void wait(QueuedPod queued) {
        queued.pool = QueuePool.UNSCHEDULABLE;
        UnschedulablePods.Key key = new UnschedulablePods.Key(queued.podClass.id(), queued.rejectors);
        unschedulable
                .computeIfAbsent(key, any -> new UnschedulablePods(queued.podClass, queued.rejectors))
                .add(queued);
        unschedulablePods++;
    }

    private void leave(QueuedPod queued) {
        UnschedulablePods.Key key = new UnschedulablePods.Key(queued.podClass.id(), queued.rejectors);
        @Nullable UnschedulablePods group = unschedulable.get(key);
        if (group != null && group.removeLeavesNone(queued)) {
            unschedulable.remove(key);
        }
        unschedulablePods--;
    }

    /** A pod that was taken out comes back. */
    private QueuedPod landed(int pod, long nowMillis) {
        QueuedPod queued = get(pod);
        if (queued.pool != QueuePool.IN_FLIGHT) {
            throw new IllegalArgumentException(
                    "The pod (" + pod + ") that comes back must have been taken out, but it is " + queued.pool + "."
                            + System.lineSeparator() + "Maybe it came back before.");
        }
        advance(nowMillis);
        inFlight--;
        return queued;
    }

    private void forgetEvents() {
        if (inFlight == 0) {
            inFlightEvents.clear();
        }
    }

    private @Nullable QueuedPod find(int pod) {
        return pod < pods.length ? pods[pod] : null;
    }

    private QueuedPod get(int pod) {
        @Nullable QueuedPod queued = find(pod);
        if (queued == null) {
            throw new IllegalArgumentException("The pod (" + pod + ") must be in the queue." + System.lineSeparator()
                    + "Maybe it was bound or removed.");
        }
        return queued;
    }
}
