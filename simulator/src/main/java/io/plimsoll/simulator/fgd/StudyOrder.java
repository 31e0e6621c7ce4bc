package io.plimsoll.simulator.fgd;

import io.plimsoll.traces.format.OpenbPod;
import java.util.Arrays;
import java.util.List;

/**
 * The random part of one experiment: in which order which pods arrive, and how the nodes are ranked.
 *
 * <p>The pods of the workload arrive shuffled. If they ask for less than the target, clones drawn with replacement
 * follow until the next one drawn would overshoot; if they ask for more, pods drawn at random are left out. Everything
 * is drawn from one {@link GoRandom} in the order in which the original program drew it, draws that it threw away
 * included.
 */
final class StudyOrder {

    /** The draws lost between the last clone and the node ranks: ten watches of the original each drew a timeout. */
    private static final int DRAWS_OF_WATCHES = 10;

    private final int[] arrivals;
    private final int[] ranks;

    private StudyOrder(int[] arrivals, int[] ranks) {
        this.arrivals = arrivals;
        this.ranks = ranks;
    }

    /**
     * Draws the order of an experiment. Linear in the number of arrivals, quadratic in the pods left out.
     *
     * @param byName the pods of the workload, ascending by name; at least one asks for a GPU
     * @param capacityMilli thousandths of GPUs of the cluster
     * @param inflation arrived demand to reach, as a multiple of the capacity
     * @param nodes number of nodes
     * @param seed the experiment's seed
     */
    static StudyOrder draw(List<OpenbPod> byName, long capacityMilli, double inflation, int nodes, long seed) {
        GoRandom random = new GoRandom(seed);
        random.int63();
        int[] order = new int[byName.size()];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        long requested = byName.stream().mapToLong(OpenbPod::totalGpuMilli).sum();
        double target = inflation * capacityMilli;
        if (requested > target) {
            order = leaveOut(order, byName, requested, target, random);
        } else if (requested < target) {
            order = appendClones(order, byName, requested, target, random);
        }
        for (int i = 0; i < DRAWS_OF_WATCHES; i++) {
            random.int63();
        }
        return new StudyOrder(order, random.perm(nodes));
    }

    /** Number of arrivals. */
    int arrivals() {
        return arrivals.length;
    }

    /** Which pod, by its position in the list ordered by name, arrives as number {@code arrival} from 0. */
    int pod(int arrival) {
        return arrivals[arrival];
    }

    /** The rank of a node, by its position in the list ordered by name; the lowest rank wins ties. */
    int rank(int node) {
        return ranks[node];
    }

    private static int[] leaveOut(int[] order, List<OpenbPod> byName, long requested, double target, GoRandom random) {
        int size = order.length;
        long left = requested;
        while (left > target) {
            int gone = random.intn(size);
            left -= byName.get(order[gone]).totalGpuMilli();
            size--;
            System.arraycopy(order, gone + 1, order, gone, size - gone);
        }
        return Arrays.copyOf(order, size);
    }

    private static int[] appendClones(
            int[] order, List<OpenbPod> byName, long requested, double target, GoRandom random) {
        int[] longer = Arrays.copyOf(order, order.length * 2);
        int size = order.length;
        long sum = requested;
        while (true) {
            int index = random.intn(byName.size());
            OpenbPod pod = byName.get(index);
            if (sum + pod.gpuMilli() > target) {
                return Arrays.copyOf(longer, size);
            }
            if (size == longer.length) {
                longer = Arrays.copyOf(longer, size * 2);
            }
            longer[size] = index;
            size++;
            sum += pod.totalGpuMilli();
        }
    }
}
