package io.plimsoll.simulator.record;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The packing policy of a run.
 *
 * @param text as the user wrote it, for example {@code fgd:threshold=95}
 * @param name its name without parameters
 * @param parameters every parameter with the value in force, defaults included, sorted by name
 */
public record PolicyInfo(String text, String name, SortedMap<String, String> parameters) {

    public PolicyInfo {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A policy with its parameters in any order. */
    public static PolicyInfo of(String text, String name, Map<String, String> parameters) {
        return new PolicyInfo(text, name, new TreeMap<>(parameters));
    }
}
