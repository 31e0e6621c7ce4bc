package io.plimsoll.core.engine;

import java.util.Arrays;

/** States in a {@link StateTree}; finds the best one for a class of pods by branch and bound. Reuses its memory. */
final class StateSearch implements States {

    private static final int NONE = -1;
    /** Far from the root by a tree's standards; states that came in order may stand farther, until the tree is made anew. */
    private static final int DEEP = 64;

    private final StateTree tree;
    private int deepest = DEEP;

    private final StateIndex index;
    private final int dimensions;
    private final long[] corner;
    private int[] waiting = new int[64];
    private long bestTotal;
    private int best;

    StateSearch(StateIndex index, int dimensions) {
        this.index = index;
        this.dimensions = dimensions;
        tree = new StateTree(dimensions);
        corner = new long[dimensions];
    }

    @Override
    public int add(long[] vector) {
        return tree.add(vector);
    }

    @Override
    public void remove(int state) {
        tree.remove(state);
    }

    @Override
    public boolean is(int state, long[] vector) {
        return tree.blocks.is(state, vector);
    }

    @Override
    public boolean overgrown() {
        return tree.deepest() > deepest;
    }

    @Override
    public void planted() {
        deepest = Math.max(DEEP, 2 * tree.deepest());
    }

    @Override
    public int best(long[] asked, FreeRules rules) {
        best = -1;
        bestTotal = -1;
        waiting[0] = tree.root();
        int count = 1;
        while (count > 0) {
            int part = waiting[--count];
            // A part that could only be as good may still hold a lower slot.
            if (best >= 0 && bound(part, asked, rules) < bestTotal) {
                continue;
            }
            while (part != NONE && tree.reaches(part, asked)) {
                int block = tree.block(part);
                if (block >= 0) {
                    look(tree.blocks, block, asked, rules);
                    part = NONE;
                } else if (tree.splitValue(part) > asked[tree.splitDimension(part)]) {
                    if (count == waiting.length) {
                        waiting = Arrays.copyOf(waiting, 2 * count);
                    }
                    waiting[count++] = tree.right(part);
                    part = tree.left(part);
                } else {
                    part = tree.right(part);
                }
            }
        }
        return best;
    }

    /** What no state in a part can exceed. */
    private long bound(int part, long[] asked, FreeRules rules) {
        for (int d = 0; d < dimensions; d++) {
            corner[d] = Math.max(asked[d], tree.corner(part, d));
        }
        return rules.total(corner, 0, Math.max(0, bestTotal));
    }

    private void look(StateBlocks blocks, int block, long[] asked, FreeRules rules) {
        int first = StateBlocks.firstPosition(block);
        int end = first + blocks.size(block);
        for (int at = first; at < end; at++) {
            if (fits(blocks.vectors, at * dimensions, asked)) {
                long total = rules.total(blocks.vectors, at * dimensions, Math.max(0, bestTotal));
                if (total >= bestTotal) {
                    int node = index.lowest(blocks.stateAt[at], rules);
                    if (node >= 0 && (total > bestTotal || node < best)) {
                        best = node;
                        bestTotal = total;
                    }
                }
            }
        }
    }

    /** One branch for all dimensions: which one is lacking cannot be predicted. */
    private boolean fits(long[] vectors, int from, long[] asked) {
        long lacking = 0;
        for (int d = 0; d < dimensions; d++) {
            lacking |= vectors[from + d] - asked[d];
        }
        return lacking >= 0;
    }
}
