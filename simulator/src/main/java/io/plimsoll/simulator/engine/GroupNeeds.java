package io.plimsoll.simulator.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the pods of a group that wait need: how many there are of each class, and what could help one of them. O(pods) once. */
final class GroupNeeds {

    private @Nullable WaitingClass[] classes = new WaitingClass[2];
    private int[] counts = new int[2];
    private int size;
    private Helpers helpers = Helpers.NONE;

    GroupNeeds(int[] pods, int count, WaitingPods waiting) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            WaitingClass waitingClass = waiting.of(pods[i]);
            if (size == 0 || classes[at] != waitingClass) {
                at = find(waitingClass);
            }
            counts[at]++;
        }
    }

    private int find(WaitingClass waitingClass) {
        int at = 0;
        while (at < size && classes[at] != waitingClass) {
            at++;
        }
        if (at == size) {
            if (size == classes.length) {
                classes = Arrays.copyOf(classes, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            classes[size++] = waitingClass;
            helpers = helpers.or(waitingClass.helpers);
        }
        return at;
    }

    /** How many classes its pods are of. */
    int classes() {
        return size;
    }

    WaitingClass waitingClass(int i) {
        @Nullable WaitingClass known = classes[i];
        if (known == null) {
            throw new IllegalArgumentException("The class (%d) must be below %d.%nMaybe it is of another group.".formatted(i, size));
        }
        return known;
    }

    /** How many pods are of a class. */
    int count(int i) {
        return counts[i];
    }

    /** What could help one of them. */
    Helpers helpers() {
        return helpers;
    }
}
