package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * Used devices first, then free devices of used nodes, then empty nodes. A share that fits a used device scores 50..100, the
 * fuller the device it gets is the better; whole devices, and a share that needs a free one, score 33..50 on a node where
 * another device is in use, the fewer are needed the better; a node with all devices free scores at most 33, the fewer it
 * has the better. (On more than 16 devices that are all free, or more than 17 that are asked for, the authors' formula
 * bends.) For a pod without devices all nodes are alike. The policy 04-GpuPacking of Weng et al., "Beware of Fragmentation",
 * USENIX ATC 2023, after Yu and Chowdhury, "Salus", MLSys 2020.
 */
public final class GpuPacking implements Scorer {

    private static final int MAXIMUM = 100;
    private static final int MOST_ON_USED_NODE = 50;
    private static final int MOST_ON_EMPTY_NODE = 33;

    @Override
    public String name() {
        return "GpuPacking";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        return podClass.deviceCount() == 0 ? List.of() : List.of(new Rule(podClass, context.nodes()));
    }

    private record Rule(PodClass podClass, NodeTable nodes) implements NodeScore {

        @Override
        public long score(int node) {
            int devices = nodes.deviceCount(node);
            if (nodes.deviceFreeTotal(node) == nodes.deviceCapacityTotal(node)) {
                return Math.max(MOST_ON_EMPTY_NODE - devices, devices);
            }
            if (!podClass.deviceRequest().isShare()) {
                return onUsedNode(podClass.deviceCount());
            }
            int taken = Long.numberOfTrailingZeros(LowestFit.devices(podClass, nodes, node));
            int free = nodes.deviceFree(node, taken);
            if (free == nodes.deviceCapacity(node, taken)) {
                return onUsedNode(1);
            }
            return Math.max(MAXIMUM - free * MAXIMUM / 1000 / 10, MOST_ON_USED_NODE);
        }

        /** The study takes the devices with the least left first: whole ones are always free, a share needs one device. */
        private static int onUsedNode(int freeDevicesTaken) {
            return Math.max(MOST_ON_USED_NODE - freeDevicesTaken, MOST_ON_EMPTY_NODE);
        }
    }

    /** {@code gpu-packing}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "gpu-packing";
        }

        @Override
        public String summary() {
            return "used devices first, then free devices of used nodes, then empty nodes";
        }

        @Override
        public String origin() {
            return "04-GpuPacking of Weng et al., Beware of Fragmentation, USENIX ATC 2023, after Salus, MLSys 2020";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new GpuPacking());
        }
    }
}
