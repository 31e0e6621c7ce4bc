package io.plimsoll.benchmarks;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Fragmentation;
import io.plimsoll.core.policy.FragmentationStates;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The fragmentation amount of a node whose load just changed, by the plain sums and by the memo: 1,213 nodes of eight
 * devices, 40 typical requests. The claim: the memo costs a fraction of the sums.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class FragmentationBenchmark {

    private static final int NODES = 1_213;
    private static final int REQUESTS = 40;

    private final SplittableRandom random = new SplittableRandom(1);
    private Cluster cluster = new Cluster();
    private Fragmentation plain = new Fragmentation(TypicalPods.NONE, cluster.deviceModels());
    private FragmentationStates memo = new FragmentationStates(plain);
    private int[] pods = new int[0];

    /** Fills the cluster with one pod per node whose share changes. */
    @Setup
    public void fill() {
        cluster = new Cluster();
        List<PodSpec> asked = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            DeviceRequest devices =
                    i % 8 == 0 ? DeviceRequest.NONE : DeviceRequest.share(50 * (1 + i % 20), Set.of("V100"));
            asked.add(PodSpec.named("pod")
                    .withRequests(Resources.request(1_000L * (1 + i % 12), 1))
                    .withDevices(devices));
        }
        plain = new Fragmentation(TypicalPods.ofPods(asked, 100), cluster.deviceModels());
        memo = new FragmentationStates(plain);
        pods = new int[NODES];
        for (int node = 0; node < NODES; node++) {
            cluster.addNode(NodeSpec.of("node-" + node, Resources.allocatable(96_000, 1L << 40, 110))
                    .withDevices(Collections.nCopies(8, DeviceSpec.whole("V100"))));
            pods[node] = -1;
            move(node);
        }
    }

    /** Sums over typical requests and devices. */
    @Benchmark
    public double plainSums() {
        int node = random.nextInt(NODES);
        move(node);
        return plain.amount(cluster.nodes(), node);
    }

    /** Remembered by state. */
    @Benchmark
    public double memo() {
        int node = random.nextInt(NODES);
        move(node);
        return memo.amount(cluster.nodes(), node);
    }

    /** What both include: another pod on the node. */
    @Benchmark
    public int moveOnly() {
        int node = random.nextInt(NODES);
        move(node);
        return node;
    }

    private void move(int node) {
        if (pods[node] >= 0) {
            cluster.removePod(pods[node]);
        }
        PodSpec pod = PodSpec.named("pod")
                .withRequests(Resources.request(1_000L * random.nextInt(20), 1))
                .withDevices(DeviceRequest.share(50 * (1 + random.nextInt(19)), Set.of()));
        pods[node] = cluster.addPod(pod);
        cluster.bind(pods[node], node, 1L << random.nextInt(8));
    }
}
