package io.plimsoll.simulator.engine;

import io.plimsoll.core.state.PodClass;
import java.util.Arrays;

/** The waiting pods of one class, first in order on top of a binary heap, and when the class was last found to fit nowhere. */
final class WaitingClass {

    /** No attempt has failed yet. */
    static final long NEVER = -1;

    final PodClass podClass;
    final Helpers helpers;

    /** The version of what could help at the last failed attempt, or {@link #NEVER}. */
    long failedAt = NEVER;
    /** The same, of the attempt after which its pods had to leave others what they were promised, or {@link #NEVER}. */
    long heldBackAt = NEVER;
    /** Position among the classes with waiting pods, or below 0. */
    int position = -1;
    /** Whether the class is to be tried in the present round. */
    boolean candidate;

    private long[] orders = new long[4];
    private int[] pods = new int[4];
    private int size;

    WaitingClass(PodClass podClass, Helpers helpers) {
        this.podClass = podClass;
        this.helpers = helpers;
    }

    int size() {
        return size;
    }

    /** The pod that comes first. */
    int firstPod() {
        return pods[0];
    }

    /** The order of the pod that comes first; the lowest of all pods of all classes is tried first. */
    long firstOrder() {
        return orders[0];
    }

    void add(long order, int pod) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, 2 * size);
            pods = Arrays.copyOf(pods, 2 * size);
        }
        int hole = size++;
        while (hole > 0 && order < orders[(hole - 1) / 2]) {
            int parent = (hole - 1) / 2;
            put(hole, orders[parent], pods[parent]);
            hole = parent;
        }
        put(hole, order, pod);
    }

    void removeFirst() {
        size--;
        long order = orders[size];
        int pod = pods[size];
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child + 1 < size && orders[child + 1] < orders[child]) {
                child++;
            }
            if (child >= size || order <= orders[child]) {
                break;
            }
            put(hole, orders[child], pods[child]);
            hole = child;
        }
        put(hole, order, pod);
    }

    private void put(int position, long order, int pod) {
        orders[position] = order;
        pods[position] = pod;
    }
}
