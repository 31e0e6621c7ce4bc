package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.MostAllocated;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.PreferredNodeLabels;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What rules about groups of nodes cost: one pod leaves, one is placed, in a cluster of 20 classes and five pods per node.
 * The claim: ten times the nodes cost at most four times as much per decision, whatever the rule.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@State(Scope.Benchmark)
public class SpreadBenchmark {

    private static final int CLASSES = 20;

    /** Number of nodes. */
    @Param({"5000", "50000"})
    public int nodes;

    /** Which rule the pods carry. */
    @Param({"none", "zone", "rack", "host", "zone+host", "preferred", "zone+preferred"})
    public String rule = "none";

    private final SplittableRandom random = new SplittableRandom(1);
    private Cluster cluster = new Cluster();
    private Scheduler scheduler = scheduler(cluster);
    private PodSpec[] specs = new PodSpec[0];
    private int[] pods = new int[0];

    /** Fills the cluster. */
    @Setup
    public void fill() {
        cluster = new Cluster();
        scheduler = scheduler(cluster);
        for (int i = 0; i < nodes; i++) {
            String tier = i % 4 == 0 ? "gold" : i % 4 == 1 ? "silver" : "iron";
            cluster.addNode(NodeSpec.of("node-" + i, Resources.allocatable(64_000, 256L << 30, 110))
                    .withLabels(Map.of("zone", "z" + i % 3, "rack", "r" + i / 40, "host", "h" + i, "tier", tier)));
        }
        specs = new PodSpec[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            specs[k] = spec(k);
        }
        pods = new int[5 * nodes];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = place();
        }
    }

    /** One pod leaves, another is placed. */
    @Benchmark
    public int churn() {
        int i = random.nextInt(pods.length);
        cluster.removePod(pods[i]);
        pods[i] = place();
        return pods[i];
    }

    private int place() {
        int pod = cluster.addPod(specs[random.nextInt(CLASSES)]);
        if (scheduler.schedule(pod) == Scheduler.UNSCHEDULABLE) {
            throw new IllegalStateException("The cluster of the benchmark must have room.");
        }
        return pod;
    }

    private PodSpec spec(int k) {
        LabelSelector own = LabelSelector.of(Map.of("app", "a" + k));
        PodSpec pod = PodSpec.named("pod")
                .withLabels(Map.of("app", "a" + k))
                .withRequests(Resources.request(500 + 100L * k, 1L << 30));
        if (rule.contains("preferred")) {
            pod = pod.withPreferred(List.of(
                    new PreferredLabels(50, LabelSelector.of(Map.of("tier", "gold"))),
                    new PreferredLabels(20, LabelSelector.of(Map.of("tier", "silver")))));
        }
        List<SpreadConstraint> spread = new ArrayList<>();
        for (String key : List.of("zone", "rack", "host")) {
            if (rule.contains(key)) {
                spread.add(new SpreadConstraint(key, 2, own));
            }
        }
        return pod.withSpread(spread);
    }

    private static Scheduler scheduler(Cluster cluster) {
        Profile profile = new Profile(
                "spread",
                List.of(new NodeUnschedulable(), new ResourceFit(), new SpreadFilter()),
                List.of(new WeightedScorer(new MostAllocated(), 1), new WeightedScorer(new PreferredNodeLabels(), 1)),
                NodeChoice.BEST,
                new LowestFit());
        return new Scheduler(cluster, profile, 1);
    }
}
