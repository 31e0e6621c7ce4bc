package io.plimsoll.traces.generate;

/**
 * How large a generated GPU cluster and its workload are.
 *
 * @param nodes number of nodes, 20..100,000
 * @param pods number of pods, 20 to 5,000 per node
 * @param days simulated days, 1..28, beginning on a Monday at midnight
 * @param load GPU time asked for over GPU time there is, 0.1..1.2: lifetimes are scaled to meet it
 */
public record GpuClusterParameters(int nodes, int pods, int days, double load) {

    /** A thousand nodes, fifty thousand pods, one week, three quarters loaded. */
    public static final GpuClusterParameters DEFAULT = new GpuClusterParameters(1_000, 50_000, 7, 0.74);

    private static final int LEAST_NODES = 20;
    private static final int MOST_NODES = 100_000;
    private static final int LEAST_PODS_PER_NODE = 20;
    private static final int MOST_PODS_PER_NODE = 5_000;
    private static final int MOST_DAYS = 28;
    private static final double LEAST_LOAD = 0.1;
    private static final double MOST_LOAD = 1.2;

    /** @throws IllegalArgumentException when a parameter is out of its range */
    public GpuClusterParameters {
        require("nodes", nodes, nodes >= LEAST_NODES && nodes <= MOST_NODES, "be between 20 and 100000");
        require(
                "pods",
                pods,
                pods >= (long) LEAST_PODS_PER_NODE * nodes && pods <= (long) MOST_PODS_PER_NODE * nodes,
                "be between 20 and 5000 times the number of nodes");
        require("days", days, days >= 1 && days <= MOST_DAYS, "be between 1 and 28");
        require("load", load, load >= LEAST_LOAD && load <= MOST_LOAD, "be between 0.1 and 1.2");
    }

    /** These parameters with another number of nodes and as many times more pods. */
    public GpuClusterParameters scaledTo(int otherNodes) {
        return new GpuClusterParameters(otherNodes, (int) ((long) pods * otherNodes / nodes), days, load);
    }

    /** These parameters with another load. */
    public GpuClusterParameters withLoad(double otherLoad) {
        return new GpuClusterParameters(nodes, pods, days, otherLoad);
    }

    /** The simulated time in milliseconds. */
    long horizonMillis() {
        return days * Calendar.DAY;
    }

    private static void require(String name, Number value, boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "The %s (%s) of a generated workload must %s.%n".formatted(name, value, rule)
                            + "Maybe a digit is missing or too many; the default is " + defaults() + ".");
        }
    }

    private static String defaults() {
        return "1000 nodes, 50000 pods, 7 days, load 0.74";
    }
}
