package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated traces are the same to the byte on every platform: their digests are kept. */
class GpuClusterGoldenTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "gpu-cluster-digests.txt");

    @Test
    void generatedTracesAreTheSameToTheByte() throws IOException {
        List<String> digests = new ArrayList<>();
        digests.add(digest(42, GpuClusterParameters.DEFAULT));
        digests.add(digest(1, GpuClusterParameters.DEFAULT));
        digests.add(digest(42, GpuClusterParameters.DEFAULT.scaledTo(100)));
        digests.add(digest(42, GpuClusterParameters.DEFAULT.withLoad(0.5)));
        digests.add(digest(-3, new GpuClusterParameters(20, 2_000, 1, 0.9)));
        digests.add(digest(-3, new GpuClusterParameters(300, 30_000, 28, 0.8)));

        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, digests);
        }
        assertThat(digests)
                .as("-Dgolden.update=true rewrites the file, if the change is meant")
                .isEqualTo(Files.readAllLines(GOLDEN));
    }

    private static String digest(long seed, GpuClusterParameters parameters) {
        return "%d %d %d %d %s %s"
                .formatted(
                        seed,
                        parameters.nodes(),
                        parameters.pods(),
                        parameters.days(),
                        parameters.load(),
                        TraceText.sha256(GpuClusterWorkload.generate(seed, parameters)));
    }
}
