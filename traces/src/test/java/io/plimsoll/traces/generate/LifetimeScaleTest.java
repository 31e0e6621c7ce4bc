package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifetimeScaleTest {

    private static final PodSpec POD = PodSpec.named("p").withDevices(DeviceRequest.share(500, Set.of()));
    private static final List<PodDraft> DRAFTS = List.of(
            PodDraft.job(0, 1000, true, POD), PodDraft.job(500, 1000, true, POD), PodDraft.replica(0, 2000, POD, ""));

    @Test
    void theFactorMeetsTheLoad() {
        assertThat(LifetimeScale.find(DRAFTS, 10_000, 500.0 * (2000 + 1000 + 1000)))
                .isCloseTo(1, within(1e-5));
        assertThat(LifetimeScale.find(DRAFTS, 10_000, 500.0 * (2000 + 3000 + 3000)))
                .isCloseTo(3, within(1e-5));
        assertThat(LifetimeScale.find(DRAFTS, 2000, 500.0 * (2000 + 2000 + 1500)))
                .as("nothing counts beyond the horizon")
                .isGreaterThan(1.999);
    }

    @Test
    void aLoadThatThePodsCannotMakeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifetimeScale.find(DRAFTS, 2000, 1e9))
                .withMessageContaining("must be one its pods can make, not a higher one.")
                .withMessageContaining("Maybe the number of pods does not go with the number of nodes.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LifetimeScale.find(DRAFTS, 2000, 500.0 * 100))
                .withMessageContaining("not a lower one.");
    }
}
