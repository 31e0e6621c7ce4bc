package io.plimsoll.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> WEB = Map.of("app", "web", "tier", "front");

    @Test
    void emptySelectorSelectsEverything() {
        assertThat(LabelSelector.of(Map.of()).matches(Map.of())).isTrue();
        assertThat(LabelSelector.of(Map.of()).matches(WEB)).isTrue();
    }

    @Test
    void allLabelsMustMatchExactly() {
        assertThat(LabelSelector.of(Map.of("app", "web")).matches(WEB)).isTrue();
        assertThat(LabelSelector.of(WEB).matches(Map.of("app", "web"))).isFalse();
        assertThat(LabelSelector.of(Map.of("app", "We")).matches(WEB)).isFalse();
    }

    @Test
    void operatorsTreatAbsentLabelsAsKubernetesDoes() {
        assertThat(matches(Operator.IN, Set.of("web", "db"), "app")).isTrue();
        assertThat(matches(Operator.IN, Set.of("db"), "app")).isFalse();
        assertThat(matches(Operator.IN, Set.of("db"), "absent")).isFalse();
        assertThat(matches(Operator.NOT_IN, Set.of("db"), "app")).isTrue();
        assertThat(matches(Operator.NOT_IN, Set.of("web"), "app")).isFalse();
        assertThat(matches(Operator.NOT_IN, Set.of("web"), "absent")).isTrue();
        assertThat(matches(Operator.EXISTS, Set.of(), "app")).isTrue();
        assertThat(matches(Operator.EXISTS, Set.of(), "absent")).isFalse();
        assertThat(matches(Operator.DOES_NOT_EXIST, Set.of(), "app")).isFalse();
        assertThat(matches(Operator.DOES_NOT_EXIST, Set.of(), "absent")).isTrue();
    }

    @Test
    void valuesBelongToTheOperatorsThatCompareThem() {
        assertThatThrownBy(() -> Requirement.of("app", Operator.IN, Set.of()))
                .hasMessageContaining("The values ([]) of label (app) must not be empty for operator IN.");
        assertThatThrownBy(() -> Requirement.of("app", Operator.EXISTS, Set.of("x")))
                .hasMessageContaining("The values ([x]) of label (app) must be empty for operator EXISTS.");
        assertThatThrownBy(() -> Requirement.of("", Operator.EXISTS, Set.of()))
                .hasMessageContaining("must not be empty");
    }

    @Test
    void constraintsAndPreferencesHaveRanges() {
        LabelSelector all = LabelSelector.of(Map.of());
        assertThatThrownBy(() -> new SpreadConstraint("zone", 0, all)).hasMessageContaining("maximum skew (0)");
        assertThatThrownBy(() -> new SpreadConstraint("", 1, all)).hasMessageContaining("topology key");
        assertThatThrownBy(() -> new PreferredLabels(0, all)).hasMessageContaining("weight of a preference (0)");
        assertThatThrownBy(() -> new PreferredLabels(101, all)).hasMessageContaining("(101)");
        assertThatThrownBy(() -> PodSpec.named("")).hasMessageContaining("pod name");
        assertThatThrownBy(() -> NodeSpec.of("", Resources.NONE)).hasMessageContaining("node name");
    }

    private static boolean matches(Operator operator, Set<String> values, String key) {
        return new LabelSelector(new TreeMap<>(), List.of(Requirement.of(key, operator, values))).matches(WEB);
    }
}
