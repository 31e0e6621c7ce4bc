package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;

/**
 * Writes scores as the Go type HostPriorityList. The best nodes get 10, the worst that fit 0, those between whole numbers rounded
 * down, so that no other node gets 10; nodes that do not fit get 0. Reusable; one thread.
 */
final class ScoreReply {

    private static final long HIGHEST = 10;

    private final JsonBytes out = new JsonBytes(1 << 12);
    private int[] scores = new int[64];

    /** No scores. */
    byte[] none() {
        out.clear();
        out.raw("[]");
        return out.toByteArray();
    }

    /** The scores of the nodes that were judged. */
    byte[] of(OfferedList offered, OfferedNodes judged) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && judged.fits(slot)) {
                least = Math.min(least, judged.total(slot));
                most = Math.max(most, judged.total(slot));
            }
        }
        begin(offered);
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            write(i, offered, slot >= 0 && judged.fits(slot) ? score(judged.total(slot), least, most) : 0);
        }
        out.mark(']');
        return out.toByteArray();
    }

    /** One node gets everything. */
    byte[] only(OfferedList offered, int slot) {
        begin(offered);
        for (int i = 0; i < offered.count(); i++) {
            write(i, offered, offered.slot(i) == slot ? HIGHEST : 0);
        }
        out.mark(']');
        return out.toByteArray();
    }

    /** The scores that were written last, by entry. */
    int[] scores() {
        return scores;
    }

    private void begin(OfferedList offered) {
        if (scores.length < offered.count()) {
            scores = new int[Math.max(offered.count(), 2 * scores.length)];
        }
        out.clear();
        out.mark('[');
    }

    private void write(int entry, OfferedList offered, long score) {
        scores[entry] = (int) score;
        if (entry > 0) {
            out.mark(',');
        }
        offered.writeScore(entry, score, out);
    }

    /** Exact also where ten times the difference does not fit 63 bits. */
    static long score(long total, long least, long most) {
        long range = most - least;
        if (range == 0) {
            return HIGHEST;
        }
        long part = total - least;
        return range <= Long.MAX_VALUE / HIGHEST
                ? HIGHEST * part / range
                : part == range ? HIGHEST : part / (range / HIGHEST + 1);
    }
}
