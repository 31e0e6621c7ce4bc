package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler = new Scheduler(
            cluster, Policies.load().profile("most-allocated+preferred-labels*2", PolicyContext.UNKNOWN), 1);
    private final PodSpec pod = PodSpec.named("web-1").withRequests(Resources.request(1000, 1000));

    @Test
    void podThatFitsNowhereIsToldAsKubeSchedulerTellsIt() {
        cluster.addNode(node("cordoned", 4000, 10).withUnschedulable(true));
        cluster.addNode(node("small", 500, 10));
        cluster.addNode(node("tiny", 100, 10));
        cluster.addNode(node("full", 4000, 0));
        assertThat(scheduler.explain(pod).sentence())
                .isEqualTo(
                        "0/4 nodes are available: 1 Too many pods, 1 node(s) were unschedulable, 2 Insufficient cpu.");
    }

    @Test
    void oneNodeMayLackSeveralThings() {
        cluster.addNode(NodeSpec.of("small", Resources.allocatable(500, 500, 0)));
        assertThat(scheduler
                        .explain(pod.withRequests(Resources.request(1000, 1000)
                                .withEphemeralStorage(1)
                                .withScalars(Map.of("example.com/licence", 1L))))
                        .sentence())
                .isEqualTo("0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient ephemeral-storage,"
                        + " 1 Insufficient example.com/licence, 1 Insufficient memory, 1 Too many pods.");
    }

    @Test
    void countsAreSortedAsText() {
        for (int i = 0; i < 10; i++) {
            cluster.addNode(node("small-" + i, 100, 10));
        }
        cluster.addNode(node("cordoned-1", 100, 10).withUnschedulable(true));
        cluster.addNode(node("cordoned-2", 100, 10).withUnschedulable(true));
        assertThat(scheduler.explain(pod).sentence())
                .isEqualTo("0/12 nodes are available: 10 Insufficient cpu, 2 node(s) were unschedulable.");
    }

    @Test
    void namesModelsDevicesAndDomainsHaveWordsOfTheirOwn() {
        cluster.addNode(
                node("a", 4000, 10).withLabels(Map.of("zone", "z")).withDevices(List.of(DeviceSpec.whole("T4"))));
        assertThat(scheduler.explain(pod.withNodeName("b")).sentence())
                .isEqualTo("0/1 nodes are available: 1 node(s) didn't match the requested node name.");
        assertThat(scheduler
                        .explain(pod.withDevices(DeviceRequest.whole(1, Set.of("A10"))))
                        .sentence())
                .isEqualTo("0/1 nodes are available: 1 node(s) didn't have a requested device model.");
        assertThat(scheduler
                        .explain(pod.withDevices(DeviceRequest.whole(2, Set.of())))
                        .sentence())
                .isEqualTo("0/1 nodes are available: 1 Insufficient devices.");
        assertThat(scheduler.explain(pod.withSpread(spreadOver("rack"))).sentence())
                .isEqualTo("0/1 nodes are available: 1 node(s) didn't match pod topology spread constraints"
                        + " (missing required label).");
    }

    @Test
    void domainThatHoldsTooManyIsTold() {
        cluster.addNode(node("a", 4000, 10).withLabels(Map.of("zone", "one")));
        cluster.addNode(node("b", 0, 10).withLabels(Map.of("zone", "two")));
        PodSpec spread = pod.withSpread(spreadOver("zone"));
        assertThat(scheduler.schedule(cluster.addPod(spread))).isZero();
        assertThat(scheduler.explain(spread).sentence())
                .isEqualTo("0/2 nodes are available: 1 Insufficient cpu,"
                        + " 1 node(s) didn't match pod topology spread constraints.");
    }

    @Test
    void podThatFitsIsToldWhereItGoes() {
        cluster.addNode(node("a", 4000, 10));
        assertThat(scheduler.explain(pod).sentence()).isEqualTo("Successfully assigned default/web-1 to a");
        cluster.addNode(node("gpu", 4000, 10).withDevices(Collections.nCopies(4, DeviceSpec.whole("T4"))));
        assertThat(scheduler
                        .explain(pod.withNamespace("ml").withDevices(DeviceRequest.whole(2, Set.of())))
                        .sentence())
                .isEqualTo("Successfully assigned ml/web-1 to gpu devices [0, 1]");
    }

    @Test
    void clusterWithoutNodesIsToldAsKubeSchedulerTellsIt() {
        assertThat(scheduler.explain(pod).sentence()).isEqualTo("no nodes available to schedule pods");
    }

    @Test
    void everyNodeIsToldWithEveryObjectionAndEveryScore() {
        cluster.addNode(node("bad", 100, 0).withUnschedulable(true));
        cluster.addNode(node("good", 4000, 10).withLabels(Map.of("disk", "ssd")));
        PodSpec choosy = pod.withPreferred(List.of(new PreferredLabels(7, LabelSelector.of(Map.of("disk", "ssd")))));
        Explanation explanation = scheduler.explain(choosy);
        assertThat(explanation.pod()).isEqualTo(choosy);
        assertThat(explanation.profile()).isEqualTo("most-allocated+preferred-labels*2");
        assertThat(explanation.nodes())
                .containsExactly(
                        new Explanation.NodeReport(
                                "bad",
                                List.of(
                                        new Explanation.Objection(
                                                "NodeUnschedulable", List.of("node(s) were unschedulable"), false),
                                        new Explanation.Objection(
                                                "NodeResourcesFit",
                                                List.of("Too many pods", "Insufficient cpu"),
                                                false)),
                                List.of(),
                                -1),
                        // 1000 of 4000 and 1000 of 2000, and the largest preference there is, twice.
                        new Explanation.NodeReport(
                                "good",
                                List.of(),
                                List.of(
                                        new Explanation.Score("MostAllocated", 37, 37, 37),
                                        new Explanation.Score("PreferredNodeLabels", 7, 100, 200)),
                                237));
        assertThat(explanation.decision()).isEqualTo(new Decision.Bound("good", List.of()));
        assertThat(explanation.skippedFilters())
                .containsExactly("NodeName", "DeviceModelMatch", "DeviceFit", "PodTopologySpread");
        assertThat(explanation.skippedScorers()).isEmpty();
    }

    private static List<SpreadConstraint> spreadOver(String key) {
        return List.of(new SpreadConstraint(key, 1, LabelSelector.of(Map.of())));
    }

    private static NodeSpec node(String name, long cpuMilli, long pods) {
        return NodeSpec.of(name, Resources.allocatable(cpuMilli, 2000, pods));
    }
}
