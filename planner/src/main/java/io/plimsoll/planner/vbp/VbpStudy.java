package io.plimsoll.planner.vbp;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Published instances of vector bin packing, packed by the planner: how many bins, a bound for each, and what others found. The
 * outcome is the same for any number of threads.
 */
public final class VbpStudy {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<VbpInstance> instances;

    private VbpStudy(List<VbpInstance> instances) {
        this.instances = instances;
    }

    /** Is told after each instance. */
    @FunctionalInterface
    public interface Progress {

        /** An instance is done; false stops the study. */
        boolean finished(VbpRun run, int done, int total);
    }

    /**
     * Reads a folder of instances.
     *
     * @param every to take only the first of so many, 1 for all
     * @throws InputException with everything that is wrong with it
     */
    public static VbpStudy load(Path folder, int every) throws IOException, InputException {
        List<VbpInstance> all = VbpFolder.read(folder);
        List<VbpInstance> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i += every) {
            chosen.add(all.get(i));
        }
        return new VbpStudy(chosen);
    }

    /**
     * Packs all instances; those that are not packed when it is stopped are missing.
     *
     * @param threads how many at once
     */
    public VbpResult run(int threads, Progress progress) throws InterruptedException {
        @Nullable VbpRun[] runs = new VbpRun[instances.size()];
        long[] cpuNanos = new long[runs.length];
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<Integer> completions = new ExecutorCompletionService<>(executor);
            int begun = 0;
            boolean proceed = true;
            for (int done = 0; done < begun || (begun < runs.length && proceed); ) {
                while (proceed && begun < runs.length && begun - done < threads) {
                    int index = begun++;
                    completions.submit(() -> {
                        long before = THREADS.getCurrentThreadCpuTime();
                        runs[index] = VbpRun.of(instances.get(index));
                        cpuNanos[index] = THREADS.getCurrentThreadCpuTime() - before;
                        return index;
                    });
                }
                int index = completions.take().get();
                done++;
                proceed &= progress.finished(Objects.requireNonNull(runs[index]), done, runs.length);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An instance failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return new VbpResult(
                Arrays.stream(runs).filter(Objects::nonNull).toList(),
                instances.size(),
                Arrays.stream(cpuNanos).max().orElse(0));
    }
}
