package io.plimsoll.benchmarks.cloudsim;

import java.util.SplittableRandom;

/**
 * Equal hosts of 16 cores and 64 GiB, and virtual machines of 1 to 16 cores with 1 to 4 GiB per core, twice as many: they ask
 * for nine tenths of the cores. Storage and bandwidth are asked for, and plenty. The draws are the same every time.
 */
final class Machines {

    static final int HOST_CORES = 16;
    static final int HOST_MEMORY_MIB = 64 << 10;
    static final int HOST_STORAGE = 1_000_000;
    static final int HOST_BANDWIDTH = 1_000_000;
    static final int STORAGE = 1_000;
    static final int BANDWIDTH = 10;

    private static final int[] CORES = {1, 2, 4, 8, 12, 16};
    private static final int[] GIB_PER_CORE = {1, 2, 3, 4};

    /** Number of hosts. */
    final int hosts;
    /** Cores of a virtual machine. */
    final int[] cores;
    /** Its memory. */
    final int[] memoryMib;

    Machines(int hosts) {
        this.hosts = hosts;
        this.cores = new int[2 * hosts];
        this.memoryMib = new int[2 * hosts];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < cores.length; i++) {
            cores[i] = CORES[random.nextInt(CORES.length)];
            memoryMib[i] = (cores[i] * GIB_PER_CORE[random.nextInt(GIB_PER_CORE.length)]) << 10;
        }
    }

    /** Number of virtual machines. */
    int count() {
        return cores.length;
    }
}
