package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.EventStream;
import java.util.Arrays;
import java.util.List;

/**
 * Exchanges which pods there are and where they are. A cluster that takes this is first told all that happened in the trace
 * but what became of pods, so that its nodes, classes and counts of arrivals are those of then.
 */
final class SavedPods {

    private final EventStream events;
    private final Cluster cluster;
    private final PodLife pods;
    private final Attempts attempts;

    SavedPods(EventStream events, Cluster cluster, PodLife pods, Attempts attempts) {
        this.events = events;
        this.cluster = cluster;
        this.pods = pods;
        this.attempts = attempts;
    }

    /** @param processed how many events of the trace happened before */
    void state(StateExchange state, long processed) {
        PodTable table = cluster.pods();
        long[] present = state.numbers(state.takes() ? new long[0] : present());
        int end = state.small(table.end());
        int[] free = state.smalls(table.freeNumbers());
        if (state.takes()) {
            replay(processed, present, end, free);
        }
        int[] placed = state.smalls(state.takes() ? new int[0] : placed());
        for (int pod : placed) {
            int node = state.small(state.takes() ? 0 : table.node(pod));
            long devices = state.number(state.takes() ? 0 : table.devices(pod));
            if (state.takes()) {
                cluster.bind(pod, node, devices);
            }
        }
        for (long key : present) {
            int pod = (int) key;
            if (state.takes() && table.node(pod) != PodTable.NONE) {
                pods.runsAgain(pod);
            } else if (state.takes() && !attempts.isServed(pod)) {
                pods.waitsAgain(pod);
            }
        }
        pods.groups(state);
    }

    /** For each pod that is there which arrival of the run it was, and its number in the lower half; ascending. */
    private long[] present() {
        PodTable table = cluster.pods();
        long[] keys = new long[table.end()];
        int count = 0;
        for (int pod = 0; pod < table.end(); pod++) {
            if (table.exists(pod)) {
                keys[count++] = pods.arrival(pod) << Integer.SIZE | pod;
            }
        }
        Arrays.sort(keys, 0, count);
        return Arrays.copyOf(keys, count);
    }

    /** The pods on nodes, so that those of one node follow each other in the order in which they came. */
    private int[] placed() {
        PodTable table = cluster.pods();
        int[] placed = new int[cluster.totals().boundPods()];
        int count = 0;
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            int next = count + cluster.nodes().podCount(node);
            count = next;
            for (int pod = table.firstOn(node); pod != PodTable.NONE; pod = table.nextOnNode(pod)) {
                placed[--next] = pod;
            }
        }
        return placed;
    }

    private void replay(long processed, long[] present, int end, int[] free) {
        List<NodeSpec> initial = events.header().initialNodes();
        for (int i = 0; i < initial.size(); i++) {
            cluster.addNode(initial.get(i));
        }
        PodTemplate[] templates = new PodTemplate[present.length];
        String[] names = new String[present.length];
        long arrival = 0;
        int found = 0;
        for (long event = 0; event < processed && events.advance(); event++) {
            switch (events.type()) {
                case POD_ARRIVED -> {
                    int pod = pods.arriveAgain();
                    if (found < present.length && present[found] >>> Integer.SIZE == arrival) {
                        templates[found] = cluster.pods().template(pod);
                        names[found] = cluster.pods().name(pod);
                        pods.isStillThere((int) present[found]);
                        found++;
                    }
                    cluster.removePod(pod);
                    arrival++;
                }
                case NODE_ADDED -> cluster.addNode(events.node());
                case NODE_REMOVED -> cluster.removeNode(cluster.nodes().find(events.nodeName()));
                case NODE_CHANGED -> cluster.describeNode(cluster.nodes().find(events.nodeName()), events.node());
                case NODE_DRAINED -> cluster.setUnschedulable(cluster.nodes().find(events.nodeName()), true);
            }
        }
        cluster.restorePodNumbers(end, free);
        for (int i = 0; i < found; i++) {
            cluster.restorePod((int) present[i], templates[i], names[i]);
        }
    }
}
