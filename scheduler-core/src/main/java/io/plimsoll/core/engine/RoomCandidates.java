package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.Checks;
import java.util.Arrays;

/**
 * The nodes for one class of pods that are taken without scores, found in the {@link RoomTree} that classes share. Up to where
 * a search came no node has room but for some that changed since, which are kept in a heap: the first of them is the answer, and
 * only when there is none does the search go on from where it came. So nodes that had no room are not looked at again because one
 * before them was used.
 */
final class RoomCandidates implements RememberedCandidates {

    /** After so many changes a search in the tree costs less than looking at each. */
    private static final int MOST_CHANGES = 1 << 10;

    private final PreparedClass prepared;
    private final FreeRules rules;
    private final RoomTree tree;
    private final ChangeLog log;
    private final Scan scan;
    private final int[] dimensions;
    private final long[] asked;
    private boolean unsuitable;
    /** Of the nodes in slots before this one only those of the heap may have room, as of {@link #position}. */
    private int reached;

    private long position;
    /** A binary heap of slots, the lowest first. One may stand there twice, or have no room any more. */
    private int[] changed = new int[16];

    private int size;

    RoomCandidates(PreparedClass prepared, FreeRules rules, RoomTree tree, ChangeLog log, Scan scan) {
        this.prepared = prepared;
        this.rules = rules;
        this.tree = tree;
        this.log = log;
        this.scan = scan;
        this.dimensions = prepared.podClass.requestedDimensions();
        this.asked = new long[dimensions.length];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = prepared.podClass.request(dimensions[i]);
        }
    }

    /** Whether these are the candidates by these rules in this tree. */
    boolean of(PreparedClass wanted, RoomTree in) {
        return prepared == wanted && tree == in;
    }

    /** Whether the class is better off with an index of its own. */
    boolean unsuitable() {
        return unsuitable;
    }

    @Override
    public int best() {
        catchUp();
        while (size > 0) {
            if (hasRoom(changed[0])) {
                return changed[0];
            }
            removeFirst();
        }
        int first = next(reached);
        reached = first < 0 ? tree.end() : first;
        return first;
    }

    private void catchUp() {
        long end = log.end();
        if (position < log.begin() || end - position > MOST_CHANGES) {
            reached = 0;
            size = 0;
        }
        for (long at = position; at < end && reached > 0; at++) {
            int node = log.node(at);
            // The one in front stays there, however often it is used.
            if (node < reached && (size == 0 || changed[0] != node) && hasRoom(node)) {
                add(node);
            }
        }
        position = end;
    }

    private boolean hasRoom(int node) {
        return tree.hasRoom(node, dimensions, asked, rules);
    }

    private void add(int node) {
        if (size == MOST_CHANGES) {
            // Most of them have no room any more: the tree knows which.
            reached = Math.min(changed[0], node);
            size = 0;
            return;
        }
        if (size == changed.length) {
            changed = Arrays.copyOf(changed, 2 * size);
        }
        int at = size++;
        while (at > 0 && changed[(at - 1) >> 1] > node) {
            changed[at] = changed[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        changed[at] = node;
    }

    private void removeFirst() {
        int last = changed[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && changed[child + 1] < changed[child]) {
                child++;
            }
            if (changed[child] >= last) {
                break;
            }
            changed[at] = changed[child];
            at = child;
        }
        changed[at] = last;
    }

    @Override
    public int next(int from) {
        int next = tree.next(from, dimensions, asked, rules);
        if (tree.outOfPatience()) {
            unsuitable = true;
            return scan.of(prepared).next(from);
        }
        return next;
    }

    /** O(nodes). */
    @Override
    public int feasible() {
        return scan.of(prepared).feasible();
    }

    /** O(nodes). */
    @Override
    public int nth(int n) {
        return scan.of(prepared).nth(n);
    }

    @Override
    public void verify(Scan check) {
        tree.verify();
        int best = best();
        check.of(prepared);
        if (check.best() != best) {
            throw Checks.corrupted("first node for " + prepared.podClass, best, check.best());
        }
    }
}
