package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeShapeTest {

    @Test
    void aThousandNodesHaveTheStatedShares() {
        List<NodeSpec> nodes = NodeShape.cluster(1000);

        assertThat(countBy(nodes, NodeShape.SHAPE_LABEL))
                .isEqualTo(
                        Map.of("cpu", 120L, "t4x1", 80L, "t4x2", 220L, "a10x4", 200L, "v100x8", 200L, "a100x8", 180L));
        assertThat(nodes.stream().mapToInt(node -> node.devices().size()).sum()).isEqualTo(4360);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 99, 1000, 1001, 12_345})
    void everySizeHasAllShapesUniqueNamesAndSmallRacks(int size) {
        List<NodeSpec> nodes = NodeShape.cluster(size);

        assertThat(nodes).hasSize(size).extracting(NodeSpec::name).doesNotHaveDuplicates();
        assertThat(countBy(nodes, NodeShape.SHAPE_LABEL)).hasSize(NodeShape.values().length);
        assertThat(countBy(nodes, NodeShape.RACK_LABEL).values()).allMatch(count -> count <= 16);
    }

    @Test
    void everyShapeIsDealtEvenlyToTheZones() {
        Map<String, List<NodeSpec>> shapes = NodeShape.cluster(1000).stream()
                .collect(Collectors.groupingBy(
                        node -> String.valueOf(node.labels().get(NodeShape.SHAPE_LABEL))));

        for (List<NodeSpec> nodes : shapes.values()) {
            Collection<Long> perZone = countBy(nodes, NodeShape.ZONE_LABEL).values();
            assertThat(perZone).hasSize(3).allMatch(count -> Math.abs(count - nodes.size() / 3) <= 1);
        }
    }

    @Test
    void aRackIsInOneZoneAndOfOneShape() {
        Map<String, List<NodeSpec>> racks = NodeShape.cluster(1000).stream()
                .collect(Collectors.groupingBy(
                        node -> String.valueOf(node.labels().get(NodeShape.RACK_LABEL))));

        for (List<NodeSpec> nodes : racks.values()) {
            assertThat(countBy(nodes, NodeShape.ZONE_LABEL)).hasSize(1);
            assertThat(countBy(nodes, NodeShape.SHAPE_LABEL)).hasSize(1);
        }
    }

    private static Map<String, Long> countBy(List<NodeSpec> nodes, String label) {
        return nodes.stream()
                .collect(Collectors.groupingBy(
                        node -> String.valueOf(node.labels().get(label)), Collectors.counting()));
    }
}
