package io.plimsoll.traces.summary;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Goes through a trace once and adds up. */
final class TraceSummarizer {

    private static final int MOST_BUCKETS = 336;
    private static final int HOURS = 24;
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = HOURS * HOUR;
    private static final long[] WIDTHS = {
        1, 10, 100, SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR,
        6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY
    };

    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int GPU = 2;
    private static final List<String> RESOURCES = List.of("cpu", "memory", "gpu");

    private final EventSource trace;
    private final TraceContents contents;
    private final long bucketMillis;
    private final long[] arrivals;
    private final long[] byHour = new long[HOURS];
    private final List<BucketMeter> requested = new ArrayList<>();
    private final List<BucketMeter> capacity = new ArrayList<>();
    private final LifetimeMeter lifetimes = new LifetimeMeter();
    private final Map<EventType, Long> events = new EnumMap<>(EventType.class);
    private final Map<String, Present> present = new HashMap<>();
    private final Set<Integer> owners = new HashSet<>();
    private boolean hasGpus;

    /** A node that is there, and since when. */
    private record Present(NodeSpec node, long sinceMillis) {}

    TraceSummarizer(EventSource trace) {
        this.trace = trace;
        this.contents = trace.contents();
        long span = contents.lastEventMillis();
        bucketMillis = width(span);
        int buckets = span == 0 ? 0 : (int) ((span + bucketMillis - 1) / bucketMillis);
        arrivals = new long[buckets];
        for (int i = 0; i < RESOURCES.size(); i++) {
            requested.add(new BucketMeter(bucketMillis, span, buckets));
            capacity.add(new BucketMeter(bucketMillis, span, buckets));
        }
    }

    TraceSummary summary() {
        TraceHeader header = trace.header();
        header.initialNodes().forEach(node -> join(node, 0));
        try (EventStream stream = trace.stream()) {
            while (stream.advance()) {
                events.merge(stream.type(), 1L, Long::sum);
                switch (stream.type()) {
                    case POD_ARRIVED -> arrive(stream, header.hasTimes());
                    case NODE_ADDED, NODE_CHANGED -> {
                        leave(stream.nodeName(), stream.timeMillis());
                        join(stream.node(), stream.timeMillis());
                    }
                    case NODE_REMOVED -> leave(stream.nodeName(), stream.timeMillis());
                    case NODE_DRAINED -> {}
                }
            }
        }
        new TreeSet<>(present.keySet()).forEach(name -> leave(name, contents.lastEventMillis()));
        List<TraceContents.Template> classes = new ArrayList<>(contents.templates());
        classes.sort(Comparator.comparingLong(TraceContents.Template::pods).reversed());
        return new TraceSummary(
                header.name(),
                header.format(),
                header.hasTimes(),
                contents.lastEventMillis(),
                events,
                contents.nodes(),
                owners.size(),
                classes,
                arrivals.length == 0 ? 0 : bucketMillis,
                listed(arrivals),
                listed(byHour),
                loads(),
                lifetimes.lifetimes());
    }

    private void arrive(EventStream stream, boolean hasTimes) {
        if (!stream.owner().isEmpty()) {
            owners.add(stream.ownerNumber());
        }
        if (!hasTimes) {
            return;
        }
        long time = stream.timeMillis();
        long duration = stream.durationMillis();
        byHour[(int) (time % DAY / HOUR)]++;
        if (arrivals.length > 0) {
            arrivals[(int) Math.min(arrivals.length - 1, time / bucketMillis)]++;
        }
        boolean known = duration != PodArrived.UNKNOWN_DURATION;
        if (known) {
            lifetimes.add(duration);
        } else {
            lifetimes.addUnknown();
        }
        PodSpec pod = stream.template();
        long until = known ? time + duration : contents.lastEventMillis();
        requested.get(CPU).add(pod.requests().cpuMilli(), time, until);
        requested.get(MEMORY).add(pod.requests().memoryBytes(), time, until);
        requested.get(GPU).add(pod.devices().totalMilli(), time, until);
        hasGpus |= pod.devices().count() > 0;
    }

    private void join(NodeSpec node, long timeMillis) {
        present.put(node.name(), new Present(node, timeMillis));
        hasGpus |= !node.devices().isEmpty();
    }

    private void leave(String name, long timeMillis) {
        Present node = present.remove(name);
        if (node != null) {
            long milli = 0;
            for (DeviceSpec device : node.node().devices()) {
                milli += device.capacityMilli();
            }
            long since = node.sinceMillis();
            capacity.get(CPU).add(node.node().allocatable().cpuMilli(), since, timeMillis);
            capacity.get(MEMORY).add(node.node().allocatable().memoryBytes(), since, timeMillis);
            capacity.get(GPU).add(milli, since, timeMillis);
        }
    }

    private List<ResourceLoad> loads() {
        List<ResourceLoad> loads = new ArrayList<>();
        for (int i = 0; i < (hasGpus ? RESOURCES.size() : GPU); i++) {
            loads.add(new ResourceLoad(
                    RESOURCES.get(i), requested.get(i).means(), capacity.get(i).means()));
        }
        return loads;
    }

    private static long width(long spanMillis) {
        for (long width : WIDTHS) {
            if (spanMillis <= width * MOST_BUCKETS) {
                return width;
            }
        }
        return (spanMillis + MOST_BUCKETS - 1) / MOST_BUCKETS;
    }

    private static List<Long> listed(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) {
            list.add(count);
        }
        return list;
    }
}
