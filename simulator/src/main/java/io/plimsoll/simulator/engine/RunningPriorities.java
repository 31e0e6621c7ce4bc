package io.plimsoll.simulator.engine;

import java.util.Arrays;

/** How many running pods have each priority, of which there are few. */
final class RunningPriorities {

    private int[] priorities = new int[8];
    private int[] pods = new int[8];
    private int size;

    /** So many more pods of a priority run. */
    void add(int priority, int more) {
        int i = 0;
        while (i < size && priorities[i] != priority) {
            i++;
        }
        if (i == size) {
            if (size == priorities.length) {
                priorities = Arrays.copyOf(priorities, 2 * size);
                pods = Arrays.copyOf(pods, 2 * size);
            }
            priorities[size++] = priority;
        }
        pods[i] += more;
    }

    /** Whether a pod of a lower priority runs. O(priorities). */
    boolean anyBelow(int priority) {
        for (int i = 0; i < size; i++) {
            if (priorities[i] < priority && pods[i] > 0) {
                return true;
            }
        }
        return false;
    }
}
