package io.plimsoll.extender.record;

import io.plimsoll.extender.wire.JsonBytes;
import java.util.BitSet;

/** Sets of slots as text: ranges in rising order, as in {@code 0-4,7,9-12}; empty for none. */
final class SlotRanges {

    private SlotRanges() {}

    /** Writes a set as a JSON string. O(slots set). */
    static void write(BitSet slots, JsonBytes out) {
        out.mark('"');
        boolean first = true;
        for (int from = slots.nextSetBit(0); from >= 0; ) {
            int end = slots.nextClearBit(from);
            if (!first) {
                out.mark(',');
            }
            first = false;
            out.number(from);
            if (end - from > 1) {
                out.mark('-');
                out.number(end - 1L);
            }
            from = slots.nextSetBit(end);
        }
        out.mark('"');
    }

    /** The number of ranges of a set. */
    static int count(BitSet slots) {
        int ranges = 0;
        for (int from = slots.nextSetBit(0); from >= 0; from = slots.nextSetBit(slots.nextClearBit(from))) {
            ranges++;
        }
        return ranges;
    }

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    static BitSet parse(String text) {
        BitSet slots = new BitSet();
        if (text.isEmpty()) {
            return slots;
        }
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            try {
                int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                int last = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
                if (from >= 0 && last >= from) {
                    slots.set(from, last + 1);
                    continue;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new IllegalArgumentException(
                    "The slots (" + text + ") must be ranges such as 0-4,7.\n" + "Maybe the line was changed by hand.");
        }
        return slots;
    }
}
