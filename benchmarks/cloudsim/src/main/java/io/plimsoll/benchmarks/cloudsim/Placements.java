package io.plimsoll.benchmarks.cloudsim;

/**
 * Where the virtual machines went and what that took.
 *
 * @param hosts the number of the host by machine, or {@link #NOWHERE}
 * @param cpuSeconds CPU time of the thread that placed them, in seconds
 */
record Placements(int[] hosts, double cpuSeconds) {

    /** The machine fitted on no host. */
    static final int NOWHERE = -1;

    /** How many machines have a host. */
    int placed() {
        int placed = 0;
        for (int host : hosts) {
            placed += host == NOWHERE ? 0 : 1;
        }
        return placed;
    }

    /** How many machines have another host than there. */
    int differences(Placements other) {
        int differences = Math.abs(hosts.length - other.hosts.length);
        for (int i = 0; i < Math.min(hosts.length, other.hosts.length); i++) {
            differences += hosts[i] == other.hosts[i] ? 0 : 1;
        }
        return differences;
    }
}
