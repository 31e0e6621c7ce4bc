package io.plimsoll.core.engine;

import java.util.Arrays;

/** A binary heap of pods that know their position, so that any of them can be taken out. O(log n) each. */
final class QueuedPodHeap {

    /** A strict order. */
    interface Order {

        boolean isBefore(QueuedPod one, QueuedPod other);
    }

    private final Order order;
    private QueuedPod[] heap = new QueuedPod[16];
    private int size;

    QueuedPodHeap(Order order) {
        this.order = order;
    }

    boolean isEmpty() {
        return size == 0;
    }

    QueuedPod first() {
        return heap[0];
    }

    void add(QueuedPod pod) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(size++, pod);
    }

    QueuedPod removeFirst() {
        QueuedPod first = heap[0];
        remove(first);
        return first;
    }

    void remove(QueuedPod pod) {
        int hole = pod.position;
        QueuedPod last = heap[--size];
        if (hole == size) {
            return;
        }
        if (hole > 0 && order.isBefore(last, heap[(hole - 1) / 2])) {
            rise(hole, last);
        } else {
            sink(hole, last);
        }
    }

    private void rise(int from, QueuedPod pod) {
        int hole = from;
        while (hole > 0 && order.isBefore(pod, heap[(hole - 1) / 2])) {
            put(hole, heap[(hole - 1) / 2]);
            hole = (hole - 1) / 2;
        }
        put(hole, pod);
    }

    private void sink(int from, QueuedPod pod) {
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && order.isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!order.isBefore(heap[child], pod)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, pod);
    }

    private void put(int position, QueuedPod pod) {
        heap[position] = pod;
        pod.position = position;
    }
}
