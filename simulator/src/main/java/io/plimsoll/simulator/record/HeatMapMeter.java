package io.plimsoll.simulator.record;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Feeds the heat map: of GPUs where there are any, else of CPU. A node keeps its row when it leaves and comes back. */
final class HeatMapMeter {

    private final Cluster cluster;
    private final boolean gpus;
    private final HeatMapBuilder map;
    private final Map<String, Integer> rowByName = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] rowOfSlot = new int[64];

    HeatMapMeter(Cluster cluster, boolean gpus, long bucketMillis) {
        this.cluster = cluster;
        this.gpus = gpus;
        this.map = new HeatMapBuilder(gpus ? ResourceMeter.GPU : ResourceMeter.CPU, bucketMillis);
    }

    void nodeAdded(long timeMillis, int node) {
        NodeTable nodes = cluster.nodes();
        if (node >= rowOfSlot.length) {
            rowOfSlot = Arrays.copyOf(rowOfSlot, 2 * node);
        }
        rowOfSlot[node] = rowByName.computeIfAbsent(nodes.name(node), name -> {
            names.add(name);
            return names.size() - 1;
        });
        map.change(rowOfSlot[node], timeMillis, capacity(nodes.spec(node)), 0);
    }

    void nodeChanged(long timeMillis, int node, NodeSpec before) {
        long change = capacity(cluster.nodes().spec(node)) - capacity(before);
        map.change(rowOfSlot[node], timeMillis, change, 0);
    }

    void nodeRemoved(long timeMillis, int node, NodeSpec before) {
        map.change(rowOfSlot[node], timeMillis, -capacity(before), 0);
    }

    /** A pod came to ({@code sign} 1) or left (-1) a node. */
    void pod(long timeMillis, int node, PodClass podClass, int sign) {
        long request = gpus ? (long) podClass.deviceCount() * podClass.deviceMilli() : podClass.request(Dimensions.CPU);
        if (request > 0) {
            map.change(rowOfSlot[node], timeMillis, 0, sign * request);
        }
    }

    HeatMap result(long endMillis) {
        return map.finish(endMillis, names::get);
    }

    private long capacity(NodeSpec node) {
        if (!gpus) {
            return node.allocatable().cpuMilli();
        }
        long milli = 0;
        for (DeviceSpec device : node.devices()) {
            milli += device.capacityMilli();
        }
        return milli;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        map.state(state);
        int count = state.small(names.size());
        for (int row = 0; row < count; row++) {
            String name = state.text(state.takes() ? "" : names.get(row));
            if (state.takes()) {
                names.add(name);
                rowByName.put(name, row);
            }
        }
        rowOfSlot = state.smalls(rowOfSlot);
    }
}
