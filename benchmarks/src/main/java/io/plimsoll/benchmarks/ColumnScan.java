package io.plimsoll.benchmarks;

import java.util.Arrays;

/**
 * A scan over columns of free amounts: nearly the norm of every node, the least of each block of nodes, and then the exact
 * norm of the few that could be best. Amounts are whole numbers that a double holds exactly.
 */
final class ColumnScan implements Baseline {

    private static final int BLOCK = 512;
    /** Rounding down to hundred-millionths, and the arithmetic of doubles, move a norm by less than this. */
    private static final double ROUNDING = 1e-7;

    private final ScanLoops loops;
    private final PlacementWorkload workload;
    private final BestFitScore score;
    private final int resources;
    private final double[][] free;
    private final double[] inverse;
    private final double[] blockLeast;
    private final int[] nodeOfSeat;
    private int best;
    private long bestNorm;

    ColumnScan(ScanLoops loops, PlacementWorkload workload, int nodes, int seats) {
        this.loops = loops;
        this.workload = workload;
        score = new BestFitScore(workload.capacity);
        resources = workload.capacity.length;
        int length = (nodes + BLOCK - 1) / BLOCK * BLOCK;
        free = new double[resources][length];
        inverse = new double[resources];
        for (int r = 0; r < resources; r++) {
            Arrays.fill(free[r], -1);
            Arrays.fill(free[r], 0, nodes, (double) workload.capacity[r]);
            inverse[r] = 1.0 / workload.capacity[r];
        }
        blockLeast = new double[length / BLOCK];
        nodeOfSeat = new int[seats];
    }

    @Override
    public void take(int podClass, int seat, int node) {
        nodeOfSeat[seat] = node;
        if (node >= 0) {
            change(podClass, node, -1);
        }
    }

    @Override
    public int place(int podClass, int seat) {
        long[] request = workload.requests[podClass];
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < blockLeast.length; block++) {
            blockLeast[block] = loops.least(free, inverse, request, block * BLOCK, (block + 1) * BLOCK);
            least = Math.min(least, blockLeast[block]);
        }
        int node = least == Double.POSITIVE_INFINITY ? -1 : exact(request, least);
        take(podClass, seat, node);
        return node;
    }

    @Override
    public void depart(int podClass, int seat) {
        if (nodeOfSeat[seat] >= 0) {
            change(podClass, nodeOfSeat[seat], 1);
        }
    }

    /** The lowest of the nodes whose exact norm is least, among those that come near to it. */
    private int exact(long[] request, double least) {
        double norm = Math.sqrt(least / resources) + ROUNDING;
        double near = norm * norm * resources;
        best = -1;
        bestNorm = Long.MAX_VALUE;
        for (int block = 0; block < blockLeast.length; block++) {
            if (blockLeast[block] <= near) {
                for (int i = block * BLOCK; i < (block + 1) * BLOCK; i += ScanLoops.WORD) {
                    look(request, i, loops.near(free, inverse, request, i, near));
                }
            }
        }
        return best;
    }

    private void look(long[] request, int first, long nodes) {
        for (long bits = nodes; bits != 0; bits &= bits - 1) {
            int node = first + Long.numberOfTrailingZeros(bits);
            // Nodes alike are the rule among the best; the first of them has the lowest number.
            if (best < 0 || !same(node, best)) {
                long norm = exactNorm(request, node);
                if (norm < bestNorm) {
                    bestNorm = norm;
                    best = node;
                }
            }
        }
    }

    private boolean same(int node, int other) {
        for (int r = 0; r < resources; r++) {
            if (free[r][node] != free[r][other]) {
                return false;
            }
        }
        return true;
    }

    private long exactNorm(long[] request, int node) {
        long squares = 0;
        for (int r = 0; r < resources; r++) {
            long share = score.share(r, (long) free[r][node] - request[r]);
            squares += share * share;
        }
        return score.norm(squares);
    }

    private void change(int podClass, int node, int sign) {
        for (int r = 0; r < resources; r++) {
            free[r][node] += (double) sign * workload.requests[podClass][r];
        }
    }
}
