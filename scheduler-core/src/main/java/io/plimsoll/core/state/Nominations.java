package io.plimsoll.core.state;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which waiting pods have a node in prospect, because others leave it for them. Pods of lower priority must leave them the
 * room. Changing one costs O(nominated pods of the node); asking costs nothing when there are none.
 */
public final class Nominations {

    private static final int NONE = PodTable.NONE;

    /** By pod; both grow with the largest pod that was ever nominated. */
    private int[] nodeOf = new int[0];

    private int[] nextOf = new int[0];
    /** By node: the nominated pod of the smallest number. */
    private int[] firstOn = new int[0];

    private final BitSet nodes = new BitSet();
    private int count;

    Nominations() {}

    /** Whether there are none. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** How many pods are nominated. */
    public int count() {
        return count;
    }

    /** The node a pod is nominated for, or {@link PodTable#NONE}. */
    public int node(int pod) {
        return pod < nodeOf.length ? nodeOf[pod] : NONE;
    }

    /** The first pod nominated for a node, by number, or {@link PodTable#NONE}. */
    public int firstOn(int node) {
        return node < firstOn.length ? firstOn[node] : NONE;
    }

    /** The next pod nominated for the same node, by number, or {@link PodTable#NONE}. */
    public int next(int pod) {
        return nextOf[pod];
    }

    /** The first node at or behind a slot that has nominated pods, or -1. */
    public int nextNode(int from) {
        return nodes.nextSetBit(from);
    }

    /** Nominates a pod that is not nominated. */
    void add(int pod, int node) {
        nodeOf = grown(nodeOf, pod);
        nextOf = grown(nextOf, pod);
        firstOn = grown(firstOn, node);
        int before = before(pod, node);
        if (before == NONE) {
            nextOf[pod] = firstOn[node];
            firstOn[node] = pod;
        } else {
            nextOf[pod] = nextOf[before];
            nextOf[before] = pod;
        }
        nodeOf[pod] = node;
        nodes.set(node);
        count++;
    }

    /** Takes back the nomination of a pod. */
    void remove(int pod) {
        int node = nodeOf[pod];
        int before = before(pod, node);
        if (before == NONE) {
            firstOn[node] = nextOf[pod];
        } else {
            nextOf[before] = nextOf[pod];
        }
        nodeOf[pod] = NONE;
        nextOf[pod] = NONE;
        nodes.set(node, firstOn[node] != NONE);
        count--;
    }

    /** The pod of the largest number below this one on the node. */
    private int before(int pod, int node) {
        int before = NONE;
        for (int other = firstOn[node]; other != NONE && other < pod; other = nextOf[other]) {
            before = other;
        }
        return before;
    }

    private static int[] grown(int[] column, int index) {
        if (index < column.length) {
            return column;
        }
        int[] longer = Arrays.copyOf(column, Math.max(index + 1, 2 * column.length));
        Arrays.fill(longer, column.length, longer.length, NONE);
        return longer;
    }
}
