package io.plimsoll.simulator.fgd;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.traces.format.Openb;
import io.plimsoll.traces.format.OpenbList;
import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The study "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent" (Q. Weng et
 * al., USENIX ATC 2023), run again and compared with its published rows.
 *
 * <p>{@link #load} reads everything, {@link #run} runs the experiments on several threads; each is one thread's own, so
 * the result depends on neither their number nor their timing, apart from the times measured.
 */
public final class FgdStudy {

    private final StudyCluster cluster;
    private final SortedMap<String, StudyWorkload> workloads;
    private final PublishedTables published;
    private final SortedSet<String> missing;
    private final StudySelection selection;

    private FgdStudy(
            StudyCluster cluster,
            SortedMap<String, StudyWorkload> workloads,
            PublishedTables published,
            SortedSet<String> missing,
            StudySelection selection) {
        this.cluster = cluster;
        this.workloads = workloads;
        this.published = published;
        this.missing = missing;
        this.selection = selection;
    }

    /**
     * Reads the node list, the selected pod lists and the published tables of a folder.
     *
     * @throws InputException when they cannot be used, or a selected workload is not there; says all that is wrong
     * @throws IOException when a device fails or a permission is missing
     */
    public static FgdStudy load(Path folder, StudySelection selection) throws InputException, IOException {
        PublishedTables published = PublishedTables.read(folder);
        List<String> atHand = Openb.workloads(folder);
        SortedSet<String> names = names(folder, selection, atHand, published);
        OpenbList<OpenbNode> nodes = Openb.readNodes(folder, Openb.DEFAULT_NODES);
        StudyCluster cluster = new StudyCluster(nodes.rows());
        requireGpus(nodes.digest().file(), "node list", cluster.gpus());
        SortedMap<String, StudyWorkload> workloads = new TreeMap<>();
        for (String name : names) {
            OpenbList<OpenbPod> pods = Openb.readPods(folder, name);
            StudyWorkload workload = new StudyWorkload(pods.name(), pods.rows());
            requireGpus(pods.digest().file(), "pod list", workload.demandMilli());
            workloads.put(workload.name(), workload);
        }
        SortedSet<String> missing = new TreeSet<>(published.workloads());
        missing.removeAll(atHand);
        return new FgdStudy(cluster, workloads, published, missing, selection);
    }

    /** The names of the workloads that will be run, sorted. */
    public List<String> workloads() {
        return List.copyOf(workloads.keySet());
    }

    /** The workloads that have published rows and no pod list in the folder, sorted. */
    public SortedSet<String> missing() {
        return Collections.unmodifiableSortedSet(missing);
    }

    /** The published rows. */
    public PublishedTables published() {
        return published;
    }

    /** Number of experiments. */
    public int experiments() {
        return workloads.size()
                * selection.policies().size()
                * selection.seeds().size();
    }

    /**
     * Runs the experiments. The result holds those that were finished: all of them unless {@code progress} stopped it.
     *
     * @param threads how many to run at once, at least 1
     * @throws InterruptedException when the calling thread was interrupted; nothing is kept then
     */
    public StudyResult run(int threads, StudyProgress progress) throws InterruptedException {
        long start = System.nanoTime();
        List<StudyKey> keys = keys();
        List<StudyRun> runs = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<StudyRun> completions = new ExecutorCompletionService<>(executor);
            int begun = 0;
            boolean proceed = true;
            while (begun < Math.min(threads, keys.size())) {
                StudyKey key = keys.get(begun++);
                completions.submit(() -> run(key));
            }
            while (runs.size() < begun) {
                StudyRun run = completions.take().get();
                runs.add(run);
                proceed &= progress.finished(run, runs.size(), keys.size());
                if (proceed && begun < keys.size()) {
                    StudyKey key = keys.get(begun++);
                    completions.submit(() -> run(key));
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An experiment failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
        return StudyResult.of(runs, published, keys.size(), System.nanoTime() - start);
    }

    private StudyRun run(StudyKey key) {
        StudyWorkload workload = Objects.requireNonNull(workloads.get(key.workload()));
        return new Experiment(cluster, workload, Experiment.INFLATION, key).run((state, node, devices) -> {});
    }

    private List<StudyKey> keys() {
        List<StudyKey> keys = new ArrayList<>();
        for (String workload : workloads.keySet()) {
            for (StudyPolicy policy : selection.policies()) {
                selection.seeds().forEach(seed -> keys.add(new StudyKey(workload, policy, seed)));
            }
        }
        return keys;
    }

    private static void requireGpus(String file, String list, long gpus) throws InputException {
        if (gpus == 0) {
            throw new InputException(
                    List.of(InputProblem.ofFile(
                            file, list, "name at least one GPU", "it is a list of CPU-only nodes or pods.")),
                    1);
        }
    }

    private static SortedSet<String> names(
            Path folder, StudySelection selection, List<String> atHand, PublishedTables published)
            throws InputException {
        SortedSet<String> names = new TreeSet<>(selection.workloads());
        if (names.isEmpty() || names.remove(StudySelection.ALL)) {
            names.addAll(atHand);
        }
        if (selection.workloads().isEmpty()) {
            names.retainAll(published.workloads());
        }
        if (names.isEmpty()) {
            throw new InputException(
                    List.of(InputProblem.ofFile(
                            folder.toString(),
                            "folder",
                            "hold the pod list of a workload that has published rows",
                            "other lists are meant to be run all the same: ask for --workloads all.")),
                    1);
        }
        return names;
    }
}
