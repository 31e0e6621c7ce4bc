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
    private int best;
    private long bestNorm;

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
        double least = Double.POSITIVE_INFINITY;
        for (int block = 0; block < blockLeast.length; block++) {
            blockLeast[block] = resources == 2 ? leastOfTwo(request, block) : leastOfFour(request, block);
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

    private double leastOfTwo(long[] request, int block) {
        DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        int end = (block + 1) * BLOCK;
        for (int i = block * BLOCK; i < end; i += SPECIES.length()) {
            DoubleVector squares = two(request, i);
            // A comparison and a blend are cheaper than the minimum of doubles, which minds NaN and -0.
            smallest = smallest.blend(squares, squares.compare(VectorOperators.LT, smallest));
        }
        return smallest.reduceLanes(VectorOperators.MIN);
    }

    private double leastOfFour(long[] request, int block) {
        DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        int end = (block + 1) * BLOCK;
        for (int i = block * BLOCK; i < end; i += SPECIES.length()) {
            DoubleVector squares = four(request, i);
            smallest = smallest.blend(squares, squares.compare(VectorOperators.LT, smallest));
        }
        return smallest.reduceLanes(VectorOperators.MIN);
    }

    /** The sums of squares of some nodes, infinite where a pod does not fit. */
    private DoubleVector two(long[] request, int i) {
        DoubleVector a = DoubleVector.fromArray(SPECIES, free[0], i).sub(request[0]);
        DoubleVector b = DoubleVector.fromArray(SPECIES, free[1], i).sub(request[1]);
        VectorMask<Double> lacking = a.compare(VectorOperators.LT, 0).or(b.compare(VectorOperators.LT, 0));
        DoubleVector aShare = a.mul(inverse[0]);
        DoubleVector bShare = b.mul(inverse[1]);
        return aShare.mul(aShare).add(bShare.mul(bShare)).blend(Double.POSITIVE_INFINITY, lacking);
    }

    private DoubleVector four(long[] request, int i) {
        DoubleVector a = DoubleVector.fromArray(SPECIES, free[2], i).sub(request[2]);
        DoubleVector b = DoubleVector.fromArray(SPECIES, free[3], i).sub(request[3]);
        VectorMask<Double> lacking = a.compare(VectorOperators.LT, 0).or(b.compare(VectorOperators.LT, 0));
        DoubleVector aShare = a.mul(inverse[2]);
        DoubleVector bShare = b.mul(inverse[3]);
        return two(request, i)
                .add(aShare.mul(aShare).add(bShare.mul(bShare)))
                .blend(Double.POSITIVE_INFINITY, lacking);
    }

    /** The lowest of the nodes whose exact norm is least, among those that come near to it. */
    private int exact(long[] request, double least) {
        double norm = Math.sqrt(least / resources) + ROUNDING;
        double near = norm * norm * resources;
        best = -1;
        bestNorm = Long.MAX_VALUE;
        for (int block = 0; block < blockLeast.length; block++) {
            if (blockLeast[block] <= near) {
                for (int i = block * BLOCK; i < (block + 1) * BLOCK; i += SPECIES.length()) {
                    look(request, i, resources == 2 ? nearOfTwo(request, i, near) : nearOfFour(request, i, near));
                }
            }
        }
        return best;
    }

    private long nearOfTwo(long[] request, int i, double near) {
        return two(request, i).compare(VectorOperators.LE, near).toLong();
    }

    private long nearOfFour(long[] request, int i, double near) {
        return four(request, i).compare(VectorOperators.LE, near).toLong();
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
