package io.plimsoll.traces.summary;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.EventKind;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.summary.TraceSummary.RequestClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Goes through a trace once, as on a cluster without limits. */
final class SummaryBuilder {

    private static final int HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final Comparator<RequestClass> MOST_FREQUENT_FIRST = Comparator.comparingLong(RequestClass::pods)
            .reversed()
            .thenComparingLong(RequestClass::cpuMilli)
            .thenComparingLong(RequestClass::memoryBytes)
            .thenComparingLong(RequestClass::gpuMilli);

    /** When a pod ends, and what it frees. */
    private record End(long timeMillis, PodSpec pod) {}

    private final EventSource source;
    private final TraceContents contents;
    private final Capacity capacity = new Capacity();
    private final List<DemandMeter> meters = new ArrayList<>();
    private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::timeMillis));
    private final Lifetimes lifetimes = new Lifetimes();
    private final Set<Integer> owners = new HashSet<>();
    private final long[] hours = new long[HOURS];
    private long nodeEvents;

    SummaryBuilder(EventSource source) {
        this.source = source;
        this.contents = source.contents();
        for (Resource resource : Resource.values()) {
            meters.add(new DemandMeter(resource, contents.lastEventMillis()));
        }
    }

    TraceSummary build() {
        source.header().initialNodes().forEach(capacity::join);
        capacityChanged();
        try (EventStream events = source.stream()) {
            while (events.advance()) {
                passTo(events.timeMillis());
                event(events);
            }
        }
        passTo(contents.lastEventMillis());
        List<TraceSummary.Demand> demands = new ArrayList<>();
        for (DemandMeter meter : meters) {
            if (!meter.isEmpty()) {
                demands.add(meter.demand());
            }
        }
        List<Long> byHour = new ArrayList<>();
        for (long arrivals : hours) {
            byHour.add(arrivals);
        }
        return new TraceSummary(
                source.header().name(),
                source.header().format(),
                source.header().hasTimes(),
                contents.lastEventMillis(),
                contents.events(),
                contents.arrivals(),
                source.header().initialNodes().size(),
                nodeEvents,
                owners.size(),
                classes(),
                demands,
                lifetimes.summary(),
                byHour);
    }

    private void event(EventStream events) {
        switch (events.type()) {
            case POD_ARRIVED -> arrive(events);
            case NODE_ADDED, NODE_CHANGED -> capacity.join(events.node());
            case NODE_REMOVED -> capacity.leave(events.nodeName());
            case NODE_DRAINED -> {}
        }
        if (events.kind() != EventKind.POD_ARRIVAL) {
            nodeEvents++;
            capacityChanged();
        }
    }

    private void arrive(EventStream events) {
        long time = events.timeMillis();
        long duration = events.durationMillis();
        PodSpec pod = events.template();
        hours[(int) (time / HOUR_MILLIS % HOURS)]++;
        if (!events.owner().isEmpty()) {
            owners.add(events.ownerNumber());
        }
        lifetimes.add(duration);
        add(pod, 1);
        if (duration != TraceEvent.PodArrived.UNKNOWN_DURATION) {
            ends.add(new End(time + duration, pod));
        }
    }

    /** Ends what ends up to this time. */
    private void passTo(long timeMillis) {
        for (End end = ends.peek(); end != null && end.timeMillis() <= timeMillis; end = ends.peek()) {
            ends.remove();
            pass(end.timeMillis());
            add(end.pod(), -1);
        }
        pass(timeMillis);
    }

    private void pass(long timeMillis) {
        for (DemandMeter meter : meters) {
            meter.passTo(timeMillis);
        }
    }

    private void add(PodSpec pod, int sign) {
        for (DemandMeter meter : meters) {
            meter.add(sign * meter.resource().of(pod));
        }
    }

    private void capacityChanged() {
        for (DemandMeter meter : meters) {
            meter.capacity(capacity.of(meter.resource()));
        }
    }

    private List<RequestClass> classes() {
        Map<RequestClass, Long> counts = new HashMap<>();
        for (TraceContents.Template template : contents.templates()) {
            PodSpec pod = template.pod();
            RequestClass asked =
                    new RequestClass(Resource.CPU.of(pod), Resource.MEMORY.of(pod), Resource.GPU.of(pod), 0);
            counts.merge(asked, template.pods(), Long::sum);
        }
        List<RequestClass> classes = new ArrayList<>();
        counts.forEach((asked, pods) ->
                classes.add(new RequestClass(asked.cpuMilli(), asked.memoryBytes(), asked.gpuMilli(), pods)));
        classes.sort(MOST_FREQUENT_FIRST);
        return classes;
    }
}
