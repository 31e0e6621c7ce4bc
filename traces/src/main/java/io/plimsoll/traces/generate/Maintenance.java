package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the nodes: on Tuesday morning a few of the eight-GPU nodes are cordoned, at noon they are taken out
 * with what still runs on them, in the evening they come back; in the night after, one CPU node gets more cores and
 * memory.
 */
final class Maintenance {

    private static final int DAY = 1;
    private static final int CORDON_HOUR = 9;
    private static final int REMOVAL_HOUR = 12;
    private static final int RETURN_HOUR = 18;
    private static final int RESIZE_HOUR = 22;
    private static final int MOST_NODES = 8;
    private static final int RESIZED_CORES = 128;
    private static final int RESIZED_MEMORY_GIB = 512;

    private Maintenance() {}

    static List<TraceEvent> events(List<NodeSpec> nodes, Calendar calendar) {
        List<TraceEvent> events = new ArrayList<>();
        for (NodeSpec node : maintained(nodes)) {
            events.add(new NodeChanged(calendar.at(DAY, CORDON_HOUR), node.withUnschedulable(true)));
            events.add(new NodeRemoved(calendar.at(DAY, REMOVAL_HOUR), node.name()));
            events.add(new NodeAdded(calendar.at(DAY, RETURN_HOUR), node));
        }
        NodeSpec resized = ofShape(nodes, NodeShape.CPU).get(0);
        events.add(new NodeChanged(
                calendar.at(DAY, RESIZE_HOUR),
                resized.withAllocatable(NodeShape.allocatable(RESIZED_CORES, RESIZED_MEMORY_GIB))));
        return events;
    }

    /** The first nodes of one rack, but no more than a quarter of their shape. */
    private static List<NodeSpec> maintained(List<NodeSpec> nodes) {
        List<NodeSpec> large = ofShape(nodes, NodeShape.V100_X8);
        String rack = String.valueOf(large.get(0).labels().get(NodeShape.RACK_LABEL));
        List<NodeSpec> chosen = new ArrayList<>();
        int most = Math.max(1, Math.min(MOST_NODES, large.size() / 4));
        for (NodeSpec node : large) {
            if (chosen.size() < most && rack.equals(node.labels().get(NodeShape.RACK_LABEL))) {
                chosen.add(node);
            }
        }
        return chosen;
    }

    private static List<NodeSpec> ofShape(List<NodeSpec> nodes, NodeShape shape) {
        List<NodeSpec> found = new ArrayList<>();
        for (NodeSpec node : nodes) {
            if (shape.shapeName().equals(node.labels().get(NodeShape.SHAPE_LABEL))) {
                found.add(node);
            }
        }
        return found;
    }
}
