package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.engine.Explanation.Score;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Hidden;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Explaining asks every plugin about every node; deciding does not. On random states both must say the same. */
class ExplainContractTest {

    private static final int CLUSTERS = 8;
    private static final int STATES = 8;
    private static final int OPERATIONS_BETWEEN = 30;

    static List<PolicyUnderTest> policies() {
        return PoliciesUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void explanationAgreesWithTheDecision(PolicyUnderTest policy) {
        Long given = Long.getLong("plimsoll.seed");
        for (long seed = 1; seed <= CLUSTERS; seed++) {
            DifferentialRun run = new DifferentialRun(policy, given == null ? seed : given);
            for (int state = 0; state < STATES; state++) {
                run.run(OPERATIONS_BETWEEN);
                for (PodSpec kind : run.podKinds()) {
                    compare(run.twin(), kind);
                }
            }
        }
    }

    private static void compare(Twin twin, PodSpec pod) {
        Cluster cluster = twin.cluster();
        Scheduler scheduler = twin.scheduler();
        PodClass podClass = cluster.podClasses().of(pod);
        long decisionsBefore = scheduler.decisions();
        Explanation explanation = scheduler.explain(pod);
        assertThat(scheduler.explain(pod)).isEqualTo(explanation);
        assertThat(scheduler.decisions()).isEqualTo(decisionsBefore);
        assertThat(scheduler.decision(podClass)).isEqualTo(explanation.decision());

        IndexCache indexes = (IndexCache) Hidden.value(scheduler, "indexes");
        Candidates candidates = indexes.candidates(podClass, decisionsBefore);
        Scan scan = new Scan(cluster.nodes()).of(indexes.prepared(podClass));
        assertThat(explanation.nodes()).hasSize(cluster.nodes().count());
        int next = candidates.next(0);
        int feasible = 0;
        for (NodeReport report : explanation.nodes()) {
            int slot = cluster.nodes().find(report.node());
            if (report.feasible()) {
                assertThat(next).isEqualTo(slot);
                assertThat(candidates.nth(feasible)).isEqualTo(slot);
                assertThat(report.total()).isEqualTo(scan.total(slot));
                assertThat(report.scores())
                        .hasSize(scheduler.profile().scorers().size());
                assertThat(report.scores().stream().mapToLong(Score::weighted).sum())
                        .isEqualTo(report.total());
                next = candidates.next(slot + 1);
                feasible++;
            } else {
                assertThat(report.total()).isEqualTo(-1);
                assertThat(report.scores()).isEmpty();
            }
        }
        assertThat(next).isEqualTo(-1);
        assertThat(candidates.feasible()).isEqualTo(feasible);
        compareReasons(explanation, feasible);

        // After the explanation, which must not have had any influence.
        List<Integer> devices = new ArrayList<>();
        int chosen = twin.decide(pod);
        for (long rest = scheduler.devices(); rest != 0; rest &= rest - 1) {
            devices.add(Long.numberOfTrailingZeros(rest));
        }
        if (chosen == Scheduler.UNSCHEDULABLE) {
            assertThat(explanation.decision()).isInstanceOf(Decision.Unschedulable.class);
        } else {
            assertThat(explanation.decision())
                    .isEqualTo(new Decision.Bound(cluster.nodes().name(chosen), devices));
        }
    }

    /** A node counts with the first objection to it. */
    private static void compareReasons(Explanation explanation, int feasible) {
        if (!(explanation.decision() instanceof Decision.Unschedulable unschedulable)) {
            assertThat(feasible).isPositive();
            return;
        }
        assertThat(feasible).isZero();
        assertThat(unschedulable.nodes()).isEqualTo(explanation.nodes().size());
        TreeMap<String, Integer> reasons = new TreeMap<>();
        for (NodeReport report : explanation.nodes()) {
            Objection first = report.objections().get(0);
            first.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        }
        assertThat(unschedulable.reasons()).isEqualTo(reasons);
    }
}
