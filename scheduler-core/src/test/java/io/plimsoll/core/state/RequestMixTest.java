package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import org.junit.jupiter.api.Test;

class RequestMixTest {

    private final Cluster cluster = new Cluster();
    private final RequestMix mix = cluster.requestMix();

    @Test
    void mixMovesWithItsVersionAndNotBetween() {
        arrive(99, 1);
        assertThat(mix.version()).isZero();
        assertThat(mix.arrived(0)).isZero();
        arrive(1, 2);
        assertThat(mix.version()).isEqualTo(1);
        assertThat(mix.arrived(0)).isEqualTo(99);
        assertThat(mix.arrived(1)).isEqualTo(1);
        arrive(99, 2);
        assertThat(mix.version()).isEqualTo(1);
        assertThat(mix.arrived(1)).isEqualTo(1);
        assertThat(mix.total()).isEqualTo(199);
        arrive(1, 3);
        assertThat(mix.version()).isEqualTo(2);
        assertThat(mix.arrived(1)).isEqualTo(100);
        assertThat(mix.arrived(99)).isZero();
    }

    @Test
    void laterMovesComeAfterATenthMore() {
        arrive(1100, 1);
        assertThat(mix.version()).isEqualTo(11);
        arrive(109, 1);
        assertThat(mix.version()).isEqualTo(11);
        arrive(1, 1);
        assertThat(mix.version()).isEqualTo(12);
    }

    @Test
    void versionThatATrialGaveBackIsNeverUsedAgain() {
        arrive(90, 1);
        long inside;
        try (Trial trial = cluster.openTrial()) {
            assertThat(trial).isNotNull();
            arrive(50, 2);
            inside = mix.version();
            assertThat(mix.arrived(1)).isEqualTo(10);
        }
        assertThat(mix.version()).isZero();
        assertThat(mix.arrived(0)).isZero();
        assertThat(mix.total()).isEqualTo(90);
        arrive(10, 3);
        assertThat(mix.version()).isNotEqualTo(inside).isPositive();
        assertThat(mix.arrived(0)).isEqualTo(90);
        assertThat(mix.arrived(1)).isZero();
        assertThat(mix.arrived(2)).isEqualTo(10);
    }

    private void arrive(int pods, long cpuMilli) {
        for (int i = 0; i < pods; i++) {
            cluster.addPod(PodSpec.named("p").withRequests(Resources.request(cpuMilli, 0)));
        }
    }
}
