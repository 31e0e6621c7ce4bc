package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenbTest {

    @TempDir
    Path folder;

    @Test
    void rawRowsKeepTheTextOfTheModels() throws Exception {
        OpenbFiles.good(folder)
                .pods(
                        "a,6000,12288,1,460,V100M16|V100M32|V100M16,LS,Running,10,50,20",
                        "b,6000,12288,1,2000,,BE,Pending,10,,",
                        "c,6000,12288,0,1000,T4,,,10,50,");

        OpenbList<OpenbPod> pods = Openb.readPods(folder, "default");

        assertThat(pods.name()).isEqualTo("default");
        assertThat(pods.hasTimes()).isTrue();
        assertThat(pods.rows())
                .containsExactly(
                        new OpenbPod("a", 6000, 12288, 1, 460, "V100M16|V100M32|V100M16", "LS", "Running", 10, 50, 20),
                        new OpenbPod("b", 6000, 12288, 1, 1000, "", "BE", "Pending", 10, OpenbPod.NO_TIME, -1),
                        new OpenbPod("c", 6000, 12288, 0, 0, "", "", "", 10, 50, OpenbPod.NO_TIME));
        assertThat(pods.rows()).extracting(OpenbPod::totalGpuMilli).containsExactly(460L, 1000L, 0L);
    }

    @Test
    void rawNodesAreRead() throws Exception {
        OpenbFiles.good(folder).nodes("a,64000,262144.0,2,P100", "b,32000,131072,0,T4");

        OpenbList<OpenbNode> nodes = Openb.readNodes(folder, "gpu_node");

        assertThat(nodes.hasTimes()).isFalse();
        assertThat(nodes.digest().file()).isEqualTo(OpenbFiles.NODE_LIST);
        assertThat(nodes.rows())
                .containsExactly(
                        new OpenbNode("a", 64000, 262144, 2, "P100"), new OpenbNode("b", 32000, 131072, 0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu050",
                "openb_pod_list_cpu050",
                "openb_pod_list_cpu050.csv",
                "openb_pod_list_cpu050.csv.gz",
                "cpu050.csv"
            })
    void aListIsFoundByShortNameAndByFileName(String name) throws Exception {
        new OpenbFiles(folder)
                .write(
                        "openb_pod_list_cpu050.csv.gz",
                        OpenbFiles.gzip(OpenbFiles.POD_HEADER + "\np,1,1,0,0,,,,1,2,\n"));

        assertThat(Openb.readPods(folder, name).name()).isEqualTo("cpu050");
    }

    @Test
    void aPlainFileGoesBeforeACompressedOneUnlessThatIsNamed() throws Exception {
        new OpenbFiles(folder)
                .write("openb_pod_list_a.csv.gz", OpenbFiles.gzip(OpenbFiles.POD_HEADER + "\npacked,1,1,0,0,,,,1,2,\n"))
                .write("openb_pod_list_a.csv", OpenbFiles.POD_HEADER + "\nplain,1,1,0,0,,,,1,2,\n");

        assertThat(Openb.readPods(folder, "a").rows())
                .extracting(OpenbPod::name)
                .containsExactly("plain");
        assertThat(Openb.readPods(folder, "openb_pod_list_a.csv.gz").rows())
                .extracting(OpenbPod::name)
                .containsExactly("packed");
        assertThat(Openb.workloads(folder)).containsExactly("a");
    }

    @Test
    void workloadsAndNodeListsAreListedByShortName() throws Exception {
        OpenbFiles.good(folder)
                .write("openb_pod_list_cpu050.csv.gz", "")
                .write("openb_pod_list_notes.txt", "")
                .write("openb_node_list_gpu_node.yaml.gz", "");

        assertThat(Openb.workloads(folder)).containsExactly("cpu050", "default");
        assertThat(Openb.nodeLists(folder)).containsExactly("gpu_node");
    }

    @Test
    void aMissingFolderIsAnInputProblem() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> Openb.workloads(nowhere)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Openb.readPods(nowhere, "default")).hasMessageContaining("The input must exist.");
        assertThatThrownBy(() -> Openb.readNodes(nowhere, "gpu_node")).hasMessageContaining("The input must exist.");
    }
}
