package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "workload-digests.txt");

    @TempDir
    private Path folder;

    @Test
    void tracesAreTheSameToTheByteOnEveryPlatform() throws IOException {
        List<String> digests = new ArrayList<>();
        for (long seed : new long[] {1, 42, -7}) {
            digests.add("example " + seed + " "
                    + TraceText.sha256(read(Workload.example()).generate(seed)));
            digests.add("good " + seed + " "
                    + TraceText.sha256(read(WorkloadFiles.GOOD).generate(seed)));
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, digests);
        }
        assertThat(digests)
                .as("-Dgolden.update=true rewrites the file, if the change is meant")
                .isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void theExampleIsAWeekOfACluster() {
        Workload workload = read(Workload.example());
        Trace trace = workload.generate(42);

        assertThat(trace.name()).isEqualTo("example-seed-42");
        assertThat(trace.format()).isEqualTo(Workload.FORMAT);
        assertThat(trace.inputs()).containsExactly(workload.digest());
        assertThat(trace.initialNodes()).hasSize(120).extracting(NodeSpec::name).contains("general-00", "gpu-23");
        assertThat(trace.initialNodes().get(3).labels())
                .containsEntry("topology.kubernetes.io/zone", "zone-a")
                .containsEntry("topology.plimsoll.io/rack", "general-zone-a-00")
                .containsEntry("node.kubernetes.io/instance-type", "general");
        assertThat(trace.budgets()).hasSize(40).contains(new DisruptionBudget("web-7", 2));
        assertThat(trace.arrivals()).hasSizeBetween(60_000, 90_000);
        assertThat(trace.lastEventMillis()).isLessThan(workload.spanMillis());
        assertThat(trace.events()).hasAtLeastOneElementOfType(NodeRemoved.class);
        assertThat(trace.events())
                .filteredOn(event -> event instanceof NodeRemoved)
                .allMatch(event -> ((NodeRemoved) event).cause() == RemovalCause.FAILURE);
        assertThat(trace.arrivals()).allMatch(pod -> pod.timeMillis() + pod.durationMillis() <= workload.spanMillis());
    }

    @Test
    void aStreamIsTheTraceEventByEvent() {
        Workload workload = read(WorkloadFiles.GOOD);
        Trace trace = workload.generate(3);
        try (EventStream stream = workload.stream(3);
                EventStream ofTrace = trace.stream()) {
            assertThat(stream.header()).isEqualTo(ofTrace.header());
            while (ofTrace.advance()) {
                assertThat(stream.advance()).isTrue();
                assertThat(stream.type()).isEqualTo(ofTrace.type());
                assertThat(stream.timeMillis()).isEqualTo(ofTrace.timeMillis());
                if (stream.type() == EventType.POD_ARRIVED) {
                    assertThat(stream.templateNumber()).isEqualTo(ofTrace.templateNumber());
                    assertThat(stream.template().withName("x"))
                            .isEqualTo(ofTrace.template().withName("x"));
                    assertThat(stream.podName()).isEqualTo(ofTrace.podName());
                    assertThat(stream.durationMillis()).isEqualTo(ofTrace.durationMillis());
                    assertThat(stream.ownerNumber()).isEqualTo(ofTrace.ownerNumber());
                    assertThat(stream.owner()).isEqualTo(ofTrace.owner());
                } else {
                    assertThat(stream.nodeName()).isEqualTo(ofTrace.nodeName());
                }
            }
            assertThat(stream.advance()).isFalse();
        }
    }

    @Test
    void podsOfABatchShareAllButTheirLifetimes() {
        Trace trace = read(WorkloadFiles.with("\"skew\": 1", "\"skew\": 0")
                        .replace("{\"count\": 3, \"skew\": 0}", "\"each-arrival\""))
                .generate(1);
        Map<String, List<PodArrived>> batches = new HashMap<>();
        trace.arrivals()
                .forEach(pod -> batches.computeIfAbsent(pod.owner(), owner -> new ArrayList<>())
                        .add(pod));

        assertThat(trace.arrivals().size() / (double) batches.size()).isCloseTo(2, within(0.1));
        assertThat(batches.values()).allSatisfy(batch -> {
            assertThat(batch.stream().map(PodArrived::timeMillis).distinct()).hasSize(1);
            assertThat(batch.stream().map(pod -> pod.pod().withName("x")).distinct())
                    .hasSize(1);
        });
        assertThat(new HashSet<>(trace.arrivals()))
                .extracting(PodArrived::durationMillis)
                .hasSizeGreaterThan(batches.size());
    }

    @Test
    void ownersAreMetInProportionToTheirRankToThePowerOfTheSkew() {
        Map<String, Integer> pods = new HashMap<>();
        Trace trace = read(WorkloadFiles.with("60/h", "2000/h")).generate(1);
        trace.arrivals().forEach(pod -> pods.merge(pod.owner(), 1, Integer::sum));

        double sum = trace.arrivals().size();
        assertThat(pods).containsOnlyKeys("web-1", "web-2", "web-3");
        assertThat(pods.getOrDefault("web-1", 0) / sum).isCloseTo(6 / 11.0, within(0.008));
        assertThat(pods.getOrDefault("web-3", 0) / sum).isCloseTo(2 / 11.0, within(0.008));
    }

    @Test
    void requestsKeepTheirSharesAndAreCorrelated() {
        Trace trace = read(WorkloadFiles.with("60/h", "2000/h").replace("\"cpu-memory\": 0.5", "\"cpu-memory\": 0.9"))
                .generate(1);
        double bothLarge = 0;
        double large = 0;
        double much = 0;
        double ofFirst = 0;
        double withGpu = 0;
        for (PodArrived arrival : trace.arrivals()) {
            if (arrival.pod().devices().count() > 0) {
                assertThat(arrival.pod().devices().milliPerDevice()).isEqualTo(500);
                assertThat(arrival.durationMillis()).isEqualTo(Calendar.HOUR);
                withGpu++;
                continue;
            }
            ofFirst++;
            boolean cpu = arrival.pod().requests().cpuMilli() == 1000;
            boolean memory = arrival.pod().requests().memoryBytes() == 2L << 30;
            large += cpu ? 1 : 0;
            much += memory ? 1 : 0;
            bothLarge += cpu && memory ? 1 : 0;
        }
        assertThat(ofFirst / (ofFirst + withGpu)).isCloseTo(2 / 3.0, within(0.008));
        assertThat(large / ofFirst).isCloseTo(0.5, within(0.008));
        assertThat(much / ofFirst).isCloseTo(0.25, within(0.008));
        assertThat(bothLarge / ofFirst).as("0.125 were they independent").isBetween(0.23, 0.25);
    }

    @Test
    void changingOnePartLeavesTheOthersAsTheyWere() {
        Trace before = read(WorkloadFiles.GOOD).generate(1);
        String another = "\"pods\": [{\"name\": \"new\", \"arrivals\": {\"process\": \"poisson\", \"rate\": \"9/h\"},"
                + " \"classes\": [{\"cpu\": 1, \"memory\": 1, \"lifetime\": \"1s\"}]},";
        Trace after = read(WorkloadFiles.with("\"pods\": [", another)).generate(1);
        assertThat(after.events().stream().filter(event -> !ofSource(event, "new")))
                .containsExactlyElementsOf(before.events());

        Trace longer = read(WorkloadFiles.with("\"median\": \"10m\"", "\"median\": \"20m\""))
                .generate(1);
        assertThat(each(longer, pod -> pod.pod())).isEqualTo(each(before, pod -> pod.pod()));
        for (int i = 0; i < before.arrivals().size(); i++) {
            PodArrived one = before.arrivals().get(i);
            PodArrived other = longer.arrivals().get(i);
            assertThat(other.timeMillis()).isEqualTo(one.timeMillis());
            assertThat(other.durationMillis())
                    .isGreaterThanOrEqualTo(one.durationMillis())
                    .isLessThanOrEqualTo(2 * one.durationMillis() + 1);
        }

        Trace larger = read(WorkloadFiles.with("\"mean\": 2", "\"mean\": 3")).generate(1);
        assertThat(each(larger, PodArrived::timeMillis).stream().distinct())
                .containsExactlyElementsOf(
                        each(before, PodArrived::timeMillis).stream().distinct().toList());
    }

    @Test
    void endsAreUnknownAsOftenAsAskedForAndWhereTheRecordingEnds() {
        Workload workload = read(WorkloadFiles.with("60/h", "2000/h")
                .replace("\"sigma\": 1}", "\"sigma\": 1, \"atMost\": \"30m\", \"unknown\": 0.1}"));
        double unknown = 0;
        double capped = 0;
        double all = 0;
        for (PodArrived arrival : workload.generate(1).arrivals()) {
            if (arrival.pod().devices().count() == 0) {
                all++;
                unknown += arrival.hasDuration() ? 0 : 1;
                capped += arrival.durationMillis() == 30 * Calendar.MINUTE ? 1 : 0;
                assertThat(arrival.durationMillis()).isLessThanOrEqualTo(30 * Calendar.MINUTE);
            }
        }
        assertThat(unknown / all).isCloseTo(0.1, within(0.003));
        assertThat(capped / all)
                .as("log-normal above three medians")
                .isCloseTo(0.9 * (1 - Normal.below(Math.log(3))), within(0.003));

        Workload censored = read(WorkloadFiles.with("\"span\": \"2d\",", "\"span\": \"2d\", \"censored\": true,"));
        assertThat(censored.generate(1).arrivals())
                .allMatch(pod -> pod.timeMillis() + pod.durationMillis() <= censored.spanMillis())
                .anyMatch(pod -> !pod.hasDuration());
        assertThat(read(WorkloadFiles.GOOD).generate(1).arrivals()).allMatch(PodArrived::hasDuration);
    }

    private Workload read(String description) {
        return WorkloadFiles.read(folder, description);
    }

    private static boolean ofSource(TraceEvent event, String source) {
        return event instanceof PodArrived arrival
                && source.equals(arrival.pod().labels().get("app"));
    }

    private static <T> List<T> each(Trace trace, Function<PodArrived, T> part) {
        return trace.arrivals().stream().map(part).toList();
    }
}
