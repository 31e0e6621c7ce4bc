package io.plimsoll.benchmarks.cloudsim;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;

/** The machines placed by Plimsoll's scheduler, as pods. */
final class PlimsollFleet {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String BANDWIDTH = "example.com/bandwidth";
    private static final long MIB = 1L << 20;

    private PlimsollFleet() {}

    /** Describes nodes and pods, which is not timed, and places these one by one. */
    static Placements place(Machines machines, Rule rule) {
        Cluster cluster = new Cluster();
        Resources node = amounts(Machines.HOST_CORES, Machines.HOST_MEMORY_MIB, Machines.HOST_STORAGE)
                .withScalars(Map.of(BANDWIDTH, (long) Machines.HOST_BANDWIDTH))
                .withPods(110);
        for (int i = 0; i < machines.hosts; i++) {
            cluster.addNode(NodeSpec.of("node-" + i, node));
        }
        int[] pods = new int[machines.count()];
        for (int i = 0; i < pods.length; i++) {
            Resources asked = amounts(machines.cores[i], machines.memoryMib[i], Machines.STORAGE)
                    .withScalars(Map.of(BANDWIDTH, (long) Machines.BANDWIDTH))
                    .withPods(1);
            pods[i] = cluster.addPod(PodSpec.named("pod-" + i).withRequests(asked));
        }
        Scheduler scheduler = new Scheduler(cluster, rule.profile(), 1);
        int[] chosen = new int[pods.length];
        int last = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < pods.length; i++) {
            if (rule.stays) {
                scheduler.restore(scheduler.decisions(), last);
            }
            int taken = scheduler.schedule(pods[i]);
            last = taken == Scheduler.UNSCHEDULABLE ? last : taken;
            chosen[i] = taken == Scheduler.UNSCHEDULABLE ? Placements.NOWHERE : taken;
        }
        return new Placements(chosen, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
    }

    private static Resources amounts(int cores, int memoryMib, int storage) {
        return Resources.request(1_000L * cores, memoryMib * MIB).withEphemeralStorage(storage);
    }
}
