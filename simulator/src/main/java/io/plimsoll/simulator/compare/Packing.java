package io.plimsoll.simulator.compare;

/**
 * How densely a run packed its pods, in numbers of nodes; NaN where there is no such number.
 *
 * @param meanNodes nodes with a pod, on average over time
 * @param meanBound the lower bound for the same pods, on average over time
 * @param nodesAtEnd nodes with a pod when the run ended
 * @param boundAtEnd the fewest nodes then
 */
record Packing(double meanNodes, double meanBound, double nodesAtEnd, double boundAtEnd) {

    /** Nodes do not matter. */
    static final Packing NONE = new Packing(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** How many more nodes were in use on average than needed, as a share of those needed. */
    double overBound() {
        return meanBound > 0 ? meanNodes / meanBound - 1 : Double.NaN;
    }

    /** The same when the run ended. */
    double overBoundAtEnd() {
        return boundAtEnd > 0 ? nodesAtEnd / boundAtEnd - 1 : Double.NaN;
    }
}
