package io.plimsoll.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An amount of every resource dimension: what a node offers or what a pod requests. Immutable.
 *
 * <p>CPU is in thousandths of a core, memory and ephemeral storage in bytes, everything else in whole units. Every
 * quantity is between 0 and {@link #MAX_QUANTITY}, so that the sum over any node's pods cannot overflow a {@code long}.
 *
 * @param cpuMilli CPU in milli-cores
 * @param memoryBytes memory in bytes
 * @param ephemeralStorageBytes local scratch space in bytes
 * @param pods number of pods: what a node may hold; a pod itself always counts as one
 * @param scalars extended resources by name, for example {@code example.com/licence}; sorted by name
 */
public record Resources(
        long cpuMilli, long memoryBytes, long ephemeralStorageBytes, long pods, SortedMap<String, Long> scalars) {

    /** The largest quantity of one dimension: 2^50, which is a pebibyte or a million million cores. */
    public static final long MAX_QUANTITY = 1L << 50;

    private static final SortedMap<String, Long> NO_SCALARS = Collections.emptySortedMap();

    /** Nothing of anything. */
    public static final Resources NONE = new Resources(0, 0, 0, 0, new TreeMap<>());

    /** @throws IllegalArgumentException when a quantity is negative or above {@link #MAX_QUANTITY} */
    public Resources {
        Require.quantity("cpu", cpuMilli);
        Require.quantity("memory", memoryBytes);
        Require.quantity("ephemeral-storage", ephemeralStorageBytes);
        Require.quantity("pods", pods);
        scalars.forEach((name, amount) -> Require.quantity(name, amount));
        scalars = scalars.isEmpty() ? NO_SCALARS : Collections.unmodifiableSortedMap(new TreeMap<>(scalars));
    }

    /** A request of a pod: CPU in milli-cores and memory in bytes. */
    public static Resources request(long cpuMilli, long memoryBytes) {
        return new Resources(cpuMilli, memoryBytes, 0, 1, new TreeMap<>());
    }

    /** What a node offers: CPU in milli-cores, memory in bytes, and how many pods it may hold. */
    public static Resources allocatable(long cpuMilli, long memoryBytes, long pods) {
        return new Resources(cpuMilli, memoryBytes, 0, pods, new TreeMap<>());
    }

    /** These resources with another amount of ephemeral storage, in bytes. */
    public Resources withEphemeralStorage(long bytes) {
        return new Resources(cpuMilli, memoryBytes, bytes, pods, scalars);
    }

    /** These resources with the named scalars instead of the present ones. */
    public Resources withScalars(Map<String, Long> amounts) {
        return new Resources(cpuMilli, memoryBytes, ephemeralStorageBytes, pods, new TreeMap<>(amounts));
    }

    /** These resources with another pod count. */
    public Resources withPods(long count) {
        return new Resources(cpuMilli, memoryBytes, ephemeralStorageBytes, count, scalars);
    }
}
