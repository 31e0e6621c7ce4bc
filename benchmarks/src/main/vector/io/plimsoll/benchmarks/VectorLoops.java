package io.plimsoll.benchmarks;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As many nodes at once as a register holds, with the Vector API. */
final class VectorLoops implements ScanLoops {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    @Override
    public double least(double[][] free, double[] inverse, long[] request, int from, int to) {
        return request.length == 2
                ? leastOfTwo(free, inverse, request, from, to)
                : leastOfFour(free, inverse, request, from, to);
    }

    @Override
    public long near(double[][] free, double[] inverse, long[] request, int from, double most) {
        return request.length == 2
                ? nearOfTwo(free, inverse, request, from, most)
                : nearOfFour(free, inverse, request, from, most);
    }

    private static double leastOfTwo(double[][] free, double[] inverse, long[] request, int from, int to) {
        DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        for (int i = from; i < to; i += SPECIES.length()) {
            DoubleVector squares = two(free, inverse, request, i);
            // A comparison and a blend are cheaper than the minimum of doubles, which minds NaN and -0.
            smallest = smallest.blend(squares, squares.compare(VectorOperators.LT, smallest));
        }
        return smallest.reduceLanes(VectorOperators.MIN);
    }

    private static double leastOfFour(double[][] free, double[] inverse, long[] request, int from, int to) {
        DoubleVector smallest = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        for (int i = from; i < to; i += SPECIES.length()) {
            DoubleVector squares = four(free, inverse, request, i);
            smallest = smallest.blend(squares, squares.compare(VectorOperators.LT, smallest));
        }
        return smallest.reduceLanes(VectorOperators.MIN);
    }

    private static long nearOfTwo(double[][] free, double[] inverse, long[] request, int from, double most) {
        long near = 0;
        for (int i = 0; i < WORD; i += SPECIES.length()) {
            near |= two(free, inverse, request, from + i)
                            .compare(VectorOperators.LE, most)
                            .toLong()
                    << i;
        }
        return near;
    }

    private static long nearOfFour(double[][] free, double[] inverse, long[] request, int from, double most) {
        long near = 0;
        for (int i = 0; i < WORD; i += SPECIES.length()) {
            near |= four(free, inverse, request, from + i)
                            .compare(VectorOperators.LE, most)
                            .toLong()
                    << i;
        }
        return near;
    }

    /** The sums of squares of some nodes, infinite where a pod does not fit. */
    private static DoubleVector two(double[][] free, double[] inverse, long[] request, int i) {
        return pair(free, inverse, request, 0, i);
    }

    private static DoubleVector four(double[][] free, double[] inverse, long[] request, int i) {
        return pair(free, inverse, request, 0, i).add(pair(free, inverse, request, 2, i));
    }

    private static DoubleVector pair(double[][] free, double[] inverse, long[] request, int r, int i) {
        DoubleVector a = DoubleVector.fromArray(SPECIES, free[r], i).sub(request[r]);
        DoubleVector b = DoubleVector.fromArray(SPECIES, free[r + 1], i).sub(request[r + 1]);
        VectorMask<Double> lacking = a.compare(VectorOperators.LT, 0).or(b.compare(VectorOperators.LT, 0));
        DoubleVector aShare = a.mul(inverse[r]);
        DoubleVector bShare = b.mul(inverse[r + 1]);
        return aShare.mul(aShare).add(bShare.mul(bShare)).blend(Double.POSITIVE_INFINITY, lacking);
    }
}
