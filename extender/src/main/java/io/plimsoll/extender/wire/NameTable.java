package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the slot of a node by the UTF-8 bytes of its name, without making a string: open addressing, at most half full, with half of
 * each name's hash beside its slot, and all names in one array. O(1), about the cost of two cache misses. One thread.
 */
public final class NameTable {

    private static final int UNKNOWN = -1;
    private static final long SLOT = 0xFFFFFFFFL;

    /** By place: the upper half of the name's hash, and the slot plus one; 0 where there is none. */
    private long[] places = new long[64];

    /** By slot: where its name begins in {@link #text}, and how long it is. */
    private int[] begins = new int[64];

    private int[] lengths = new int[64];
    private byte[] text = new byte[1 << 10];
    private int written;
    /** How many bytes of the text belong to names that are gone. */
    private int unused;

    private int size;
    private long version;

    /** Makes a node known. No two nodes may have one slot. */
    public void put(String name, int slot) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        int known = find(key, 0, key.length);
        if (known == slot) {
            return;
        }
        if (known >= 0) {
            remove(key);
        }
        if (2 * (size + 1) > places.length) {
            rebuild(2 * places.length);
        }
        if (slot >= begins.length) {
            begins = Arrays.copyOf(begins, Math.max(slot + 1, 2 * begins.length));
            lengths = Arrays.copyOf(lengths, begins.length);
        }
        if (text.length - written < key.length) {
            text = Arrays.copyOf(text, Math.max(Math.addExact(written, key.length), 2 * text.length));
        }
        System.arraycopy(key, 0, text, written, key.length);
        begins[slot] = written;
        lengths[slot] = key.length;
        written += key.length;
        insert(Words.hash(key, 0, key.length), slot);
        size++;
        version++;
    }

    /** Makes a node unknown. */
    public void remove(String name) {
        remove(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The slot of the node whose name these bytes are, or -1. */
    public int find(byte[] bytes, int from, int end) {
        return find(Words.hash(bytes, from, end), bytes, from, end);
    }

    /** As the other, for a name whose hash is known. */
    int find(long hash, byte[] bytes, int from, int end) {
        return slot(places[place(hash, bytes, from, end)]);
    }

    /** Moves whenever a name is put or removed. */
    public long version() {
        return version;
    }

    /** The names behind it in its run take its place. */
    private void remove(byte[] key) {
        int hole = place(Words.hash(key, 0, key.length), key, 0, key.length);
        if (places[hole] == 0) {
            return;
        }
        places[hole] = 0;
        size--;
        version++;
        unused += key.length;
        int mask = places.length - 1;
        for (int next = hole + 1 & mask; places[next] != 0; next = next + 1 & mask) {
            int moved = slot(places[next]);
            places[next] = 0;
            insert(hash(moved), moved);
        }
        if (unused > written / 2) {
            rebuild(places.length);
        }
    }

    private void insert(long hash, int slot) {
        int mask = places.length - 1;
        int place = (int) hash & mask;
        while (places[place] != 0) {
            place = place + 1 & mask;
        }
        places[place] = (hash & ~SLOT) | (slot + 1);
    }

    /** Where the name is, or where it would be put. */
    private int place(long hash, byte[] bytes, int from, int end) {
        int mask = places.length - 1;
        for (int place = (int) hash & mask; ; place = place + 1 & mask) {
            long there = places[place];
            if (there == 0 || (((there ^ hash) & ~SLOT) == 0 && isNamed(slot(there), bytes, from, end))) {
                return place;
            }
        }
    }

    private boolean isNamed(int slot, byte[] bytes, int from, int end) {
        return lengths[slot] == end - from && Words.equal(text, begins[slot], bytes, from, end - from);
    }

    private long hash(int slot) {
        return Words.hash(text, begins[slot], begins[slot] + lengths[slot]);
    }

    private static int slot(long place) {
        return place == 0 ? UNKNOWN : (int) (place & SLOT) - 1;
    }

    /** Makes another table of so many places, and a text without gaps. */
    private void rebuild(int room) {
        long[] old = places;
        byte[] names = new byte[text.length];
        places = new long[room];
        int length = 0;
        for (long place : old) {
            if (place != 0) {
                int slot = slot(place);
                insert(hash(slot), slot);
                System.arraycopy(text, begins[slot], names, length, lengths[slot]);
                begins[slot] = length;
                length += lengths[slot];
            }
        }
        text = names;
        written = length;
        unused = 0;
    }
}
