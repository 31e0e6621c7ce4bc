package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageScoreTest {

    private static final long MIB = 1L << 20;
    private static final PodSpec POD = Scene.pod(PodRules.NONE.withImages(List.of("base:1", "web:1")));

    private final Scene scene = new Scene();

    @Test
    void imagesCountAsFarAsTheyAreWidespread() {
        scene.add(Scene.node("both").withImages(Map.of("base:1", 400 * MIB, "web:1", 800 * MIB)));
        scene.add(Scene.node("base").withImages(Map.of("base:1", 400 * MIB, "other:1", 900 * MIB)));
        scene.add(Scene.node("none"));
        scene.add(Scene.node("again").withImages(Map.of("base:1", 400 * MIB)));
        // 400 x 3/4 + 800 x 1/4 = 500 and 300 of 2000, less 23 each.
        assertThat(scene.scores(new ImageScore(), POD)).containsExactly(24L, 14L, 0L, 14L);
        assertThat(scene.raw(new ImageScore(), POD)).containsExactly(24L, 14L, 0L, 14L);
        assertThat(scene.explain(new ImageScore(), PodSpec.named("pod")).skippedScorers())
                .containsExactly("ImageLocality");
    }

    @Test
    void nodesThatComeChangeAndGoChangeWhatIsWidespread() {
        int first = scene.add(Scene.node("first").withImages(Map.of("web:1", 1000 * MIB)));
        assertThat(scene.scores(new ImageScore(), POD)).containsExactly(49L);
        int second = scene.add(Scene.node("second"));
        assertThat(scene.scores(new ImageScore(), POD)).containsExactly(24L, 0L);
        try (Trial trial = scene.cluster.openTrial()) {
            scene.cluster.describeNode(second, Scene.node("second").withImages(Map.of("web:1", 1000 * MIB)));
            assertThat(scene.cluster.images().nodesWith("web:1")).isEqualTo(2);
            scene.cluster.removeNode(first);
            assertThat(scene.cluster.images().nodesWith("web:1")).isEqualTo(1);
            assertThat(scene.scores(new ImageScore(), POD)).containsExactly(49L);
        }
        assertThat(scene.cluster.images().nodesWith("web:1")).isEqualTo(1);
        assertThat(scene.cluster.images().nodesWith("never:1")).isZero();
        assertThat(scene.scores(new ImageScore(), POD)).containsExactly(24L, 0L);
    }

    @Test
    void manyDifferentImagesAreManyGroups() {
        for (int i = 0; i < 10; i++) {
            scene.add(Scene.node("n" + i).withImages(Map.of("web:1", (i + 1) * 200L * MIB)));
        }
        // All nodes have the image; a container counts up to 1000 MiB, two up to 2000.
        assertThat(scene.scores(new ImageScore(), POD))
                .containsExactly(8L, 19L, 29L, 39L, 49L, 59L, 69L, 79L, 89L, 100L);
    }
}
