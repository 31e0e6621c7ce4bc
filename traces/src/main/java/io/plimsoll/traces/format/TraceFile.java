package io.plimsoll.traces.format;

import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.output.OutputFailures;
import io.plimsoll.traces.output.OutputFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes traces in the format that the name of the file asks for. */
public final class TraceFile {

    private static final int BUFFER = 1 << 16;

    private TraceFile() {}

    /**
     * Writes all events of a stream: as CSV when the name ends in {@code .csv} or {@code .csv.gz}, otherwise in Plimsoll's own
     * format. The file appears complete or not at all. Memory does not grow with the number of events.
     *
     * @param events before its first event; at its end afterwards
     * @param inputs digests of the files that the events come from, to be kept
     * @return how many events were written
     * @throws io.plimsoll.traces.output.OutputException when the file cannot be written
     * @throws IllegalArgumentException when the format cannot hold the trace; in two lines
     */
    public static long write(Path path, EventStream events, List<InputDigest> inputs) {
        String name = TextInput.baseName(path);
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
            return NativeTraceWriter.write(path, events, inputs);
        }
        try (OutputFile file = OutputFile.create(path)) {
            return writeCsv(file, name.endsWith(".gz"), events, inputs);
        }
    }

    private static long writeCsv(OutputFile file, boolean compressed, EventStream events, List<InputDigest> inputs) {
        try (GZIPOutputStream gzip = compressed ? new GZIPOutputStream(file, BUFFER) : null) {
            Writer out = new BufferedWriter(
                    new OutputStreamWriter(gzip == null ? file : gzip, StandardCharsets.UTF_8), BUFFER);
            long count = CsvTraceWriter.write(out, events, inputs);
            out.flush();
            if (gzip != null) {
                gzip.finish();
            }
            file.commit();
            return count;
        } catch (IOException e) {
            throw OutputFailures.of(file.path(), "writing the file", e);
        }
    }
}
