package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.columnar.NativeTrace;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.OtherNodes;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plimsoll's own format, see {@code docs/trace-format.md}. */
final class NativeReader implements TraceReader {

    private static final String NODES = "nodes";
    private static final int FIRST_BYTES = 8;

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(
                Map.of(NODES, "other nodes than the trace's own: a CSV file, or such as 700:cpu=64,memory=256Gi"));
    }

    @Override
    public boolean recognises(Path input) throws IOException {
        if (!Files.isRegularFile(input)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(input)) {
            return NativeTrace.recognises(bytes.readNBytes(FIRST_BYTES));
        }
    }

    @Override
    public EventSource open(Path input, Map<String, String> options, Problems problems)
            throws InputException, IOException {
        @Nullable String fleet = options.get(NODES);
        EventSource trace = NativeTrace.open(input, problems);
        if (fleet == null) {
            return trace;
        }
        List<NodeSpec> nodes = Fleet.of(fleet, problems);
        return OtherNodes.of(trace, nodes);
    }

    @Override
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        return Trace.of(open(input, options, problems));
    }
}
