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
import io.plimsoll.traces.RandomTrace;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From Plimsoll's own format to CSV and back nothing is lost. */
final class CsvRoundTripTest {

    private static final TraceReader STREAMING = new CsvTraceReader(0);

    @TempDir
    private Path folder;

    @Test
    void randomTracesShouldComeBackTheSame() throws Exception {
        long first = Seeds.of("CsvRoundTripTest", 1);
        for (long seed = first; seed < first + 40; seed++) {
            Trace trace = RandomTrace.of(seed, (int) (seed % 7 * 60) + 1);
            EventSource original = written(trace, "a.plimsoll");
            EventSource csv = written(original, seed % 2 == 0 ? "b.csv" : "b.csv.gz");
            assertThat(csv.inputs())
                    .extracting(InputDigest::file)
                    .containsExactly(seed % 2 == 0 ? "b.csv" : "b.csv.gz", "a.plimsoll");
            EventSource back = written(csv, "c.plimsoll");
            assertSame(back, trace);
            assertThat(back.inputs())
                    .extracting(InputDigest::file)
                    .startsWith("c.plimsoll")
                    .endsWith("a.plimsoll");
        }
    }

    @Test
    void filesThatAreStreamedShouldSayTheSame() throws Exception {
        for (long seed = 1; seed < 20; seed++) {
            Trace trace = RandomTrace.of(seed, 200);
            written(trace, "b.csv");
            EventSource streamed = STREAMING.open(folder.resolve("b.csv"), Map.of(), Problems.strict());
            assertSame(streamed, trace);
            assertSame(streamed, trace);
            EventSource read = open(folder.resolve("b.csv"));
            assertThat(streamed.contents()).isEqualTo(read.contents());
            assertThat(streamed.inputs()).isEqualTo(read.inputs());
        }
    }

    @Test
    void whatHasNoColumnShouldBeKept() throws Exception {
        NodeSpec node = NodeSpec.of("n,\"1\"", Resources.allocatable(1, 0, 7).withEphemeralStorage(5))
                .withDevices(List.of(new DeviceSpec("A", 500), DeviceSpec.whole("B")))
                .withLabels(Map.of("a;b", "c=d"));
        PodSpec pod = PodSpec.named("p")
                .withDevices(DeviceRequest.whole(64, Set.of("A|B", "C")))
                .withLabels(Map.of("tab", "\t", "plain", "x"))
                .withNodeName("elsewhere")
                .withPriority(-5);
        List<TraceEvent> events = List.of(
                new NodeAdded(
                        1, NodeSpec.of("n2", Resources.allocatable(5, 5, 5)).withUnschedulable(true)),
                new PodArrived(TraceEvent.MAX_TIME_MILLIS, pod, TraceEvent.MAX_TIME_MILLIS, "a \"b\", c"),
                new PodArrived(TraceEvent.MAX_TIME_MILLIS, pod.withNamespace("other"), 0, ""));
        Trace trace = new Trace("a, b", "some", true, List.of(node), events, List.of());
        assertSame(written(trace, "a.csv"), trace);
        assertSame(STREAMING.open(folder.resolve("a.csv"), Map.of(), Problems.strict()), trace);
    }

    @Test
    void aTraceWithoutTimesShouldStayWithout() throws Exception {
        List<TraceEvent> events =
                List.of(new PodArrived(0, PodSpec.named("p"), -1), new PodArrived(0, PodSpec.named("q"), -1));
        Trace trace = new Trace("timeless", "openb", false, List.of(), events, List.of());
        assertSame(written(trace, "a.csv"), trace);
        assertSame(STREAMING.open(folder.resolve("a.csv"), Map.of(), Problems.strict()), trace);

        Path late = append("a.csv", "5,pod,r,,,,,,,,,,,,,\n");
        assertThatThrownBy(() -> open(late)).hasMessageContaining("a.csv: The content must be a trace: The event");
        assertThatThrownBy(() -> STREAMING.open(late, Map.of(), Problems.strict()))
                .hasMessageContaining(":5: The time (5) of pod (r) must be 0, of a pod without duration");
    }

