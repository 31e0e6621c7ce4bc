package io.plimsoll.kubernetes.workload;

import java.util.SortedMap;

/**
 * What a pod takes from a node, as kube-scheduler counts it.
 *
 * @param amounts by resource: thousandths of CPUs under {@code cpu}, whole units (bytes for memory) under all else,
 *     each rounded up; only resources that a node is asked for, so neither {@code pods} nor unknown names without a domain
 * @param scoredCpuMillis CPU for scoring, where a container that asks for none counts 100
 * @param scoredMemoryBytes memory for scoring, where a container that asks for none counts 200 MiB
 */
public record Requests(SortedMap<String, Long> amounts, long scoredCpuMillis, long scoredMemoryBytes) {

    /** The amount of a resource, 0 when it is not asked for. */
    public long of(String resource) {
        return amounts.getOrDefault(resource, 0L);
    }
}
