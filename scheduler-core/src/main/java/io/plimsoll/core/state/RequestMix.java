package io.plimsoll.core.state;

import java.util.Arrays;

/**
 * How many pods of each class have arrived so far: slowly learned knowledge for plugins of scope {@code EPOCH}. The
 * {@link #version()} moves when a tenth more pods have arrived since it last moved (the first move at 100 pods); a plugin
 * that learns from the mix says so by making it part of its own epoch. A version that a trial has seen and given back is
 * never used again.
 */
public final class RequestMix {

    private static final long FIRST = 100;

    private long[] arrived = new long[16];
    private long total;
    private long version;
    private long newestVersion;
    private long next = FIRST;

    RequestMix() {}

    /** Pods of this class that have arrived, whether they were placed or not. */
    public long arrived(int podClass) {
        return podClass < arrived.length ? arrived[podClass] : 0;
    }

    /** Pods that have arrived. */
    public long total() {
        return total;
    }

    /** Moves when the mix is worth looking at again. */
    public long version() {
        return version;
    }

    void add(int podClass) {
        if (podClass >= arrived.length) {
            arrived = Arrays.copyOf(arrived, Math.max(podClass + 1, 2 * arrived.length));
        }
        arrived[podClass]++;
        total++;
        if (total >= next) {
            version = ++newestVersion;
            next = total + Math.max(FIRST, total / 10);
        }
    }

    long next() {
        return next;
    }

    /** Takes the newest arrival back, with the version and threshold from before it. */
    void undo(int podClass, long oldVersion, long oldNext) {
        arrived[podClass]--;
        total--;
        version = oldVersion;
        next = oldNext;
    }
}
