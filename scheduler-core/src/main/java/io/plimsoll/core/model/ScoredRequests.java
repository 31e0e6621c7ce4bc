package io.plimsoll.core.model;

/**
 * What a pod counts as where kube-scheduler scores how full nodes are: containers that request no CPU or memory count as if
 * they asked for a little.
 *
 * @param asking the pod that is to be placed
 * @param heldCpuMilli CPU of a pod that is on a node, in milli-cores
 * @param heldMemoryBytes its memory
 */
public record ScoredRequests(Resources asking, long heldCpuMilli, long heldMemoryBytes) {

    /** What a container without a CPU request counts as, in milli-cores. */
    public static final long CPU_MILLI = 100;

    /** What a container without a memory request counts as: 200 MiB. */
    public static final long MEMORY_BYTES = 200L << 20;

    /** @throws IllegalArgumentException when an amount is negative */
    public ScoredRequests {
        Require.quantity("cpu", heldCpuMilli);
        Require.quantity("memory", heldMemoryBytes);
    }
}
