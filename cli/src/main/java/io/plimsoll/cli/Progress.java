package io.plimsoll.cli;

import java.io.PrintWriter;

/**
 * One line on standard error that says how far long work has come: only on a terminal, only after a second, ten times a
 * second at most.
 */
final class Progress {

    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long EVERY_NANOS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean wanted;
    private final long start = System.nanoTime();
    private long shown = start + FIRST_NANOS - EVERY_NANOS;
    private boolean visible;

    Progress(PrintWriter err, boolean quiet) {
        this(err, quiet, System.console() != null && System.getenv("CI") == null);
    }

    Progress(PrintWriter err, boolean quiet, boolean terminal) {
        this.err = err;
        this.wanted = terminal && !quiet;
    }

    /** Shows how much of the work is done, at what rate, how long the rest will take, and what was done last. */
    void show(long done, long total, String unit, String last) {
        long now = System.nanoTime();
        if (!wanted || now - shown < EVERY_NANOS) {
            return;
        }
        shown = now;
        visible = true;
        double seconds = (now - start) / 1e9;
        double rate = done / seconds;
        long left = rate == 0 ? 0 : Math.round((total - done) / rate);
        err.printf("%s%,d of %,d %s, %,.0f/s, %d s left  %s", CLEAR_LINE, done, total, unit, rate, left, last);
        err.flush();
    }

    /** Takes the line away. */
    void clear() {
        if (visible) {
            err.print(CLEAR_LINE);
            err.flush();
            visible = false;
        }
    }
}
