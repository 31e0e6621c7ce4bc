package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;

/**
 * A share goes to any device that is of an accepted model and holds it, with equal chance. Whole devices are the free ones
 * of lowest index, as {@link LowestFit} takes them. (Weng et al., USENIX ATC 2023: {@code gpuSelMethod: random}.)
 */
public final class RandomDevice implements DeviceChoice {

    @Override
    public String name() {
        return "RandomDevice";
    }

    @Override
    public DeviceRule prepare(PodClass podClass, PluginContext context) {
        NodeTable nodes = context.nodes();
        return podClass.deviceRequest().isShare()
                ? (node, draw) -> any(podClass, nodes, node, draw)
                : (node, draw) -> LowestFit.devices(podClass, nodes, node);
    }

    private static long any(PodClass podClass, NodeTable nodes, int node, long draw) {
        long serving = 0;
        for (int i = 0; i < nodes.deviceCount(node); i++) {
            int model = nodes.deviceModel(node, i);
            if (podClass.acceptsModel(model) && DeviceFit.serves(podClass, nodes, node, i, model)) {
                serving |= 1L << i;
            }
        }
        for (int skip = Draws.below(draw, Long.bitCount(serving)); skip > 0; skip--) {
            serving &= serving - 1;
        }
        return Long.lowestOneBit(serving);
    }
}
