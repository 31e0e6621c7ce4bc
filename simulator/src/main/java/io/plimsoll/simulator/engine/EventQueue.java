package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.EventKind;
import java.util.Arrays;

/**
 * The events to come, in a total order: by time, then by kind, then by sequence number. Events are primitives in parallel
 * arrays, arranged as a heap in which every event comes before its four children: half the levels of a binary heap, and
 * the children of one parent lie in one or two cache lines.
 *
 * <p>Adding and removing cost O(log size) and allocate nothing once the arrays have grown to the size that is needed.
 * {@code EventQueueTest} holds both. For one thread.
 */
final class EventQueue {

    private static final int CHILDREN = 4;
    private static final int KIND_SHIFT = 61;
    private static final long SEQUENCE = (1L << KIND_SHIFT) - 1;
    private static final EventKind[] KINDS = EventKind.values();

    private long[] times = new long[64];
    private long[] orders = new long[64];
    private int[] subjects = new int[64];
    private int size;

    /** Whether nothing is to come. */
    boolean isEmpty() {
        return size == 0;
    }

    /** How many events are to come. */
    int size() {
        return size;
    }

    /**
     * Adds an event.
     *
     * @param timeMillis when it happens, at least 0
     * @param kind what happens
     * @param sequence decides between events of one time and kind, 0..2^61-1
     * @param subject what it happens to
     */
    void add(long timeMillis, EventKind kind, long sequence, int subject) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            subjects = Arrays.copyOf(subjects, 2 * size);
        }
        rise(size++, timeMillis, (long) kind.order() << KIND_SHIFT | sequence, subject);
    }

    /** The time of the first event. */
    long timeMillis() {
        return times[0];
    }

    /** The kind of the first event. */
    EventKind kind() {
        return KINDS[(int) (orders[0] >>> KIND_SHIFT)];
    }

    /** The sequence number of the first event. */
    long sequence() {
        return orders[0] & SEQUENCE;
    }

    /** What the first event happens to. */
    int subject() {
        return subjects[0];
    }

    /** Removes the first event. */
    void removeFirst() {
        size--;
        if (size > 0) {
            sink(times[size], orders[size], subjects[size]);
        }
    }

    private void rise(int from, long time, long order, int subject) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / CHILDREN;
            if (!before(time, order, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, order, subject);
    }

    private void sink(long time, long order, int subject) {
        int hole = 0;
        while (true) {
            int first = CHILDREN * hole + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, size);
            for (int child = first + 1; child < end; child++) {
                if (before(times[child], orders[child], least)) {
                    least = child;
                }
            }
            if (before(time, order, least)) {
                break;
            }
            move(least, hole);
            hole = least;
        }
        put(hole, time, order, subject);
    }

    private boolean before(long time, long order, int other) {
        return time < times[other] || (time == times[other] && order < orders[other]);
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], subjects[from]);
    }

    private void put(int position, long time, long order, int subject) {
        times[position] = time;
        orders[position] = order;
        subjects[position] = subject;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        times = state.numbers(times);
        orders = state.numbers(orders);
        subjects = state.smalls(subjects);
        size = state.small(size);
    }
}
