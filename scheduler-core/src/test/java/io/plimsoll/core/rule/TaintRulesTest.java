package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.policy.NodeUnschedulable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaintRulesTest {

    private static final PodSpec PLAIN = PodSpec.named("pod");
    private static final PodSpec TOLERANT =
            Scene.pod(PodRules.NONE.withTolerations(List.of(new Toleration("a", true, "", null))));

    private final Scene scene = new Scene();

    @Test
    void forbiddingTaintsMustBeTolerated() {
        scene.add(Scene.node("a").withTaints(List.of(taint("a", Effect.NO_EXECUTE))));
        scene.add(Scene.node("b").withTaints(List.of(taint("a", Effect.NO_SCHEDULE), taint("b", Effect.NO_SCHEDULE))));
        scene.add(Scene.node("c").withTaints(List.of(taint("c", Effect.PREFER_NO_SCHEDULE))));
        Explanation plain = scene.explain(new TaintFilter(), PLAIN);
        assertThat(plain.nodes()).extracting(Explanation.NodeReport::feasible).containsExactly(false, false, true);
        assertThat(plain.nodes().get(0).objections())
                .containsExactly(new Explanation.Objection(
                        "TaintToleration", List.of("node(s) had untolerated taint(s)"), false));
        assertThat(scene.explain(new TaintFilter(), TOLERANT).nodes())
                .extracting(Explanation.NodeReport::feasible)
                .containsExactly(true, false, true);
    }

    @Test
    void fewerUnwantedTaintsAreBetter() {
        scene.add(Scene.node("none"));
        scene.add(Scene.node("one").withTaints(List.of(taint("b", Effect.PREFER_NO_SCHEDULE))));
        scene.add(Scene.node("three")
                .withTaints(List.of(
                        taint("a", Effect.PREFER_NO_SCHEDULE),
                        taint("b", Effect.PREFER_NO_SCHEDULE),
                        taint("c", Effect.PREFER_NO_SCHEDULE))));
        assertThat(scene.raw(new TaintScore(), PLAIN)).containsExactly(0L, 1L, 3L);
        assertThat(scene.scores(new TaintScore(), PLAIN)).containsExactly(100L, 67L, 0L);
        assertThat(scene.scores(new TaintScore(), TOLERANT)).containsExactly(100L, 50L, 0L);
    }

    @Test
    void withoutUnwantedTaintsAllNodesScoreAHundred() {
        scene.add(Scene.node("a"));
        scene.add(Scene.node("b").withTaints(List.of(taint("b", Effect.NO_SCHEDULE))));
        assertThat(scene.scores(new TaintScore(), PLAIN)).containsExactly(100L, 100L);
    }

    @Test
    void cordonsAreTolerated() {
        scene.add(Scene.node("a").withUnschedulable(true));
        PodSpec daemon = Scene.pod(PodRules.NONE.withTolerations(
                List.of(new Toleration(Taint.UNSCHEDULABLE.key(), true, "", Effect.NO_SCHEDULE))));
        assertThat(scene.explain(new NodeUnschedulable(), daemon).nodes().get(0).feasible())
                .isTrue();
        assertThat(scene.explain(new NodeUnschedulable(), TOLERANT).sentence())
                .isEqualTo("0/1 nodes are available: 1 node(s) were unschedulable.");
    }

    private static Taint taint(String key, Effect effect) {
        return new Taint(key, "", effect);
    }
}
