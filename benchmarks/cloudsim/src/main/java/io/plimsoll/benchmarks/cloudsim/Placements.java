package io.plimsoll.benchmarks.cloudsim;

/** Where the virtual machines went and what that took. */
final class Placements {

    /** The machine fitted on no host. */
    static final int NOWHERE = -1;

    private final int[] hosts;
    private final double cpuSeconds;

    /**
     * @param hosts the number of the host by machine, or {@link #NOWHERE}
     * @param cpuSeconds CPU time of the thread that placed them, in seconds
     */
    Placements(int[] hosts, double cpuSeconds) {
        this.hosts = hosts;
        this.cpuSeconds = cpuSeconds;
    }

    /** CPU time of the thread that placed them, in seconds. */
    double cpuSeconds() {
        return cpuSeconds;
    }

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
