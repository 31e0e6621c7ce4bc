package io.plimsoll.traces.format;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.PresentNodes;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.List;

/** Finds the rows of nodes that are not there, or are there already. */
final class NodePresence {

    private final PresentNodes present = new PresentNodes();

    NodePresence(List<NodeSpec> initial) {
        initial.forEach(node -> present.join(node.name(), 0));
    }

    /** Goes on by an event; false when it cannot be. */
    boolean apply(TraceEvent event) {
        try {
            if (event instanceof NodeAdded added) {
                present.join(added.node().name(), event.timeMillis());
            } else if (event instanceof NodeRemoved removed) {
                present.leave(removed.nodeName(), event.timeMillis());
            } else if (!(event instanceof PodArrived)) {
                present.require(nodeName(event), event.timeMillis());
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static String rule(boolean adds) {
        return adds ? "be of a node that is not in the cluster" : "be of a node that is in the cluster";
    }

    static String advice(boolean adds) {
        return adds ? "it was added twice." : "the node comes later, was removed, or --nodes was forgotten.";
    }

    /** The node of an event of a node. */
    static String nodeName(TraceEvent event) {
        if (event instanceof NodeAdded added) {
            return added.node().name();
        }
        if (event instanceof NodeRemoved removed) {
            return removed.nodeName();
        }
        return event instanceof NodeDrained drained
                ? drained.nodeName()
                : ((NodeChanged) event).node().name();
    }
}
