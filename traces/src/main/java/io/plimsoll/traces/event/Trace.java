package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workload that can be replayed: the nodes the cluster starts with, and what happens to it. Immutable and consistent:
 * a node is added only when absent, changed and removed only when present, and a pod arrives once.
 */
public final class Trace implements EventSource {

    private static final Comparator<TraceEvent> BY_TIME_AND_KIND = Comparator.comparingLong(TraceEvent::timeMillis)
            .thenComparingInt(event -> event.kind().order());

    private final TraceHeader header;
    private final List<TraceEvent> events;
    private final List<InputDigest> inputs;
    private final PodTemplates templates = new PodTemplates();
    /** By arrival: the number of the pod's template. */
    private final int[] numbers;

    private @Nullable TraceContents contents;

    /**
     * Copies its arguments and sorts the events, keeping the given order among those of equal time and kind. Takes
     * O(n log n), and O(n) when they are in order.
     *
     * @param name what reports call it, for example {@code openb-default}
     * @param format name of the format it was read from, or of the generator
     * @param hasTimes whether the times mean anything; when not, every event is an arrival at time 0 with an unknown
     *     duration, and only the order of the arrivals can be replayed
     * @param initialNodes the nodes present at time 0, before any event, in the order of the input
     * @param budgets what drains must respect, at most one for each owner
     * @param events events sorted by (time, kind, order in the input); the constructor sorts them so
     * @param inputs digests of the files read, in the order they were read; empty for a generated trace
     * @throws IllegalArgumentException when the events contradict each other
     */
    public Trace(
            String name,
            String format,
            boolean hasTimes,
            List<NodeSpec> initialNodes,
            List<DisruptionBudget> budgets,
            List<TraceEvent> events,
            List<InputDigest> inputs) {
        List<TraceEvent> sorted = new ArrayList<>(events);
        sorted.sort(BY_TIME_AND_KIND);
        this.header = new TraceHeader(name, format, hasTimes, initialNodes, budgets);
        this.events = List.copyOf(sorted);
        this.inputs = List.copyOf(inputs);
        TraceConsistency.check(hasTimes, initialNodes(), budgets(), this.events);
        this.numbers = this.events.stream()
                .filter(PodArrived.class::isInstance)
                .mapToInt(event -> templates.number(((PodArrived) event).pod()))
                .toArray();
    }

    /** A trace without disruption budgets. */
    public Trace(
            String name,
            String format,
            boolean hasTimes,
            List<NodeSpec> initialNodes,
            List<TraceEvent> events,
            List<InputDigest> inputs) {
        this(name, format, hasTimes, initialNodes, List.of(), events, inputs);
    }

    /**
     * All of a trace, in memory.
     *
     * @throws IllegalArgumentException when its events contradict each other
     */
    public static Trace of(EventSource source) {
        if (source instanceof Trace trace) {
            return trace;
        }
        TraceHeader header = source.header();
        List<TraceEvent> events = new ArrayList<>();
        try (EventStream stream = source.stream()) {
            while (stream.advance()) {
                events.add(event(stream));
            }
        }
        return new Trace(
                header.name(),
                header.format(),
                header.hasTimes(),
                header.initialNodes(),
                header.budgets(),
                events,
                source.inputs());
    }

    private static TraceEvent event(EventStream stream) {
        long time = stream.timeMillis();
        return switch (stream.type()) {
            case POD_ARRIVED ->
                new PodArrived(
                        time, stream.template().withName(stream.podName()), stream.durationMillis(), stream.owner());
            case NODE_ADDED -> new NodeAdded(time, stream.node());
            case NODE_CHANGED -> new NodeChanged(time, stream.node());
            case NODE_REMOVED -> new NodeRemoved(time, stream.nodeName(), stream.cause());
            case NODE_DRAINED -> new NodeDrained(time, stream.nodeName());
        };
    }

    /** What reports call it. */
    public String name() {
        return header.name();
    }

    /** Name of the format it was read from, or of the generator. */
    public String format() {
        return header.format();
    }

    /** Whether the times mean anything; when not, only the order of the arrivals can be replayed. */
    public boolean hasTimes() {
        return header.hasTimes();
    }

    /** What drains must respect, at most one for each owner. */
    public List<DisruptionBudget> budgets() {
        return header.budgets();
    }

    /** The nodes present at time 0, before any event, in the order of the input. */
    public List<NodeSpec> initialNodes() {
        return header.initialNodes();
    }

    /** The events, sorted by (time, kind, order in the input). */
    public List<TraceEvent> events() {
        return events;
    }

    @Override
    public List<InputDigest> inputs() {
        return inputs;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    /** The same nodes and budgets, and other events. */
    public Trace withEvents(List<TraceEvent> other) {
        return new Trace(name(), format(), hasTimes(), initialNodes(), budgets(), other, inputs);
    }

    /** What occurs in it. Takes O(n) the first time. */
    @Override
    public TraceContents contents() {
        // Equal whoever computes it: threads that do so at the same time lose nothing but time.
        TraceContents known = contents;
        if (known == null) {
            known = TraceContents.of(stream());
            contents = known;
        }
        return known;
    }

    @Override
    public EventStream stream() {
        return new TraceCursor(header, events.iterator(), templates, numbers, () -> {});
    }

    /** The arrivals alone, in order. Takes O(n). */
    public List<PodArrived> arrivals() {
        List<PodArrived> arrivals = new ArrayList<>(events.size());
        for (TraceEvent event : events) {
            if (event instanceof PodArrived arrival) {
                arrivals.add(arrival);
            }
        }
        return List.copyOf(arrivals);
    }

    /** The time of the last event, in milliseconds; 0 when there is none. */
    public long lastEventMillis() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).timeMillis();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trace trace
                && header.equals(trace.header)
                && events.equals(trace.events)
                && inputs.equals(trace.inputs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(header, events, inputs);
    }

    /** The name and size only: a trace may hold millions of events. */
    @Override
    public String toString() {
        return "Trace[%s, format %s, %d nodes, %d events]"
                .formatted(name(), format(), initialNodes().size(), events.size());
    }
}
