package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does the runs of a plan on several threads. A seed's workload is made once, by the first run that needs it, and let go
 * after the last one. Each run is one thread's own, so the result depends on neither their number nor their timing.
 */
public final class ComparisonRunner {

    private final ComparisonPlan plan;
    private final StopFlag stop;
    private final AtomicInteger done = new AtomicInteger();
    private final Map<Simulation, Long> running = new ConcurrentHashMap<>();

    /** A runner that has not begun; the flag stops it. */
    public ComparisonRunner(ComparisonPlan plan, StopFlag stop) {
        this.plan = plan;
        this.stop = stop;
    }

    /** How many runs are done, parts of those that are going on included. May be asked by any thread. */
    public double progress() {
        double sum = done.get();
        for (Map.Entry<Simulation, Long> entry : running.entrySet()) {
            sum += Math.min(1, entry.getKey().nowMillis() / (double) Math.max(1, entry.getValue()));
        }
        return Math.min(plan.runs(), sum);
    }

    /**
     * Does all runs, or those that are complete when the flag is set. May be called once.
     *
     * @param threads how many at once, at least 1
     * @throws InterruptedException when the calling thread was interrupted; nothing is kept then
     * @throws IllegalArgumentException when a policy cannot be run or a trace not be inflated, in two lines
     */
    public Comparison run(int threads) throws InterruptedException {
        List<ComparedRun> runs = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<@Nullable ComparedRun> completions = new ExecutorCompletionService<>(executor);
            submit(completions, executor, threads);
            for (int i = 0; i < plan.runs(); i++) {
                ComparedRun run = completions.take().get();
                if (run != null) {
                    runs.add(run);
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            executor.shutdownNow();
        }
        return Comparison.of(plan, runs);
    }

    /**
     * Seed by seed. So that no thread waits while another one makes the next workload, it is made before the last runs of
     * the seed before, one for each of the other threads. One thread alone makes it when it is needed.
     */
    private void submit(CompletionService<@Nullable ComparedRun> completions, ExecutorService executor, int threads) {
        int entrants = plan.entrants().size();
        int lastRuns = Math.min(entrants, threads - 1);
        List<SharedWorkload> shared = new ArrayList<>();
        plan.seeds().forEach(seed -> shared.add(new SharedWorkload(seed, entrants)));
        for (int i = 0; i < shared.size(); i++) {
            SharedWorkload workload = shared.get(i);
            for (int entrant = 0; entrant < entrants; entrant++) {
                if (entrant == entrants - lastRuns && i + 1 < shared.size()) {
                    executor.execute(shared.get(i + 1)::make);
                }
                int number = entrant;
                completions.submit(() -> run(workload, number));
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException("A run failed: " + e.getCause(), e.getCause());
    }

    private @Nullable ComparedRun run(SharedWorkload shared, int entrant) {
        if (stop.reason() != null) {
            return null;
        }
        Workload workload = shared.get();
        try {
            ComparedRun run = workload.run(entrant, plan.entrants().get(entrant), s -> simulate(s, workload));
            done.incrementAndGet();
            return run;
        } finally {
            shared.release();
        }
    }

    private StopReason simulate(Simulation simulation, Workload workload) {
        running.put(simulation, workload.spanMillis());
        try {
            return simulation.run(stop, workload.untilMillis());
        } finally {
            running.remove(simulation);
        }
    }

    /** A workload that exists while somebody needs it. */
    private final class SharedWorkload {
        private final long seed;
        private int users;
        private @Nullable Workload workload;

        SharedWorkload(long seed, int users) {
            this.seed = seed;
            this.users = users;
        }

        /** Makes it beforehand. What is wrong with it is said where it is needed. */
        synchronized void make() {
            try {
                if (users > 0 && stop.reason() == null) {
                    get();
                }
            } catch (RuntimeException e) {
                // The first run meets it again.
            }
        }

        synchronized Workload get() {
            if (workload == null) {
                workload = plan.workloads().of(seed);
            }
            return workload;
        }

        synchronized void release() {
            users--;
            if (users == 0) {
                workload = null;
            }
        }
    }
}
