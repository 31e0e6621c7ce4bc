package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * A million pods onto a million nodes, exact best fit, one thread. The claim: at most two seconds of deciding and binding;
 * describing the nodes and the pods is timed apart. A smaller run is first compared with a scan of all nodes for every pod.
 *
 * <p>{@code java -Xmx2g -cp benchmarks.jar io.plimsoll.benchmarks.MillionBenchmark} prints one line per round.
 */
public final class MillionBenchmark {

    private static final int MILLION = 1_000_000;
    private static final int COMPARED = 3_000;
    private static final int ROUNDS = 4;

    private MillionBenchmark() {}

    /** Runs it; an argument is another number of nodes and pods. */
    public static void main(String[] args) {
        compareWithScan();
        int size = args.length > 0 ? Integer.parseInt(args[0]) : MILLION;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            PlacementWorkload workload = new PlacementWorkload(20, 2);
            CorePlacer core = new CorePlacer(workload, size, size, true);
            long nodesDone = System.nanoTime();
            for (int seat = 0; seat < size; seat++) {
                core.arrive(workload.nextClass(), seat);
            }
            long podsDone = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            for (int seat = 0; seat < size; seat++) {
                core.placeArrived(seat);
            }
            long placed = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,d pods onto %,d nodes: placed in %.3f s (%.3f s of CPU); before that nodes described in"
                            + " %.3f s, pods in %.3f s; %,d nodes used%n",
                    round,
                    size,
                    size,
                    (placed - podsDone) / 1e9,
                    (threads.getCurrentThreadCpuTime() - cpu) / 1e9,
                    (nodesDone - start) / 1e9,
                    (podsDone - nodesDone) / 1e9,
                    core.usedNodes());
        }
    }

    private static void compareWithScan() {
        PlacementWorkload workload = new PlacementWorkload(20, 2);
        CorePlacer core = new CorePlacer(workload, COMPARED, COMPARED, true);
        ObjectScan scan = new ObjectScan(workload, COMPARED, COMPARED);
        for (int seat = 0; seat < COMPARED; seat++) {
            int podClass = workload.nextClass();
            core.arrive(podClass, seat);
            int expected = scan.place(podClass, seat);
            if (core.placeArrived(seat) != expected) {
                throw new IllegalStateException("Pod %d must go to node %d.".formatted(seat, expected));
            }
        }
    }
}
