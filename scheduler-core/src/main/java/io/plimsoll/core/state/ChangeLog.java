package io.plimsoll.core.state;

/**
 * Which nodes changed, in order: a bounded ring that readers follow at their own pace. A reader remembers the position up
 * to which it has read; one that fell behind the oldest kept entry must look at every node instead.
 */
public final class ChangeLog {

    static final int DEFAULT_CAPACITY = 1 << 16;

    private final int[] nodes;
    private long end;

    /** A log of this many changes, a power of two. */
    ChangeLog(int capacity) {
        nodes = new int[capacity];
    }

    /** The position behind the newest entry. Grows by one with every change, never restarts. */
    public long end() {
        return end;
    }

    /** The oldest position that can still be read. */
    public long begin() {
        return Math.max(0, end - nodes.length);
    }

    /** The node slot that changed at this position, {@code begin() <= position < end()}. */
    public int node(long position) {
        return nodes[(int) position & nodes.length - 1];
    }

    /** Appends a change and returns its position. */
    long append(int node) {
        nodes[(int) end & nodes.length - 1] = node;
        return end++;
    }
}
