package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that are offered are judged and chosen as if all others were cordoned. */
class OfferedNodesTest {

    private static final int CLUSTERS = 3;
    private static final int STATES = 5;
    private static final int OPERATIONS_BETWEEN = 40;

    static List<PolicyUnderTest> policies() {
        return PoliciesUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void offeredNodesAreJudgedAsIfThereWereNoOthers(PolicyUnderTest policy) {
        Long given = Long.getLong("plimsoll.seed");
        for (long each = 1; each <= CLUSTERS; each++) {
            long seed = given == null ? each : given;
            Random random = new Random(seed);
            DifferentialRun run = new DifferentialRun(policy, seed);
            for (int state = 0; state < STATES; state++) {
                run.run(OPERATIONS_BETWEEN);
                for (PodSpec kind : run.podKinds()) {
                    try {
                        compare(run.twin(), kind, random);
                    } catch (AssertionError difference) {
                        throw new AssertionError("Replay with -Dplimsoll.seed=" + seed, difference);
                    }
                }
            }
        }
    }

    private static void compare(Twin twin, PodSpec kind, Random random) {
        Cluster cluster = twin.cluster();
        Scheduler scheduler = twin.scheduler();
        int[] offered = new int[cluster.nodes().slots()];
        int count = 0;
        List<Integer> others = new ArrayList<>();
        int share = 1 + random.nextInt(4);
        for (int slot = 0; slot < offered.length; slot++) {
            if (cluster.nodes().exists(slot)) {
                if (random.nextInt(share) == 0) {
                    offered[count++] = slot;
                } else {
                    others.add(slot);
                }
            }
        }
        Explanation explanation;
        try (Trial trial = cluster.openTrial()) {
            others.forEach(slot -> cluster.setUnschedulable(slot, true));
            explanation = scheduler.explain(kind);
        }
        PodClass podClass = cluster.decidedClass(kind);
        OfferedNodes judged = scheduler.offer(podClass, offered, count);
        int feasible = 0;
        for (NodeReport report : explanation.nodes()) {
            int slot = cluster.nodes().find(report.node());
            if (others.contains(slot)) {
                assertThat(judged.fits(slot)).isFalse();
                continue;
            }
            assertThat(judged.fits(slot)).as(report.toString()).isEqualTo(report.feasible());
            if (report.feasible()) {
                assertThat(judged.total(slot)).isEqualTo(report.total());
                assertThat(judged.nth(feasible++)).isEqualTo(slot);
            } else {
                Objection first = report.objections().get(0);
                assertThat(judged.reasons(slot)).isEqualTo(first.reasons());
                assertThat(judged.resolvable(slot)).isEqualTo(first.resolvable());
            }
        }
        assertThat(judged.feasible()).isEqualTo(feasible);
        long decisions = scheduler.decisions();
        int cursor = scheduler.cursor();
        int chosen = scheduler.decideOffered(podClass);
        if (explanation.decision() instanceof Decision.Bound bound) {
            assertThat(chosen).isEqualTo(cluster.nodes().find(bound.node()));
            List<Integer> devices = new ArrayList<>();
            for (long rest = scheduler.devices(); rest != 0; rest &= rest - 1) {
                devices.add(Long.numberOfTrailingZeros(rest));
            }
            assertThat(devices).isEqualTo(bound.devices());
        } else {
            assertThat(chosen).isEqualTo(Scheduler.UNSCHEDULABLE);
        }
        scheduler.restore(decisions, cursor);
    }

    @Test
    void nothingIsJudgedBeforeItIsOffered() {
        OfferedNodes none = new OfferedNodes(new Cluster().nodes());
        assertThat(none.fits(0)).isFalse();
        assertThatThrownBy(() -> none.reasons(0)).isInstanceOf(IllegalStateException.class);
    }
}
