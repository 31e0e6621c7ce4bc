package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of nodes of a generated cluster, with their share of all nodes in percent. */
enum NodeShape {
    CPU("cpu", 12, 96, 384, 0, ""),
    T4_X1("t4x1", 8, 16, 64, 1, "T4"),
    T4_X2("t4x2", 22, 48, 192, 2, "T4"),
    A10_X4("a10x4", 20, 64, 256, 4, "A10"),
    V100_X8("v100x8", 20, 96, 512, 8, "V100"),
    A100_X8("a100x8", 18, 128, 1024, 8, "A100");

    static final String ZONE_LABEL = "topology.kubernetes.io/zone";
    static final String RACK_LABEL = "topology.plimsoll.io/rack";
    static final String SHAPE_LABEL = "node.kubernetes.io/instance-type";
    static final List<String> ZONES = List.of("zone-a", "zone-b", "zone-c");

    private static final int NODES_PER_RACK = 16;
    private static final int PODS_PER_NODE = 250;
    private static final long BYTES_PER_GIB = 1L << 30;

    private final String shapeName;
    private final int percent;
    private final int cores;
    private final int memoryGib;
    private final int gpus;
    private final String model;

    NodeShape(String shapeName, int percent, int cores, int memoryGib, int gpus, String model) {
        this.shapeName = shapeName;
        this.percent = percent;
        this.cores = cores;
        this.memoryGib = memoryGib;
        this.gpus = gpus;
        this.model = model;
    }

    /**
     * All nodes of a cluster, shape by shape. Each shape is dealt evenly to the zones; a rack holds up to 16 nodes of one
     * shape in one zone.
     */
    static List<NodeSpec> cluster(int nodes) {
        List<NodeSpec> specs = new ArrayList<>(nodes);
        int percentSoFar = 0;
        for (NodeShape shape : values()) {
            percentSoFar += shape.percent;
            int until = (int) ((long) nodes * percentSoFar / 100);
            for (int i = 0; specs.size() < until; i++) {
                specs.add(shape.node(i));
            }
        }
        return specs;
    }

    String shapeName() {
        return shapeName;
    }

    private NodeSpec node(int index) {
        String zone = ZONES.get(index % ZONES.size());
        int rack = index / ZONES.size() / NODES_PER_RACK;
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(ZONE_LABEL, zone);
        labels.put(RACK_LABEL, Numbered.name(shapeName + "-" + zone, rack, 2));
        labels.put(SHAPE_LABEL, shapeName);
        List<DeviceSpec> devices = gpus == 0 ? List.of() : Collections.nCopies(gpus, DeviceSpec.whole(model));
        return new NodeSpec(Numbered.name(shapeName, index, 4), allocatable(cores, memoryGib), labels, devices, false);
    }

    static Resources allocatable(int cores, int memoryGib) {
        return Resources.allocatable(cores * 1000L, memoryGib * BYTES_PER_GIB, PODS_PER_NODE);
    }
}
