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

class NodeAffinityTest {

    private static final NodeSpec NODE =
            NodeSpec.of("n1", Resources.NONE).withLabels(Map.of("disk", "ssd", "cores", "8", "note", "eight"));

    @Test
    void selectorAndOneOfTheTermsMustHold() {
        NodeSelectorTerm ssd = labels("disk", Operator.IN, "ssd");
        NodeSelectorTerm hdd = labels("disk", Operator.IN, "hdd");
        assertThat(NodeAffinity.ANY.allows(NODE)).isTrue();
        assertThat(NodeAffinity.ANY.restricts()).isFalse();
        assertThat(required(hdd, ssd).allows(NODE)).isTrue();
        assertThat(required(hdd).allows(NODE)).isFalse();
        assertThat(required(hdd).restricts()).isTrue();
        assertThat(selector("disk", "hdd").allows(NODE)).isFalse();
        assertThat(selector("disk", "ssd").allows(NODE)).isTrue();
        assertThat(selector("disk", "ssd").restricts()).isTrue();
    }

    @Test
    void noTermsAndEmptyTermsMeanNoNode() {
        assertThat(required().allows(NODE)).isFalse();
        assertThat(required(new NodeSelectorTerm(List.of(), List.of())).allows(NODE))
                .isFalse();
        assertThat(required(new NodeSelectorTerm(LabelSelector.NOTHING.requirements(), List.of()))
                        .allows(NODE))
                .isFalse();
    }

    @Test
    void numbersAreComparedWhereLabelsAreNumbers() {
        assertThat(labels("cores", Operator.GREATER_THAN, "7").matches(NODE)).isTrue();
        assertThat(labels("cores", Operator.GREATER_THAN, "8").matches(NODE)).isFalse();
        assertThat(labels("cores", Operator.LESS_THAN, "9").matches(NODE)).isTrue();
        assertThat(labels("cores", Operator.LESS_THAN, "8").matches(NODE)).isFalse();
        assertThat(labels("note", Operator.LESS_THAN, "9").matches(NODE)).isFalse();
        assertThat(labels("absent", Operator.GREATER_THAN, "-1").matches(NODE)).isFalse();
        assertThatThrownBy(() -> labels("cores", Operator.GREATER_THAN, "many"))
                .hasMessageContaining("must be one whole number for operator GREATER_THAN");
    }

    @Test
    void theNameIsAField() {
        assertThat(field(Operator.IN, "n1").matches(NODE)).isTrue();
        assertThat(field(Operator.IN, "n2").matches(NODE)).isFalse();
        assertThat(field(Operator.NOT_IN, "n2").matches(NODE)).isTrue();
        assertThat(new NodeSelectorTerm(
                                labels("disk", Operator.IN, "hdd").expressions(),
                                field(Operator.IN, "n1").fields())
                        .matches(NODE))
                .isFalse();
    }

    @Test
    void weightsOfGrantedWishesAddUp() {
        NodeAffinity affinity = new NodeAffinity(
                new TreeMap<>(),
                null,
                List.of(
                        new WeightedNodeTerm(5, labels("disk", Operator.EXISTS)),
                        new WeightedNodeTerm(7, labels("disk", Operator.DOES_NOT_EXIST)),
                        new WeightedNodeTerm(90, field(Operator.IN, "n1"))));
        assertThat(affinity.preference(NODE)).isEqualTo(95);
        assertThat(affinity.allows(NODE)).isTrue();
        assertThatThrownBy(() -> new WeightedNodeTerm(0, field(Operator.IN, "n1")))
                .hasMessageContaining("weight of a preference (0)");
    }

    private static NodeAffinity required(NodeSelectorTerm... terms) {
        return new NodeAffinity(new TreeMap<>(), List.of(terms), List.of());
    }

    private static NodeAffinity selector(String key, String value) {
        return new NodeAffinity(new TreeMap<>(Map.of(key, value)), null, List.of());
    }

    private static NodeSelectorTerm labels(String key, Operator operator, String... values) {
        return new NodeSelectorTerm(List.of(Requirement.of(key, operator, Set.of(values))), List.of());
    }

    private static NodeSelectorTerm field(Operator operator, String name) {
        return new NodeSelectorTerm(List.of(), List.of(Requirement.of(NodeSelectorTerm.NAME, operator, Set.of(name))));
    }
}
