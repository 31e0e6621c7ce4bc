package io.plimsoll.extender.wire;

import java.util.Arrays;

/**
 * The whole nodes of the request before. kube-scheduler sends all nodes with each request, mostly unchanged and in the same order from
 * another beginning: a node whose bytes come again where they are expected needs no reading. Keeps one body. One thread.
 */
final class NodesBefore {

    private static final byte[] NONE = new byte[0];

    private byte[] body = NONE;
    private int count;
    /** By entry: begin and end of the node, and of its name without quotes. */
    private int[] places = new int[4 * 64];
    /** By slot of a node: its entry plus one. */
    private int[] entries = new int[64];

    private int expected;

    /** A request begins. */
    void begin() {
        expected = 0;
    }

    /**
     * The entry whose bytes come next in a body, or -1.
     *
     * @param left how many bytes there are from that place on
     */
    int match(byte[] bytes, int from, int left) {
        // The same array may have been filled anew.
        if (count == 0 || bytes == body) {
            return -1;
        }
        int entry = expected < count ? expected : 0;
        int begin = places[4 * entry];
        int length = places[4 * entry + 1] - begin;
        if (length > left || !Arrays.equals(body, begin, begin + length, bytes, from, from + length)) {
            return -1;
        }
        expected = entry + 1;
        return entry;
    }

    /** A node that was read came instead of the one that was expected: the one behind it is expected now. */
    void instead(int slot) {
        int entry = slot >= 0 && slot < entries.length ? entries[slot] : 0;
        expected = entry > 0 ? entry : expected;
    }

    /** How many bytes an entry is. */
    int length(int entry) {
        return places[4 * entry + 1] - places[4 * entry];
    }

    /** Where an entry's name begins, from the node's beginning. */
    int nameFrom(int entry) {
        return places[4 * entry + 2] - places[4 * entry];
    }

    /** Where that ends. */
    int nameEnd(int entry) {
        return places[4 * entry + 3] - places[4 * entry];
    }

    /** Another body takes the place of the one before; entries follow. */
    void remember(byte[] bytes, int nodes) {
        body = bytes;
        count = nodes;
        Arrays.fill(entries, 0);
        if (places.length < 4 * nodes) {
            places = new int[Math.max(4 * nodes, 2 * places.length)];
        }
    }

    /** An entry of the body that is remembered. */
    void put(int entry, int slot, int from, int end, int nameFrom, int nameEnd) {
        places[4 * entry] = from;
        places[4 * entry + 1] = end;
        places[4 * entry + 2] = nameFrom;
        places[4 * entry + 3] = nameEnd;
        if (slot >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(slot + 1, 2 * entries.length));
        }
        if (slot >= 0) {
            entries[slot] = entry + 1;
        }
    }
}
