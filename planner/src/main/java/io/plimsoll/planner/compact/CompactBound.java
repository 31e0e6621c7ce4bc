package io.plimsoll.planner.compact;

import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RoomRules;
import io.plimsoll.planner.cluster.SchedulingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How few of the nodes could hold a workload at all, whatever the policy: each of these demands must be met by the nodes that
 * are kept, less the largest pods of it that may be left waiting.
 *
 * <ul>
 *   <li>for each kind of pods: as many of it as there are, of the room that each node has for these alone;
 *   <li>for each set of nodes to which some kind of pods is bound by fixed rules, and for all nodes: what the pods that may run on
 *       these nodes only ask for of each resource.
 * </ul>
 *
 * Nodes hold the pods that belong to them and nothing else. Immutable; may be used by several threads.
 */
final class CompactBound {

    private final List<long[]> offers = new ArrayList<>();
    private final List<Long> demands = new ArrayList<>();
    private final int nodes;

    /** O(kinds² + kinds x nodes + distinct sets of nodes x resources x (nodes + kinds log kinds)). */
    CompactBound(Workload workload, SchedulingRules rules) {
        nodes = workload.plan().nodes().size();
        Cluster core = new Cluster();
        core.setObjects(workload.plan().objects());
        workload.plan().nodes().forEach(core::addNode);
        PodTemplate[] templates = workload.kinds().templates(core);
        for (int pod : workload.withNodes()) {
            PlanPod one = workload.plan().pods().get(pod);
            int number = core.addPod(
                    templates[workload.kinds().held(pod)], one.held().name());
            core.bind(number, one.node(), one.devices());
        }
        int[] counts = new int[workload.kinds().count()];
        PodClass[] classes = new PodClass[counts.length];
        BitSet[] mayRun = new BitSet[counts.length];
        for (int i = 0; i < workload.size(); i++) {
            counts[workload.kind(i)]++;
        }
        var profiles = rules.profiles();
        var first = profiles.values().iterator().next();
        String[] schedulers = new String[counts.length];
        for (int i = 0; i < workload.size(); i++) {
            schedulers[workload.kind(i)] =
                    workload.plan().pods().get(workload.pod(i)).scheduler();
        }
        for (int kind = 0; kind < counts.length; kind++) {
            classes[kind] = core.decidedClass(templates[kind].spec());
            mayRun[kind] = new BitSet();
            if (counts[kind] > 0) {
                RoomRules rule = new RoomRules(
                        classes[kind], profiles.getOrDefault(schedulers[kind], first), new PluginContext(core));
                long[] room = new long[nodes];
                for (int node = 0; node < nodes; node++) {
                    mayRun[kind].set(node, rule.mayRun(node));
                    room[node] = Math.min(counts[kind], rule.room(node));
                }
                add(room, counts[kind] - (long) workload.mayWait());
            }
        }
        addVolumes(workload, core.nodes(), core.dimensions().count(), counts, classes, mayRun);
    }

    private void addVolumes(
            Workload workload, NodeTable table, int dimensions, int[] counts, PodClass[] classes, BitSet[] mayRun) {
        LinkedHashSet<BitSet> sets = new LinkedHashSet<>();
        BitSet all = new BitSet();
        all.set(0, nodes);
        sets.add(all);
        for (int kind = 0; kind < counts.length; kind++) {
            if (counts[kind] > 0) {
                sets.add(mayRun[kind]);
            }
        }
        for (BitSet set : sets) {
            List<Integer> there = new ArrayList<>();
            for (int kind = 0; kind < counts.length; kind++) {
                BitSet outside = (BitSet) mayRun[kind].clone();
                outside.andNot(set);
                if (counts[kind] > 0 && outside.isEmpty()) {
                    there.add(kind);
                }
            }
            for (int d = -1; d < dimensions; d++) {
                long demand = demand(there, counts, classes, d, workload.mayWait());
                if (demand > 0) {
                    long[] offer = new long[nodes];
                    for (int node = set.nextSetBit(0); node >= 0; node = set.nextSetBit(node + 1)) {
                        offer[node] = Math.max(0, d < 0 ? table.deviceFreeTotal(node) : table.free(d, node));
                    }
                    add(offer, demand);
                }
            }
        }
    }

    private void add(long[] offer, long demand) {
        if (demand > 0) {
            offers.add(offer);
            demands.add(demand);
        }
    }

    /** What pods of these kinds ask for without the largest that may wait. */
    private static long demand(List<Integer> kinds, int[] counts, PodClass[] classes, int dimension, int mayWait) {
        long[][] asked = new long[kinds.size()][];
        for (int i = 0; i < asked.length; i++) {
            PodClass podClass = classes[kinds.get(i)];
            long each = dimension < 0
                    ? (long) podClass.deviceCount() * podClass.deviceMilli()
                    : dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
            asked[i] = new long[] {each, counts[kinds.get(i)]};
        }
        Arrays.sort(asked, (a, b) -> Long.compare(b[0], a[0]));
        long demand = 0;
        long left = mayWait;
        for (long[] one : asked) {
            long waiting = Math.min(left, one[1]);
            left -= waiting;
            demand += (one[1] - waiting) * one[0];
        }
        return demand;
    }

    /** The fewest first nodes of an order that meet every demand; more than there are when all together do not. */
    int ofOrder(int[] order) {
        int most = 0;
        for (int i = 0; i < offers.size(); i++) {
            long[] offer = offers.get(i);
            long missing = demands.get(i);
            int needed = 0;
            while (missing > 0 && needed < nodes) {
                missing -= offer[order[needed++]];
            }
            most = Math.max(most, missing > 0 ? nodes + 1 : needed);
        }
        return most;
    }

    /** The fewest nodes, however chosen: of each demand by itself, those that offer most of it. */
    int ofAnyNodes() {
        int most = 0;
        for (int i = 0; i < offers.size(); i++) {
            long[] sorted = offers.get(i).clone();
            Arrays.sort(sorted);
            long missing = demands.get(i);
            int needed = 0;
            while (missing > 0 && needed < nodes) {
                missing -= sorted[nodes - 1 - needed++];
            }
            most = Math.max(most, missing > 0 ? nodes + 1 : needed);
        }
        return most;
    }
}
