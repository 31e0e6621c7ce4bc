package io.plimsoll.core.rule;

import io.plimsoll.core.state.PodTable;
import java.util.Arrays;

/** The pods that are thought to be on a node. */
final class PodsThere {

    private final PodTable table;
    private int[] pods = new int[16];
    private int count;

    PodsThere(PodTable table) {
        this.table = table;
    }

    /** Begins with those that are. */
    void start(int node) {
        count = 0;
        for (int pod = table.firstOn(node); pod != PodTable.NONE; pod = table.nextOnNode(pod)) {
            change(pod, 1);
        }
    }

    /** One comes ({@code sign} 1) or leaves (-1). */
    void change(int pod, int sign) {
        if (sign > 0) {
            if (count == pods.length) {
                pods = Arrays.copyOf(pods, 2 * count);
            }
            pods[count++] = pod;
            return;
        }
        for (int i = 0; i < count; i++) {
            if (pods[i] == pod) {
                pods[i] = pods[--count];
                return;
            }
        }
    }

    int count() {
        return count;
    }

    int pod(int i) {
        return pods[i];
    }
}
