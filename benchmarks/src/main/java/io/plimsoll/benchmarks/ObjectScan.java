package io.plimsoll.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How most schedulers look: one object per node, and every one is asked. It is also the oracle of the benchmark. */
final class ObjectScan implements Baseline {

    private static final class Node {

        final int number;
        final long[] free;

        Node(int number, long[] free) {
            this.number = number;
            this.free = free;
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final PlacementWorkload workload;
    private final BestFitScore score;
    private final int[] nodeOfSeat;

    ObjectScan(PlacementWorkload workload, int nodes, int seats) {
        this.workload = workload;
        score = new BestFitScore(workload.capacity);
        nodeOfSeat = new int[seats];
        for (int node = 0; node < nodes; node++) {
            this.nodes.add(new Node(node, workload.capacity.clone()));
        }
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
        int best = -1;
        long least = Long.MAX_VALUE;
        for (Node node : nodes) {
            long norm = norm(node, request);
            if (norm < least) {
                least = norm;
                best = node.number;
            }
        }
        take(podClass, seat, best);
        return best;
    }

    @Override
    public void depart(int podClass, int seat) {
        if (nodeOfSeat[seat] >= 0) {
            change(podClass, nodeOfSeat[seat], 1);
        }
    }

    private long norm(Node node, long[] request) {
        long squares = 0;
        for (int r = 0; r < request.length; r++) {
            long left = node.free[r] - request[r];
            if (left < 0) {
                return Long.MAX_VALUE;
            }
            long share = score.share(r, left);
            squares += share * share;
        }
        return score.norm(squares);
    }

    private void change(int podClass, int node, int sign) {
        long[] request = workload.requests[podClass];
        long[] free = nodes.get(node).free;
        Arrays.setAll(free, r -> free[r] + sign * request[r]);
    }
}
