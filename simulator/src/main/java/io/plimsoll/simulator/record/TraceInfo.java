package io.plimsoll.simulator.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was replayed.
 *
 * @param name short name for people, for example {@code openb} or {@code gpu-cluster}
 * @param format name of the reader, or {@code generated}
 * @param nodes number of different nodes in the trace
 * @param pods number of pods in the trace before it was inflated
 * @param parameters settings of the reader or generator, sorted by name
 * @param inputs files read, in reading order; none when the trace was generated
 */
public record TraceInfo(
        String name,
        String format,
        long nodes,
        long pods,
        SortedMap<String, String> parameters,
        List<InputFile> inputs) {

    /** @throws IllegalArgumentException when a count is negative */
    public TraceInfo {
        Require.notNegative("number of nodes", nodes);
        Require.notNegative("number of pods", pods);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        inputs = List.copyOf(inputs);
    }

    /** A trace with its parameters in any order. */
    public static TraceInfo of(
            String name, String format, long nodes, long pods, Map<String, String> parameters, List<InputFile> inputs) {
        return new TraceInfo(name, format, nodes, pods, new TreeMap<>(parameters), inputs);
    }
}
