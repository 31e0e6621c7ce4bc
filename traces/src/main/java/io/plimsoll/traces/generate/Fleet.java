package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nodes that are all the same but for their names and places.
 *
 * @param template what they offer; its name is that of the fleet
 * @param count how many there are
 * @param zones the zones they are dealt to in turns; empty when there are none
 * @param nodesPerRack how many of one zone stand in a rack; 0 when there are no racks
 */
record Fleet(NodeSpec template, int count, List<String> zones, int nodesPerRack) {

    private static final int RACK_DIGITS = 2;

    String name() {
        return template.name();
    }

    /** The nodes. */
    List<NodeSpec> nodes() {
        int digits = Integer.toString(count - 1).length();
        List<NodeSpec> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            SortedMap<String, String> labels = new TreeMap<>(template.labels());
            labels.put(NodeShape.SHAPE_LABEL, name());
            String place = name();
            if (!zones.isEmpty()) {
                String zone = zones.get(i % zones.size());
                labels.put(NodeShape.ZONE_LABEL, zone);
                place = name() + "-" + zone;
            }
            if (nodesPerRack > 0) {
                int rack = i / Math.max(1, zones.size()) / nodesPerRack;
                labels.put(NodeShape.RACK_LABEL, Numbered.name(place, rack, RACK_DIGITS));
            }
            nodes.add(new NodeSpec(
                    Numbered.name(name(), i, digits), template.allocatable(), labels, template.devices(), false));
        }
        return nodes;
    }
}
