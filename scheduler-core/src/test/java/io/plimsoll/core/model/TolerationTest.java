package io.plimsoll.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.Taint.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

class TolerationTest {

    private static final Taint GPU = new Taint("gpu", "yes", Effect.NO_SCHEDULE);

    @Test
    void keyValueAndEffectMustAgree() {
        assertThat(new Toleration("gpu", false, "yes", Effect.NO_SCHEDULE).tolerates(GPU))
                .isTrue();
        assertThat(new Toleration("gpu", false, "no", Effect.NO_SCHEDULE).tolerates(GPU))
                .isFalse();
        assertThat(new Toleration("tpu", false, "yes", Effect.NO_SCHEDULE).tolerates(GPU))
                .isFalse();
        assertThat(new Toleration("gpu", false, "yes", Effect.NO_EXECUTE).tolerates(GPU))
                .isFalse();
    }

    @Test
    void whatIsLeftOutAgreesWithEverything() {
        assertThat(new Toleration("gpu", true, "", null).tolerates(GPU)).isTrue();
        assertThat(new Toleration("", true, "", null).tolerates(GPU)).isTrue();
        assertThat(new Toleration("", true, "", Effect.PREFER_NO_SCHEDULE).tolerates(GPU))
                .isFalse();
        assertThat(new Toleration("gpu", false, "", null).tolerates(GPU)).isFalse();
    }

    @Test
    void anyTolerationOfAPodIsEnough() {
        PodRules rules = PodRules.NONE.withTolerations(
                List.of(new Toleration("tpu", true, "", null), new Toleration("gpu", true, "", null)));
        assertThat(rules.tolerates(GPU)).isTrue();
        assertThat(rules.tolerates(Taint.UNSCHEDULABLE)).isFalse();
        assertThat(PodRules.NONE.tolerates(GPU)).isFalse();
    }

    @Test
    void onlyPreferencesDoNotForbid() {
        assertThat(GPU.forbids()).isTrue();
        assertThat(new Taint("gpu", "", Effect.NO_EXECUTE).forbids()).isTrue();
        assertThat(new Taint("gpu", "", Effect.PREFER_NO_SCHEDULE).forbids()).isFalse();
        assertThatThrownBy(() -> new Taint("", "", Effect.NO_EXECUTE)).hasMessageContaining("taint key");
    }
}
