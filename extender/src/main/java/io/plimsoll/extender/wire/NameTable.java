package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the slot of a node by the UTF-8 bytes of its name, without making a string: open addressing, at most half full. O(1), about
 * the cost of two cache misses. One thread.
 */
public final class NameTable {

    private static final int UNKNOWN = -1;

    /** By place: the name; null where there is none. */
    private byte[] @Nullable [] names = new byte[64][];

    private int[] slots = new int[64];
    private int size;
    private long version;

    /** Makes a node known. */
    public void put(String name, int slot) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        if (2 * (size + 1) > names.length) {
            grow();
        }
        insert(key, slot);
        version++;
    }

    /** Makes a node unknown; the names behind it in its run take its place. */
    public void remove(String name) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        int hole = place(key, 0, key.length);
        if (names[hole] == null) {
            return;
        }
        names[hole] = null;
        size--;
        version++;
        int mask = names.length - 1;
        for (int next = hole + 1 & mask; ; next = next + 1 & mask) {
            byte @Nullable [] moved = names[next];
            if (moved == null) {
                return;
            }
            names[next] = null;
            size--;
            insert(moved, slots[next]);
        }
    }

    /** The slot of the node whose name these bytes are, or -1. */
    public int find(byte[] bytes, int from, int end) {
        int place = place(bytes, from, end);
        return names[place] == null ? UNKNOWN : slots[place];
    }

    /** Moves whenever a name is put or removed. */
    public long version() {
        return version;
    }

    private void insert(byte[] key, int slot) {
        int place = place(key, 0, key.length);
        size += names[place] == null ? 1 : 0;
        names[place] = key;
        slots[place] = slot;
    }

    private int place(byte[] bytes, int from, int end) {
        int mask = names.length - 1;
        int hash = 0;
        for (int i = from; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        for (int place = hash >>> 7 & mask; ; place = place + 1 & mask) {
            byte @Nullable [] name = names[place];
            if (name == null || Arrays.equals(name, 0, name.length, bytes, from, end)) {
                return place;
            }
        }
    }

    private void grow() {
        byte[] @Nullable [] oldNames = names;
        int[] oldSlots = slots;
        names = new byte[2 * oldNames.length][];
        slots = new int[names.length];
        size = 0;
        for (int i = 0; i < oldNames.length; i++) {
            byte @Nullable [] name = oldNames[i];
            if (name != null) {
                insert(name, oldSlots[i]);
            }
        }
    }
}
