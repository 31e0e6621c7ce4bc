package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.WeightedNodeTerm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeAffinityRulesTest {

    private static final NodeSelectorTerm SSD = labels("ssd");
    private static final NodeSelectorTerm HDD = labels("hdd");

    private final Scene scene = new Scene();

    @BeforeEach
    void addNodes() {
        scene.add(Scene.node("n1").withLabels(Map.of("disk", "ssd")));
        scene.add(Scene.node("n2").withLabels(Map.of("disk", "hdd")));
        scene.add(Scene.node("n3"));
    }

    @Test
    void podsWithoutAffinitySkipTheFilter() {
        Explanation explanation = scene.explain(new NodeAffinityFilter(NodeAffinity.ANY), PodSpec.named("pod"));
        assertThat(explanation.skippedFilters()).containsExactly("NodeAffinity");
        assertThat(scene.explain(new NodeAffinityScore(NodeAffinity.ANY), PodSpec.named("pod"))
                        .skippedScorers())
                .containsExactly("NodeAffinity");
    }

    @Test
    void theAffinityOfThePodAndOfTheSchedulerMustHold() {
        assertThat(sentence(new NodeAffinityFilter(NodeAffinity.ANY), required(labels("tape"))))
                .isEqualTo("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.");
        assertThat(sentence(new NodeAffinityFilter(required(SSD)), required(HDD)))
                .isEqualTo("0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, "
                        + "2 node(s) didn't match scheduler-enforced node affinity.");
        assertThat(scene.explain(new NodeAffinityFilter(required(SSD)), PodSpec.named("pod"))
                        .nodes())
                .extracting(Explanation.NodeReport::feasible)
                .containsExactly(true, false, false);
    }

    @Test
    void nodesThatTermsDoNotNameAreNotLookedAt() {
        assertThat(sentence(new NodeAffinityFilter(required(SSD)), required(named("n2"), named("n9"))))
                .isEqualTo("0/3 nodes are available: 1 node(s) didn't match scheduler-enforced node affinity, "
                        + "2 node(s) didn't satisfy plugin(s) [NodeAffinity].");
        assertThat(sentence(new NodeAffinityFilter(required(labels("tape"))), required(named("n2"), SSD)))
                .isEqualTo("0/3 nodes are available: 3 node(s) didn't match scheduler-enforced node affinity.");
    }

    @Test
    void termsThatNameTwoNodesAtOnceAreRefusedAsAWhole() {
        NodeSelectorTerm both = new NodeSelectorTerm(List.of(), List.of(name("n1"), name("n2")));
        Explanation explanation = scene.explain(new NodeAffinityFilter(NodeAffinity.ANY), pod(required(both)));
        assertThat(explanation.sentence()).isEqualTo("0/3 nodes are available: pod affinity terms conflict.");
        assertThat(explanation.nodes().get(0).objections())
                .containsExactly(
                        new Explanation.Objection("NodeAffinity", List.of("pod affinity terms conflict"), false));
    }

    @Test
    void wishesOfThePodAndOfTheSchedulerAddUp() {
        NodeAffinity wishes = new NodeAffinity(
                new TreeMap<>(), null, List.of(new WeightedNodeTerm(20, SSD), new WeightedNodeTerm(5, named("n2"))));
        NodeAffinity added = new NodeAffinity(new TreeMap<>(), null, List.of(new WeightedNodeTerm(10, HDD)));
        assertThat(scene.raw(new NodeAffinityScore(added), pod(wishes))).containsExactly(20L, 15L, 0L);
        assertThat(scene.scores(new NodeAffinityScore(added), pod(wishes))).containsExactly(100L, 75L, 0L);
        NodeAffinity hopeless =
                new NodeAffinity(new TreeMap<>(), null, List.of(new WeightedNodeTerm(1, labels("tape"))));
        assertThat(scene.scores(new NodeAffinityScore(NodeAffinity.ANY), pod(hopeless)))
                .containsExactly(0L, 0L, 0L);
    }

    private String sentence(NodeAffinityFilter filter, NodeAffinity affinity) {
        return scene.explain(filter, pod(affinity)).sentence();
    }

    private static PodSpec pod(NodeAffinity affinity) {
        return Scene.pod(PodRules.NONE.withNodeAffinity(affinity));
    }

    private static NodeAffinity required(NodeSelectorTerm... terms) {
        return new NodeAffinity(new TreeMap<>(), List.of(terms), List.of());
    }

    private static NodeSelectorTerm labels(String disk) {
        return new NodeSelectorTerm(List.of(Requirement.of("disk", Operator.IN, Set.of(disk))), List.of());
    }

    private static NodeSelectorTerm named(String node) {
        return new NodeSelectorTerm(List.of(), List.of(name(node)));
    }

    private static Requirement name(String node) {
        return Requirement.of(NodeSelectorTerm.NAME, Operator.IN, Set.of(node));
    }
}
