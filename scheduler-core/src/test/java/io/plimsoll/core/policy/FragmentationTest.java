package io.plimsoll.core.policy;

import static io.plimsoll.core.policy.Scene.pod;
import static io.plimsoll.core.policy.Scene.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.policy.TypicalPods.TypicalPod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The measure by hand, class by class of section 1.7 of the study's description. */
final class FragmentationTest {

    private final Scene scene = new Scene();

    @Test
    void whatATypicalPodCanUseShouldBeNoFragment() {
        int node = scene.node(8000, 8, Scene.devices(2));
        scene.put(share(0, 600), node, 0);
        // 400 is too little for 500, 1000 is enough.
        assertThat(amount(node, one(4000, DeviceRequest.share(500, Set.of())))).isEqualTo(400);
        assertThat(amount(node, one(4000, DeviceRequest.share(400, Set.of())))).isZero();
    }

    @Test
    void allThatIsFreeShouldBeFragmentWhenATypicalPodCannotRun() {
        int node = scene.node(8000, 8, Scene.devices(2));
        scene.put(share(0, 600), node, 0);
        double all = 1400;
        assertThat(amount(node, one(9000, DeviceRequest.share(500, Set.of())))).isEqualTo(all);
        assertThat(amount(node, one(4000, DeviceRequest.whole(2, Set.of())))).isEqualTo(all);
        assertThat(amount(node, one(9000, DeviceRequest.whole(2, Set.of())))).isEqualTo(all);
        assertThat(amount(node, one(4000, DeviceRequest.share(500, Set.of("A10")))))
                .isEqualTo(all);
    }

    @Test
    void podsWithoutDevicesShouldMakeAllThatIsFreeFragment() {
        int node = scene.node(8000, 8, Scene.devices(2));
        assertThat(amount(node, one(4000, DeviceRequest.NONE))).isEqualTo(2000);
        assertThat(amount(node, one(9000, DeviceRequest.NONE))).isEqualTo(2000);
    }

    @Test
    void theAmountShouldBeTheMeanOverTheTypicalPods() {
        int node = scene.node(8000, 8, Scene.devices(2));
        scene.put(share(0, 600), node, 0);
        TypicalPods typical = new TypicalPods(List.of(
                new TypicalPod(4000, DeviceRequest.share(500, Set.of()), 0.5),
                new TypicalPod(9000, DeviceRequest.whole(1, Set.of()), 0.25),
                new TypicalPod(1000, DeviceRequest.whole(1, Set.of()), 0.25)));
        // 0.5 x 400 + 0.25 x 1400 + 0.25 x 400
        assertThat(amount(node, typical)).isEqualTo(650);
    }

    @Test
    void onANodeOfSeveralModelsATypicalPodShouldUseOnlyThoseItAccepts() {
        int node = scene.node(8000, 8, "T4", "A10", "T4");
        assertThat(amount(node, one(0, DeviceRequest.share(500, Set.of("A10")))))
                .isEqualTo(2000);
        assertThat(amount(node, one(0, DeviceRequest.whole(2, Set.of("T4"))))).isEqualTo(1000);
        assertThat(amount(node, one(0, DeviceRequest.whole(3, Set.of())))).isEqualTo(3000);
    }

    @Test
    void theScoreShouldBeTheSigmoidOfWhatFragmentationDecreasesBy() {
        int node = scene.node(8000, 8, Scene.devices(2));
        scene.put(share(0, 600), node, 0);
        FragmentationGradient gradient = FragmentationGradient.of(one(1000, DeviceRequest.share(500, Set.of())));
        // Device 0: from 400 to 0, 100 / (1 + exp(-0.4)) = 59.8. Device 1: 400 + 0.
        assertThat(scene.score(gradient, share(0, 400), node)).isEqualTo(59);
        assertThat(scene.devices(gradient.deviceChoice(), share(0, 400), node, 0))
                .isEqualTo(0b01);
        // Only device 1 holds it: from 400 to 400 + 300, 100 / (1 + exp(0.3)) = 42.5.
        assertThat(scene.score(gradient, share(0, 700), node)).isEqualTo(42);
        // Not enough CPU for the typical pod any more: all 1400 are fragment.
        assertThat(scene.score(gradient, pod(7500, 0), node)).isEqualTo(26);
    }

    private double amount(int node, TypicalPods typical) {
        return new Fragmentation(typical, scene.cluster.deviceModels()).amount(scene.cluster.nodes(), node);
    }

    private static TypicalPods one(long cpu, DeviceRequest devices) {
        return new TypicalPods(List.of(new TypicalPod(cpu, devices, 1)));
    }
}
