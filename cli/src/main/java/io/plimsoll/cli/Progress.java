package io.plimsoll.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on standard error that says how far long work has come: only after a second, ten times a second at most. For
 * terminals.
 */
final class Progress {

    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long EVERY_NANOS = 100_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final long start;
    private long shown;
    private boolean visible;

    Progress(PrintWriter err) {
        this(err, System::nanoTime);
    }

    Progress(PrintWriter err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        shown = start + FIRST_NANOS - EVERY_NANOS;
    }

    /** Whether a person is looking. */
    @SuppressWarnings("SystemConsoleNull") // before JDK 22 it is null without a terminal; isTerminal sees to later ones
    static boolean onTerminal() {
        Console console = System.console();
        return console != null && isTerminal(console) && System.getenv("CI") == null;
    }

    /** Since JDK 22 there is a console without a terminal, too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** Shows how much of the work is done, at what rate, how long the rest will take, and what was done last. */
    void show(long done, long total, String unit, String last) {
        long now = nanoTime.getAsLong();
        if (now - shown < EVERY_NANOS) {
            return;
        }
        shown = now;
        visible = true;
        double seconds = (now - start) / 1e9;
        double rate = done / seconds;
        long left = rate == 0 ? 0 : Math.round((total - done) / rate);
        err.printf(
                Locale.ROOT,
                "%s%,d of %,d %s, %,.0f/s, %d s left  %s",
                CLEAR_LINE,
                done,
                total,
                unit,
                rate,
                left,
                last);
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
