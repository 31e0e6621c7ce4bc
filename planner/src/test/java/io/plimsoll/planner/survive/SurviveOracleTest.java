package io.plimsoll.planner.survive;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.planner.Seeds;
import io.plimsoll.planner.cluster.BruteForce;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.RandomCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.survive.OutageResult.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers about failures agree with trying everything on small random clusters. */
class SurviveOracleTest {

    private static final int CLUSTERS = 1000;

    private static SurviveAnswer answer(RandomCluster.Case random, int several) throws InterruptedException {
        return Survival.answer(
                random.cluster(), random.rules(), new SurviveQuestion(List.of("zone"), several, 1000, 1_000_000, 1, 1));
    }

    private static List<PodSpec> evicted(PlanCluster cluster, int... nodes) {
        List<PodSpec> evicted = new ArrayList<>();
        for (PlanPod pod : cluster.pods()) {
            for (int node : nodes) {
                if (pod.node() == node && pod.fate() == PlanPod.Fate.PLACED_AGAIN) {
                    evicted.add(pod.wanted());
                }
            }
        }
        return evicted;
    }

    private static int mustWait(PlanCluster cluster, SchedulingRules rules, int... nodes) {
        List<PodSpec> evicted = evicted(cluster, nodes);
        return evicted.size()
                - new BruteForce(cluster, rules, BruteForce.nodesBut(cluster, nodes), pod -> true).most(evicted);
    }

    @Test
    void everySingleNodeIsDecidedExactly() throws InterruptedException {
        long seed = Seeds.of("SurviveOracleTest", 2077);
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 5, 9);
            PlanCluster cluster = random.cluster();
            for (OutageResult result : answer(random, 1).nodes()) {
                int node = result.outage().nodes()[0];
                String what = "node " + node + " of seed " + (seed + i);
                int must = mustWait(cluster, random.rules(), node);
                int waits = new BruteForce(cluster, random.rules(), BruteForce.nodesBut(cluster, node), pod -> true)
                        .waiting(evicted(cluster, node));
                assertThat(result.waiting().length).as(what).isEqualTo(waits);
                assertThat(result.least()).as(what).isLessThanOrEqualTo(must);
                assertThat(result.verdict()).as(what).isNotEqualTo(Verdict.UNDECIDED);
                assertThat(result.verdict() == Verdict.IMPOSSIBLE).as(what).isEqualTo(must > 0);
                assertThat(result.verdict() == Verdict.SURVIVED).as(what).isEqualTo(waits == 0);
                verdicts.merge(result.verdict(), 1, Integer::sum);
            }
        }
        assertThat(verdicts).containsOnlyKeys(Verdict.SURVIVED, Verdict.IMPOSSIBLE, Verdict.ANOTHER_ORDER);
        assertThat(verdicts.get(Verdict.IMPOSSIBLE)).isGreaterThan(CLUSTERS / 2);
    }

    @Test
    void anyTwoNodesAreProvenOrRefutedAsTryingAllPairsSays() throws InterruptedException {
        long seed = Seeds.of("SurviveOracleTest", 31);
        int proven = 0;
        int guaranteed = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 4, 4);
            PlanCluster cluster = random.cluster();
            SeveralNodes several = answer(random, 2).several();
            assertThat(several).isNotNull();
            int worst = 0;
            for (int a = 0; a < cluster.nodes().size(); a++) {
                for (int b = a + 1; b < cluster.nodes().size(); b++) {
                    worst = Math.max(worst, mustWait(cluster, random.rules(), a, b));
                }
            }
            assertThat(several.verdict())
                    .as("seed %d", seed + i)
                    .isEqualTo(worst == 0 ? SeveralNodes.Verdict.PROVEN : SeveralNodes.Verdict.REFUTED);
            proven += worst == 0 ? 1 : 0;
            guaranteed +=
                    several.guaranteed() == 2 && !evicted(cluster, 0, 1, 2, 3).isEmpty() ? 1 : 0;
        }
        assertThat(proven).isBetween(CLUSTERS / 20, CLUSTERS * 19 / 20);
        assertThat(guaranteed).as("proofs by counting room").isPositive();
    }

    @Test
    void zonesAreJudgedAsTryingEverythingSaysAndNodesToAddAreNeverBelowTheirBound() throws InterruptedException {
        long seed = Seeds.of("SurviveOracleTest", 555);
        int helped = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 4, 5);
            SurviveAnswer answer = answer(random, 1);
            for (OutageResult result : answer.groups()) {
                int must = mustWait(
                        random.cluster(), random.rules(), result.outage().nodes());
                assertThat(result.verdict() == Verdict.IMPOSSIBLE)
                        .as("%s of seed %d", result.outage().name(), seed + i)
                        .isEqualTo(must > 0);
                assertThat(result.least()).isLessThanOrEqualTo(must);
            }
            for (SurviveAnswer.Addition addition : answer.additions()) {
                assertThat(addition.bound()).isPositive();
                if (addition.nodes() > 0) {
                    helped++;
                    assertThat(addition.nodes()).as("seed %d", seed + i).isGreaterThanOrEqualTo(addition.bound());
                }
            }
        }
        assertThat(helped).isGreaterThan(CLUSTERS / 10);
    }
}
