package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private final Cluster cluster = new Cluster();

    @Test
    void nextFitGoesRound() {
        addNodes(3);
        Scheduler scheduler = scheduler("next-fit", 1);
        assertThat(decisions(scheduler, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void decidingChangesNothingButTheNumberOfDecisions() {
        addNodes(2);
        Scheduler scheduler = scheduler("best-fit", 1);
        int pod = cluster.addPod(PodSpec.named("p"));
        assertThat(scheduler.decide(pod)).isZero();
        assertThat(cluster.pods().node(pod)).isEqualTo(PodTable.NONE);
        assertThat(scheduler.decisions()).isEqualTo(1);
        assertThat(scheduler.schedule(pod)).isZero();
        assertThat(cluster.pods().node(pod)).isZero();
        assertThat(scheduler.decisions()).isEqualTo(2);
        assertThatThrownBy(() -> scheduler.schedule(pod)).hasMessageContaining("must be waiting");
    }

    @Test
    void randomDecisionsFollowFromTheSeedAndTheirNumber() {
        addNodes(100);
        List<Integer> first = decisions(scheduler("random", 7), 200);
        assertThat(decisions(scheduler("random", 7), 200)).isEqualTo(first);
        assertThat(decisions(scheduler("random", 8), 200)).isNotEqualTo(first);
        assertThat(first.stream().distinct().count()).isBetween(75L, 98L);
    }

    @Test
    void podThatFitsNowhereStaysWhereItIs() {
        Scheduler scheduler = scheduler("first-fit", 1);
        int pod = cluster.addPod(PodSpec.named("p"));
        assertThat(scheduler.schedule(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(scheduler.devices()).isZero();
        assertThat(cluster.pods().node(pod)).isEqualTo(PodTable.NONE);
    }

    private List<Integer> decisions(Scheduler scheduler, int times) {
        List<Integer> decisions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            decisions.add(scheduler.decide(cluster.podClasses().of(PodSpec.named("p"))));
        }
        return decisions;
    }

    private Scheduler scheduler(String policy, long seed) {
        return new Scheduler(cluster, Policies.load().profile(policy, PolicyContext.UNKNOWN), seed);
    }

    private void addNodes(int count) {
        for (int node = 0; node < count; node++) {
            cluster.addNode(NodeSpec.of("n" + node, Resources.allocatable(1000, 1000, 10)));
        }
    }
}
