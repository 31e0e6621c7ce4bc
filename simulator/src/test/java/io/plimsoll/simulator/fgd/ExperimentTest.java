package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The experiment on the core decides as the reference does; Random, as the reference finds feasible. */
final class ExperimentTest {

    private static final int CLUSTERS = 20;

    @ParameterizedTest
    @EnumSource
    void everyDecisionAndCellIsThatOfTheReference(StudyPolicy policy) {
        int first = (int) Seeds.of("ExperimentTest " + policy, 0);
        for (int seed = first; seed < first + CLUSTERS; seed++) {
            Random random = new Random(seed);
            List<OpenbNode> nodes = Pods.randomNodes(random, 5 + random.nextInt(60));
            List<OpenbPod> pods = Pods.randomPods(random, 20 + random.nextInt(200));
            StudyWorkload workload = new StudyWorkload("random", pods);
            StudyKey key = new StudyKey("random", policy, seed);
            List<String> decisions = new ArrayList<>();
            StudyRun run = new Experiment(new StudyCluster(nodes), workload, 1.3, key)
                    .run((cluster, node, devices) -> decisions.add(line(cluster, node, devices)));
            ReferenceExperiment reference = new ReferenceExperiment(
                    nodes, pods, 1.3, policy, seed, policy.deterministic() ? List.of() : decisions);
            assertThat(decisions).as("decisions under seed %d", seed).isEqualTo(reference.decisions());
            assertThat(run.arrivals()).isEqualTo(decisions.size());
            assertThat(run.unplaced())
                    .isEqualTo((int) decisions.stream().filter("failed"::equals).count());
            for (StudyTable table : StudyTable.values()) {
                assertThat(run.curves().deviation(reference.curves(), table))
                        .as("%s under seed %d", table.caption(), seed)
                        .isLessThan(1e-3);
            }
        }
    }

    private static String line(Cluster cluster, int node, long devices) {
        if (node == Scheduler.UNSCHEDULABLE) {
            return "failed";
        }
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((devices >>> i & 1) == 1) {
                indexes.add(i);
            }
        }
        return cluster.nodes().name(node) + " " + indexes;
    }
}
