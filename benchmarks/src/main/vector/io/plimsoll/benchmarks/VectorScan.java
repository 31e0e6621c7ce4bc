package io.plimsoll.benchmarks;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A scan over columns of free amounts with the Vector API: nearly the norm of every node, the least of each block of nodes,
 * and then the exact norm of the few that could be best. Amounts are whole numbers that a double holds exactly.
 */
final class VectorScan implements Baseline {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int BLOCK = 512;
    /** Rounding down to hundred-millionths, and the arithmetic of doubles, move a norm by less than this. */
    private static final double ROUNDING = 1e-7;

    private final PlacementWorkload workload;
    private final BestFitScore score;
    private final int resources;
    private final double[][] free;
    private final double[] inverse;
    private final double[] blockLeast;
    private final int[] nodeOfSeat;

    VectorScan(PlacementWorkload workload, int nodes, int seats) {
        this.workload = workload;
        score = new BestFitScore(workload.capacity);
        resources = workload.capacity.length;
        int length = (nodes + BLOCK - 1) / BLOCK * BLOCK;
        free = new double[resources][length];
        inverse = new double[resources];
        for (int r = 0; r < resources; r++) {
            Arrays.fill(free[r], -1);
            Arrays.fill(free[r], 0, nodes, workload.capacity[r]);
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
        double least = resources == 2 ? leastOfTwo(request[0], request[1]) : least(request);
        int best = least == Double.POSITIVE_INFINITY ? -1 : exact(request, least);
        take(podClass, seat, best);
        return best;
    }

    @Override
    public void depart(int podClass, int seat) {
        if (nodeOfSeat[seat] >= 0) {
            change(podClass, nodeOfSeat[seat], 1);
        }
    }

    /** The least sum of squares, for two resources; both columns in one pass, nothing in memory but the least of blocks. */
    private double leastOfTwo(double first, double second) {
        double[] a = free[0];
        double[] b = free[1];
        DoubleVector firstInverse = DoubleVector.broadcast(SPECIES, inverse[0]);
        DoubleVector secondInverse = DoubleVector.broadcast(SPECIES, inverse[1]);
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < blockLeast.length; block++) {
            DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
            int end = (block + 1) * BLOCK;
            for (int i = block * BLOCK; i < end; i += SPECIES.length()) {
                DoubleVector x = DoubleVector.fromArray(SPECIES, a, i).sub(first);
                DoubleVector y = DoubleVector.fromArray(SPECIES, b, i).sub(second);
                DoubleVector xShare = x.mul(firstInverse);
                DoubleVector yShare = y.mul(secondInverse);
                DoubleVector squares = xShare.mul(xShare).add(yShare.mul(yShare));
                // A comparison and a blend are cheaper than the minimum of doubles, which minds NaN and -0.
                VectorMask<Double> better = squares.compare(VectorOperators.LT, smallest)
                        .and(x.compare(VectorOperators.GE, 0))
                        .and(y.compare(VectorOperators.GE, 0));
                smallest = smallest.blend(squares, better);
            }
            blockLeast[block] = smallest.reduceLanes(VectorOperators.MIN);
            least = Math.min(least, blockLeast[block]);
        }
        return least;
    }

    private double least(long[] request) {
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < blockLeast.length; block++) {
            DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
            int end = (block + 1) * BLOCK;
            for (int i = block * BLOCK; i < end; i += SPECIES.length()) {
                DoubleVector left = DoubleVector.fromArray(SPECIES, free[0], i).sub(request[0]);
                DoubleVector share = left.mul(inverse[0]);
                DoubleVector squares = share.mul(share);
                VectorMask<Double> better = left.compare(VectorOperators.GE, 0);
                for (int r = 1; r < resources; r++) {
                    left = DoubleVector.fromArray(SPECIES, free[r], i).sub(request[r]);
                    share = left.mul(inverse[r]);
                    squares = squares.add(share.mul(share));
                    better = better.and(left.compare(VectorOperators.GE, 0));
                }
                better = better.and(squares.compare(VectorOperators.LT, smallest));
                smallest = smallest.blend(squares, better);
            }
            blockLeast[block] = smallest.reduceLanes(VectorOperators.MIN);
            least = Math.min(least, blockLeast[block]);
        }
        return least;
    }

    /** The lowest of the nodes whose exact norm is least, among those that come near to it. */
    private int exact(long[] request, double least) {
        double norm = Math.sqrt(least / resources) + ROUNDING;
        double near = norm * norm * resources;
        int best = -1;
        long bestNorm = Long.MAX_VALUE;
        for (int block = 0; block < blockLeast.length; block++) {
            if (blockLeast[block] <= near) {
                for (int node = block * BLOCK; node < (block + 1) * BLOCK; node++) {
                    if (squares(request, node) <= near && (best < 0 || !same(node, best))) {
                        long exactNorm = exactNorm(request, node);
                        if (exactNorm < bestNorm) {
                            bestNorm = exactNorm;
                            best = node;
                        }
                    }
                }
            }
        }
        return best;
    }

    private double squares(long[] request, int node) {
        double squares = 0;
        for (int r = 0; r < resources; r++) {
            double left = free[r][node] - request[r];
            if (left < 0) {
                return Double.POSITIVE_INFINITY;
            }
            squares += left * inverse[r] * (left * inverse[r]);
        }
        return squares;
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
