package io.plimsoll.simulator.record;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/** The slots whose nodes came, changed or went since they were last asked for, each once. Cost as of what changed. */
final class ChangedNodes {

    private final ChangeLog log;
    private final NodeTable nodes;
    private int[] slots = new int[64];
    private int count;
    private long position;
    /** One more than the largest slot there ever was. */
    private int known;

    ChangedNodes(Cluster cluster) {
        this.log = cluster.changeLog();
        this.nodes = cluster.nodes();
    }

    /** Looks up what changed since the call before; at the first call that is all. */
    void catchUp() {
        long end = log.end();
        count = 0;
        known = Math.max(known, nodes.slots());
        if (slots.length < known) {
            slots = Arrays.copyOf(slots, 2 * known);
        }
        if (position < log.begin() || end - position > known) {
            for (int slot = 0; slot < known; slot++) {
                if (nodes.lastChange(slot) >= position) {
                    slots[count++] = slot;
                }
            }
        } else {
            for (long at = position; at < end; at++) {
                int slot = log.node(at);
                if (nodes.lastChange(slot) == at) {
                    slots[count++] = slot;
                }
            }
        }
        position = end;
    }

    /** How many. */
    int count() {
        return count;
    }

    /** One of them. */
    int slot(int i) {
        return slots[i];
    }

    /** One more than the largest slot so far. */
    int known() {
        return known;
    }
}
