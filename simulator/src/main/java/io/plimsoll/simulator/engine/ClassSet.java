package io.plimsoll.simulator.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A set of classes in no particular order; adding and removing cost O(1). A class is in one set at most. */
final class ClassSet {

    private WaitingClass[] classes = new WaitingClass[16];
    private int size;

    int size() {
        return size;
    }

    WaitingClass get(int position) {
        return classes[position];
    }

    void add(WaitingClass waitingClass) {
        if (size == classes.length) {
            classes = Arrays.copyOf(classes, 2 * size);
        }
        waitingClass.position = size;
        classes[size++] = waitingClass;
    }

    void remove(WaitingClass waitingClass) {
        WaitingClass last = classes[--size];
        classes[waitingClass.position] = last;
        last.position = waitingClass.position;
        waitingClass.position = -1;
    }

    /** The class whose first pod comes before those of all others and of {@code other}. O(size). */
    @Nullable
    WaitingClass first(@Nullable WaitingClass other) {
        @Nullable WaitingClass first = other;
        for (int i = 0; i < size; i++) {
            if (first == null || classes[i].firstOrder() < first.firstOrder()) {
                first = classes[i];
            }
        }
        return first;
    }
}
