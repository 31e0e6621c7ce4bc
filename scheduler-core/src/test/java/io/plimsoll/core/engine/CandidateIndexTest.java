package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateIndexTest {

    private static final PodSpec PLAIN = PodSpec.named("plain").withRequests(Resources.request(1000, 0));
    private static final PodSpec SPREAD =
            PLAIN.withSpread(List.of(new SpreadConstraint("zone", 1, LabelSelector.of(Map.of()))));

    private final Profile profile = Policies.load().profile("first-fit", PolicyContext.UNKNOWN);

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 4096})
    void nodeThatCameAndWentBehindAllOthersIsNotMissed(int nodes) {
        Cluster cluster = cluster(nodes, 1 << 16);
        for (PodSpec spec : List.of(PLAIN, SPREAD)) {
            CandidateIndex index = index(cluster, spec);
            int added = cluster.addNode(node("late"));
            cluster.removeNode(added);
            assertThat(index.catchUp(1).best()).isZero();
            assertThat(index.feasible()).isEqualTo(nodes);
        }
    }

    @Test
    void indexThatFellBehindTheLogLooksAtAllNodes() {
        Cluster cluster = cluster(100, 8);
        CandidateIndex index = index(cluster, PLAIN);
        for (int node = 0; node < 20; node++) {
            cluster.setUnschedulable(node, true);
        }
        assertThat(cluster.changeLog().begin()).isPositive();
        assertThat(index.catchUp(1).best()).isEqualTo(20);
        assertThat(index.feasible()).isEqualTo(80);
        assertThat(index.next(99)).isEqualTo(99);
        assertThat(index.next(100)).isEqualTo(-1);
        assertThat(index.nth(79)).isEqualTo(99);
    }

    @Test
    void nodesThatAreGoneAreForgottenAlsoWhenAllAreLookedAt() {
        Cluster cluster = cluster(100, 8);
        CandidateIndex index = index(cluster, SPREAD);
        for (int node = 99; node >= 10; node--) {
            cluster.removeNode(node);
        }
        assertThat(index.catchUp(1).feasible()).isEqualTo(10);
        assertThat(index.best()).isZero();
        assertThat(index.next(10)).isEqualTo(-1);
        assertThat(index.nth(9)).isEqualTo(9);
    }

    @Test
    void indexGrowsWithTheCluster() {
        for (PodSpec spec : List.of(PLAIN, SPREAD)) {
            Cluster cluster = cluster(10, 1 << 16);
            CandidateIndex index = index(cluster, spec);
            int sizeBefore = index.size();
            for (int node = 10; node < 500; node++) {
                cluster.addNode(node("n" + node));
            }
            for (int node = 0; node < 480; node++) {
                cluster.setUnschedulable(node, true);
            }
            assertThat(index.catchUp(1).best()).isEqualTo(480);
            assertThat(index.size()).isGreaterThan(sizeBefore).isGreaterThanOrEqualTo(500);
        }
    }

    private CandidateIndex index(Cluster cluster, PodSpec spec) {
        return new CandidateIndex(prepared(cluster, spec), cluster.nodes(), cluster.changeLog(), null);
    }

    private PreparedClass prepared(Cluster cluster, PodSpec spec) {
        PodClass podClass = cluster.podClasses().of(spec);
        return new PreparedClass(podClass, profile, new PluginContext(cluster));
    }

    private static Cluster cluster(int nodes, int changeLog) {
        Cluster cluster = ClusterAccess.withChangeLog(changeLog);
        for (int node = 0; node < nodes; node++) {
            cluster.addNode(node("n" + node));
        }
        return cluster;
    }

    private static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(4000, 0, 10)).withLabels(Map.of("zone", "z"));
    }
}
