package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvTraceTest {

    private static final long GIB = 1L << 30;
    private static final String HEADER =
            "time,event,name,cpu,memory,gpu,gpu-model,pods,duration,priority,owner,labels\n";

    @TempDir
    private Path folder;

    @Test
    void whatPeopleWriteShouldBecomeATrace() throws Exception {
        Trace trace = read(HEADER
                + "0,node-added,n1,64,256Gi,8,A100,,,,,zone=a\n"
                + "1h30m,,web-1,500m,1Gi,,,,2h,5,deployment/web,app=web\n"
                + "10,pod,train,8,64Gi,2,A100|V100,,,,,\n"
                + "PT20S,pod,share,1,1Gi,0.25,,,0.5,,,\n"
                + "2h,node-changed,n1,32,128Gi,,,50,,,,\n"
                + "3h,node-drained,n1,,,,,,,,,\n"
                + "4h,node-failed,n1,,,,,,,,,\n"
                + "5h,node-added,n1,64,256Gi,,,,,,,\n"
                + "6h,node-removed,n1,,,,,,,,,\n");

        assertThat(trace.name()).isEqualTo("trace");
        assertThat(trace.format()).isEqualTo("csv");
        assertThat(trace.hasTimes()).isTrue();
        NodeSpec large = NodeSpec.of("n1", Resources.allocatable(64_000, 256 * GIB, 110));
        assertThat(trace.events())
                .containsExactly(
                        new NodeAdded(
                                0,
                                large.withDevices(Collections.nCopies(8, DeviceSpec.whole("A100")))
                                        .withLabels(Map.of("zone", "a"))),
                        new PodArrived(
                                10_000,
                                PodSpec.named("train")
                                        .withRequests(Resources.request(8000, 64 * GIB))
                                        .withDevices(DeviceRequest.whole(2, Set.of("A100", "V100"))),
                                PodArrived.UNKNOWN_DURATION),
                        new PodArrived(
                                20_000,
                                PodSpec.named("share")
                                        .withRequests(Resources.request(1000, GIB))
                                        .withDevices(DeviceRequest.share(250, Set.of())),
                                500),
                        new PodArrived(
                                5_400_000,
                                PodSpec.named("web-1")
                                        .withRequests(Resources.request(500, GIB))
                                        .withPriority(5)
                                        .withLabels(Map.of("app", "web")),
                                7_200_000,
                                "deployment/web"),
                        new NodeChanged(7_200_000, NodeSpec.of("n1", Resources.allocatable(32_000, 128 * GIB, 50))),
                        new NodeDrained(10_800_000, "n1"),
                        new NodeRemoved(14_400_000, "n1", RemovalCause.FAILURE),
                        new NodeAdded(18_000_000, large),
                        new NodeRemoved(21_600_000, "n1", RemovalCause.PLANNED));
        assertThat(trace.inputs().get(0).file()).isEqualTo("trace.csv");
    }

    @Test
    void nodesMayComeFromAnOption() throws Exception {
        Path file = write("time,name,cpu,memory\n1,a,1,1Gi\n");
        Trace trace = TraceFormat.CSV.read(file, Map.of("nodes", "3:cpu=4,memory=8Gi"), Problems.strict());

        assertThat(trace.initialNodes()).hasSize(3);
        assertThat(trace.arrivals()).hasSize(1);
        assertThat(TraceFormat.recognising(file)).containsExactly(TraceFormat.CSV);
        assertThat(TraceFormat.recognising(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x,pod,p,1,1Gi,,,,,,,; time (x) of pod (p) must be a time such as 90, 1h30m or PT1H30M, in whole milliseconds",
                ",pod,p,1,1Gi,,,,,,,; time () of pod (p) must be a time such as 90, 1h30m or PT1H30M, in whole milliseconds",
                "1,pod,,1,1Gi,,,,,,,; name () must not be empty",
                "1,pod,p,1 core,1Gi,,,,,,,; cpu (1 core) of pod (p) must be a quantity such as 500m, 1.5 or 16Gi, at most 2^50",
                "1,pod,p,-1,1Gi,,,,,,,; cpu (-1) of pod (p) must be a quantity such as 500m, 1.5 or 16Gi, at most 2^50",
                "1,pod,p,1,2Pi,,,,,,,; memory (2Pi) of pod (p) must be a quantity such as 500m, 1.5 or 16Gi, at most 2^50",
                "1,pod,p,1,1Gi,1.5,,,,,,; gpu (1.5) of pod (p) must be a share below 1, or a whole number up to 64",
                "1,pod,p,1,1Gi,65,,,,,,; gpu (65) of pod (p) must be a share below 1, or a whole number up to 64",
                "1,pod,p,1,1Gi,,,,soon,,,; duration (soon) of pod (p) must be a time such as 90, 1h30m or PT1H30M, in whole milliseconds",
                "1,pod,p,1,1Gi,,,,,high,,; priority (high) of pod (p) must be a whole number",
                "1,pod,p,1,1Gi,,,,,2147483648,,; priority (2147483648) of pod (p) must be between -2147483648 and 2147483647",
                "1,pod,p,1,1Gi,,,,,,,app; labels (app) of pod (p) must be KEY=VALUE pairs joined by semicolons",
                "1,pod,p,1,1Gi,,; row (1,...) must have 12 fields like the header, not 7",
                "1,nod,p,1,1Gi,,,,,,,; event (nod) of node (p) must be pod, node-added, node-changed, node-removed, node-failed or node-drained",
                "1,node-added,n,1,1Gi,1,,,,,,; gpu (1) of node (n) must come with a gpu-model",
                "1,node-added,n,1,1Gi,,,many,,,,; pods (many) of node (n) must be a whole number",
                "1,node-removed,,,,,,,,,,; name () must have 1 to 253 characters",
                "1,node-removed,n,,,,,,,,,; name (n) must be of a node that is in the cluster",
                "1,node-drained,n,,,,,,,,,; name (n) must be of a node that is in the cluster",
                "1,node-changed,n,1,1,,,,,,,; name (n) must be of a node that is in the cluster"
            })
    void aBadRowShouldBeToldAndSkippedOnRequest(String row, String message) throws Exception {
        String text = HEADER + "0,pod,good,1,1Gi,,,,,,,\n" + row + "\n";
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("trace.csv") + ":3: The " + message + ".\n  Maybe ");

        Problems lenient = Problems.lenient();
        assertThat(TraceFormat.CSV
                        .read(folder.resolve("trace.csv"), Map.of(), lenient)
                        .events())
                .hasSize(1);
        assertThat(lenient.rowsSkipped()).isEqualTo(1);
    }

    @Test
    void podsAndNodesShouldBeThereOnce() {
        assertThatThrownBy(() -> read("time,name,cpu,memory\n1,a,1,1\n2,a,1,1\n"))
                .hasMessageContaining(":3: The name (a) must be unique, and line 2 has it already.");
        assertThatThrownBy(() -> read("time,event,name,cpu,memory\n1,node-added,a,1,1\n2,node-added,a,1,1\n"))
                .hasMessageContaining(":3: The name (a) must be of a node that is not in the cluster.")
                .hasMessageContaining("Maybe it was added twice.");
    }

    @Test
    void missingColumnsShouldBeToldAtOnce() {
        assertThatThrownBy(() -> read("time,name\n1,a\n"))
                .hasMessageContaining(":1: The header (time,name) must name the column cpu.")
                .hasMessageContaining(":1: The header (time,name) must name the column memory.");
        assertThatThrownBy(() -> read("")).hasMessageContaining("must start with a header line");
        assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("must have at least one row below its header");
    }

    private Trace read(String text) throws IOException, InputException {
        return TraceFormat.CSV.read(write(text), Map.of(), Problems.strict());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }
}
