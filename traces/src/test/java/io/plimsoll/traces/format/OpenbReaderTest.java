package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenbReaderTest {

    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    @Test
    void nodesHaveResourcesDevicesAndAModelLabel() throws Exception {
        OpenbFiles.good(folder);

        List<NodeSpec> nodes = read().initialNodes();

        assertThat(nodes).extracting(NodeSpec::name).containsExactly("node-0", "node-1");
        assertThat(nodes.get(0).allocatable()).isEqualTo(Resources.allocatable(64000, 262144 * MIB, 1001));
        assertThat(nodes.get(0).devices()).containsExactly(DeviceSpec.whole("P100"), DeviceSpec.whole("P100"));
        assertThat(nodes.get(0).labels()).isEqualTo(Map.of("alibabacloud.com/gpu-card-model", "P100"));
        assertThat(nodes.get(0).unschedulable()).isFalse();
        assertThat(nodes.get(1).devices()).isEmpty();
        assertThat(nodes.get(1).labels()).isEmpty();
    }

    @Test
    void podsArriveWhenCreatedAndRunFromSchedulingToDeletion() throws Exception {
        OpenbFiles.good(folder)
                .pods(
                        "late,6000,12288,1,460,,LS,Running,100,150,120",
                        "never-scheduled,6000,12288,1,460,,LS,Pending,10,50,",
                        "no-end,6000,12288,1,460,,LS,Running,10,,20",
                        "instant,6000,12288,1,460,,LS,Failed,10,20,20");

        Trace trace = read();

        assertThat(trace.hasTimes()).isTrue();
        assertThat(trace.arrivals())
                .extracting(arrival -> arrival.pod().name())
                .containsExactly("never-scheduled", "no-end", "instant", "late");
        assertThat(trace.arrivals())
                .extracting(PodArrived::timeMillis)
                .containsExactly(10_000L, 10_000L, 10_000L, 100_000L);
        assertThat(trace.arrivals())
                .extracting(PodArrived::durationMillis)
                .containsExactly(40_000L, PodArrived.UNKNOWN_DURATION, 0L, 30_000L);
    }

    @Test
    void requestsAreSaidInTheWordsOfTheModel() throws Exception {
        OpenbFiles.good(folder)
                .pods(
                        "cpu,4000,16384.0,0,1000,P100,LS,Running,1,2,1",
                        "share,4000.0,16384,1,460,,BE,Running,2,3,2",
                        "clamped,4000,16384,1,1500,V100M32|T4|V100M32,Guaranteed,Running,3,4,3",
                        "eight,4000,0,8,1000,G2,,Running,4,5,4");

        List<PodSpec> pods = read().arrivals().stream().map(PodArrived::pod).toList();

        assertThat(pods)
                .extracting(PodSpec::devices)
                .containsExactly(
                        DeviceRequest.NONE,
                        DeviceRequest.share(460, Set.of()),
                        DeviceRequest.whole(1, Set.of("T4", "V100M32")),
                        DeviceRequest.whole(8, Set.of("G2")));
        assertThat(pods)
                .extracting(PodSpec::requests)
                .containsExactly(
                        Resources.request(4000, 16384 * MIB),
                        Resources.request(4000, 16384 * MIB),
                        Resources.request(4000, 16384 * MIB),
                        Resources.request(4000, 0));
        assertThat(pods)
                .extracting(PodSpec::labels)
                .containsExactly(
                        new TreeMap<>(Map.of("qos", "LS")),
                        new TreeMap<>(Map.of("qos", "BE")),
                        new TreeMap<>(Map.of("qos", "Guaranteed")),
                        new TreeMap<>());
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.priority()).isZero();
            assertThat(pod.namespace()).isEqualTo("default");
            assertThat(pod.spread()).isEmpty();
            assertThat(pod.preferred()).isEmpty();
            assertThat(pod.nodeName()).isNull();
        });
    }

    @Test
    void equalRequestsAreOneObject() throws Exception {
        OpenbFiles.good(folder)
                .pods("a,4000,16384,1,460,T4|G2,LS,Running,1,2,1", "b,4000.0,16384,1,460,G2|T4|G2,BE,Running,2,3,2");

        List<PodArrived> arrivals = read().arrivals();

        assertThat(arrivals.get(0).pod().requests())
                .isSameAs(arrivals.get(1).pod().requests());
        assertThat(arrivals.get(0).pod().devices())
                .isSameAs(arrivals.get(1).pod().devices());
    }

    @Test
    void listsOfFiveColumnsHaveNoTimes() throws Exception {
        OpenbFiles.good(folder)
                .write(
                        "openb_pod_list_multigpu20.csv",
                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli\nb,12000,16384,2,1000\na,6000,12288,1,460\n");

        Trace trace = read(Map.of("pods", "multigpu20"));

        assertThat(trace.hasTimes()).isFalse();
        assertThat(trace.name()).isEqualTo("openb-multigpu20");
        assertThat(trace.arrivals()).extracting(arrival -> arrival.pod().name()).containsExactly("b", "a");
        assertThat(trace.arrivals()).allMatch(arrival -> arrival.timeMillis() == 0 && !arrival.hasDuration());
        assertThat(Openb.readPods(folder, "multigpu20").rows())
                .extracting(OpenbPod::creationSeconds)
                .containsOnly(OpenbPod.NO_TIME);
    }

    @Test
    void columnsMayStandInAnyOrderAmongUnknownOnes() throws Exception {
        OpenbFiles.good(folder)
                .write(OpenbFiles.NODE_LIST, "rack,model,gpu,sn,memory_mib,cpu_milli,note\n7,T4,1,n,1024,8000,\n")
                .write(OpenbFiles.POD_LIST, "gpu_milli,extra,num_gpu,memory_mib,cpu_milli,name\n250,x,1,512,1000,p\n");

        Trace trace = read();

        assertThat(trace.initialNodes().get(0).allocatable()).isEqualTo(Resources.allocatable(8000, 1024 * MIB, 1001));
        assertThat(trace.arrivals().get(0).pod().requests()).isEqualTo(Resources.request(1000, 512 * MIB));
        assertThat(trace.arrivals().get(0).pod().devices()).isEqualTo(DeviceRequest.share(250, Set.of()));
        assertThat(trace.hasTimes()).isFalse();
    }

    @Test
    void listsAreChosenByOptionsAndNameTheTrace() throws Exception {
        OpenbFiles.good(folder)
                .write("openb_node_list_all_node.csv.gz", OpenbFiles.gzip(OpenbFiles.NODE_HEADER + "\nn,1,1,0,\n"))
                .write(
                        "openb_pod_list_cpu050.csv.gz",
                        OpenbFiles.gzip(OpenbFiles.POD_HEADER + "\np,1,1,0,0,,,,1,2,\n"));

        Trace trace = read(Map.of("nodes", "all_node", "pods", "openb_pod_list_cpu050"));

        assertThat(trace.name()).isEqualTo("openb-cpu050-on-all_node");
        assertThat(trace.format()).isEqualTo("openb");
        assertThat(trace.inputs())
                .extracting("file")
                .containsExactly("openb_node_list_all_node.csv.gz", "openb_pod_list_cpu050.csv.gz");
    }

    @Test
    void theSameBytesHaveTheSameDigestPackedOrNot() throws Exception {
        OpenbFiles.good(folder);
        Trace plain = read();
        String text = Files.readString(folder.resolve(OpenbFiles.POD_LIST));
        new OpenbFiles(folder).write("openb_pod_list_packed.csv.gz", OpenbFiles.gzip(text));
        Trace packed = read(Map.of("pods", "packed"));

        assertThat(packed.inputs().get(1).sha256())
                .isEqualTo(plain.inputs().get(1).sha256());
        assertThat(packed.inputs().get(1).bytes()).isEqualTo(text.length());
    }

    @Test
    void byteOrderMarkWindowsLineEndsBlankLinesAndQuotesAreAccepted() throws Exception {
        OpenbFiles.good(folder)
                .write(OpenbFiles.NODE_LIST, "\ufeff" + OpenbFiles.NODE_HEADER + "\r\n\r\nn,1,1,0,\r\n")
                .write(
                        OpenbFiles.POD_LIST,
                        "\ufeff\"name\",cpu_milli,memory_mib,num_gpu,gpu_milli\r\n\r\n\"a \"\"b\"\", c\",1,1,0,0\r\n"
                                + "Zürich-東,1,1,0,0");

        Trace trace = read();

        assertThat(trace.initialNodes()).extracting(NodeSpec::name).containsExactly("n");
        assertThat(trace.arrivals())
                .extracting(arrival -> arrival.pod().name())
                .containsExactly("a \"b\", c", "Zürich-東");
    }

    @Test
    void lenientReadingSkipsBadRowsAndCountsThem() throws Exception {
        OpenbFiles.good(folder)
                .nodes("node-0,64000,262144,2,P100", "node-1,-5,131072,many,")
                .pods(
                        "a,1,1,0,0,,,,1,2,",
                        "b,1,1,0,0,,,,1,2",
                        "a,1,1,0,0,,,,1,2,",
                        "c,1,1,0,0,,,,2,1,",
                        "d,1,1,0,0,,,,9,9,");
        Problems problems = Problems.lenient();

        Trace trace = TraceFormat.OPENB.read(folder, Map.of(), problems);

        assertThat(trace.initialNodes()).extracting(NodeSpec::name).containsExactly("node-0");
        assertThat(trace.arrivals()).extracting(arrival -> arrival.pod().name()).containsExactly("a", "d");
        assertThat(problems.rowsSkipped()).isEqualTo(4);
        assertThat(problems.count()).isEqualTo(5);
    }

    @Test
    void lenientReadingOfNothingButBadRowsFails() {
        OpenbFiles.good(folder).nodes("node-0,x,262144,2,P100");

        assertThatThrownBy(() -> TraceFormat.OPENB.read(folder, Map.of(), Problems.lenient()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gpu_node.csv: The file must have at least one row without problems.");
    }

    @Test
    void unknownOptionsAreRefused() {
        OpenbFiles.good(folder);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("podz", "default")))
                .withMessageContaining("The option (podz) of format (openb) must be one of nodes, pods.");
    }

    private Trace read() throws InputException, IOException {
        return read(Map.of());
    }

    private Trace read(Map<String, String> options) throws InputException, IOException {
        return TraceFormat.OPENB.read(folder, options, Problems.strict());
    }
}
