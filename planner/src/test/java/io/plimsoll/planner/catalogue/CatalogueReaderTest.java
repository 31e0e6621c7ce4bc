package io.plimsoll.planner.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Taint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueReaderTest {

    private static final Path EXAMPLES = Path.of("..", "examples", "plan");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void csvAndYamlShouldSayTheSame() throws IOException, InputException {
        Catalogue csv = CatalogueReader.read(List.of(EXAMPLES.resolve("catalogue.csv")));
        Catalogue yaml = CatalogueReader.read(List.of(EXAMPLES.resolve("catalogue.yaml")));
        assertThat(csv.types()).hasSize(6);
        assertThat(yaml.types()).hasSize(3);
        assertThat(yaml.types().subList(0, 2)).isSubsetOf(csv.types());
    }

    @Test
    void aNodeShouldOfferWhatKubeletAndSystemLeave() throws IOException, InputException {
        NodeType gpu = CatalogueReader.read(List.of(EXAMPLES.resolve("catalogue.csv")))
                .types()
                .get(5);
        NodeSpec node = gpu.node("gpu-1", "a");
        assertThat(node.allocatable().cpuMilli()).isEqualTo(7_910);
        assertThat(node.allocatable().memoryBytes()).isEqualTo((61L << 30) - (993L << 20));
        assertThat(node.allocatable().scalars()).containsEntry("nvidia.com/gpu", 1L);
        assertThat(node.labels())
                .containsEntry("accelerator", "v100")
                .containsEntry(NodeType.ZONE, "a")
                .containsEntry(NodeType.TYPE, "gpu")
                .containsEntry(NodeType.HOST_NAME, "gpu-1");
        assertThat(node.taints()).containsExactly(new Taint("nvidia.com/gpu", "present", Taint.Effect.NO_SCHEDULE));
        assertThat(gpu.priceMicros()).isEqualTo(3_060_000);
        assertThat(gpu.most()).isEqualTo(4);
    }

    @Test
    void aNodePoolShouldChooseAmongTypesAndZones() throws IOException, InputException {
        Path pool = Files.writeString(folder.resolve("pool.yaml"), """
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata: {name: spare}
                spec:
                  limits: {cpu: "20"}
                  template:
                    metadata: {labels: {team: shop}}
                    spec:
                      taints: [{key: spare, effect: NoSchedule}]
                      requirements:
                        - {key: node.kubernetes.io/instance-type, operator: In, values: [large, small]}
                        - {key: topology.kubernetes.io/zone, operator: NotIn, values: [a]}
                """);
        Catalogue chosen = CatalogueReader.read(List.of(EXAMPLES.resolve("catalogue.csv"), pool));
        assertThat(chosen.types()).extracting(NodeType::name).containsExactly("small", "large");
        NodeType large = chosen.types().get(1);
        assertThat(large.zones()).containsExactly("b", "c");
        assertThat(large.most()).isEqualTo(2);
        assertThat(large.labels()).containsEntry("team", "shop").containsEntry("karpenter.sh/nodepool", "spare");
        assertThat(large.taints()).hasSize(1);
        assertThat(chosen.notes()).anyMatch(note -> note.contains("limits of the node pool spare"));
    }

    @Test
    void aNodeGroupOfClusterAutoscalerShouldBeANodeType() throws IOException, InputException {
        Path group = Files.writeString(folder.resolve("group.yaml"), """
                apiVersion: cluster.x-k8s.io/v1beta1
                kind: MachineDeployment
                metadata:
                  name: workers
                  annotations:
                    cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: "1"
                    cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: "5"
                    capacity.cluster-autoscaler.kubernetes.io/cpu: "16"
                    capacity.cluster-autoscaler.kubernetes.io/memory: 128G
                    capacity.cluster-autoscaler.kubernetes.io/gpu-count: "2"
                    capacity.cluster-autoscaler.kubernetes.io/maxPods: "200"
                    capacity.cluster-autoscaler.kubernetes.io/labels: pool=big,topology.kubernetes.io/zone=z1
                    capacity.cluster-autoscaler.kubernetes.io/taints: big=yes:NoSchedule
                """);
        Catalogue catalogue = CatalogueReader.read(List.of(group));
        NodeType type = catalogue.types().get(0);
        assertThat(type.least()).isEqualTo(1);
        assertThat(type.most()).isEqualTo(5);
        assertThat(type.allocatable().pods()).isEqualTo(200);
        assertThat(type.allocatable().memoryBytes()).isEqualTo(128_000_000_000L);
        assertThat(type.allocatable().scalars()).containsEntry("nvidia.com/gpu", 2L);
        assertThat(type.zones()).containsExactly("z1");
        assertThat(type.labels()).containsEntry("pool", "big");
        assertThat(type.priceMicros()).isEqualTo(1_000_000);
        assertThat(catalogue.notes()).hasSize(1);
    }
}
