package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.TraceContents.Description;
import java.util.List;

/** The pods of a trace on other nodes. */
public final class OtherNodes implements EventSource {

    private final EventSource pods;
    private final TraceHeader header;
    private final TraceContents contents;

    private OtherNodes(EventSource pods, List<NodeSpec> nodes) {
        TraceHeader before = pods.header();
        this.pods = pods;
        header = new TraceHeader(before.name(), before.format(), before.hasTimes(), nodes, before.budgets());
        List<Description> descriptions =
                nodes.stream().map(node -> new Description(node, 1)).toList();
        TraceContents of = pods.contents();
        contents = new TraceContents(of.templates(), descriptions, nodes.size(), of.events(), of.lastEventMillis());
    }

    /**
     * The pods of a trace whose own nodes are there all the time, or that has none, on these nodes.
     *
     * @throws IllegalArgumentException when something happens to the trace's own nodes
     */
    public static EventSource of(EventSource pods, List<NodeSpec> nodes) {
        if (pods.contents().events() != pods.contents().arrivals()) {
            throw new IllegalArgumentException("The nodes of trace ("
                    + pods.header().name() + ") must not be replaced, as they come, change and go in it."
                    + System.lineSeparator() + "Maybe --nodes should be left out.");
        }
        return new OtherNodes(pods, nodes);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public TraceContents contents() {
        return contents;
    }

    @Override
    public List<InputDigest> inputs() {
        return pods.inputs();
    }

    @Override
    public EventStream stream() {
        return new Arrivals(header, pods.stream());
    }

    /** The stream of the pods under another header. */
    private static final class Arrivals extends ForwardingStream {

        private final TraceHeader header;

        Arrivals(TraceHeader header, EventStream pods) {
            super(pods);
            this.header = header;
        }

        @Override
        public TraceHeader header() {
            return header;
        }
    }
}
