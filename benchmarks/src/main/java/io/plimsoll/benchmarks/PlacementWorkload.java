package io.plimsoll.benchmarks;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Equal nodes of 16 cores and 64 GiB, and classes of pods of 0.25 to 8 cores with 1 to 8 GiB per core, drawn by Zipf's law
 * with exponent 1; with four resources also scratch space and bandwidth, asked for by every class. The draws are the
 * same every time.
 */
final class PlacementWorkload {

    static final String BANDWIDTH = "example.com/bandwidth";

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    /** What a node offers, by resource. */
    final long[] capacity;
    /** What a class asks for, by class and resource. */
    final long[][] requests;

    /** The same for all nodes, as a reader of node lists has it. */
    private final Resources allocatable;

    private final double[] cumulative;
    private final SplittableRandom random = new SplittableRandom(1);

    PlacementWorkload(int classes, int resources) {
        capacity = Arrays.copyOf(new long[] {16_000, 64 * GIB, 500 * GIB, 5_000}, resources);
        allocatable = amounts(capacity).withPods(250);
        requests = new long[classes][];
        cumulative = new double[classes];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            long quarters = 1L << random.nextInt(0, 5);
            quarters += random.nextLong(quarters + 1);
            long[] all = {
                250 * quarters,
                256 * MIB * Math.max(1, quarters * random.nextLong(1, 9)),
                GIB * random.nextLong(1, 75),
                25 * random.nextLong(1, 30)
            };
            requests[k] = Arrays.copyOf(all, resources);
            sum += 1.0 / (k + 1);
            cumulative[k] = sum;
        }
    }

    int classes() {
        return requests.length;
    }

    /** How often a class comes, 0 to 1. */
    double share(int podClass) {
        return 1 / ((podClass + 1) * cumulative[cumulative.length - 1]);
    }

    /** The class of the next pod. */
    int nextClass() {
        double draw = random.nextDouble(cumulative[cumulative.length - 1]);
        int at = Arrays.binarySearch(cumulative, draw);
        return at >= 0 ? at : -at - 1;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    NodeSpec node(int number) {
        return NodeSpec.of("node-" + number, allocatable);
    }

    PodSpec pod(int podClass) {
        return PodSpec.named("pod").withRequests(amounts(requests[podClass]).withPods(1));
    }

    private static Resources amounts(long[] amounts) {
        Resources resources = Resources.request(amounts[0], amounts[1]);
        return amounts.length == 2
                ? resources
                : resources.withEphemeralStorage(amounts[2]).withScalars(Map.of(BANDWIDTH, amounts[3]));
    }
}
