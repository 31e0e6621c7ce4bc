package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.WeightedPodTerm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodAffinityRulesTest {

    private static final String NOT_NEAR = "node(s) didn't match pod affinity rules";
    private static final String NOT_AWAY = "node(s) didn't match pod anti-affinity rules";
    private static final String IN_THE_WAY = "node(s) didn't satisfy existing pods anti-affinity rules";
    private static final PodSpec WEB = PodSpec.named("web").withLabels(Map.of("app", "web"));
    private static final PodAffinityTerm NEAR_WEB = term(LabelSelector.NOTHING);

    private final Scene scene = new Scene();
    private final PodAffinityFilter filter = new PodAffinityFilter();

    @BeforeEach
    void addNodes() {
        scene.add(zone("a", "1"));
        scene.add(zone("b", "1"));
        scene.add(zone("c", "2"));
        scene.add(Scene.node("d"));
    }

    @Test
    void podsMustBeNearThoseThatTheyMean() {
        PodSpec db = PodSpec.named("db").withRules(required(NEAR_WEB));
        assertThat(reasons(db)).containsExactly(NOT_NEAR, NOT_NEAR, NOT_NEAR, NOT_NEAR);
        assertThat(scene.explain(filter, db).nodes().get(0).objections().get(0).resolvable())
                .isFalse();
        scene.put(WEB, 0);
        assertThat(reasons(db)).containsExactly("", "", NOT_NEAR, NOT_NEAR);
    }

    @Test
    void theFirstOfPodsThatMeanThemselvesMayGoAnywhereInADomain() {
        PodSpec first = WEB.withRules(required(NEAR_WEB));
        assertThat(reasons(first)).containsExactly("", "", "", NOT_NEAR);
        scene.put(WEB, 3);
        assertThat(reasons(first)).containsExactly("", "", "", NOT_NEAR);
        scene.put(first, 2);
        assertThat(reasons(first)).containsExactly(NOT_NEAR, NOT_NEAR, "", NOT_NEAR);
    }

    @Test
    void podsMustBeAwayFromThoseTheyMeanAndFromThoseThatMeanThem() {
        PodSpec shy = PodSpec.named("shy")
                .withRules(PodRules.NONE.withPodAffinity(
                        new PodAffinity(List.of(), List.of(NEAR_WEB), List.of(), List.of())));
        assertThat(scene.explain(filter, WEB).skippedFilters()).containsExactly("InterPodAffinity");
        scene.put(WEB, 2);
        assertThat(reasons(shy)).containsExactly("", "", NOT_AWAY, "");
        assertThat(scene.explain(filter, WEB).skippedFilters()).containsExactly("InterPodAffinity");
        scene.put(shy, 0);
        assertThat(reasons(WEB)).containsExactly(IN_THE_WAY, IN_THE_WAY, "", "");
        assertThat(scene.explain(filter, PodSpec.named("db")).skippedFilters()).containsExactly("InterPodAffinity");
    }

    @Test
    void wishesOfBothSidesAddUp() {
        PodSpec fond = PodSpec.named("fond").withRules(wishing(NEAR_WEB, 30));
        PodSpec bound = PodSpec.named("bound").withRules(required(NEAR_WEB));
        PodAffinityScore score = new PodAffinityScore(5, false);
        assertThat(scene.explain(score, WEB).skippedScorers()).containsExactly("InterPodAffinity");
        scene.put(fond, 0);
        scene.put(bound, 2);
        assertThat(scene.raw(score, WEB)).containsExactly(30L, 30L, 5L, 0L);
        assertThat(scene.scores(score, WEB)).containsExactly(100L, 100L, 16L, 0L);
        assertThat(scene.raw(new PodAffinityScore(0, false), WEB)).containsExactly(30L, 30L, 0L, 0L);
        assertThat(scene.explain(new PodAffinityScore(5, true), WEB).skippedScorers())
                .containsExactly("InterPodAffinity");
        scene.put(WEB, 2);
        PodSpec wary = PodSpec.named("wary")
                .withRules(PodRules.NONE.withPodAffinity(
                        new PodAffinity(List.of(), List.of(), List.of(), List.of(new WeightedPodTerm(7, NEAR_WEB)))));
        assertThat(scene.raw(score, wary)).containsExactly(0L, 0L, -7L, 0L);
        assertThat(scene.scores(score, wary)).containsExactly(100L, 100L, 0L, 100L);
    }

    @Test
    void ownTermsSeeNamespacesTwice() {
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        namespaces.put("labelled", new TreeMap<>(Map.of("team", "x")));
        scene.cluster.setObjects(ClusterObjects.NONE.withNamespaces(namespaces));
        PodAffinityTerm unlabelled = term(new LabelSelector(
                new TreeMap<>(),
                List.of(LabelSelector.Requirement.of("team", LabelSelector.Operator.DOES_NOT_EXIST, Set.of()))));
        PodSpec web = WEB.withNamespace("labelled");
        scene.put(web, 0);
        assertThat(reasons(PodSpec.named("db").withRules(required(unlabelled))))
                .containsExactly("", "", NOT_NEAR, NOT_NEAR);
        scene.put(PodSpec.named("fond").withRules(wishing(unlabelled, 30)), 0);
        assertThat(scene.explain(new PodAffinityScore(1, false), web).skippedScorers())
                .containsExactly("InterPodAffinity");
        namespaces.put("labelled", new TreeMap<>());
        scene.cluster.setObjects(ClusterObjects.NONE.withNamespaces(namespaces));
        assertThat(scene.raw(new PodAffinityScore(1, false), web)).containsExactly(30L, 30L, 0L, 0L);
    }

    private List<String> reasons(PodSpec pod) {
        return SpreadRulesTest.reasons(scene.explain(filter, pod));
    }

    private static PodRules required(PodAffinityTerm term) {
        return PodRules.NONE.withPodAffinity(new PodAffinity(List.of(term), List.of(), List.of(), List.of()));
    }

    private static PodRules wishing(PodAffinityTerm term, int weight) {
        return PodRules.NONE.withPodAffinity(
                new PodAffinity(List.of(), List.of(), List.of(new WeightedPodTerm(weight, term)), List.of()));
    }

    private static PodAffinityTerm term(LabelSelector ofNamespaces) {
        PodSelector pods =
                new PodSelector(LabelSelector.of(Map.of("app", "web")), new TreeSet<>(Set.of("default")), ofNamespaces);
        return new PodAffinityTerm("zone", pods);
    }

    private static NodeSpec zone(String name, String zone) {
        return Scene.node(name).withLabels(Map.of("zone", zone));
    }
}
