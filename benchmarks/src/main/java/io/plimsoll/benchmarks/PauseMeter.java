package io.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps for a millisecond at a time and counts when it wakes more than a millisecond late: what stops a virtual machine stops it, too, and
 * so does a machine whose cores are busy. The second is told apart by a twin, a virtual machine that does nothing else at the same time.
 */
public final class PauseMeter implements Runnable {

    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final long nanos;
    private int late;
    private long latest;

    /** Measures for so many seconds, once it runs. */
    PauseMeter(long seconds) {
        nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The twin: measures for as many seconds as its argument says, and prints what it found. */
    public static void main(String[] args) {
        PauseMeter meter = new PauseMeter(Long.parseLong(args[0]));
        meter.run();
        System.out.print(meter);
    }

    /** Starts a twin. */
    static Process twin(long seconds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PauseMeter.class.getName(),
                        String.valueOf(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What a twin found; waits for its end. */
    static String found(Process twin) throws IOException {
        return new String(twin.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        long before = begin;
        while (before - begin < nanos) {
            LockSupport.parkNanos(SLEEP_NANOS);
            long now = System.nanoTime();
            long beyond = now - before - SLEEP_NANOS;
            if (beyond > LATE_NANOS) {
                late++;
                latest = Math.max(latest, beyond);
            }
            before = now;
        }
    }

    /** How many pauses, and the longest. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d (longest %.1f ms)", late, latest / 1e6);
    }
}
