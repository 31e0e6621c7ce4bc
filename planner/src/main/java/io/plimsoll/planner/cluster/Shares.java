package io.plimsoll.planner.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same for many numbers on several threads; what comes out does not depend on how many. */
public final class Shares {

    private Shares() {}

    /** What a worker, which is one thread's own, makes of a number. */
    @FunctionalInterface
    public interface Worker<R> {
        /** The result for a number. */
        R of(int number);
    }

    /**
     * The results for 0 to {@code count - 1}, in this order.
     *
     * @param workers a new worker for each thread, by its number
     * @throws InterruptedException when the calling thread was interrupted
     */
    public static <R> List<R> of(int count, int threads, IntFunction<Worker<R>> workers) throws InterruptedException {
        int used = Math.max(1, Math.min(threads, count));
        List<R> results = new ArrayList<>();
        if (used == 1) {
            Worker<R> worker = workers.apply(0);
            for (int i = 0; i < count; i++) {
                results.add(worker.of(i));
            }
            return results;
        }
        ExecutorService executor = Executors.newFixedThreadPool(used);
        try {
            List<Future<List<R>>> parts = new ArrayList<>();
            for (int thread = 0; thread < used; thread++) {
                int first = thread;
                Callable<List<R>> part = () -> {
                    Worker<R> worker = workers.apply(first);
                    List<R> own = new ArrayList<>();
                    for (int i = first; i < count; i += used) {
                        own.add(worker.of(i));
                    }
                    return own;
                };
                parts.add(executor.submit(part));
            }
            List<List<R>> all = new ArrayList<>();
            for (Future<List<R>> part : parts) {
                all.add(part.get());
            }
            for (int i = 0; i < count; i++) {
                results.add(all.get(i % used).get(i / used));
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A part of the work failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
