package io.plimsoll.core.state;

import java.util.Arrays;

/**
 * How many pods of each class have arrived: slowly learned knowledge for plugins of scope {@code EPOCH}. The
 * {@link #version()} moves when a tenth more pods have arrived since it last moved (the first move at 100 pods), and only
 * then does {@link #arrived} change: what a plugin learns follows from the version, whenever it looks. A plugin that
 * learns from the mix makes the version part of its own epoch. A version that a trial has seen and given back is never
 * used again.
 */
public final class RequestMix {

    private static final long FIRST = 100;

    private long[] counts = new long[16];
    /** The counts when the version last moved; replaced then, never changed. */
    private long[] known = new long[0];

    private long total;
    private long version;
    private long newestVersion;
    private long next = FIRST;

    RequestMix() {}

    /** Pods of this class that had arrived when the version last moved, whether they were placed or not. */
    public long arrived(int podClass) {
        return podClass < known.length ? known[podClass] : 0;
    }

    /** Pods that have arrived until now. */
    public long total() {
        return total;
    }

    /** Moves when the mix is worth looking at again. */
    public long version() {
        return version;
    }

    /** Pods of this class that have arrived until now. */
    public long arrivedUntilNow(int podClass) {
        return podClass < counts.length ? counts[podClass] : 0;
    }

    /** At how many pods the version moves next. */
    public long next() {
        return next;
    }

    /**
     * Goes on as a mix would that has seen what another one saw, whatever arrived here.
     *
     * @param until by class: the pods that arrived until then
     * @param knownThen by class: those that had arrived when the version last moved
     */
    public void restore(long[] until, long[] knownThen, long versionThen, long nextThen) {
        counts = Arrays.copyOf(until, Math.max(16, until.length));
        known = knownThen.clone();
        total = 0;
        for (long arrived : until) {
            total += arrived;
        }
        version = versionThen;
        newestVersion = versionThen;
        next = nextThen;
    }

    void add(int podClass) {
        if (podClass >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(podClass + 1, 2 * counts.length));
        }
        counts[podClass]++;
        total++;
        if (total >= next) {
            version = ++newestVersion;
            known = counts.clone();
            next = total + Math.max(FIRST, total / 10);
        }
    }

    /** Has the newest arrival taken back, with all that follows from it. */
    Runnable undo(int podClass) {
        long oldVersion = version;
        long oldNext = next;
        long[] oldKnown = known;
        return () -> {
            counts[podClass]--;
            total--;
            version = oldVersion;
            next = oldNext;
            known = oldKnown;
        };
    }
}
