package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.SharedData;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published lists, against the facts stated of them. */
class OpenbPublishedDataTest {

    private static final String DATA_SET = "alibaba-gpu-v2023-openb";

    @Test
    void theDefaultListsAreReadWhole() throws Exception {
        Trace trace = TraceFormat.OPENB.read(SharedData.folder(DATA_SET), Map.of(), Problems.strict());

        assertThat(trace.name()).isEqualTo("openb-default");
        assertThat(trace.initialNodes()).hasSize(1213);
        assertThat(trace.initialNodes().stream()
                        .mapToInt(node -> node.devices().size())
                        .sum())
                .isEqualTo(6212);
        assertThat(trace.initialNodes().stream()
                        .mapToLong(node -> node.allocatable().cpuMilli())
                        .sum())
                .isEqualTo(107_018_000);
        assertThat(trace.arrivals()).hasSize(8152);
        assertThat(trace.arrivals().stream()
                        .mapToLong(arrival -> arrival.pod().devices().totalMilli())
                        .sum())
                .isEqualTo(6_086_800);
        assertThat(trace.lastEventMillis()).isEqualTo(12_901_761_000L);
        assertThat(trace.hasTimes()).isTrue();
        assertThat(trace.inputs())
                .extracting("file")
                .containsExactly("openb_node_list_gpu_node.csv.gz", "openb_pod_list_default.csv.gz");
    }

    @Test
    void aReplayInTimeNeverHoldsMoreThanSixtySixGpus() throws Exception {
        Trace trace = TraceFormat.OPENB.read(SharedData.folder(DATA_SET), Map.of(), Problems.strict());
        TreeMap<Long, Long> changes = new TreeMap<>();
        for (PodArrived arrival : trace.arrivals()) {
            long milli = arrival.pod().devices().totalMilli();
            changes.merge(arrival.timeMillis(), milli, Long::sum);
            changes.merge(arrival.timeMillis() + arrival.durationMillis(), -milli, Long::sum);
        }
        long held = 0;
        long most = 0;
        for (long change : changes.values()) {
            held += change;
            most = Math.max(most, held);
        }
        assertThat(held).isZero();
        assertThat(most).isBetween(50_000L, 66_000L);
    }

    @Test
    void everyListAtHandIsRead() throws Exception {
        Path folder = SharedData.folder(DATA_SET);
        assertThat(Openb.workloads(folder)).hasSizeGreaterThanOrEqualTo(10).contains("default", "multigpu20");
        for (String workload : Openb.workloads(folder)) {
            Trace trace =
                    TraceFormat.OPENB.read(folder, Map.of("nodes", "all_node", "pods", workload), Problems.strict());
            assertThat(trace.initialNodes()).hasSize(1523);
            assertThat(trace.hasTimes()).isEqualTo(!workload.startsWith("multigpu"));
            assertThat(trace.arrivals()).hasSizeGreaterThan(7000);
        }
    }

    @Test
    void modelsOfConstrainedPodsAreKept() throws Exception {
        OpenbList<OpenbPod> pods = Openb.readPods(SharedData.folder(DATA_SET), "gpuspec10");

        assertThat(pods.rows()).filteredOn(pod -> !pod.gpuSpec().isEmpty()).hasSize(732);
        assertThat(pods.rows()).extracting(OpenbPod::gpuSpec).contains("A10|G2|P100|T4|V100M16|V100M32|V100M32");
    }

    @Test
    void thousandsOfPodsShareFewRequests() throws Exception {
        Trace trace = TraceFormat.OPENB.read(SharedData.folder(DATA_SET), Map.of(), Problems.strict());
        Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        for (PodArrived arrival : trace.arrivals()) {
            PodSpec pod = arrival.pod();
            objects.add(pod.requests());
            objects.add(pod.devices());
        }
        assertThat(objects).hasSizeLessThan(250);
    }
}
