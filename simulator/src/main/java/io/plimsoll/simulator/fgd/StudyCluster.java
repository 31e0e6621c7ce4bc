package io.plimsoll.simulator.fgd;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.traces.format.Openb;
import io.plimsoll.traces.format.OpenbNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The nodes of the study, ready to be built into a cluster in any order of ranks. Immutable, so shared by threads. */
final class StudyCluster {

    private final List<NodeSpec> byName;
    private final int gpus;

    /** The nodes of a list, in any order. */
    StudyCluster(List<OpenbNode> nodes) {
        byName = nodes.stream()
                .sorted(Comparator.comparing(OpenbNode::name))
                .map(StudyCluster::spec)
                .toList();
        gpus = nodes.stream().mapToInt(OpenbNode::gpus).sum();
    }

    /** Number of nodes. */
    int nodes() {
        return byName.size();
    }

    /** Number of GPUs. */
    int gpus() {
        return gpus;
    }

    /** Thousandths of GPUs. */
    long capacityMilli() {
        return (long) gpus * DeviceSpec.WHOLE;
    }

    /** A cluster of these nodes, empty, with their slots in the order of their ranks. */
    Cluster build(StudyOrder order) {
        List<NodeSpec> byRank = new ArrayList<>(Collections.nCopies(byName.size(), byName.get(0)));
        for (int i = 0; i < byName.size(); i++) {
            byRank.set(order.rank(i), byName.get(i));
        }
        Cluster cluster = new Cluster();
        byRank.forEach(cluster::addNode);
        return cluster;
    }

    private static NodeSpec spec(OpenbNode node) {
        List<DeviceSpec> gpus =
                node.gpus() == 0 ? List.of() : Collections.nCopies(node.gpus(), DeviceSpec.whole(node.model()));
        return NodeSpec.of(
                        node.name(),
                        Resources.allocatable(
                                node.cpuMilli(), StudyWorkload.bytes(node.memoryMib()), Openb.PODS_PER_NODE))
                .withDevices(gpus);
    }
}
