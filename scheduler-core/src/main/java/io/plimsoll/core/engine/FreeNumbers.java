package io.plimsoll.core.engine;

import java.util.Arrays;

/** Gives out small numbers, those given back first. */
final class FreeNumbers {

    private int[] returned = new int[16];
    private int count;
    private int end;

    /** One more than the largest number given out so far. */
    int end() {
        return end;
    }

    /** How many numbers are given out now. */
    int inUse() {
        return end - count;
    }

    int take() {
        return count > 0 ? returned[--count] : end++;
    }

    void giveBack(int number) {
        if (count == returned.length) {
            returned = Arrays.copyOf(returned, 2 * count);
        }
        returned[count++] = number;
    }
}
