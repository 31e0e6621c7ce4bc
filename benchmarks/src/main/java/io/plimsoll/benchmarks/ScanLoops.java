package io.plimsoll.benchmarks;

/**
 * The inner loops of {@link ColumnScan}: one implementation for each way to write them. They must give the same to the last
 * bit, which they do when they calculate the same in the same order.
 */
interface ScanLoops {

    /** How many nodes {@link #near} looks at. */
    int WORD = Long.SIZE;

    /**
     * The least sum of the squares of the shares that a pod would leave on a node.
     *
     * @param free by resource and node, what is free; two or four resources
     * @param inverse by resource, one over what a node has
     * @param request by resource, what the pod asks for
     * @param from the first node, a multiple of {@link #WORD}
     * @param to the node behind the last one, a multiple of {@link #WORD}
     * @return infinity when the pod fits on none of them
     */
    double least(double[][] free, double[] inverse, long[] request, int from, int to);

    /** Which of the {@link #WORD} nodes from one on have no greater sum than that: bit 0 is the first of them. */
    long near(double[][] free, double[] inverse, long[] request, int from, double most);
}
