package io.plimsoll.benchmarks;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.traces.columnar.NativeTrace;
import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.TraceContents;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import io.plimsoll.traces.generate.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is replayed: a native trace in a temporary folder, so in the page cache. */
enum ReplayWorkload {

    /**
     * Pods of twenty classes, cores and memory only, on equal nodes, 83 % of whose cores are asked for once the cluster has
     * filled up. Nodes 10,000: 1.5 million pods, 100,000 at a time. Nodes 100,000: 3.7 million, a million at a time.
     */
    CORES {
        @Override
        EventStream generate(int nodes, Path folder) throws IOException, InputException {
            Path description = folder.resolve("cores.json");
            int hours = nodes > 10_000 ? 2 : 8;
            Files.writeString(description, """
                {
                  "span": "%dh",
                  "nodes": [{"name": "node", "count": %d, "cpu": 16, "memory": "32Gi"}],
                  "pods": [{
                    "name": "pod", "owners": {"count": 1000},
                    "arrivals": {"process": "poisson", "rate": "%.1f/h"},
                    "lifetime": {"distribution": "log-normal", "median": "20m", "sigma": 1},
                    "classes": [{
                      "cpu": {"values": ["500m", 1, 2, 4, 8], "weights": [16, 8, 4, 2, 1]},
                      "memory": {"values": ["1Gi", "2Gi", "4Gi", "8Gi"], "weights": [8, 4, 2, 1]},
                      "correlation": {"cpu-memory": 0.5}
                    }]
                  }]
                }
                """.formatted(hours, nodes, 18.7 * nodes));
            try {
                return Workload.read(description, Problems.strict()).stream(1);
            } finally {
                Files.delete(description);
            }
        }
    },

    /** The built-in week: GPUs and parts of them, spread over zones, preferences, nodes that go, hours of contention. */
    WEEK {
        @Override
        EventStream generate(int nodes, Path folder) {
            return GpuClusterWorkload.generate(42, GpuClusterParameters.DEFAULT.scaledTo(nodes)).stream();
        }
    };

    abstract EventStream generate(int nodes, Path folder) throws IOException, InputException;

    /** Writes the trace to a file that is gone when the virtual machine ends. */
    EventSource trace(int nodes) throws IOException, InputException {
        Path folder = Files.createTempDirectory("plimsoll-replay");
        Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + ".plimsoll");
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        try (EventStream events = generate(nodes, folder)) {
            NativeTraceWriter.write(file, events);
        }
        return NativeTrace.open(file, Problems.strict());
    }

    /** What the pods of a trace ask for. */
    static List<TypicalPods.Request> requests(EventSource trace) {
        Map<PodSpec, Long> counts = new HashMap<>();
        for (TraceContents.Template template : trace.contents().templates()) {
            counts.merge(template.pod(), template.pods(), Long::sum);
        }
        return TypicalPods.counted(counts);
    }
}
