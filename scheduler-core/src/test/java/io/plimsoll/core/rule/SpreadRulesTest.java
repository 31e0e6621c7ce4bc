package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpreadRulesTest {

    private static final String SKEWED = "node(s) didn't match pod topology spread constraints";
    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));
    private static final PodSpec POD = PodSpec.named("pod").withLabels(Map.of("app", "web"));

    private final Scene scene = new Scene();

    @Test
    void theDomainMayHoldSoManyMoreThanTheEmptiest() {
        int a = scene.add(zone("a", "1"));
        scene.add(zone("b", "2"));
        scene.add(Scene.node("c"));
        scene.put(POD, a);
        Explanation explanation = scene.explain(new SpreadFilter(), POD.withSpread(List.of(must(WEB, 1))));
        assertThat(reasons(explanation)).containsExactly(SKEWED, "", SKEWED + " (missing required label)");
        assertThat(explanation.nodes().get(0).objections().get(0).resolvable()).isTrue();
        assertThat(explanation.nodes().get(2).objections().get(0).resolvable()).isFalse();
        assertThat(scene.explain(new SpreadFilter(), POD).skippedFilters()).containsExactly("PodTopologySpread");
    }

    @Test
    void withTooFewDomainsTheEmptiestCountsAsEmpty() {
        int a = scene.add(zone("a", "1"));
        int b = scene.add(zone("b", "2"));
        scene.put(POD, a);
        scene.put(POD, b);
        assertThat(reasons(must(WEB, 2))).containsExactly("", "");
        assertThat(reasons(must(WEB, 3))).containsExactly(SKEWED, SKEWED);
    }

    @Test
    void podsThatAreBeingDeletedAndSelectorsThatSayNothingCountNothing() {
        int a = scene.add(zone("a", "1"));
        scene.add(zone("b", "2"));
        scene.put(POD.withRules(PodRules.NONE.withTerminating(true)), a);
        assertThat(reasons(must(WEB, 1))).containsExactly("", "");
        scene.put(POD, a);
        assertThat(reasons(must(WEB, 1))).containsExactly(SKEWED, "");
        assertThat(reasons(must(LabelSelector.of(Map.of()), 1))).containsExactly("", "");
    }

    @Test
    void nodesWhoseTaintsThePodDoesNotTolerateCountIfTheyShould() {
        int a = scene.add(zone("a", "1"));
        scene.add(zone("b", "2").withTaints(List.of(new Taint("dedicated", "", Taint.Effect.NO_SCHEDULE))));
        scene.put(POD, a);
        SpreadConstraint honoring = new SpreadConstraint("zone", 1, WEB, true, 1, true, true);
        assertThat(reasons(must(WEB, 1))).containsExactly(SKEWED, "");
        assertThat(reasons(honoring)).containsExactly("", "");
    }

    @Test
    void countsWeighTheLogarithmOfTheDomains() {
        int a = scene.add(zone("a", "1"));
        scene.add(zone("b", "1"));
        int c = scene.add(zone("c", "2"));
        scene.add(Scene.node("d"));
        for (int i = 0; i < 4; i++) {
            scene.put(POD, a);
        }
        scene.put(POD, c);
        PodSpec pod = POD.withSpread(List.of(new SpreadConstraint("zone", 2, WEB, false, 1, true, false)));
        // Two zones: 4 x ln 4 + 1 = 6.5 and ln 4 + 1 = 2.4.
        assertThat(scene.raw(new SpreadScore(SpreadDefaults.SYSTEM), pod)).containsExactly(7L, 7L, 2L, 0L);
        assertThat(scene.scores(new SpreadScore(SpreadDefaults.SYSTEM), pod)).containsExactly(28L, 28L, 100L, 0L);
    }

    @Test
    void podsOfServicesAreSpreadByDefault() {
        SelectingObject service = new SelectingObject(SelectingObject.SERVICE, "default", "web", WEB);
        int a = scene.add(host("a"));
        scene.add(host("b"));
        scene.put(POD, a);
        SpreadScore score = new SpreadScore(SpreadDefaults.SYSTEM);
        assertThat(scene.explain(score, POD).skippedScorers()).containsExactly("PodTopologySpread");
        scene.cluster.setObjects(ClusterObjects.NONE.withSelectors(List.of(service)));
        // ln 4 + 2 and 2.
        assertThat(scene.raw(score, POD)).containsExactly(3L, 2L);
        assertThat(scene.scores(score, POD)).containsExactly(66L, 100L);
        assertThat(scene.explain(score, POD.withNamespace("other")).skippedScorers())
                .containsExactly("PodTopologySpread");
    }

    @Test
    void podsOfWorkloadsAreSpreadByWhatTheConfigurationSays() {
        SpreadDefaults defaults = new SpreadDefaults(List.of(must(LabelSelector.NOTHING, 1)), false);
        LabelSelector further = new LabelSelector(
                WEB.matchLabels(),
                List.of(LabelSelector.Requirement.of("tier", LabelSelector.Operator.DOES_NOT_EXIST, Set.of())));
        PodSpec owned = POD.withRules(PodRules.NONE.withController(new OwnerReference("ReplicaSet", "web")));
        int a = scene.add(zone("a", "1"));
        scene.add(zone("b", "2"));
        scene.put(POD, a);
        assertThat(reasons(scene.explain(new SpreadFilter(defaults), owned))).containsExactly("", "");
        scene.cluster.setObjects(ClusterObjects.NONE.withSelectors(
                List.of(new SelectingObject("ReplicaSet", "default", "web", further))));
        assertThat(reasons(scene.explain(new SpreadFilter(defaults), owned))).containsExactly(SKEWED, "");
        LabelSelector others = LabelSelector.of(Map.of("app", "other"));
        scene.cluster.setObjects(ClusterObjects.NONE.withSelectors(
                List.of(new SelectingObject(SelectingObject.REPLICATION_CONTROLLER, "default", "web", others))));
        PodSpec ofController =
                POD.withRules(PodRules.NONE.withController(new OwnerReference("ReplicationController", "web")));
        assertThat(reasons(scene.explain(new SpreadFilter(defaults), ofController)))
                .containsExactly("", "");
    }

    private List<String> reasons(SpreadConstraint constraint) {
        return reasons(scene.explain(new SpreadFilter(), POD.withSpread(List.of(constraint))));
    }

    static List<String> reasons(Explanation explanation) {
        return explanation.nodes().stream().map(SpreadRulesTest::reason).toList();
    }

    private static String reason(NodeReport report) {
        return report.feasible() ? "" : report.objections().get(0).reasons().get(0);
    }

    private static SpreadConstraint must(LabelSelector selector, int minDomains) {
        return new SpreadConstraint("zone", 1, selector, true, minDomains, true, false);
    }

    private static NodeSpec zone(String name, String zone) {
        return Scene.node(name).withLabels(Map.of("zone", zone));
    }

    private static NodeSpec host(String name) {
        return Scene.node(name).withLabels(Map.of("kubernetes.io/hostname", name));
    }
}
