package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lists are read back, and randomly damaged ones never fail in another way than the one promised. */
class OpenbRandomTest {

    private static final List<String> COLUMNS = List.of(OpenbFiles.POD_HEADER.split(","));

    @TempDir
    Path folder;

    @Test
    void randomListsAreReadBack() throws Exception {
        Random random = new Random(Seeds.of("randomListsAreReadBack", 20));
        for (int round = 0; round < 100; round++) {
            List<OpenbPod> pods = randomPods(random);
            String text = text(pods, random);
            boolean gzip = random.nextBoolean();
            String file = "openb_pod_list_r%d.csv%s".formatted(round, gzip ? ".gz" : "");
            new OpenbFiles(folder).write(file, gzip ? OpenbFiles.gzip(text) : text.getBytes(StandardCharsets.UTF_8));

            assertThat(Openb.readPods(folder, "r" + round).rows()).isEqualTo(pods);
        }
    }

    @Test
    void randomDamageIsReadOrReportedButNeverCrashes() throws IOException {
        Random random = new Random(Seeds.of("randomDamage", 21));
        OpenbFiles files = OpenbFiles.good(folder);
        int refused = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] bytes = text(randomPods(random), random).getBytes(StandardCharsets.UTF_8);
            boolean gzip = random.nextInt(4) == 0;
            bytes = damaged(gzip ? OpenbFiles.gzip(new String(bytes, StandardCharsets.UTF_8)) : bytes, random);
            String file = OpenbFiles.POD_LIST + (gzip ? ".gz" : "");
            Files.deleteIfExists(folder.resolve(OpenbFiles.POD_LIST));
            Files.deleteIfExists(folder.resolve(OpenbFiles.POD_LIST + ".gz"));
            files.write(file, bytes);

            Problems strict = Problems.strict();
            Problems lenient = Problems.lenient();
            boolean good = reads(strict);
            boolean usable = reads(lenient);
            assertThat(good).isEqualTo(strict.count() == 0);
            assertThat(lenient.count()).isGreaterThanOrEqualTo(strict.count());
            assertThat(!good || usable).isTrue();
            refused += good ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(500);
    }

    private boolean reads(Problems problems) {
        try {
            Trace trace = TraceFormat.OPENB.read(folder, Map.of(), problems);
            assertThat(trace.arrivals()).isNotEmpty();
            return true;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(" must ").hasMessageContaining("\n  Maybe ");
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.DEFAULT_LIMIT);
            return false;
        } catch (IOException e) {
            return fail("A damaged file is no input or output error.", e);
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && result.length > 2; i++) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 -> result[at] = (byte) "\",\n\r|-.9\u0000".charAt(random.nextInt(9));
                case 2 -> result = Arrays.copyOf(result, at);
                case 3 -> result = without(result, at, Math.min(result.length, at + 1 + random.nextInt(30)));
                default -> result[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return result;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] result = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(bytes, to, result, from, bytes.length - to);
        return result;
    }

    private static List<OpenbPod> randomPods(Random random) {
        List<OpenbPod> pods = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int gpus = random.nextInt(3) == 0 ? random.nextInt(65) : random.nextInt(2);
            int milli = gpus == 0 ? 0 : gpus > 1 || random.nextBoolean() ? 1000 : 1 + random.nextInt(1000);
            String spec = gpus == 0 || random.nextBoolean() ? "" : random.nextBoolean() ? "T4" : "V100|T4|V100";
            long created = random.nextLong(1L << 30);
            long scheduled = random.nextBoolean() ? OpenbPod.NO_TIME : created + random.nextInt(100);
            long deleted =
                    random.nextInt(5) == 0 ? OpenbPod.NO_TIME : Math.max(created, scheduled) + random.nextInt(100_000);
            String qos = random.nextBoolean() ? "LS" : "a, \"b\"";
            pods.add(new OpenbPod(
                    "pod-" + i,
                    random.nextLong(1L << 40),
                    random.nextLong(1L << 25),
                    gpus,
                    milli,
                    spec,
                    qos,
                    random.nextBoolean() ? "" : "Running",
                    created,
                    deleted,
                    scheduled));
        }
        return pods;
    }

    /** Columns shuffled, numbers with and without fractions, fields with and without quotation marks, any line ends. */
    private static String text(List<OpenbPod> pods, Random random) {
        List<String> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "\ufeff");
        text.append(String.join(",", columns)).append(end);
        for (OpenbPod pod : pods) {
            List<String> fields = new ArrayList<>();
            for (String column : columns) {
                fields.add(field(pod, column, random));
            }
            text.append(String.join(",", fields)).append(end);
        }
        return text.toString();
    }

    private static String field(OpenbPod pod, String column, Random random) {
        String value = switch (column) {
            case "name" -> pod.name();
            case "cpu_milli" -> number(pod.cpuMilli(), random);
            case "memory_mib" -> number(pod.memoryMib(), random);
            case "num_gpu" -> number(pod.gpus(), random);
            case "gpu_milli" -> number(pod.gpuMilli(), random);
            case "gpu_spec" -> pod.gpuSpec();
            case "qos" -> pod.qos();
            case "pod_phase" -> pod.phase();
            case "creation_time" -> number(pod.creationSeconds(), random);
            case "deletion_time" -> time(pod.deletionSeconds(), random);
            default -> time(pod.scheduledSeconds(), random);
        };
        boolean quoted = value.contains(",") || value.contains("\"") || random.nextInt(8) == 0;
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static String time(long seconds, Random random) {
        return seconds == OpenbPod.NO_TIME ? "" : number(seconds, random);
    }

    private static String number(long value, Random random) {
        return value + (random.nextInt(4) == 0 ? ".0" : "");
    }
}
