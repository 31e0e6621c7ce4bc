package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PolicyRules;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.TraceMoment;
import io.plimsoll.planner.compact.CompactAnswer;
import io.plimsoll.planner.compact.CompactQuestion;
import io.plimsoll.planner.compact.Compaction;
import io.plimsoll.planner.headroom.Headroom;
import io.plimsoll.planner.headroom.HeadroomAnswer;
import io.plimsoll.planner.headroom.Template;
import io.plimsoll.planner.survive.OutageResult;
import io.plimsoll.planner.survive.Survival;
import io.plimsoll.planner.survive.SurviveAnswer;
import io.plimsoll.planner.survive.SurviveQuestion;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.format.TraceFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long questions of capacity take, checking included. The claims, on two cores: compaction of the openb cluster with the longest
 * prefix of arrivals that six policies place completely, six policies and eleven trials, under 20 s; headroom for all its classes of
 * pods under 1 s; any single node and any pool of a generated cluster of 5,000 nodes of 20 shapes under 10 s.
 *
 * <p>{@code java -Dplimsoll.data=DIR -cp benchmarks.jar io.plimsoll.benchmarks.CapacityBenchmark}; without the data, which lies in
 * {@code DIR/alibaba-gpu-v2023-openb}, the generated cluster only. Wall time and CPU time of the process of the last of three rounds.
 */
public final class CapacityBenchmark {

    private static final List<String> POLICIES =
            List.of("fgd", "least-allocated", "best-fit", "most-allocated", "gpu-packing", "dot-product");
    private static final int ROUNDS = 3;
    private static final int THREADS = 2;
    private static final long SEED = 42;
    private static final int NODES = 5_000;
    private static final int SHAPES = 20;
    private static final double MILLIS = 1e6;

    private CapacityBenchmark() {}

    private interface Question {
        String ask() throws InterruptedException;
    }

    /** Asks all questions and prints a table. */
    public static void main(String[] args) throws IOException, InputException, InterruptedException {
        System.out.println("| question | wall s | CPU s | answer |\n|---|---|---|---|");
        Path data = Path.of(System.getProperty("plimsoll.data", "../shared/data"), "alibaba-gpu-v2023-openb");
        if (data.toFile().isDirectory()) {
            openb(data);
        }
        PlanCluster generated = generated();
        SchedulingRules rules = new PolicyRules(Policies.load().parse("best-fit"), PolicyContext.UNKNOWN);
        SurviveQuestion question =
                new SurviveQuestion(List.of(), 1, SurviveQuestion.SETS, SurviveQuestion.STEPS, SEED, THREADS);
        measure("survive: any node and any pool of 5,000 nodes of 20 shapes", () -> {
            SurviveAnswer answer = Survival.answer(generated, rules, question);
            return "%,d pods; %d of %d nodes and %d of %d pools survived"
                    .formatted(
                            generated.pods().size(),
                            answer.nodes().stream()
                                    .filter(OutageResult::survived)
                                    .count(),
                            answer.nodes().size(),
                            answer.groups().stream()
                                    .filter(OutageResult::survived)
                                    .count(),
                            answer.groups().size());
        });
    }

    private static void openb(Path data) throws IOException, InputException, InterruptedException {
        Trace trace = Trace.of(TraceFormat.recognising(data)
                .get(0)
                .open(data, new TreeMap<>(Map.of("nodes", "all_node")), Problems.strict()));
        List<PodSpec> pods = new ArrayList<>();
        trace.arrivals().forEach(arrival -> pods.add(arrival.pod()));
        PolicyContext context = PolicyContext.of(trace.initialNodes(), pods);
        List<SchedulingRules> rules = new ArrayList<>();
        POLICIES.forEach(policy -> rules.add(new PolicyRules(Policies.load().parse(policy), context)));
        PlanCluster prefix = TraceMoment.ofArrivals(trace, rules, rules.get(0), SEED);
        measure("compact: openb, 6 policies, 11 trials", () -> {
            CompactAnswer answer = Compaction.answer(
                    prefix,
                    rules,
                    new CompactQuestion(CompactQuestion.TRIALS, CompactQuestion.BORG_PENDING, SEED, THREADS));
            List<String> rows = new ArrayList<>();
            answer.policies().forEach(row -> rows.add(row.policy() + " " + row.percentile90()));
            return "%,d pods; %s; bound %d".formatted(answer.pods(), String.join(", ", rows), answer.bound());
        });
        PlanCluster full = TraceMoment.ofArrivals(trace, rules.subList(0, 1), rules.get(0), SEED);
        measure("headroom: openb, all classes", () -> {
            List<Template> classes = Headroom.classes(full, rules.get(0), SEED);
            HeadroomAnswer answer = Headroom.answer(full, rules.get(0), classes, false, SEED);
            return "%,d pods in %d classes; %d without room"
                    .formatted(
                            full.pods().size(),
                            classes.size(),
                            answer.templates().stream()
                                    .filter(room -> room.pods() == 0)
                                    .count());
        });
    }

    /** Nodes of 20 shapes, a pool each, and pods of 40 kinds that take about seven tenths of them. */
    private static PlanCluster generated() {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            int shape = node % SHAPES;
            nodes.add(NodeSpec.of(
                            "node-" + node,
                            Resources.allocatable(8_000L + 4_000L * (shape % 5), (32L + 16L * (shape / 5)) << 30, 110))
                    .withLabels(
                            Map.of("node-pool", "pool-" + shape, "topology.kubernetes.io/zone", "zone-" + node % 3)));
        }
        List<PlanPod> pods = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            long cpu = nodes.get(node).allocatable().cpuMilli() * 7 / 10;
            long memory = nodes.get(node).allocatable().memoryBytes() * 7 / 10;
            while (true) {
                int kind = Draws.below(Draws.draw(SEED, pods.size(), 1), 40);
                long asksCpu = 250L * (1 + kind % 8);
                long asksMemory = (long) (1 + kind / 8) << 30;
                cpu -= asksCpu;
                memory -= asksMemory;
                if (cpu < 0 || memory < 0) {
                    break;
                }
                PodSpec pod = PodSpec.named("pod-" + pods.size()).withRequests(Resources.request(asksCpu, asksMemory));
                pods.add(new PlanPod(pod, pod, "", "kind-" + kind, node, 0, PlanPod.Fate.PLACED_AGAIN));
            }
        }
        return new PlanCluster("generated", nodes, pods, ClusterObjects.NONE, List.of(), List.of());
    }

    private static void measure(String name, Question question) throws InterruptedException {
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        String answer = "";
        double wall = 0;
        double cpu = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long cpuBefore = machine.getProcessCpuTime();
            long before = System.nanoTime();
            answer = question.ask();
            wall = (System.nanoTime() - before) / MILLIS / 1000;
            cpu = (machine.getProcessCpuTime() - cpuBefore) / MILLIS / 1000;
        }
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %s |%n", name, wall, cpu, answer);
    }
}
