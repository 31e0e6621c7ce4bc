package io.plimsoll.core.engine;

import io.plimsoll.core.state.PodClass;

/** A pod of a {@link SchedulingQueue}. */
final class QueuedPod {

    final int pod;
    PodClass podClass;
    int priority;
    QueuePool pool = QueuePool.ACTIVE;
    /** When it arrived, or its last attempt failed. */
    long sinceMillis;
    /** Tells apart what happened in one millisecond. */
    long sequence;

    long backoffEndMillis = Backoff.NEVER;
    long rejectors;
    int attempts;
    /** Attempts that some filter made fail. */
    int failures;
    /** Attempts since then that broke off with an error. */
    int errors;
    /** How many events there were when it was taken out. */
    int eventsBefore;
    /** Its position in the heap it is in. */
    int position;

    QueuedPod(int pod, PodClass podClass, int priority, long sinceMillis, long sequence) {
        this.pod = pod;
        this.podClass = podClass;
        this.priority = priority;
        this.sinceMillis = sinceMillis;
        this.sequence = sequence;
    }

    /** Whether it is to be tried before another one (kube-scheduler's PrioritySort). */
    boolean isBefore(QueuedPod other) {
        if (priority != other.priority) {
            return priority > other.priority;
        }
        return sinceMillis != other.sinceMillis ? sinceMillis < other.sinceMillis : sequence < other.sequence;
    }

    /** Whether its backoff ends before that of another one; in one second by {@link #isBefore}. */
    boolean endsBackoffBefore(QueuedPod other) {
        return backoffEndMillis != other.backoffEndMillis ? backoffEndMillis < other.backoffEndMillis : isBefore(other);
    }
}
