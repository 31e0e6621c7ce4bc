package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FullnessScoresTest {

    private static final List<WeightedResource> USUAL =
            List.of(new WeightedResource("cpu", 1), new WeightedResource("memory", 1));
    private static final PodSpec POD = PodSpec.named("pod").withRequests(Resources.request(200, 100));

    private final Scene scene = new Scene();

    @BeforeEach
    void addNodes() {
        int half = scene.add(Scene.node("half"));
        scene.add(Scene.node("empty"));
        scene.add(NodeSpec.of("diskless", Resources.allocatable(400, 0, 10)));
        scene.put(PodSpec.named("large").withRequests(Resources.request(500, 800)), half);
    }

    @Test
    void theEmptierOrTheFullerTheBetter() {
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.leastAllocated(), USUAL), POD))
                .containsExactly((30 + 10) / 2L, (80 + 90) / 2L, 50L);
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.mostAllocated(), USUAL), POD))
                .containsExactly((70 + 90) / 2L, (20 + 10) / 2L, 50L);
        List<WeightedResource> cpuThrice = List.of(new WeightedResource("cpu", 3), new WeightedResource("memory", 1));
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.leastAllocated(), cpuThrice), POD))
                .containsExactly((3 * 30 + 10) / 4L, (3 * 80 + 90) / 4L, 50L);
    }

    @Test
    void moreThanThereIsIsTheWorstOrTheBest() {
        PodSpec huge = PodSpec.named("pod").withRequests(Resources.request(2000, 100));
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.leastAllocated(), USUAL), huge))
                .containsExactly(5L, 45L, 0L);
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.mostAllocated(), USUAL), huge))
                .containsExactly(95L, 55L, 100L);
    }

    @Test
    void aLineMayRiseAndFallAndLeavesOutWhatScoresNothing() {
        FullnessShape line = new FullnessShape.Line(List.of(
                new FullnessShape.Point(10, 0), new FullnessShape.Point(50, 100), new FullnessShape.Point(80, 30)));
        // 70 % of CPU: 100 - 70 x 20 / 30; 90 % of memory: 30. 20 % of CPU: 25; 10 % of memory: 0, left out. 50 %: 100.
        assertThat(scene.scores(new ResourceFitScore(line, USUAL), POD)).containsExactly(42L, 25L, 100L);
        PodSpec huge = PodSpec.named("pod").withRequests(Resources.request(2000, 5000));
        assertThat(scene.scores(new ResourceFitScore(line, USUAL), huge)).containsExactly(30L, 30L, 30L);
        FullnessShape never = new FullnessShape.Line(List.of(new FullnessShape.Point(100, 0)));
        assertThat(scene.scores(new ResourceFitScore(never, USUAL), POD)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void podsThatRequestNothingCountAsALittle() {
        ScoredRequests little = new ScoredRequests(Resources.request(100, 200), 100, 200);
        PodSpec nothing = Scene.pod(PodRules.NONE.withScored(little));
        scene.put(nothing, 1);
        ResourceFitScore least = new ResourceFitScore(FullnessShape.leastAllocated(), USUAL);
        assertThat(scene.scores(least, nothing)).containsExactly((40 + 0) / 2L, (80 + 60) / 2L, 75L);
        assertThat(scene.explain(new BalancedAllocationScore(USUAL), nothing).skippedScorers())
                .containsExactly("NodeResourcesBalancedAllocation");
        // Where balance is scored, pods count as what they request. Half of 0.9 less 0.7 is a little more than 0.1.
        assertThat(scene.scores(new BalancedAllocationScore(USUAL), POD)).containsExactly(89L, 95L, 100L);
    }

    @Test
    void scalarsCountForPodsThatRequestThemOnly() {
        scene.add(NodeSpec.of("gpu", Resources.allocatable(1000, 1000, 10).withScalars(Map.of("x.com/gpu", 4L))));
        List<WeightedResource> gpu = List.of(new WeightedResource("x.com/gpu", 1), new WeightedResource("cpu", 1));
        ResourceFitScore least = new ResourceFitScore(FullnessShape.leastAllocated(), gpu);
        PodSpec wanting = POD.withRequests(POD.requests().withScalars(Map.of("x.com/gpu", 3L)));
        assertThat(scene.scores(least, wanting)).containsExactly(30L, 80L, 50L, (25 + 80) / 2L);
        assertThat(scene.scores(least, POD)).containsExactly(30L, 80L, 50L, 80L);
        List<WeightedResource> odd =
                List.of(new WeightedResource("pods", 1), new WeightedResource("ephemeral-storage", 1));
        assertThat(scene.scores(new ResourceFitScore(FullnessShape.leastAllocated(), odd), POD))
                .containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void evennessIsTheDeviationOfTheShares() {
        List<WeightedResource> three = List.of(
                new WeightedResource("cpu", 1),
                new WeightedResource("memory", 1),
                new WeightedResource("ephemeral-storage", 1));
        scene.add(NodeSpec.of("three", Resources.allocatable(1000, 1000, 10).withEphemeralStorage(1000)));
        // Shares 0.2, 0.1 and 0: mean 0.1, deviation sqrt(0.02 / 3).
        assertThat(scene.scores(new BalancedAllocationScore(three), POD)).containsExactly(89L, 95L, 100L, 91L);
        PodSpec huge = PodSpec.named("pod").withRequests(Resources.request(5000, 5000));
        assertThat(scene.scores(new BalancedAllocationScore(USUAL), huge)).containsExactly(100L, 100L, 100L, 100L);
    }

    @Test
    void weightsHaveARange() {
        assertThatThrownBy(() -> new WeightedResource("cpu", 0)).hasMessageContaining("weight (0) of resource (cpu)");
        assertThatThrownBy(() -> new WeightedResource("cpu", 101)).hasMessageContaining("(101)");
    }
}
