package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetTest {

    private static final long GIB = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void groupsShouldBecomeNodesWithNamesOfOneLength() throws Exception {
        List<NodeSpec> nodes = Fleet.of(
                "9:cpu=64,memory=256Gi+1:cpu=1500m,memory=2Gi,pods=20,gpu=2,gpu-model=T4,label.zone=a,2:cpu=1,memory=1Gi",
                Problems.strict());

        assertThat(nodes).hasSize(12);
        assertThat(nodes.get(0)).isEqualTo(NodeSpec.of("node-01", Resources.allocatable(64_000, 256 * GIB, 110)));
        assertThat(nodes.get(9))
                .isEqualTo(NodeSpec.of("node-10", Resources.allocatable(1500, 2 * GIB, 20))
                        .withLabels(Map.of("zone", "a"))
                        .withDevices(List.of(DeviceSpec.whole("T4"), DeviceSpec.whole("T4"))));
        assertThat(nodes.get(11).name()).isEqualTo("node-12");
    }

    @Test
    void aFileShouldNameItsNodes() throws Exception {
        Path file = folder.resolve("nodes.csv");
        Files.writeString(file, """
                name,cpu,memory,pods,gpu,gpu-model,labels,ephemeral-storage
                a,64,256Gi,,1,T4,zone=z1;rack=r2,100Gi
                b,32,128Gi,50,,,,
                """);
        List<NodeSpec> nodes = Fleet.of(file.toString(), Problems.strict());

        assertThat(nodes)
                .containsExactly(
                        NodeSpec.of(
                                        "a",
                                        Resources.allocatable(64_000, 256 * GIB, 110)
                                                .withEphemeralStorage(100 * GIB))
                                .withDevices(List.of(DeviceSpec.whole("T4")))
                                .withLabels(Map.of("zone", "z1", "rack", "r2")),
                        NodeSpec.of("b", Resources.allocatable(32_000, 128 * GIB, 50)));
    }

    @Test
    void allProblemsOfAFileShouldBeToldAtOnce() throws Exception {
        Path file = folder.resolve("nodes.csv");
        Files.writeString(file, "name,cpu,memory,gpu,labels\na,64,256GB,1,zone\na,1,1,,\n");

        assertThatThrownBy(() -> Fleet.of(file.toString(), Problems.strict()))
                .hasMessage("""
                        FILE:2: The memory (256GB) of node (a) must be a quantity such as 500m, 1.5 or 16Gi, at most 2^50.
                          Maybe the unit is mistyped: Kubernetes knows m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei.
                        FILE:2: The gpu (1) of node (a) must come with a gpu-model.
                          Maybe the column gpu-model is missing.
                        FILE:2: The labels (zone) of node (a) must be KEY=VALUE pairs joined by semicolons.
                          Maybe an equals sign is missing.
                        FILE:3: The name (a) must be unique, and line 2 has it already.
                          Maybe the node was listed twice, or two lists were joined.""".replace("FILE", file.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ":cpu=1,memory=1; begin each group with a number of nodes, not ()",
                "0:cpu=1,memory=1; begin each group with a number of nodes, not (0)",
                "ten:cpu=1,memory=1; begin each group with a number of nodes, not (ten)",
                "99999999999:cpu=1,memory=1; begin each group with a number of nodes, not (99999999999)",
                "10000000:cpu=1,memory=1+1:cpu=1,memory=1; have at most 10000000 nodes",
                "10:cpu=64; say the cpu and memory of each group",
                "10:cpu=64,memory=256GB; give memory as a quantity such as 500m, 64 or 256Gi, not (256GB)",
                "10:cpus=64,memory=1Gi; hold groups such as 700:cpu=64,memory=256Gi, not (10:cpus=64)",
                "10:cpu=64,memory=1Gi,; hold groups such as 700:cpu=64,memory=256Gi, not ()",
                "10:cpu=64,memory=1Gi,gpu=8; name the gpu-model of up to 64 gpus of a node, and of no others",
                "10:cpu=64,memory=1Gi,gpu=65,gpu-model=T4; name the gpu-model of up to 64 gpus of a node, and of no others"
            })
    void aTextThatCannotBeUnderstoodShouldBeRefused(String text, String rule) {
        assertThatThrownBy(() -> Fleet.of(text, Problems.strict()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The nodes (" + text + ") must " + rule + ".")
                .hasMessageContaining("\nMaybe ");
    }
}
