package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.policy.Fragmentation;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.RunObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the whole cluster after every millisecond in which something happened, and keeps everything. */
final class ReferenceRecorder implements RunObserver {

    /** The state from a time on, by the names of the series' columns; per node of a name the allocated and offered GPUs. */
    record Moment(long time, Map<String, Double> values, Map<String, long[]> gpus) {}

    final List<Moment> moments = new ArrayList<>();
    final List<Long> waits = new ArrayList<>();
    final Map<String, long[]> failures = new TreeMap<>();
    private final TypicalPods typical;
    private final boolean arrivalsOnly;
    private final Map<String, Double> asked = new TreeMap<>();
    private @Nullable Cluster cluster;
    private @Nullable Scheduler scheduler;
    private long nowMillis;

    ReferenceRecorder(TypicalPods typical, boolean arrivalsOnly) {
        this.typical = typical;
        this.arrivalsOnly = arrivalsOnly;
    }

    @Override
    public void started(Cluster itsCluster, Scheduler itsScheduler) {
        cluster = itsCluster;
        scheduler = itsScheduler;
    }

    @Override
    public void timePassed(long timeMillis) {
        moments.add(look());
        nowMillis = timeMillis;
    }

    /** Ends the recording with the present state. */
    void end() {
        moments.add(look());
    }

    @Override
    public void podArrived(int pod) {
        add(asked, cluster().pods().podClass(pod));
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        waits.add(waitMillis);
    }

    @Override
    public void podWaits(int pod) {
        count(pod);
    }

    @Override
    public void podDropped(int pod) {
        count(pod);
    }

    private void count(int pod) {
        if (scheduler == null) {
            throw new IllegalStateException("The run has not begun.");
        }
        Decision decision = scheduler.decision(cluster().decidedClass(pod));
        ((Decision.Unschedulable) decision).reasons().forEach((reason, nodes) -> {
            long[] tally = failures.computeIfAbsent(reason, key -> new long[2]);
            tally[0]++;
            tally[1] += nodes;
        });
    }

    private Moment look() {
        NodeTable nodes = cluster().nodes();
        Map<String, Double> offered = new TreeMap<>();
        Map<String, Double> used = new TreeMap<>();
        Map<String, Double> wanted = new TreeMap<>();
        Map<String, long[]> gpus = new TreeMap<>();
        double fragments = 0;
        double empty = 0;
        Fragmentation fragmentation = new Fragmentation(typical, cluster().deviceModels());
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                offered.merge("cpu", (double) nodes.allocatable(0, node), Double::sum);
                offered.merge("memory", (double) nodes.allocatable(1, node), Double::sum);
                offered.merge("pods", (double) nodes.allocatable(3, node), Double::sum);
                offered.merge("gpu", (double) nodes.deviceCapacityTotal(node), Double::sum);
                empty += nodes.podCount(node) == 0 ? 1 : 0;
                fragments += nodes.deviceCount(node) == 0 ? 0 : fragmentation.amount(nodes, node);
                long free = nodes.deviceFreeTotal(node);
                gpus.put(
                        nodes.name(node),
                        new long[] {nodes.deviceCapacityTotal(node) - free, nodes.deviceCapacityTotal(node)});
            }
        }
        double running = 0;
        double pending = 0;
        PodTable pods = cluster().pods();
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod)) {
                boolean runs = pods.node(pod) != PodTable.NONE;
                running += runs ? 1 : 0;
                pending += runs ? 0 : 1;
                add(wanted, pods.podClass(pod));
                if (runs) {
                    add(used, pods.podClass(pod));
                }
            }
        }
        Map<String, Double> values = new TreeMap<>();
        for (String resource : List.of("cpu", "memory", "gpu", "pods")) {
            values.put("allocated." + resource, Math.min(1, share(used, offered, resource)));
            values.put("demand." + resource, share(arrivalsOnly ? asked : wanted, offered, resource));
        }
        double capacity = offered.getOrDefault("gpu", 0.0);
        double idle = capacity - used.getOrDefault("gpu", 0.0);
        values.put("pendingPods", pending);
        values.put("runningPods", running);
        values.put("emptyNodes", empty);
        values.put("fragmentation.amount", capacity == 0 ? 0 : fragments / capacity);
        values.put("fragmentation.ratio", idle == 0 ? 0 : fragments / idle);
        return new Moment(nowMillis, values, gpus);
    }

    private static double share(Map<String, Double> part, Map<String, Double> whole, String resource) {
        double all = whole.getOrDefault(resource, 0.0);
        return all == 0 ? 0 : part.getOrDefault(resource, 0.0) / all;
    }

    private static void add(Map<String, Double> sums, PodClass podClass) {
        sums.merge("cpu", (double) podClass.request(0), Double::sum);
        sums.merge("memory", (double) podClass.request(1), Double::sum);
        sums.merge("pods", 1.0, Double::sum);
        sums.merge("gpu", (double) podClass.deviceRequest().totalMilli(), Double::sum);
    }

    private Cluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("The run has not begun.");
        }
        return cluster;
    }
}
