package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.input.InputLimits;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.PodConverter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to an input, it is read or refused in words; nothing else happens. */
final class HostileInputTest {

    private static final long SEED = Long.getLong("plimsoll.seed", System.nanoTime());
    private static final int ROUNDS = 3000;
    private static final InputLimits SMALL = new InputLimits(1 << 20, 1 << 20, 100, 50, 1000);

    private static final List<String> PIECES = List.of(
            "null",
            "{}",
            "[]",
            "- ",
            ": ",
            "\n",
            "'",
            "\"",
            "&a ",
            "*a",
            "<<: *a\n",
            "---\n",
            "-1",
            "1e9",
            "{",
            "}",
            "\t",
            "~",
            "In",
            "kind: List\n",
            "items:\n");

    private static List<String> bases() throws IOException {
        List<String> bases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(ObjectReader.class.getResourceAsStream("bad-objects.txt"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : all.split("\n=== ", -1)) {
                bases.add(part.substring(part.indexOf('\n') + 1, part.indexOf("\n>>>\n") + 1));
            }
        }
        bases.add(
                "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"},"
                        + "\"status\":{\"allocatable\":{\"cpu\":\"4\"}}}]}");
        bases.add("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: a}
                spec:
                  selector: {matchLabels: {a: b}}
                  volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, resources: {limits: {cpu: 1}}}]}}
                """);
        bases.add("""
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                profiles:
                - pluginConfig:
                  - name: NodeResourcesFit
                    args: {scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 2}]}}
                  plugins: {score: {enabled: [{name: ImageLocality, weight: 2}]}}
                """);
        return bases;
    }

    @Test
    void noInputShouldBreakTheReader() throws IOException {
        List<String> bases = bases();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            Random random = new Random(seed);
            String text = mutated(bases.get(random.nextInt(bases.size())), random);
            assertThatCode(() -> use(text))
                    .as("-Dplimsoll.seed=%d%n%s", seed, text)
                    .doesNotThrowAnyException();
        }
    }

    private static void use(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            Manifests objects = new ObjectReader(Problems.lenient(), SMALL)
                    .read("x", new ByteArrayInputStream(bytes))
                    .finish();
            for (Pod pod : Workloads.expand(objects).pods()) {
                PodConverter.bound(pod);
                PodConverter.waiting(pod);
            }
            SchedulerConfigReader.read("x", text);
        } catch (InputException e) {
            // That is what refusing looks like.
        }
    }

    private static String mutated(String base, Random random) {
        StringBuilder text = new StringBuilder(base);
        for (int i = random.nextInt(4); i >= 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                case 2 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }
}
