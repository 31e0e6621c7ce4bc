package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConverterTest {

    @Test
    void everythingThatRulesReadIsTaken() {
        Node node = Json.read(Node.class, """
                {'metadata': {'name': 'n', 'labels': {'zone': 'a'}},
                 'spec': {'unschedulable': true, 'taints': [
                   {'key': 'a', 'value': 'x', 'effect': 'NoSchedule'}, {'key': 'b', 'effect': 'PreferNoSchedule'},
                   {'key': 'c', 'effect': 'NoExecute'}, {'key': 'd', 'effect': 'Unheard'}]},
                 'status': {'capacity': {'cpu': '9'},
                   'allocatable': {'cpu': '1500m', 'memory': '1Ki', 'pods': '110', 'x.com/gpu': '2'},
                   'images': [{'names': ['web:1', 'web@sha256:1'], 'sizeBytes': 5}, {'names': ['odd:1']}]}}
                """);
        Resources amounts = Resources.allocatable(1500, 1024, 110).withScalars(Map.of("x.com/gpu", 2L));
        assertThat(NodeConverter.convert(node))
                .isEqualTo(NodeSpec.of("n", amounts)
                        .withLabels(Map.of("zone", "a"))
                        .withUnschedulable(true)
                        .withTaints(List.of(
                                new Taint("a", "x", Effect.NO_SCHEDULE),
                                new Taint("b", "", Effect.PREFER_NO_SCHEDULE),
                                new Taint("c", "", Effect.NO_EXECUTE)))
                        .withImages(Map.of("web:1", 5L, "web@sha256:1", 5L, "odd:1", 0L)));
    }

    @Test
    void capacityIsAllocatableWhereNothingElseIsSaid() {
        Node node = Json.read(Node.class, "{'metadata': {'name': 'n'}, 'status': {'capacity': {'cpu': '2'}}}");
        assertThat(NodeConverter.convert(node)).isEqualTo(NodeSpec.of("n", Resources.allocatable(2000, 0, 0)));
        assertThat(NodeConverter.convert(Json.read(Node.class, "{'metadata': {'name': 'n'}}")))
                .isEqualTo(NodeSpec.of("n", Resources.NONE));
    }
}
