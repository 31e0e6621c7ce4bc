package io.plimsoll.core.engine;

import io.plimsoll.core.state.PodClass;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Pods of one class that the same filters refused, the one that has waited longest first. */
final class UnschedulablePods {

    /**
     * What such pods have in common.
     *
     * @param podClass number of their class
     * @param rejectors the filters that refused them
     */
    record Key(int podClass, long rejectors) {}

    private final PodClass podClass;
    private final long rejectors;
    private final TreeSet<QueuedPod> pods = new TreeSet<>(Comparator.comparingLong((QueuedPod pod) -> pod.sequence));

    UnschedulablePods(PodClass podClass, long rejectors) {
        this.podClass = podClass;
        this.rejectors = rejectors;
    }

    PodClass podClass() {
        return podClass;
    }

    long rejectors() {
        return rejectors;
    }

    QueuedPod first() {
        return pods.first();
    }

    void add(QueuedPod pod) {
        pods.add(pod);
    }

    /** Takes one out; whether none is left. */
    boolean removeLeavesNone(QueuedPod pod) {
        pods.remove(pod);
        return pods.isEmpty();
    }

    void addTo(List<QueuedPod> all) {
        all.addAll(pods);
    }

    /** Adds those that have waited since before that time. */
    void addOlderTo(List<QueuedPod> all, long beforeMillis) {
        for (QueuedPod pod : pods) {
            if (pod.sinceMillis >= beforeMillis) {
                return;
            }
            all.add(pod);
        }
    }
}
