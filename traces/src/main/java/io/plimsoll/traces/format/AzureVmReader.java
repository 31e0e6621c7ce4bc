package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrivals of virtual machines of the Azure Public Dataset V1 (2017), as processed for "Generating Complex, Realistic
 * Cloud Workloads using Recurrent Neural Networks" (Bergsma et al., SOSP 2021).
 *
 * <p>A folder holds {@code azure_v1_SPLIT_vms.csv[.gz]} with one row for each machine, and {@code duration_bins.csv}; or
 * {@code v1.SPLIT.txt[.gz]} with the arrivals alone, and {@code flav_map.txt}. How they become a trace:
 *
 * <ul>
 *   <li>Each machine is a pod {@code vm-ID} that asks for its cores and memory; those of one tenant's batch share the owner
 *       {@code batch-N}. Time 0 is the first arrival.
 *   <li>A lifetime is drawn evenly, to the millisecond, from the range of its bin. The draw depends on the machine's number
 *       and on nothing else. A censored machine runs to the end.
 *   <li>Where there are no lifetimes, one must be assumed for all, or {@code unknown}: they all run to the end.
 * </ul>
 */
final class AzureVmReader implements TraceReader {

    private static final String NODES = "nodes";
    private static final String PODS = "pods";
    private static final String LIFETIME = "lifetime";
    private static final String DEFAULT_SPLIT = "dev";

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of(
                NODES, "the nodes: a CSV file, or such as 700:cpu=64,memory=256Gi",
                PODS, "which part: dev, test or train; dev unless given",
                LIFETIME, "for parts without lifetimes: one for all, such as 6h, or unknown"));
    }

    @Override
    public boolean recognises(Path input) {
        return find(input, DEFAULT_SPLIT) != null || find(input, "train") != null;
    }

    @Override
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        String split = options.getOrDefault(PODS, DEFAULT_SPLIT);
        @Nullable String fleet = options.get(NODES);
        List<NodeSpec> nodes = fleet == null ? List.of() : Fleet.of(fleet, problems);
        @Nullable Path file = find(input, split);
        if (file == null) {
            problems.addFatal(new InputProblem(
                    input.toString(),
                    0,
                    "folder",
                    null,
                    "",
                    "hold azure_v1_" + split + "_vms.csv or v1." + split + ".txt, plain or with .gz",
                    "another part was meant: --pods dev, test or train."));
            throw new InputException(problems.first(), problems.count());
        }
        AzureVms vms = TextInput.baseName(file).startsWith("v1.")
                ? new AzureArrivals(file, problems, lifetime(file, options)).read()
                : new AzureRows(file, problems).read();
        problems.throwIfAny();
        return vms.trace("azure-v1-" + split(file), nodes);
    }

    private static long lifetime(Path file, Map<String, String> options) {
        @Nullable String text = options.get(LIFETIME);
        if (text == null) {
            throw new IllegalArgumentException("The lifetimes of trace (" + file + ") must be assumed, as it has none."
                    + System.lineSeparator()
                    + "Maybe --lifetime 6h, --lifetime unknown (all run to the end) or --arrivals-only was meant.");
        }
        long millis = text.equals("unknown") ? -1 : TimeText.parse(text);
        if (millis == TimeText.NONE && !text.equals("unknown")) {
            throw new IllegalArgumentException(
                    "The lifetime (" + text + ") of --lifetime must be a duration or unknown." + System.lineSeparator()
                            + "Maybe 6h or 90s was meant.");
        }
        return millis;
    }

    /** The file of a part, given itself or its folder; null when there is none. */
    private static @Nullable Path find(Path input, String split) {
        if (Files.isRegularFile(input)) {
            return split(input).isEmpty() ? null : input;
        }
        for (String name : List.of("azure_v1_" + split + "_vms.csv", "v1." + split + ".txt")) {
            for (String suffix : List.of(".gz", "")) {
                Path file = input.resolve(name + suffix);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /** The part that a file is of; empty when it is none of these files. */
    private static String split(Path file) {
        String name = TextInput.baseName(file);
        String split = name.replaceFirst("^(?:azure_v1_([a-z]+)_vms\\.csv|v1\\.([a-z]+)\\.txt)(\\.gz)?$", "$1$2");
        return split.equals(name) ? "" : split;
    }
}
