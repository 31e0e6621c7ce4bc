package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** Reads traces of one format. Stateless. */
interface TraceReader {

    /** The options the reader takes: name and what it chooses. */
    SortedMap<String, String> options();

    /** Whether the file or folder looks like this format. Looks at names and little else. */
    boolean recognises(Path input) throws IOException;

    /**
     * Opens a trace: reads it, or as much of it as a replay must know beforehand.
     *
     * @param options values of some of {@link #options()}; none other
     * @param problems collects what is wrong
     * @throws InputException when the input cannot be used
     * @throws IOException when a device fails or a permission is missing
     * @throws IllegalArgumentException when the options cannot be used; in two lines
     */
    default EventSource open(Path input, Map<String, String> options, Problems problems)
            throws InputException, IOException {
        return read(input, options, problems);
    }

    /**
     * Reads a trace.
     *
     * @param options values of some of {@link #options()}; none other
     * @param problems collects what is wrong
     * @throws InputException when the input cannot be used
     * @throws IOException when a device fails or a permission is missing
     */
    Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException;
}
