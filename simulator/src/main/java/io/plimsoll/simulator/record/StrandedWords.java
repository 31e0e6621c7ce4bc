package io.plimsoll.simulator.record;

import java.util.Arrays;

/** Adds up what nodes have free by their words of {@link StrandedCauses}. Nodes of the word 0 do not count. */
final class StrandedWords {

    private final int width;
    /** By slot: the word, and by resource what was free. */
    private long[] wordOf = new long[0];

    private long[] freeOf = new long[0];
    /** A hash table with open addressing, at most half full, of all words since it was made: their nodes and sums. */
    private long[] words = new long[256];

    private int[] nodes = new int[words.length];
    private long[] free;
    private int used;

    StrandedWords(int resources) {
        this.width = resources;
        this.free = new long[words.length * width];
    }

    /** Makes room for that many slots. */
    void reserve(int slots) {
        if (slots > wordOf.length) {
            wordOf = Arrays.copyOf(wordOf, 2 * slots);
            freeOf = Arrays.copyOf(freeOf, 2 * slots * width);
        }
    }

    /** The node of a slot changed: this is its word now, and this what it has free of each resource. */
    void node(int node, long word, long[] freeNow) {
        count(node, -1);
        wordOf[node] = word;
        System.arraycopy(freeNow, 0, freeOf, node * width, width);
        count(node, 1);
    }

    /**
     * The free amounts of all nodes that refuse each class for each cause, at {@code (class * CAUSES + cause) * resources +
     * resource}.
     */
    long[] sums(int classes) {
        long[] sums = new long[classes * StrandedCauses.CAUSES * width];
        for (int at = 0; at < words.length; at++) {
            for (int k = 0; k < classes && nodes[at] > 0; k++) {
                int to = (k * StrandedCauses.CAUSES + StrandedCauses.cause(words[at], k)) * width;
                for (int r = 0; r < width; r++) {
                    sums[to + r] += free[at * width + r];
                }
            }
        }
        return sums;
    }

    private void count(int node, int sign) {
        long word = wordOf[node];
        if (word == 0) {
            return;
        }
        int at = place(word);
        if (words[at] == 0) {
            if (2 * ++used > words.length) {
                rebuild();
                return;
            }
            words[at] = word;
        }
        nodes[at] += sign;
        for (int r = 0; r < width; r++) {
            free[at * width + r] += sign * freeOf[node * width + r];
        }
    }

    /** Forgets words without nodes. */
    private void rebuild() {
        int live = 1;
        for (int count : nodes) {
            live += count > 0 ? 1 : 0;
        }
        int length = 4 * live > words.length ? 2 * words.length : words.length;
        words = new long[length];
        nodes = new int[length];
        free = new long[length * width];
        used = 0;
        for (int node = 0; node < wordOf.length; node++) {
            count(node, 1);
        }
    }

    private int place(long word) {
        long mixed = word * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> Integer.SIZE) & (words.length - 1);
        while (words[at] != 0 && words[at] != word) {
            at = (at + 1) & (words.length - 1);
        }
        return at;
    }
}
