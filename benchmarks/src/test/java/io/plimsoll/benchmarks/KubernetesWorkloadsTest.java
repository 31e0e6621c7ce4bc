package io.plimsoll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesWorkloadsTest {

    private static final double SHARE = 0.01;

    static Stream<String> names() {
        return KubernetesWorkloads.all().stream().map(workload -> workload.name);
    }

    /** Full checks are on in the tests of this module: what is remembered is recomputed at every step, too. */
    @ParameterizedTest
    @MethodSource("names")
    void everyDecisionIsThatOfAllRulesOnAllNodes(String name) {
        KubernetesWorkload workload = workload(name);
        int placed = KubernetesWorkloadBenchmark.check(workload, SHARE);
        int asked = workload.timed.stream()
                .mapToInt(pods -> (int) Math.round(pods.count() * SHARE))
                .sum();
        // All of these workloads have room, as they have at full size.
        assertThat(placed).isEqualTo(asked);
    }

    @Test
    void wrongDecisionWouldBeNoticed() {
        KubernetesScene scene = new KubernetesScene(workload("spread, required"), SHARE, true);
        int pod = scene.arrive(PodTemplates.spread("default", "blue", true));
        int expected = scene.scheduler.decide(pod);
        assertThat(scene.bestByRules(pod)).isEqualTo(expected);
        scene.cluster.setUnschedulable(expected, true);
        assertThat(scene.bestByRules(pod)).isNotEqualTo(expected);
    }

    /** Without the checks, which allocate, and so in another virtual machine. */
    @Test
    void decidingAllocatesNothing() throws IOException, InterruptedException {
        OwnMachine.run(AllocationCheck.class, List.of("-Dplimsoll.checks=none", "-Xmx512m"));
    }

    private static KubernetesWorkload workload(String name) {
        return KubernetesWorkloads.all().stream()
                .filter(workload -> workload.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
