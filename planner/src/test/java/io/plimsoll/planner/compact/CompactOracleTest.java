package io.plimsoll.planner.compact;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.planner.Seeds;
import io.plimsoll.planner.cluster.BruteForce;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RandomCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers about compaction agree with trying everything on small random clusters. */
class CompactOracleTest {

    private static final int CLUSTERS = 1000;
    private static final int TRIALS = 2;

    private static List<PodSpec> workload(PlanCluster cluster) {
        List<PodSpec> pods = new ArrayList<>();
        for (PlanPod pod : cluster.pods()) {
            if (pod.fate() == PlanPod.Fate.PLACED_AGAIN) {
                pods.add(pod.wanted());
            }
        }
        return pods;
    }

    private static BruteForce on(PlanCluster cluster, SchedulingRules rules, int[] nodes) {
        List<Integer> list = new ArrayList<>();
        for (int node : nodes) {
            list.add(node);
        }
        return new BruteForce(cluster, rules, list, pod -> pod.fate() == PlanPod.Fate.WITH_ITS_NODE);
    }

    @Test
    void theAnswerHoldsOneNodeLessDoesNotAndNoPlacementBeatsTheBound() throws InterruptedException {
        long seed = Seeds.of("CompactOracleTest", 1515);
        int reached = 0;
        int all = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 5, 6);
            PlanCluster cluster = random.cluster();
            List<PodSpec> pods = workload(cluster);
            double maxPending = i % 3 == 0 ? 0.3 : 0;
            int mayWait = (int) Math.floor(maxPending * pods.size());
            CompactAnswer answer = Compaction.answer(
                    cluster, List.of(random.rules()), new CompactQuestion(TRIALS, maxPending, seed, 1));
            assertThat(answer.mayWait()).isEqualTo(mayWait);
            int n = cluster.nodes().size();
            for (int trial = 0; trial < TRIALS; trial++) {
                int[] order = NodeOrder.of(n, seed, trial);
                String what = "trial " + trial + " of seed " + (seed + i);
                int found = answer.policies().get(0).nodes()[trial];
                int bound = answer.bounds()[trial];
                int best = n + 1;
                for (int m = n; m >= 0; m--) {
                    int most = on(cluster, random.rules(), NodeOrder.first(order, m))
                            .most(pods);
                    best = pods.size() - most <= mayWait ? m : best;
                }
                assertThat(bound).as("bound of %s", what).isLessThanOrEqualTo(best);
                assertThat(found).as("answer of %s", what).isGreaterThanOrEqualTo(best);
                if (found <= n) {
                    int waiting = on(cluster, random.rules(), NodeOrder.first(order, found))
                            .waiting(pods);
                    assertThat(waiting).as("waiting of %s", what).isLessThanOrEqualTo(mayWait);
                    assertThat(waiting)
                            .as("waiting of %s", what)
                            .isEqualTo(answer.policies().get(0).waiting()[trial]);
                }
                if (found > Math.max(bound, 1) && found - 1 <= n) {
                    assertThat(on(cluster, random.rules(), NodeOrder.first(order, found - 1))
                                    .waiting(pods))
                            .as("one node less of %s", what)
                            .isGreaterThan(mayWait);
                }
                reached += found == bound ? 1 : 0;
                all++;
            }
            assertThat(answer.anyNodes()).isLessThanOrEqualTo(answer.bounds()[0]);
        }
        assertThat(reached).as("answers that reach their bound").isGreaterThan(all / 2);
    }

    @Test
    void ofElevenNumbersTheNinetiethPercentileIsTheSecondLargest() {
        assertThat(CompactAnswer.percentile90(new int[] {5, 1, 9, 3, 7, 2, 8, 4, 6, 11, 10}))
                .isEqualTo(10);
        assertThat(CompactAnswer.percentile90(new int[] {4})).isEqualTo(4);
        assertThat(CompactAnswer.percentile90(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}))
                .isEqualTo(9);
    }
}
