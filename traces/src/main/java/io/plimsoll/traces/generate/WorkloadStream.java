package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.PodTemplates;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The events of a workload, made as they are asked for: the pods of all sources and the outages, merged by time. */
final class WorkloadStream implements EventStream {

    private static final Comparator<Source> IN_ORDER = Comparator.<Source>comparingLong(
                    source -> source.pods().timeMillis())
            .thenComparingInt(Source::order);

    private final Workload workload;
    private final TraceHeader header;
    private final Outages outages;
    private final PodTemplates templates = new PodTemplates();
    private final Map<String, Integer> owners = new HashMap<>();
    private final PriorityQueue<Source> sources = new PriorityQueue<>(IN_ORDER);
    private Outages.@Nullable Change outage;
    private boolean ofNode;
    private Outages.@Nullable Change change;
    private @Nullable Source source;
    private long durationMillis;
    private int ownerNumber;

    /** A source and its place in the description, which orders what arrives in the same millisecond. */
    private record Source(PodDraws pods, int order) {}

    WorkloadStream(Workload workload, long seed) {
        this.workload = workload;
        SeededRandom random = new SeededRandom(seed);
        outages = new Outages(workload.fleets(), workload.failures(), random.stream("failures"));
        SeededRandom ofPods = random.stream("pods");
        List<DisruptionBudget> budgets = new ArrayList<>();
        for (int order = 0; order < workload.sources().size(); order++) {
            PodSource described = workload.sources().get(order);
            budgets.addAll(described.owners().budgets(described.name()));
            restart(new Source(new PodDraws(described, templates, ofPods.stream(described.name())), order));
        }
        outage = outages.next(workload.spanMillis());
        header = new TraceHeader(workload.name() + "-seed-" + seed, Workload.FORMAT, true, outages.nodes(), budgets);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        if (source != null) {
            Source done = source;
            source = null;
            restart(done);
        }
        Source first = sources.peek();
        change = outage;
        ofNode = change != null
                && (first == null || change.timeMillis() <= first.pods().timeMillis());
        if (ofNode) {
            outage = outages.next(workload.spanMillis());
            return true;
        }
        source = sources.poll();
        if (source == null) {
            return false;
        }
        draw(source.pods());
        return true;
    }

    @Override
    public EventType type() {
        if (ofNode) {
            return change().back() ? EventType.NODE_ADDED : EventType.NODE_REMOVED;
        }
        return EventType.POD_ARRIVED;
    }

    @Override
    public long timeMillis() {
        return ofNode ? change().timeMillis() : pods().timeMillis();
    }

    @Override
    public int templateNumber() {
        return pods().templateNumber();
    }

    @Override
    public PodSpec template() {
        return templates.get(pods().templateNumber());
    }

    @Override
    public String podName() {
        return pods().podName();
    }

    @Override
    public long durationMillis() {
        return durationMillis;
    }

    @Override
    public int ownerNumber() {
        return ownerNumber;
    }

    @Override
    public String owner() {
        return pods().owner();
    }

    @Override
    public NodeSpec node() {
        return change().node();
    }

    @Override
    public String nodeName() {
        return change().node().name();
    }

    @Override
    public RemovalCause cause() {
        return RemovalCause.FAILURE;
    }

    private void restart(Source drawn) {
        if (drawn.pods().advance(workload.spanMillis())) {
            sources.add(drawn);
        }
    }

    private void draw(PodDraws pods) {
        durationMillis = pods.drawDuration();
        if (workload.censored() && pods.timeMillis() + durationMillis > workload.spanMillis()) {
            durationMillis = PodArrived.UNKNOWN_DURATION;
        }
        Integer known = owners.putIfAbsent(pods.owner(), owners.size());
        ownerNumber = known == null ? owners.size() - 1 : known;
    }

    private Outages.Change change() {
        if (change == null) {
            throw notOfThisType();
        }
        return change;
    }

    private PodDraws pods() {
        if (source == null) {
            throw notOfThisType();
        }
        return source.pods();
    }

    private static IllegalStateException notOfThisType() {
        return new IllegalStateException("An event must be asked only for what its type has.");
    }
}
