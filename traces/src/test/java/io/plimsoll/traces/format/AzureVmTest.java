package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.SharedData;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureVmTest {

    private static final String HEADER = "vm_id,arrival_s,tenant_batch,flavor,cores,memory_gb,duration_bin,censored\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeMaps() throws IOException {
        Files.writeString(
                folder.resolve("duration_bins.csv"), "bin,min_seconds,max_seconds\n0,0,0\n1,300,300\n13,3900,7200\n");
        Files.writeString(folder.resolve("flav_map.txt"), "1,0.75 a\n8,14 m\n");
    }

    @Test
    void machinesShouldBecomePodsWithLifetimesOfTheirBins() throws Exception {
        rows(
                "0,1800000,1,m,8,14,1,0\n1,1800300,2,a,1,0.75,13,0\n2,1800300,2,a,1,0.75,13,1\n3,1800600,3,a,1,0.75,0,0\n");
        Trace trace = read(Map.of("nodes", "2:cpu=64,memory=256Gi"));

        assertThat(trace.name()).isEqualTo("azure-v1-dev");
        assertThat(trace.initialNodes()).hasSize(2);
        List<PodArrived> pods = trace.arrivals();
        assertThat(pods).extracting(PodArrived::timeMillis).containsExactly(0L, 300_000L, 300_000L, 600_000L);
        assertThat(pods).extracting(PodArrived::owner).containsExactly("batch-1", "batch-2", "batch-2", "batch-3");
        assertThat(pods.get(0).durationMillis()).isEqualTo(300_000);
        assertThat(pods.get(1).durationMillis()).isBetween(3_900_000L, 7_200_000L);
        assertThat(pods.get(2).hasDuration()).isFalse();
        assertThat(pods.get(3).durationMillis()).isZero();
        assertThat(pods.get(1).pod().requests()).isEqualTo(Resources.request(1000, 805_306_368));
        assertThat(pods.get(1).pod().name()).isEqualTo("vm-1");
        assertThat(read(Map.of())).extracting(Trace::arrivals).isEqualTo(pods);
        assertThat(TraceFormat.recognising(folder)).containsExactly(TraceFormat.AZURE_V1_VM_ARRIVALS);
    }

    @Test
    void arrivalsAloneShouldNeedALifetime() throws Exception {
        Files.writeString(folder.resolve("v1.train.txt"), "300 m,|,a,a,|,\n600 a,|,\n".replace(",\n", "\n"));
        assertThatThrownBy(() -> read(Map.of("pods", "train")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The lifetimes of trace (" + folder.resolve("v1.train.txt") + ") must be assumed, as it has "
                                + "none." + System.lineSeparator()
                                + "Maybe --lifetime 6h, --lifetime unknown (all run to the end) or --arrivals-only was meant.");
        Trace trace = read(Map.of("pods", "train", "lifetime", "6h"));
        assertThat(trace.arrivals()).extracting(PodArrived::durationMillis).containsOnly(21_600_000L);
        assertThat(trace.arrivals())
                .extracting(PodArrived::owner)
                .containsExactly("batch-1", "batch-2", "batch-2", "batch-3");
        assertThat(trace.arrivals()).extracting(PodArrived::timeMillis).containsExactly(0L, 0L, 0L, 300_000L);
        Trace endless = read(Map.of("pods", "train", "lifetime", "unknown"));
        assertThat(endless.arrivals()).noneMatch(PodArrived::hasDuration);
        assertThatThrownBy(() -> read(Map.of("pods", "train", "lifetime", "long")))
                .hasMessageContaining("The lifetime (long) of --lifetime must be a duration or unknown.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,18,1,m,eight,14,1,0; cores (eight) of vm (0) must be a number from 0",
                "0,18,1,m,8,,1,0; memory_gb () of vm (0) must be a number from 0",
                "0,18,1,m,8,14,7,0; duration_bin (7) of vm (0) must be a bin of duration_bins.csv",
                "0,18,1,m,8,14,1,2; censored (2) of vm (0) must be between 0 and 1",
                "0,-18,1,m,8,14,1,0; arrival_s (-18) of vm (0) must be between 0 and 4294967296"
            })
    void aBadRowShouldBeTold(String row, String message) throws Exception {
        rows(row + "\n");
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("azure_v1_dev_vms.csv") + ":2: The " + message + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "later m; line (later m) must begin with a time in seconds and a blank",
                "300; line (300) must begin with a time in seconds and a blank",
                "300 m,|,z; flavour (z) must be a letter of flav_map.txt"
            })
    void aBadLineShouldBeTold(String line, String message) throws Exception {
        Files.writeString(folder.resolve("v1.test.txt"), "300 m,|\n" + line + "\n");
        assertThatThrownBy(() -> read(Map.of("pods", "test", "lifetime", "1h")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder.resolve("v1.test.txt") + ":2: The " + message + ".");
    }

    @Test
    void whatIsMissingShouldBeTold() throws Exception {
        assertThatThrownBy(() -> read(Map.of("pods", "tset")))
                .hasMessageContaining("must hold azure_v1_tset_vms.csv or v1.tset.txt, plain or with .gz.");
        Files.writeString(folder.resolve("flav_map.txt"), "one two three\n");
        Files.writeString(folder.resolve("v1.test.txt"), "");
        assertThatThrownBy(() -> read(Map.of("pods", "test", "lifetime", "1h")))
                .hasMessageContaining("must hold at least one arrival")
                .hasMessageContaining("The line (one two three) must be cores, a comma, GiB, a blank and a letter.");
    }

    @Test
    void thePublishedPartShouldBeReadWhole() throws Exception {
        Path data = SharedData.folder("azure-v1-vm-arrivals");
        Trace trace = TraceFormat.AZURE_V1_VM_ARRIVALS.read(data, Map.of(), Problems.strict());

        assertThat(trace.arrivals()).hasSize(259_159);
        assertThat(trace.contents().templates()).hasSize(16);
        assertThat(trace.lastEventMillis()).isEqualTo(299_700_000);
        assertThat(TraceFormat.recognising(data)).containsExactly(TraceFormat.AZURE_V1_VM_ARRIVALS);
    }

    @Test
    void thePublishedArrivalsShouldBeReadWhole() throws Exception {
        Path data = SharedData.folder("azure-v1-vm-arrivals");
        Trace trace = TraceFormat.AZURE_V1_VM_ARRIVALS.read(
                data, Map.of("pods", "train", "lifetime", "unknown"), Problems.strict());

        assertThat(trace.contents().arrivals()).isEqualTo(1_200_998);
    }

    private void rows(String rows) throws IOException {
        Files.writeString(folder.resolve("azure_v1_dev_vms.csv"), HEADER + rows);
    }

    private Trace read(Map<String, String> options) throws IOException, InputException {
        return TraceFormat.AZURE_V1_VM_ARRIVALS.read(folder, options, Problems.strict());
    }
}
