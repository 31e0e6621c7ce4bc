package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.GIB;
import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import org.junit.jupiter.api.Test;

final class DotProductTest {

    private static final ReferenceCapacity REFERENCE =
            new ReferenceCapacity(Resources.allocatable(10_000, 100 * GIB, 0), 4000);

    private final Scene scene = new Scene();

    @Test
    void panigrahysShouldMultiplySharesOfTheReference() {
        int node = scene.node(8000, 50, Scene.devices(2));
        DotProduct dot = new DotProduct(REFERENCE);
        // (0.2 x 0.8 + 0.1 x 0.5 + 0) / 3
        assertThat(scene.score(dot, pod(2000, 10), node)).isEqualTo(7_000_000);
        // (0.1 x 0.8 + 0 + 0.2 x 0.5) / 3
        assertThat(scene.score(dot, share(1000, 800), node)).isEqualTo(6_000_000);
    }

    @Test
    void panigrahysShouldPreferTheNodeWithMoreFree() {
        int small = scene.node(4000, 50);
        int large = scene.node(8000, 50);
        DotProduct dot = new DotProduct(REFERENCE);
        assertThat(scene.score(dot, pod(100, 0), large)).isGreaterThan(scene.score(dot, pod(100, 0), small));
    }

    @Test
    void tetrisShouldMultiplySharesOfTheNodeItself() {
        int node = scene.node(8000, 50, Scene.devices(2));
        scene.put(share(2000, 500), node, 0);
        // CPU 0.25 x 0.75, memory 0.2 x 1, mean of the two resources the pod asks for.
        assertThat(scene.score(new TetrisAlignment(), pod(2000, 10), node)).isEqualTo(19_375_000);
        // CPU 0.125 x 0.75, devices 0.25 x 0.75.
        assertThat(scene.score(new TetrisAlignment(), share(1000, 500), node)).isEqualTo(14_062_500);
    }

    @Test
    void tetrisShouldCareForTheNodeASmallPodWeighsMostOn() {
        int small = scene.node(4000, 50);
        int large = scene.node(8000, 50);
        TetrisAlignment tetris = new TetrisAlignment();
        assertThat(scene.score(tetris, pod(1000, 0), small)).isGreaterThan(scene.score(tetris, pod(1000, 0), large));
    }

    @Test
    void tetrisShouldNotConcernAPodThatAsksForNothing() {
        int node = scene.node(8000, 50);
        assertThat(scene.score(new TetrisAlignment(), PodSpec.named("idle"), node))
                .isZero();
    }

    @Test
    void theStudysShouldPreferTheSmallestProduct() {
        int node = scene.node(64_000, 50, Scene.devices(4));
        StudyDotProduct dot = new StudyDotProduct();
        // 1 - (0.5 x 0.25 + 0.5 x 0.0625) / 2 = 0.921875
        assertThat(scene.score(dot, share(32_000, 500), node)).isEqualTo(92);
        // 1 - (0.5 x 0.5 + 0) / 2 = 0.875
        assertThat(scene.score(dot, pod(64_000, 0), node)).isEqualTo(87);
        int fuller = scene.node(64_000, 50, Scene.devices(4));
        scene.put(share(32_000, 500), fuller, 0);
        assertThat(scene.score(dot, share(32_000, 500), fuller)).isGreaterThan(92);
    }

    @Test
    void theStudysShouldStayInRangeOnLargerNodes() {
        int node = scene.node(4_000_000, 50, Scene.devices(64));
        assertThat(scene.score(new StudyDotProduct(), pod(3_000_000, 0), node)).isZero();
        assertThat(scene.score(new StudyBestFit(), pod(1000, 0), node)).isZero();
    }

    @Test
    void theStudysBestFitShouldHalveWhatIsLeftOfCpuAndDevices() {
        int node = scene.node(64_000, 50, Scene.devices(4));
        StudyBestFit fit = new StudyBestFit();
        // 1 - (0.25 x 0.5 + 0.4375 x 0.5) = 0.65625
        assertThat(scene.score(fit, share(32_000, 500), node)).isEqualTo(65);
        // 1 - (0 x 0.5 + 0.5 x 0.5) = 0.75
        assertThat(scene.score(fit, pod(64_000, 0), node)).isEqualTo(75);
    }
}
