package io.plimsoll.traces.columnar;

import java.util.Arrays;

/**
 * The last block: what occurs in the file and where its dictionaries are, so that this is known without reading the rest.
 *
 * @param pods how many pods of each template arrive
 * @param times how often nodes are described in each way
 * @param nodes number of distinct names of nodes
 * @param dictionaries position and number of each block of dictionaries, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one method
record Summary(long events, long lastMillis, int nodes, long[] pods, long[] times, long[] dictionaries) {

    static Summary read(ByteCursor cursor) {
        long events = cursor.number();
        long lastMillis = cursor.number();
        int nodes = cursor.number(Integer.MAX_VALUE);
        long[] pods = counts(cursor, 1);
        long[] times = counts(cursor, 1);
        long[] dictionaries = counts(cursor, 2);
        cursor.requireEnd();
        return new Summary(events, lastMillis, nodes, pods, times, dictionaries);
    }

    private static long[] counts(ByteCursor cursor, int each) {
        int count = cursor.count();
        long[] counts = new long[16];
        for (int i = 0; i < each * count; i++) {
            if (i == counts.length) {
                counts = Arrays.copyOf(counts, 2 * i);
            }
            counts[i] = cursor.number();
        }
        return Arrays.copyOf(counts, each * count);
    }
}
