package io.plimsoll.traces.generate;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A workload that somebody described, from which traces are generated: nodes and how they fail, pods and how they arrive.
 * {@code docs/workload.md} says how it is described. Immutable and safe for use by many threads.
 *
 * <p>The same description and seed give the same trace on every platform. What is drawn for one purpose (the arrivals of
 * one source, the lifetimes of its pods, the failures of one rack) comes from a random stream of its own, keyed by name:
 * a change to one part of a description leaves the draws of all others as they were.
 */
public final class Workload {

    /** What {@link Trace#format()} says of a generated trace. */
    public static final String FORMAT = "workload";

    /** The most events of a trace that is held in memory. */
    public static final int MOST_EVENTS_IN_MEMORY = 20_000_000;

    /** The longest time in a description: a hundred years. */
    static final long LONGEST_MILLIS = 36_525 * Calendar.DAY;

    private static final String EXAMPLE = "example-workload.json";

    private final String name;
    private final long spanMillis;
    private final boolean censored;
    private final List<Fleet> fleets;
    private final List<FailureCause> failures;
    private final List<PodSource> sources;
    private final InputDigest digest;

    Workload(
            String name,
            long spanMillis,
            boolean censored,
            List<Fleet> fleets,
            List<FailureCause> failures,
            List<PodSource> sources,
            InputDigest digest) {
        this.name = name;
        this.spanMillis = spanMillis;
        this.censored = censored;
        this.fleets = List.copyOf(fleets);
        this.failures = List.copyOf(failures);
        this.sources = List.copyOf(sources);
        this.digest = digest;
    }

    /**
     * Reads a description.
     *
     * @param problems collects what is wrong with it; strict
     * @throws InputException when anything is wrong with it
     * @throws IOException when the file cannot be read
     */
    public static Workload read(Path file, Problems problems) throws InputException, IOException {
        return WorkloadReader.read(file, problems);
    }

    /** A description with comments, to start from. */
    public static String example() {
        try (InputStream in = Workload.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException("The resource (" + EXAMPLE + ") must be on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What reports call it. */
    public String name() {
        return name;
    }

    /** How long it lasts; nothing arrives and no node fails at this time or later. */
    public long spanMillis() {
        return spanMillis;
    }

    /** Which description it is. */
    public InputDigest digest() {
        return digest;
    }

    /** A new cursor over the events, which are generated on the way; memory does not grow with their number. */
    public EventStream stream(long seed) {
        return new WorkloadStream(this, seed);
    }

    /**
     * Generates a trace in memory.
     *
     * @throws IllegalArgumentException when it has more than {@link #MOST_EVENTS_IN_MEMORY} events
     */
    public Trace generate(long seed) {
        try (EventStream stream = stream(seed)) {
            TraceHeader header = stream.header();
            List<TraceEvent> events = new ArrayList<>();
            while (stream.advance()) {
                events.add(event(stream));
                if (events.size() > MOST_EVENTS_IN_MEMORY) {
                    throw new IllegalArgumentException(
                            "The number of events of workload (%s) must be at most %d to be held in memory.%n"
                                            .formatted(name, MOST_EVENTS_IN_MEMORY)
                                    + "Maybe a rate has the wrong unit of time.");
                }
            }
            return new Trace(
                    header.name(), FORMAT, true, header.initialNodes(), header.budgets(), events, List.of(digest));
        }
    }

    private static TraceEvent event(EventStream stream) {
        if (stream.type() == EventType.POD_ARRIVED) {
            PodSpec pod = stream.template().withName(stream.podName());
            return new PodArrived(stream.timeMillis(), pod, stream.durationMillis(), stream.owner());
        }
        return stream.type() == EventType.NODE_ADDED
                ? new NodeAdded(stream.timeMillis(), stream.node())
                : new NodeRemoved(stream.timeMillis(), stream.nodeName(), stream.cause());
    }

    boolean censored() {
        return censored;
    }

    List<Fleet> fleets() {
        return fleets;
    }

    List<FailureCause> failures() {
        return failures;
    }

    List<PodSource> sources() {
        return sources;
    }
}
