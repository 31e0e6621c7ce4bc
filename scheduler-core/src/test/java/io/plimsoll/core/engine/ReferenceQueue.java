package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * kube-scheduler's queue as its documentation tells it, with lists that are searched: a second opinion about
 * {@link SchedulingQueue}. Its timers tick: every second for backoffs, every 30 s for pods that waited too long.
 */
final class ReferenceQueue {

    private static final long SECOND = 1_000;

    private final RequeueHints hints;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final List<ClusterEvent> events = new ArrayList<>();
    private long nowMillis;
    private long counter;

    private static final class Entry {
        final int pod;
        final PodClass podClass;
        int priority;
        long timestamp;
        long counter;
        long rejectors;
        int unschedulableCount;
        int errorCount;
        int eventsSeen;
        QueuePool pool = QueuePool.ACTIVE;

        Entry(int pod, PodClass podClass) {
            this.pod = pod;
            this.podClass = podClass;
        }
    }

    ReferenceQueue(RequeueHints hints) {
        this.hints = hints;
    }

    void passTime(long now) {
        for (long tick = (nowMillis / SECOND + 1) * SECOND; tick <= now; tick += SECOND) {
            nowMillis = tick;
            if (tick % 30_000 == 0) {
                for (Entry entry : List.copyOf(entries.values())) {
                    if (entry.pool == QueuePool.UNSCHEDULABLE && tick - entry.timestamp > 300_000) {
                        requeue(entry);
                    }
                }
            }
            for (Entry entry : entries.values()) {
                boolean backsOff = entry.pool == QueuePool.BACKOFF || entry.pool == QueuePool.BACKOFF_AFTER_ERROR;
                if (backsOff && !isBackingOff(entry)) {
                    entry.pool = QueuePool.ACTIVE;
                }
            }
        }
        nowMillis = now;
    }

    void add(int pod, PodClass podClass, int priority, boolean gated) {
        Entry entry = new Entry(pod, podClass);
        entry.priority = priority;
        entry.timestamp = nowMillis;
        entry.counter = counter++;
        entry.pool = gated ? QueuePool.GATED : QueuePool.ACTIVE;
        entries.put(pod, entry);
    }

    void ungate(int pod) {
        entry(pod).pool = QueuePool.ACTIVE;
    }

    int pop() {
        Comparator<Entry> order = Comparator.comparingInt((Entry entry) -> -entry.priority)
                .thenComparingLong(entry -> entry.timestamp)
                .thenComparingLong(entry -> entry.counter);
        @Nullable Entry next = first(QueuePool.ACTIVE, order);
        if (next == null) {
            next = first(
                    QueuePool.BACKOFF,
                    Comparator.comparingLong(this::backoffEnd).thenComparing(order));
        }
        if (next == null) {
            return SchedulingQueue.NONE;
        }
        next.pool = QueuePool.IN_FLIGHT;
        next.eventsSeen = events.size();
        return next.pod;
    }

    void unschedulable(int pod, long rejectors) {
        Entry entry = entry(pod);
        entry.rejectors = rejectors;
        entry.unschedulableCount += rejectors == 0 ? 0 : 1;
        entry.errorCount = rejectors == 0 ? entry.errorCount + 1 : 0;
        entry.timestamp = nowMillis;
        entry.counter = counter++;
        boolean again = rejectors == 0;
        for (ClusterEvent event : events.subList(entry.eventsSeen, events.size())) {
            again |= hints.mayHelp(event, entry.podClass, rejectors);
        }
        if (again) {
            requeue(entry);
        } else {
            entry.pool = QueuePool.UNSCHEDULABLE;
        }
    }

    void remove(int pod) {
        entries.remove(pod);
    }

    void happened(ClusterEvent event) {
        events.add(event);
        for (Entry entry : entries.values()) {
            if (entry.pool == QueuePool.UNSCHEDULABLE && hints.mayHelp(event, entry.podClass, entry.rejectors)) {
                requeue(entry);
            }
        }
    }

    @Nullable
    QueuePool pool(int pod) {
        @Nullable Entry entry = entries.get(pod);
        return entry == null ? null : entry.pool;
    }

    int count(QueuePool pool) {
        return (int)
                entries.values().stream().filter(entry -> entry.pool == pool).count();
    }

    List<Integer> pods(QueuePool pool) {
        return entries.values().stream()
                .filter(entry -> entry.pool == pool)
                .map(entry -> entry.pod)
                .toList();
    }

    private Entry entry(int pod) {
        return Objects.requireNonNull(entries.get(pod));
    }

    private @Nullable Entry first(QueuePool pool, Comparator<Entry> order) {
        return entries.values().stream()
                .filter(entry -> entry.pool == pool)
                .min(order)
                .orElse(null);
    }

    private void requeue(Entry entry) {
        if (!isBackingOff(entry)) {
            entry.pool = QueuePool.ACTIVE;
        } else {
            entry.pool = entry.rejectors == 0 ? QueuePool.BACKOFF_AFTER_ERROR : QueuePool.BACKOFF;
        }
    }

    private boolean isBackingOff(Entry entry) {
        return backoffEnd(entry) >= nowMillis / SECOND * SECOND;
    }

    private long backoffEnd(Entry entry) {
        int count = entry.errorCount > 0 ? entry.errorCount : entry.unschedulableCount;
        if (count == 0) {
            return -1;
        }
        long wait = 1_000;
        for (int i = 1; i < count && wait < 10_000; i++) {
            wait = Math.min(10_000, 2 * wait);
        }
        return (entry.timestamp + wait) / SECOND * SECOND;
    }
}
