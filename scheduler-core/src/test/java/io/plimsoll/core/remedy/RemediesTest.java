package io.plimsoll.core.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.remedy.ClusterChange.Cordoned;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.remedy.ClusterChange.Uncordoned;
import io.plimsoll.core.remedy.PodChange.Requested;
import io.plimsoll.core.remedy.PodChange.Tolerated;
import io.plimsoll.core.remedy.PodChange.WithoutNodePreference;
import io.plimsoll.core.state.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RemediesTest {

    private static final Taint DEDICATED = new Taint("dedicated", "db", Taint.Effect.NO_SCHEDULE);

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler = RandomShortage.scheduler(cluster);

    @Test
    void namesWhatHelpsTheSmallestChangeFirst() {
        cluster.addNode(NodeSpec.of("small", Resources.allocatable(4_000, 100, 10)));
        cluster.addNode(
                NodeSpec.of("tainted", Resources.allocatable(8_000, 100, 10)).withTaints(List.of(DEDICATED)));
        cluster.addNode(
                NodeSpec.of("cordoned", Resources.allocatable(8_000, 100, 10)).withUnschedulable(true));
        put("resident", 1_000, 0);

        List<Remedy> remedies = remedies(pod("asked", 4_000));

        assertThat(remedies)
                .containsExactly(
                        new Requested("cpu", 4_000, 3_000),
                        new Tolerated(DEDICATED),
                        new Uncordoned("cordoned"),
                        new PodsAway(List.of(new PodAway(0, "default", "resident", "small", 0))),
                        new MoreNodes(
                                List.of(NodeSpec.of("one-more-node", Resources.allocatable(4_000, 100, 10))), "small"),
                        new MoreNodes(
                                List.of(NodeSpec.of("one-more-node", Resources.allocatable(8_000, 100, 10))),
                                "cordoned"));
        assertThat(remedies.get(0).sizeMilli()).isEqualTo(250);
    }

    @Test
    void ofSeveralPodsInTheWayThoseOfHighPriorityStay() {
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(4_000, 100, 10)));
        put("precious", 2_000, 9);
        put("first", 1_000, 0);
        put("second", 1_000, 0);

        assertThat(remedies(pod("asked", 2_000)))
                .contains(new PodsAway(List.of(new PodAway(0, "default", "precious", "node", 9))));
        assertThat(remedies(pod("asked", 3_000)).stream()
                        .filter(PodsAway.class::isInstance)
                        .map(remedy -> ((PodsAway) remedy)
                                .pods().stream().map(PodAway::name).toList()))
                .containsExactly(List.of("precious", "second"));
    }

    @Test
    void saysNothingWhereNoSingleChangeHelps() {
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(4_000, 100, 10)));

        assertThat(remedies(pod("asked", 5_000).withNodeName("other"))).isEmpty();
    }

    @Test
    void aClusterWithoutNodesHasNoRemedies() {
        assertThat(remedies(pod("asked", 1))).isEmpty();
        assertThat(new Remedies(cluster, scheduler).elsewhere(pod("asked", 1), ""))
                .isEmpty();
    }

    @Test
    void saysWhatWouldSendAPodElsewhere() {
        cluster.addNode(NodeSpec.of("a", Resources.allocatable(9_000, 100, 10)));
        cluster.addNode(NodeSpec.of("b", Resources.allocatable(4_000, 100, 10)).withLabels(Map.of("disk", "ssd")));
        WeightedNodeTerm wish = new WeightedNodeTerm(
                100, new NodeSelectorTerm(List.of(Requirement.of("disk", Operator.EXISTS, Set.of())), List.of()));
        PodSpec pod = pod("asked", 1_000)
                .withRules(PodRules.NONE.withNodeAffinity(new NodeAffinity(new TreeMap<>(), null, List.of(wish))));

        assertThat(new Remedies(cluster, scheduler).elsewhere(pod, ""))
                .containsExactly(
                        new Alternative(new WithoutNodePreference(wish), "a"),
                        new Alternative(new Requested("cpu", 1_000, 4_001), "a"),
                        new Alternative(new Cordoned("b"), "a"));
    }

    @Test
    void leavesNominatedPodsOfItsPriorityTheirRoom() {
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(4_000, 100, 10)));
        cluster.nominate(cluster.addPod(pod("nominated", 3_000).withPriority(1)), 0);

        assertThat(remedies(pod("asked", 2_000).withPriority(1))).contains(new Requested("cpu", 2_000, 1_000));
        assertThat(remedies(pod("asked", 5_000).withPriority(2))).contains(new Requested("cpu", 5_000, 4_000));
    }

    @Test
    void aPodGoesToTheNodeItHasInProspectUntilItDoesNotFitThere() {
        cluster.addNode(NodeSpec.of("a", Resources.allocatable(5_000, 100, 10)));
        cluster.addNode(NodeSpec.of("b", Resources.allocatable(4_000, 100, 10)));
        cluster.nominate(cluster.addPod(pod("nominated", 3_000).withPriority(1)), 0);

        assertThat(new Remedies(cluster, scheduler)
                        .elsewhere(pod("asked", 2_000).withPriority(2), "b"))
                .containsExactly(
                        new Alternative(new Requested("cpu", 2_000, 4_001), "a"),
                        new Alternative(new Cordoned("b"), "a"));
        assertThat(new Remedies(cluster, scheduler).elsewhere(pod("asked", 2_500), ""))
                .as("a is for the nominated pod")
                .isEmpty();
    }

    @Test
    void leavesTheClusterAsItWas() {
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(4_000, 100, 10)));
        put("resident", 3_000, 0);
        long decisions = scheduler.decisions();

        remedies(pod("asked", 2_000));

        assertThat(cluster.nodes().count()).isEqualTo(1);
        assertThat(cluster.totals().boundPods()).isEqualTo(1);
        assertThat(cluster.inTrial()).isFalse();
        assertThat(scheduler.decisions()).isEqualTo(decisions);
    }

    private List<Remedy> remedies(PodSpec pod) {
        return new Remedies(cluster, scheduler).of(pod);
    }

    private void put(String name, long cpuMilli, int priority) {
        cluster.bind(cluster.addPod(pod(name, cpuMilli).withPriority(priority)), 0, 0);
    }

    private static PodSpec pod(String name, long cpuMilli) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 0));
    }
}
