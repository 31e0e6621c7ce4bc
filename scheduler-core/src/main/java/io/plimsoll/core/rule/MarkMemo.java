package io.plimsoll.core.rule;

import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * What a rule found out about lists of taints or of images, by their numbers: see {@link NodeTable#taintSet} and
 * {@link NodeTable#imageSet}. Forgets everything when the numbers come to mean others. O(1).
 */
final class MarkMemo {

    /** Nothing is known of a list. */
    static final int UNKNOWN = -1;

    private final NodeTable nodes;
    private int[] known = {UNKNOWN};
    private int era;

    MarkMemo(NodeTable nodes) {
        this.nodes = nodes;
    }

    /** What is known of a list, or {@link #UNKNOWN}. */
    int get(int set) {
        if (era != nodes.marksEra()) {
            era = nodes.marksEra();
            Arrays.fill(known, UNKNOWN);
        }
        return set < known.length ? known[set] : UNKNOWN;
    }

    /** Remembers a number of at least 0 of a list that was just asked about, and returns it. */
    int put(int set, int found) {
        if (set >= known.length) {
            int before = known.length;
            known = Arrays.copyOf(known, Math.max(set + 1, 2 * before));
            Arrays.fill(known, before, known.length, UNKNOWN);
        }
        known[set] = found;
        return found;
    }
}
