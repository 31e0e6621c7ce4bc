package io.plimsoll.benchmarks;

import com.sun.management.ThreadMXBean;
import io.plimsoll.planner.packing.BinType;
import io.plimsoll.planner.packing.ItemKind;
import io.plimsoll.planner.packing.Packing;
import io.plimsoll.planner.packing.PackingProblem;
import io.plimsoll.planner.packing.PackingSolver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes are needed. The claims: cluster-autoscaler's own instance ({@code BenchmarkBinpackingEstimate}: 50,000 pods of 50
 * milli-CPU and 100 MiB and 1,000 of 95 and 190 on nodes of 1,000 milli-CPU, 5,000 MiB and 100 pods) gives its 2,595 nodes, a node for
 * every pod included, in at most a millisecond warm; 20,000 pods in 500 shapes with 400 node types to choose from take at most 50 ms and
 * cost at most 2 % more than a bound; 200,000 pods at most a second. Bounds are not timed.
 *
 * <p>The generator: shapes ask for 50 to 4,000 milli-CPU in steps of 50 and 128 MiB to 16 GiB in steps of 128 MiB, as many pods of each;
 * types have 2 to 64 cores, 2, 4 or 8 GiB for each, and cost 0.04 a core and 0.005 a GiB an hour, less a tenth to more 29 %; 200 milli-CPU and
 * half a GiB are kept from pods. All from a seed.
 */
public final class BinpackingEstimateBenchmark {

    private static final long MI = 1L << 20;
    private static final int NODES = 2_595;
    private static final int WARM = 400;
    private static final int ROUNDS = 11;
    private static final int SHAPES = 500;
    private static final int TYPES = 400;
    private static final long[] SEEDS = {1, 2, 3};

    private BinpackingEstimateBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) {
        autoscaler();
        for (long seed : SEEDS) {
            catalogue(seed, 20_000);
        }
        catalogue(SEEDS[0], 200_000);
    }

    private static void autoscaler() {
        PackingProblem problem = new PackingProblem(
                List.of(ItemKind.of(50_000, 50, 100 * MI, 1), ItemKind.of(1_000, 95, 190 * MI, 1)),
                List.of(BinType.of(1_000, 5_000 * MI, 100)));
        int[] nodeOf = new int[problem.itemCount()];
        Times times = new Times(WARM + ROUNDS);
        for (int round = 0; round < WARM + ROUNDS; round++) {
            times.begin();
            int nodes = place(problem, first(problem), nodeOf);
            times.end();
            if (nodes != NODES) {
                throw new IllegalStateException("The number of nodes (" + nodes + ") must be " + NODES + ".");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "51,000 pods in 2 shapes: %,d nodes, each pod with its node, in %.3f ms of CPU (median of %d, warm); the first time %.1f ms%n",
                NODES,
                times.median(ROUNDS),
                ROUNDS,
                times.first());
    }

    private static void catalogue(long seed, int pods) {
        PackingProblem problem = problem(seed, pods);
        int[] nodeOf = new int[problem.itemCount()];
        Times times = new Times(ROUNDS);
        Packing packing = first(problem);
        for (int round = 0; round < ROUNDS; round++) {
            times.begin();
            packing = first(problem);
            place(problem, packing, nodeOf);
            times.end();
        }
        if (!packing.problems(problem).isEmpty()) {
            throw new IllegalStateException("The packing must hold: " + packing.problems(problem));
        }
        long cost = packing.cost(problem);
        long bound = new PackingSolver(seed, 0, 0).solve(problem).bound().cost();
        System.out.printf(
                Locale.ROOT,
                "%,d pods in %d shapes, %d node types, seed %d: %,d nodes, %.2f %% above the bound, in %.1f ms of CPU (median of %d)%n",
                pods,
                SHAPES,
                TYPES,
                seed,
                packing.binCount(),
                100.0 * (cost - bound) / bound,
                times.median(ROUNDS / 2),
                ROUNDS / 2);
    }

    private static Packing first(PackingProblem problem) {
        @Nullable Packing packing = PackingSolver.first(problem);
        if (packing == null) {
            throw new IllegalStateException("Every pod fits some type.");
        }
        return packing;
    }

    /** Gives every pod the number of its node; the number of nodes. */
    private static int place(PackingProblem problem, Packing packing, int[] nodeOf) {
        int[] next = new int[problem.items().size()];
        for (int kind = 1; kind < next.length; kind++) {
            next[kind] = next[kind - 1] + problem.items().get(kind - 1).count();
        }
        int[] node = {0};
        packing.bins().forEach((content, times) -> {
            for (int bin = 0; bin < times; bin++) {
                for (int i = 0; i < content.kinds().size(); i++) {
                    int kind = content.kinds().get(i);
                    int count = content.counts().get(i);
                    Arrays.fill(nodeOf, next[kind], next[kind] + count, node[0]);
                    next[kind] += count;
                }
                node[0]++;
            }
        });
        return node[0];
    }

    private static PackingProblem problem(long seed, int pods) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ItemKind> shapes = new ArrayList<>();
        for (int shape = 0; shape < SHAPES; shape++) {
            shapes.add(ItemKind.of(
                    pods / SHAPES, 50L * (1 + random.nextInt(80)), 128 * MI * (1 + random.nextInt(128)), 1));
        }
        List<BinType> types = new ArrayList<>();
        for (int type = 0; type < TYPES; type++) {
            int cores = 2 << random.nextInt(6);
            int gib = cores * (2 << random.nextInt(3));
            long price = (cores * 40_000L + gib * 5_000L) * (90 + random.nextInt(40)) / 100;
            types.add(new BinType(
                    List.of(cores * 1_000L - 200, 1024L * gib * MI - 512 * MI, 110L), price, BinType.UNLIMITED));
        }
        return new PackingProblem(shapes, types);
    }

    /** CPU times in milliseconds. */
    private static final class Times {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final double[] millis;
        private int count;
        private long start;

        Times(int most) {
            millis = new double[most];
        }

        void begin() {
            start = threads.getCurrentThreadCpuTime();
        }

        void end() {
            millis[count++] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
        }

        double first() {
            return millis[0];
        }

        double median(int last) {
            double[] sorted = Arrays.copyOfRange(millis, count - last, count);
            Arrays.sort(sorted);
            return sorted[last / 2];
        }
    }
}
