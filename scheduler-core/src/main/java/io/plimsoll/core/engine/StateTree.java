package io.plimsoll.core.engine;

import java.util.Arrays;

/**
 * Distinct states of nodes in a k-d tree (Bentley, "Multidimensional binary search trees used for associative searching",
 * Communications of the ACM 1975) with a block of states in each leaf.
 *
 * <p>Every part of the tree knows, per dimension, a lower bound of the amounts in it: the corner of a box that holds its
 * states. {@link StateSearch} takes the side nearer to what is asked for first and leaves out parts whose corner cannot
 * compete.
 */
final class StateTree {

    static final int NONE = -1;

    private static final int LEAF = -1;

    final StateBlocks blocks;
    private final int dimensions;
    private int root = NONE;
    private int[] splitDimension = new int[0];
    private long[] splitValue = new long[0];
    private int[] left = new int[0];
    private int[] right = new int[0];
    private int[] parent = new int[0];
    /** Of each part its corner, one behind the other. */
    long[] corners = new long[0];

    private int[] leafOfBlock = new int[0];
    private final FreeNumbers parts = new FreeNumbers();
    private final long[] largest;
    private final long[] sorted = new long[StateBlocks.SIZE];

    StateTree(int dimensions) {
        this.dimensions = dimensions;
        blocks = new StateBlocks(dimensions);
        largest = new long[dimensions];
        Arrays.fill(largest, 1);
    }

    int root() {
        return root;
    }

    boolean isLeaf(int part) {
        return splitDimension[part] == LEAF;
    }

    /** The block of a leaf. */
    int block(int leaf) {
        return left[leaf];
    }

    /** The dimension by which the states of an inner part are parted. */
    int splitDimension(int part) {
        return splitDimension[part];
    }

    /** The amount below which a state stands on the left side. */
    long splitValue(int part) {
        return splitValue[part];
    }

    int left(int part) {
        return left[part];
    }

    int right(int part) {
        return right[part];
    }

    /** The state of this vector, added if it is not there. O(depth). */
    int add(long[] vector) {
        if (root == NONE) {
            root = newLeaf(NONE, blocks.newBlock());
        }
        int leaf = leafOf(vector, root);
        int known = blocks.find(left[leaf], vector);
        if (known != NONE) {
            return known;
        }
        if (blocks.size(left[leaf]) == StateBlocks.SIZE) {
            split(leaf);
            leaf = leafOf(vector, leaf);
        }
        return blocks.add(left[leaf], vector);
    }

    /** Removes a state. */
    void remove(int state) {
        int leaf = leafOfBlock[blocks.block(state)];
        boolean onCorner = false;
        for (int d = 0; d < dimensions; d++) {
            onCorner |= blocks.amount(state, d) == corners[leaf * dimensions + d];
        }
        blocks.remove(state);
        if (blocks.size(left[leaf]) == 0) {
            drop(leaf);
        } else if (onCorner) {
            fitCorner(leaf);
        }
    }

    /** The leaf that a vector belongs to, below a part; the corners on the way are brought down to it. */
    private int leafOf(long[] vector, int from) {
        int part = from;
        while (true) {
            int at = part * dimensions;
            for (int d = 0; d < dimensions; d++) {
                if (vector[d] < corners[at + d]) {
                    corners[at + d] = vector[d];
                }
            }
            if (splitDimension[part] == LEAF) {
                return part;
            }
            part = vector[splitDimension[part]] < splitValue[part] ? left[part] : right[part];
        }
    }

    private int newLeaf(int above, int block) {
        int leaf = parts.take();
        if (leaf >= left.length) {
            int length = Math.max(64, 2 * leaf);
            splitDimension = Arrays.copyOf(splitDimension, length);
            splitValue = Arrays.copyOf(splitValue, length);
            left = Arrays.copyOf(left, length);
            right = Arrays.copyOf(right, length);
            parent = Arrays.copyOf(parent, length);
            corners = Arrays.copyOf(corners, length * dimensions);
        }
        if (block >= leafOfBlock.length) {
            leafOfBlock = Arrays.copyOf(leafOfBlock, Math.max(64, 2 * block));
        }
        splitDimension[leaf] = LEAF;
        left[leaf] = block;
        right[leaf] = NONE;
        parent[leaf] = above;
        leafOfBlock[block] = leaf;
        fitCorner(leaf);
        return leaf;
    }

    /** Parts the states of a full leaf near the median of the dimension in which they differ most. */
    private void split(int leaf) {
        int block = left[leaf];
        int dimension = widestDimension(block);
        long value = median(block, dimension);
        int other = blocks.newBlock();
        blocks.split(block, dimension, value, other);
        splitDimension[leaf] = dimension;
        splitValue[leaf] = value;
        left[leaf] = newLeaf(leaf, block);
        right[leaf] = newLeaf(leaf, other);
    }

    private int widestDimension(int block) {
        int widest = 0;
        double width = -1;
        for (int d = 0; d < dimensions; d++) {
            sort(block, d);
            long least = sorted[0];
            long most = sorted[StateBlocks.SIZE - 1];
            largest[d] = Math.max(largest[d], most);
            double share = ((double) most - least) / largest[d];
            if (share > width) {
                width = share;
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

    /** An emptied leaf goes, and what stands beside it takes the place of the part above. */
    private void drop(int leaf) {
        blocks.release(left[leaf]);
        parts.giveBack(leaf);
        int above = parent[leaf];
        if (above == NONE) {
            root = NONE;
            return;
        }
        int beside = left[above] == leaf ? right[above] : left[above];
        int over = parent[above];
        parent[beside] = over;
        if (over == NONE) {
            root = beside;
        } else if (left[over] == above) {
            left[over] = beside;
        } else {
            right[over] = beside;
        }
        parts.giveBack(above);
    }

    private void fitCorner(int leaf) {
        int at = leaf * dimensions;
        Arrays.fill(corners, at, at + dimensions, Long.MAX_VALUE);
        int first = StateBlocks.firstPosition(left[leaf]);
        for (int i = first; i < first + blocks.size(left[leaf]); i++) {
            for (int d = 0; d < dimensions; d++) {
                corners[at + d] = Math.min(corners[at + d], blocks.vectors[i * dimensions + d]);
            }
        }
    }
}
