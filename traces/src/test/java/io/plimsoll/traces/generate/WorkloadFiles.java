package io.plimsoll.traces.generate;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptions of workloads for tests. */
final class WorkloadFiles {

    /** A small description with a line per thing; tests replace parts of it. */
    static final String GOOD = """
            {
              "name": "good",
              "span": "2d",
              "nodes": [
                {"name": "cpu", "count": 6, "cpu": 32, "memory": "128Gi", "zones": ["a", "b"], "nodesPerRack": 2},
                {"name": "gpu", "count": 2, "cpu": 64, "memory": "1Ti", "gpus": 4, "gpuModel": "A100"}
              ],
              "failures": [
                {"name": "disk", "of": "node", "fleets": ["cpu"],
                 "timeToFailure": {"distribution": "exponential", "mean": "1d"}, "timeToRepair": "2h"}
              ],
              "pods": [
                {"name": "web", "priority": [0, 10],
                 "arrivals": {"process": "poisson", "rate": "60/h", "shape": {"days": [1, 1, 1, 1, 1, 0, 0]}},
                 "batch": {"distribution": "geometric", "mean": 2},
                 "owners": {"count": 3, "skew": 1},
                 "lifetime": {"distribution": "log-normal", "median": "10m", "sigma": 1},
                 "classes": [
                   {"weight": 2, "cpu": ["500m", 1], "memory": {"values": ["1Gi", "2Gi"], "weights": [3, 1]},
                    "correlation": {"cpu-memory": 0.5}},
                   {"cpu": 4, "memory": "8Gi", "gpu": "500m", "gpuModels": ["A100"], "lifetime": "1h"}
                 ]}
              ]
            }
            """;

    private WorkloadFiles() {}

    /** The good description with a part replaced; the part must be there. */
    static String with(String text, String other) {
        if (!GOOD.contains(text)) {
            throw new IllegalArgumentException("The text (" + text + ") to replace must be in the description.");
        }
        return GOOD.replace(text, other);
    }

    static Workload read(Path folder, String description) {
        try {
            Path file = Files.writeString(folder.resolve("w.json"), description);
            return Workload.read(file, Problems.strict());
        } catch (InputException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
