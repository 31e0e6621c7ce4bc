package io.plimsoll.traces.columnar;

import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.event.TraceContents.Description;
import io.plimsoll.traces.event.TraceContents.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what occurs in a trace while it is written or read. */
final class Tally {

    private final Set<String> nodeNames = new HashSet<>();
    private long[] pods = new long[16];
    private long[] times = new long[16];
    private long events;
    private long lastMillis;

    void event(long timeMillis) {
        events++;
        lastMillis = timeMillis;
    }

    void pod(int template) {
        if (template >= pods.length) {
            pods = Arrays.copyOf(pods, Math.max(template + 1, 2 * pods.length));
        }
        pods[template]++;
    }

    void node(String name, int description) {
        nodeNames.add(name);
        if (description >= times.length) {
            times = Arrays.copyOf(times, Math.max(description + 1, 2 * times.length));
        }
        times[description]++;
    }

    long events() {
        return events;
    }

    /** The payload of the summary. */
    void write(ByteSink sink, int templates, int descriptions, List<Long> dictionaries) {
        sink.number(events);
        sink.number(lastMillis);
        sink.number(nodeNames.size());
        counts(sink, pods, templates);
        counts(sink, times, descriptions);
        sink.number(dictionaries.size() / 2);
        dictionaries.forEach(sink::number);
    }

    TraceContents contents(Dictionaries known) {
        return contents(known, pods, times, nodeNames.size(), events, lastMillis);
    }

    static TraceContents contents(
            Dictionaries known, long[] pods, long[] times, int nodes, long events, long lastMillis) {
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < known.templates(); i++) {
            templates.add(new Template(known.template(i), i < pods.length ? pods[i] : 0));
        }
        List<Description> descriptions = new ArrayList<>();
        for (int i = 0; i < known.descriptions(); i++) {
            descriptions.add(new Description(known.description(i), i < times.length ? times[i] : 0));
        }
        return new TraceContents(templates, descriptions, nodes, events, lastMillis);
    }

    private static void counts(ByteSink sink, long[] counts, int size) {
        sink.number(size);
        for (int i = 0; i < size; i++) {
            sink.number(i < counts.length ? counts[i] : 0);
        }
    }
}
