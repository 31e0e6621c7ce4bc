package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The trace formats that can be read, each with its reader. */
public enum TraceFormat {
    /** Alibaba's GPU cluster trace of 2023; see {@link Openb}. */
    OPENB(
            "openb",
            "Alibaba GPU cluster trace v2023: a folder of openb_node_list_* and openb_pod_list_* files, CSV or CSV.gz",
            new OpenbReader()),
    /** Plimsoll's own format; see {@code docs/trace-format.md}. */
    NATIVE("plimsoll", "Plimsoll's own: a file of checked columns", new NativeReader()),
    /** Events that people write by hand; see {@code docs/trace-format.md}. */
    CSV("csv", "a CSV or CSV.gz file with the columns time, name, cpu, memory and others", new CsvTraceReader()),
    /** Arrivals of virtual machines of the Azure Public Dataset V1; see {@link AzureVmReader}. */
    AZURE_V1_VM_ARRIVALS(
            "azure-v1-vm-arrivals",
            "Azure V1 arrivals: a folder of azure_v1_SPLIT_vms.csv.gz or v1.SPLIT.txt.gz files, or one of these",
            new AzureVmReader());

    private final String formatName;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // readers are stateless
    private final TraceReader reader;

    TraceFormat(String formatName, String description, TraceReader reader) {
        this.formatName = formatName;
        this.description = description;
        this.reader = reader;
    }

    /** The names of all formats, in the order of the constants. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (TraceFormat format : values()) {
            names.add(format.formatName);
        }
        return List.copyOf(names);
    }

    /** The format of this name; null when there is none. */
    public static @Nullable TraceFormat named(String name) {
        for (TraceFormat format : values()) {
            if (format.formatName.equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** The formats a file or folder looks like; empty when it is missing or unknown. */
    public static List<TraceFormat> recognising(Path input) {
        List<TraceFormat> formats = new ArrayList<>();
        for (TraceFormat format : values()) {
            if (format.recognises(input)) {
                formats.add(format);
            }
        }
        return List.copyOf(formats);
    }

    /** The name users write, for example {@code openb}. */
    public String formatName() {
        return formatName;
    }

    /** What the format is, in one line. */
    public String description() {
        return description;
    }

    /** The options of {@link #read}: name and what it chooses. */
    public SortedMap<String, String> options() {
        return reader.options();
    }

    /** Whether the file or folder looks like this format; false when it cannot be looked at. */
    public boolean recognises(Path input) {
        try {
            return reader.recognises(input);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a trace into memory.
     *
     * @param input the file or folder
     * @param options values of some of {@link #options()}
     * @param problems collects what is wrong with the input: strictly, or leniently with bad rows left out
     * @throws InputException when the input cannot be used; says all that is wrong with it
     * @throws IOException when a device fails or a permission is missing
     * @throws IllegalArgumentException when the format has no such option
     */
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        requireOptions(options);
        return reader.read(input, options, problems);
    }

    /**
     * As {@link #read}, without taking into memory what can be streamed.
     *
     * @throws IllegalArgumentException when the format has no such option or cannot use its value
     */
    public EventSource open(Path input, Map<String, String> options, Problems problems)
            throws InputException, IOException {
        requireOptions(options);
        return reader.open(input, options, problems);
    }

    private void requireOptions(Map<String, String> options) {
        for (String option : options.keySet()) {
            if (!reader.options().containsKey(option)) {
                throw new IllegalArgumentException("The option (%s) of format (%s) must be one of %s.%n"
                                .formatted(
                                        option,
                                        formatName,
                                        String.join(", ", reader.options().keySet()))
                        + "Maybe it belongs to another format.");
            }
        }
    }
}