    @Test
    void whatCsvCannotHoldShouldBeRefusedAndLeaveNothing() {
        for (PodSpec pod : List.of(PodSpec.named("x".repeat(254)), PodSpec.named("a\nb"), PodSpec.named("\uFFFD"))) {
            Trace trace = new Trace("t", "t", true, List.of(), List.of(new PodArrived(0, pod, 1)), List.of());
            assertThatThrownBy(() -> written(trace, "a.csv.gz"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of a trace in CSV must")
                    .hasMessageContaining("Maybe the native format serves");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void handWrittenHeadsShouldBeRead() throws Exception {
        Path file = Files.writeString(folder.resolve("hand.csv"), """
                time,event,name,cpu,memory,owner,max-unavailable,namespace
                1,pod,p,1,1Gi,web,,shop
                2,pod,p,1,1Gi,web,,
                ,node,n1,4,8Gi,,,
                ,budget,,,,web,1,
                """);
        EventSource trace = open(file);
        assertThat(trace.header().name()).isEqualTo("hand");
        assertThat(trace.header().format()).isEqualTo("csv");
        assertThat(trace.header().initialNodes()).extracting(NodeSpec::name).containsExactly("n1");
        assertThat(trace.header().budgets()).hasSize(1);
        EventSource others = TraceFormat.CSV.open(file, Map.of("nodes", "3:cpu=1,memory=1Gi"), Problems.strict());
        assertThat(others.header().initialNodes()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x | its text (x) must be JSON",
                "[] | its value (a list) of the document must be an object",
                "{\"nodeNam\":\"x\"} | its key (nodeNam) of the document must be one of nodeName, scalars",
                "{\"nodeName\":1} | the value (1) of nodeName must be a text",
                "{\"nodeName\":1,\"nodeName\":\"x\"} | its key (nodeName) of the document must occur once",
                "{\"scalars\":{\"a\":0.5}} | the value (0.5) of scalars.a must be a whole number",
                "{\"scalars\":{\"a\":-1}} | The quantity (-1) of resource (a) must be between",
                "{\"labels\":[]} | the value (a list) of labels must be an object",
                "{\"preferred\":[{\"selector\":{}}]} | the value (an object) of preferred[0] must have a weight",
                "{\"preferred\":[{\"weight\":101,\"selector\":{}}]} | The weight of a preference (101) must be between",
                "{\"spread\":[{\"topologyKey\":\"z\",\"maxSkew\":1e99,\"selector\":{}}]} | must be a whole number",
                "{\"spread\":[{\"topologyKey\":\"z\",\"maxSkew\":99999999999,\"selector\":{}}]} | must be a smaller number",
                "{\"preferred\":[{\"weight\":1,\"selector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Is\"}]}}]} | must be In, NotIn, Exists or DoesNotExist",
            })
    void aBadExtraShouldBeTold(String extra, String message) {
        assertThatThrownBy(() -> read("0,pod,p,1,1,\"" + extra.replace("\"", "\"\"") + "\"\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(":2: The extra (")
                .hasMessageContaining(message)
                .hasMessageContaining("Maybe ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0,node,n,1,1,{};0,node,n,1,1,{} | name (n) of node (n) must be of one node",
                "0,budget,,,,{} | event (budget) must come with an owner and a max-unavailable",
                "0,trace,t,,,\"{\"\"times\"\":0}\" | the value (0) of times must be true or false",
                "0,node,n,1,1,\"{\"\"cordoned\"\":\"\"no\"\"}\" | the value (no) of cordoned must be true or false",
                "0,node,n,1,1,\"{\"\"devices\"\":[{\"\"model\"\":\"\"A\"\",\"\"milli\"\":0}]}\" | device capacity (0)",
            })
    void aBadHeadShouldBeTold(String rows, String message) {
        assertThatThrownBy(() -> read(rows.replace(';', '\n') + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoBudgetsOfOneOwnerShouldBeTold() throws Exception {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                "time,event,name,cpu,memory,owner,max-unavailable\n,budget,,,,a,1\n,budget,,,,a,2\n,budget,,,,b,-1\n");
        assertThatThrownBy(() -> open(file))
                .hasMessageContaining(":3: The owner (a) must have one budget.")
                .hasMessageContaining(":4: The max-unavailable (-1) must be between 0 and");
    }

    @Test
    void largeFilesMustBeInOrder() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), """
                time,event,name,cpu,memory
                5,pod,a,1,1
                4,pod,b,1,1
                6,node-removed,n,,
                ,node,late,1,1
                7,pod,c,1,1
                """);
        assertThatThrownBy(() -> STREAMING.open(file, Map.of(), Problems.strict()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(":3: The time (4) of pod (b) must not be before that of the row above")
                .hasMessageContaining(":4: The name (n) of node (n) must be of a node that is in the cluster.")
                .hasMessageContaining(":5: The event (node) must come before all events");
        Problems lenient = Problems.lenient();
        EventSource rest = STREAMING.open(file, Map.of(), lenient);
        assertThat(rest.contents().events()).isEqualTo(2);
        assertThat(lenient.rowsSkipped()).isEqualTo(3);
        assertThat(Trace.of(rest).events()).hasSize(2);
        assertThatThrownBy(() -> STREAMING.open(folder.resolve("none.csv"), Map.of(), Problems.strict()))
                .isInstanceOf(IOException.class);
    }

    private EventSource read(String row) throws IOException, InputException {
        return open(Files.writeString(folder.resolve("t.csv"), "time,event,name,cpu,memory,extra\n" + row));
    }

    private Path append(String name, String row) throws IOException {
        Path file = folder.resolve(name);
        return Files.writeString(file, Files.readString(file) + row);
    }

    private EventSource written(EventSource trace, String name) throws IOException, InputException {
        Path file = folder.resolve(name);
        try (EventStream stream = trace.stream()) {
            TraceFile.write(file, stream, trace.inputs());
        }
        return open(file);
    }

    private static EventSource open(Path file) throws IOException, InputException {
        return TraceFormat.recognising(file).get(0).open(file, Map.of(), Problems.strict());
    }

    private static void assertSame(EventSource source, Trace trace) {
        Trace read = Trace.of(source);
        assertThat(read.header()).isEqualTo(trace.header());
        assertThat(read.events()).isEqualTo(trace.events());
    }
}
