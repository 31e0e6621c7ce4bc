package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;

/**
 * A share goes to the device with the least left that still holds it, the lowest index of equals; whole devices are the
 * free ones of lowest index.
 */
public final class LowestFit implements DeviceChoice {

    @Override
    public String name() {
        return "LowestFit";
    }

    @Override
    public DeviceRule prepare(PodClass podClass, PluginContext context) {
        NodeTable nodes = context.nodes();
        return (node, draw) -> devices(podClass, nodes, node);
    }

    static long devices(PodClass podClass, NodeTable nodes, int node) {
        return podClass.deviceCount() == 1 ? tightest(podClass, nodes, node) : first(podClass, nodes, node);
    }

    private static long tightest(PodClass podClass, NodeTable nodes, int node) {
        int least = Integer.MAX_VALUE;
        int chosen = -1;
        for (int i = 0; i < nodes.deviceCount(node); i++) {
            int free = nodes.deviceFree(node, i);
            if (free >= podClass.deviceMilli() && free < least && podClass.acceptsModel(nodes.deviceModel(node, i))) {
                least = free;
                chosen = i;
            }
        }
        return 1L << chosen;
    }

    private static long first(PodClass podClass, NodeTable nodes, int node) {
        int model = DeviceFit.model(podClass, nodes, node);
        long devices = 0;
        int left = podClass.deviceCount();
        for (int i = 0; left > 0; i++) {
            if (DeviceFit.serves(podClass, nodes, node, i, model)) {
                devices |= 1L << i;
                left--;
            }
        }
        return devices;
    }
}
