package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyProvider;
import io.plimsoll.simulator.SharedData;
import io.plimsoll.simulator.engine.StopFlag;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.format.TraceFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The Azure arrivals under every built-in policy on fleets from too small to large enough, pods without a place given up.
 * Takes a minute or two: {@code -Dplimsoll.long=ci}.
 */
final class AzureFleetsTest {

    private static final int CORES = 64;
    private static final List<Integer> PERCENTS = List.of(60, 90, 100, 115);
    private static final List<String> PACKING = List.of("best-fit", "first-fit", "most-allocated");
    private static final List<String> SPREADING = List.of("least-allocated", "worst-fit", "dot-product");

    @Test
    @EnabledIfSystemProperty(named = "plimsoll.long", matches = "ci|true")
    @DisabledIfSystemProperty(named = "plimsoll.checks", matches = "full", disabledReason = "takes hours")
    void everyPolicyShouldReachTheEndAndPackersShouldLeaveRoomForLargePods() throws Exception {
        Path folder = SharedData.folder(SharedData.AZURE);
        double peak = peakCores(read(folder, 1));
        assertThat(peak).isBetween(42_000.0, 48_000.0);
        Map<String, Long> smaller = new HashMap<>();
        for (int percent : PERCENTS) {
            int nodes = (int) Math.ceil(peak * percent / 100 / CORES);
            Map<String, ComparedRun> runs = runs(read(folder, nodes));
            System.out.printf("%d nodes, %d %% of %.0f cores: rejected %s%n", nodes, percent, peak, rejected(runs));
            runs.forEach((policy, run) -> {
                assertThat(run.totals().arrived()).as(policy).isEqualTo(259_159);
                assertThat(run.totals().placed() + run.totals().dropped())
                        .as(policy)
                        .isEqualTo(run.totals().arrived());
                assertThat(run.totals().dropped())
                        .as(policy + " on more nodes")
                        .isLessThanOrEqualTo(smaller.getOrDefault(policy, Long.MAX_VALUE));
                smaller.put(policy, run.totals().dropped());
            });
            double worstPacker = Double.POSITIVE_INFINITY;
            double bestSpreader = 0;
            for (String policy : PACKING) {
                worstPacker = Math.min(worstPacker, used(runs, policy));
            }
            for (String policy : SPREADING) {
                bestSpreader = Math.max(bestSpreader, used(runs, policy));
            }
            assertThat(worstPacker).as("cores in use").isGreaterThanOrEqualTo(bestSpreader);
            assertThat(used(runs, "bound:fractional")).isGreaterThanOrEqualTo(worstPacker);
            requireDifferences(percent, runs);
        }
    }

    /** Too few nodes: packers take more cores and so more of the large pods. Just enough: only packers find room for nearly all. */
    private static void requireDifferences(int percent, Map<String, ComparedRun> runs) {
        long different = runs.values().stream()
                .map(run -> run.totals().dropped())
                .distinct()
                .count();
        if (percent <= 100) {
            assertThat(different).as("different numbers of rejections").isGreaterThan(8);
        } else {
            assertThat(runs.values())
                    .allSatisfy(run -> assertThat(run.totals().dropped()).isZero());
        }
        if (percent == 100) {
            assertThat(dropped(runs, "bound:fractional")).isZero();
            for (String packer : PACKING) {
                for (String spreader : SPREADING) {
                    assertThat(dropped(runs, packer)).as(packer).isLessThan(dropped(runs, spreader) / 2);
                }
            }
        }
    }

    private static long dropped(Map<String, ComparedRun> runs, String policy) {
        return run(runs, policy).totals().dropped();
    }

    private static ComparedRun run(Map<String, ComparedRun> runs, String policy) {
        return Objects.requireNonNull(runs.get(policy));
    }

    private static double used(Map<String, ComparedRun> runs, String policy) {
        return run(runs, policy).value(Metric.CPU_ALLOCATION);
    }

    private static String rejected(Map<String, ComparedRun> runs) {
        return runs.entrySet().stream()
                .sorted(Comparator.comparingLong(run -> run.getValue().totals().dropped()))
                .map(run -> run.getKey() + " " + run.getValue().totals().dropped())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, ComparedRun> runs(Trace trace) throws InterruptedException {
        Policies policies = Policies.load();
        String all = policies.all().stream().map(PolicyProvider::name).collect(Collectors.joining(","));
        List<Entrant> entrants = Entrant.parse(all + ",bound:fractional", policies);
        TraceInfo info =
                TraceInfo.of(trace.name(), trace.format(), trace.initialNodes().size(), 259_159, Map.of(), List.of());
        Workloads workloads = Workloads.recorded(trace, info, new RunOptions(false, 0, OnUnschedulable.DROP));
        Comparison comparison =
                new ComparisonRunner(new ComparisonPlan(entrants, 0, List.of(1L), workloads), new StopFlag()).run(2);
        assertThat(comparison.complete()).isTrue();
        Map<String, ComparedRun> runs = new HashMap<>();
        for (ComparedRun run : comparison.runs()) {
            runs.put(entrants.get(run.entrant()).text(), run);
        }
        return runs;
    }

    private static Trace read(Path folder, int nodes) throws Exception {
        return Trace.of(TraceFormat.AZURE_V1_VM_ARRIVALS.open(
                folder, Map.of("nodes", nodes + ":cpu=" + CORES + ",memory=256Gi"), Problems.strict()));
    }

    /** The most cores that pods hold at a time if all are placed when they arrive; counted naively. */
    private static double peakCores(Trace trace) {
        PriorityQueue<PodArrived> running =
                new PriorityQueue<>(Comparator.comparingLong(pod -> pod.timeMillis() + pod.durationMillis()));
        long milli = 0;
        long peak = 0;
        List<PodArrived> arrivals = new ArrayList<>(trace.arrivals());
        for (PodArrived arrival : arrivals) {
            while (!running.isEmpty()
                    && running.peek().timeMillis() + running.peek().durationMillis() <= arrival.timeMillis()) {
                milli -= running.remove().pod().requests().cpuMilli();
            }
            milli += arrival.pod().requests().cpuMilli();
            peak = Math.max(peak, milli);
            if (arrival.hasDuration()) {
                running.add(arrival);
            }
        }
        return peak / 1000.0;
    }
}
