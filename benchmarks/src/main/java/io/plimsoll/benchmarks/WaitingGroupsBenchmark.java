package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.simulator.engine.Simulation;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunObserver;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a pod that comes and ends costs while pod groups wait for room: 200 nodes that are three quarters full, groups of eight
 * pods in twenty shapes that fit nowhere, and 20,000 single pods for the rest. The time is that of a run, the arrival of the
 * groups included, by single pod. The target: with 10,000 groups at most twenty times that with 100, though there are a hundred
 * times as many.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@State(Scope.Benchmark)
public class WaitingGroupsBenchmark {

    private static final int SINGLES = 20_000;
    private static final int NODES = 200;
    private static final int SHAPES = 20;
    private static final int MEMBERS = 8;
    private static final long FOR_EVER = 1_000_000_000L;

    /** How many groups wait. */
    @Param({"0", "100", "1000", "10000"})
    public int groups;

    private Trace trace = new Trace("none", "benchmark", true, List.of(), List.of(), List.of());

    /** Makes the workload. */
    @Setup
    public void make() {
        List<NodeSpec> nodes = new ArrayList<>();
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeSpec.of("node-" + i, Resources.allocatable(16_000, 64L << 30, 110)));
            events.add(new PodArrived(0, pod("full-" + i, 12_000), FOR_EVER));
        }
        for (int group = 0; group < groups; group++) {
            for (int member = 0; member < MEMBERS; member++) {
                PodSpec pod = pod("group-" + group + "-" + member, 5_000 + 10L * (group % SHAPES));
                events.add(new PodArrived(1, pod, 1_000, "group-" + group));
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < SINGLES; i++) {
            PodSpec pod = pod("single-" + i, 500 + 500L * random.nextInt(4));
            events.add(new PodArrived(2 + i, pod, 150 + random.nextInt(600)));
        }
        trace = new Trace("groups", "benchmark", true, nodes, events, List.of());
    }

    /** The run, by single pod. */
    @Benchmark
    @OperationsPerInvocation(SINGLES)
    public void run() {
        RunRules rules = RunRules.of(OnUnschedulable.QUEUE).withGroups(true);
        Profile profile = Policies.load().profile("best-fit", PolicyContext.UNKNOWN);
        new Simulation(trace.stream(), profile, 1, rules, new RunObserver() {}).run();
    }

    private static PodSpec pod(String name, long cpuMilli) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 1));
    }
}
