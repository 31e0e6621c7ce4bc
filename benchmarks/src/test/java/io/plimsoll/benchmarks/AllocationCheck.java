package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Has the pods of every workload leave and be placed again, and ends badly when that allocates. */
final class AllocationCheck {

    private static final double SHARE = 0.02;
    private static final int ROUNDS = 6;
    private static final int DECISIONS = 4_000;
    /** A stray allocation of the virtual machine itself, over all decisions of a round. */
    private static final double TOLERATED_BYTES = 0.5;

    private AllocationCheck() {}

    public static void main(String[] args) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (KubernetesWorkload workload : KubernetesWorkloads.all()) {
            KubernetesScene scene = new KubernetesScene(workload, SHARE, false);
            scene.run(0, scene.pods());
            double each = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                scene.placeAgain(DECISIONS);
                each = (double) (threads.getThreadAllocatedBytes(thread) - before) / DECISIONS;
            }
            if (each > TOLERATED_BYTES) {
                throw new IllegalStateException(
                        "A decision of workload (%s) must allocate nothing, but allocates %s bytes."
                                .formatted(workload.name, each));
            }
        }
    }
}
