package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Distinct states of nodes in a k-d tree (Bentley, "Multidimensional binary search trees used for associative searching",
 * Communications of the ACM 1975) with a block of states in each leaf. A full leaf is split; two leaves side by side that
 * have few states become one again.
 *
 * <p>Every part of the tree is a box. Its lower corner bounds what its states can score: {@link StateSearch} takes the side
 * nearer to what is asked for first and leaves out parts whose corner cannot compete. It also leaves out parts in which no
 * state has enough of something: their upper corners follow the states. What belongs to a part stands
 * together in one row, because a walk down the tree is one cache miss per part.
 */
final class StateTree {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    /** Columns of a row: the block of a leaf, or -1 less the dimension of a split; where it splits; left and right side. */
    private static final int KIND = 0;

    private static final int SPLIT = 1;
    private static final int SIDES = 2;
    private static final int CORNER = 3;

    /** What a part without states reaches to; far below what may be free, and from where differences overflow. */
    private static final long EMPTY = -1L << 61;

    /** Two leaves with no more states together than this become one. */
    private static final int FEW = StateBlocks.SIZE / 2;

    final StateBlocks blocks;
    private final int dimensions;
    private final int width;
    private final int upper;
    private long[] rows = new long[0];
    private int[] parent = new int[0];
    private int[] leafOfBlock = new int[0];
    private final FreeNumbers parts = new FreeNumbers();
    private final long[] largest;
    private final long[] sorted = new long[StateBlocks.SIZE];
    private int deepest;

    StateTree(int dimensions) {
        this.dimensions = dimensions;
        width = CORNER + 2 * dimensions;
        upper = CORNER + dimensions;
        blocks = new StateBlocks(dimensions);
        largest = new long[dimensions];
        Arrays.fill(largest, 1);
        newLeaf(NONE, blocks.newBlock());
        Arrays.fill(rows, CORNER, upper, Long.MIN_VALUE);
    }

    int root() {
        return ROOT;
    }

    /** The block of a leaf; below 0 for a part that is split. */
    int block(int part) {
        return (int) rows[part * width + KIND];
    }

    /** The dimension in which the sides of a split part differ. */
    int splitDimension(int part) {
        return -1 - (int) rows[part * width + KIND];
    }

    /** The amount below which a state stands on the left side. */
    long splitValue(int part) {
        return rows[part * width + SPLIT];
    }

    int left(int part) {
        return (int) (rows[part * width + SIDES] >>> Integer.SIZE);
    }

    int right(int part) {
        return (int) rows[part * width + SIDES];
    }

    /** An amount that no state of the part has less of. */
    long corner(int part, int dimension) {
        return rows[part * width + CORNER + dimension];
    }

    /** Whether in each dimension by itself some state of the part may have as much as is asked. */
    boolean reaches(int part, long[] asked) {
        int row = part * width + upper;
        long lacking = 0;
        for (int d = 0; d < dimensions; d++) {
            lacking |= rows[row + d] - asked[d];
        }
        return lacking >= 0;
    }

    /** The most parts that one had to walk through to a leaf until now. */
    int deepest() {
        return deepest;
    }

    /** The state of this vector, added if it is not there. O(depth). */
    int add(long[] vector) {
        int leaf = leafFor(vector);
        int block = block(leaf);
        int known = blocks.find(block, vector);
        if (known != NONE) {
            return known;
        }
        if (blocks.size(block) == StateBlocks.SIZE) {
            split(leaf);
            block = block(leafFor(vector));
        }
        return blocks.add(block, vector);
    }

    /** Removes a state. */
    void remove(int state) {
        int block = blocks.block(state);
        blocks.remove(state);
        lower(leafOfBlock[block]);
        if (blocks.size(block) < FEW) {
            uniteAbove(leafOfBlock[block]);
        }
    }

    /** Where a vector belongs; all parts on the way reach to it from now on. */
    private int leafFor(long[] vector) {
        long[] all = rows;
        int part = ROOT;
        int depth = 0;
        while (true) {
            int row = part * width;
            for (int d = 0; d < dimensions; d++) {
                if (vector[d] > all[row + upper + d]) {
                    all[row + upper + d] = vector[d];
                }
            }
            int kind = (int) all[row + KIND];
            if (kind >= 0) {
                deepest = Math.max(deepest, depth);
                return part;
            }
            long sides = all[row + SIDES];
            part = (int) (vector[-1 - kind] < all[row + SPLIT] ? sides >>> Integer.SIZE : sides);
            depth++;
        }
    }

