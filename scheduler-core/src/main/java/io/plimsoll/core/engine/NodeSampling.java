package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;

/**
 * Has a {@link Scheduler} look at as many nodes as kube-scheduler does by {@code percentageOfNodesToScore}: the first ones that fit in
 * the order of a {@link NodeRotation}, normalising scores over these. Of a hundred nodes or fewer all are looked at.
 *
 * <p>This is kube-scheduler with {@code parallelism: 1}. With more, its threads race for the last places, and a run cannot be told
 * from the configuration. Two more things differ from kube-scheduler, which draws there: of equally good nodes the lowest slot is
 * taken, and nodes named by the pod's own terms are looked at in the order of the rotation.
 *
 * <p>Cost: every decision asks all rules about every node it looks at. One thread.
 */
public final class NodeSampling {

    private static final int FEWEST_NODES = 100;
    private static final int MOST_PERCENT = 50;
    private static final int LEAST_PERCENT = 5;
    private static final int NODES_PER_PERCENT = 125;

    private final NodeRotation rotation;
    private final int percentage;
    private final Scan scan;
    private int[] listed = new int[0];

    /**
     * The sampling of one scheduler.
     *
     * @param rotation of the same cluster
     * @param percentage of the nodes, 0 to 100; 0 lets their number decide
     */
    public NodeSampling(Cluster cluster, NodeRotation rotation, int percentage) {
        this.rotation = rotation;
        this.percentage = percentage;
        this.scan = new Scan(cluster.nodes());
    }

    /** After how many that fit the search among so many nodes ends ({@code numFeasibleNodesToFind}). */
    public static int wanted(int percentage, int nodes) {
        int share = percentage == 0 ? Math.max(LEAST_PERCENT, MOST_PERCENT - nodes / NODES_PER_PERCENT) : percentage;
        return nodes < FEWEST_NODES ? nodes : Math.max(FEWEST_NODES, (int) ((long) nodes * share / 100));
    }

    /**
     * What is found for the next pod. The search after it begins where this one ended.
     *
     * @param scored whether the profile has scorers; without, one node that fits is enough
     */
    Candidates search(PreparedClass prepared, boolean scored) {
        Scan found = peek(prepared, scored);
        rotation.advance(found.looked());
        return found;
    }

    /** What {@link #search} would find. */
    Scan peek(PreparedClass prepared, boolean scored) {
        int[] order = rotation.order();
        int count = order.length;
        if (prepared.refusal != null) {
            count = 0;
        } else if (prepared.unlisted != null) {
            listed = listed.length < count ? new int[count] : listed;
            count = 0;
            for (int i = 0; i < order.length; i++) {
                if (prepared.listed(order[i])) {
                    listed[count++] = order[i];
                }
            }
            order = listed;
        }
        return scan.first(prepared, order, count, rotation.start(), scored ? wanted(percentage, count) : 1);
    }
}