    /** Splits a full leaf near the median of the dimension in which its states differ most. */
    private void split(int leaf) {
        int block = block(leaf);
        int dimension = widestDimension(block);
        long value = median(block, dimension);
        int other = blocks.newBlock();
        blocks.split(block, dimension, value, other);
        long left = newLeaf(leaf, block);
        long right = newLeaf(leaf, other);
        int row = leaf * width;
        rows[row + KIND] = -1L - dimension;
        rows[row + SPLIT] = value;
        rows[row + SIDES] = left << Integer.SIZE | right;
        rows[(int) right * width + CORNER + dimension] = value;
        fit((int) left);
        fit((int) right);
    }

    /** Fits what a leaf and the parts above reach to. */
    private void lower(int leaf) {
        boolean changed = fit(leaf);
        for (int part = parent[leaf]; changed && part != NONE; part = parent[part]) {
            int left = left(part) * width + upper;
            int right = right(part) * width + upper;
            changed = false;
            for (int d = 0; d < dimensions; d++) {
                changed |= reach(part, d, Math.max(rows[left + d], rows[right + d]));
            }
        }
    }

    /** Fits what a leaf reaches to; says whether that changed. */
    private boolean fit(int leaf) {
        int block = block(leaf);
        int from = StateBlocks.firstPosition(block) * dimensions;
        int to = from + blocks.size(block) * dimensions;
        boolean changed = false;
        for (int d = 0; d < dimensions; d++) {
            long most = EMPTY;
            for (int at = from + d; at < to; at += dimensions) {
                most = Math.max(most, blocks.vectors[at]);
            }
            changed |= reach(leaf, d, most);
        }
        return changed;
    }

    private boolean reach(int part, int dimension, long amount) {
        int at = part * width + upper + dimension;
        boolean changed = rows[at] != amount;
        rows[at] = amount;
        return changed;
    }

    /** A leaf with the corner of the part above. */
    private int newLeaf(int above, int block) {
        int leaf = parts.take();
        if (leaf >= parent.length) {
            int length = Math.max(64, 2 * leaf);
            rows = Arrays.copyOf(rows, length * width);
            parent = Arrays.copyOf(parent, length);
        }
        if (above != NONE) {
            System.arraycopy(rows, above * width + CORNER, rows, leaf * width + CORNER, dimensions);
        }
        Arrays.fill(rows, leaf * width + upper, (leaf + 1) * width, EMPTY);
        parent[leaf] = above;
        setLeaf(leaf, block);
        return leaf;
    }

    private void setLeaf(int leaf, int block) {
        if (block >= leafOfBlock.length) {
            leafOfBlock = Arrays.copyOf(leafOfBlock, Math.max(64, 2 * block));
        }
        rows[leaf * width + KIND] = block;
        leafOfBlock[block] = leaf;
    }

    private void uniteAbove(int leaf) {
        int above = parent[leaf];
        if (above == NONE) {
            return;
        }
        int left = left(above);
        int right = right(above);
        int block = block(left);
        int other = block(right);
        if (block >= 0 && other >= 0 && blocks.size(block) + blocks.size(other) <= FEW) {
            blocks.unite(other, block);
            parts.giveBack(left);
            parts.giveBack(right);
            setLeaf(above, block);
        }
    }

    private int widestDimension(int block) {
        int widest = 0;
        double most = -1;
        for (int d = 0; d < dimensions; d++) {
            sort(block, d);
            largest[d] = Math.max(largest[d], sorted[StateBlocks.SIZE - 1]);
            double share = ((double) sorted[StateBlocks.SIZE - 1] - sorted[0]) / largest[d];
            if (share > most) {
                most = share;
                widest = d;
            }
        }
        return widest;
    }

    /** A value that leaves states of a full block on either side, as near to half of them as there is. */
    private long median(int block, int dimension) {
        sort(block, dimension);
        int middle = StateBlocks.SIZE / 2;
        for (int away = 0; away < middle; away++) {
            if (sorted[middle - away] > sorted[0]) {
                return sorted[middle - away];
            }
            if (sorted[middle + away] > sorted[0]) {
                return sorted[middle + away];
            }
        }
        return sorted[StateBlocks.SIZE - 1];
    }

    private void sort(int block, int dimension) {
        int first = StateBlocks.firstPosition(block);
        for (int i = 0; i < StateBlocks.SIZE; i++) {
            sorted[i] = blocks.vectors[(first + i) * dimensions + dimension];
        }
        Arrays.sort(sorted);
    }
}
