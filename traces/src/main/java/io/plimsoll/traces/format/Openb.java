package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.format.OpenbFolder.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of Alibaba's GPU cluster trace of 2023 ("openb"), row by row. The trace was published with "Beware of
 * Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent" (USENIX ATC 2023) in the
 * repository {@code alibaba/clusterdata}, folder {@code cluster-trace-gpu-v2023/csv}.
 *
 * <p>A folder holds node lists ({@code openb_node_list_NAME.csv}) and pod lists ({@code openb_pod_list_NAME.csv}), plain
 * or with {@code .gz}. A list is asked for by its short name ({@code cpu050}), by the file name, or by the file name
 * without suffix. Columns are found by the names in the header, in any order; unknown ones are ignored. Whole numbers may
 * be written with a fraction of zeros ({@code 16384.0}). Empty lines, a byte order mark and any line ends are accepted.
 *
 * <p>Nodes need {@code sn, cpu_milli, memory_mib, gpu} and, if there are GPUs, {@code model}. Pods need {@code name,
 * cpu_milli, memory_mib, num_gpu, gpu_milli}; {@code gpu_spec, qos, pod_phase, creation_time, deletion_time,
 * scheduled_time} may be missing, as they are in the published {@code multigpu} lists.
 *
 * <p>How rows become a trace ({@link TraceFormat#OPENB}):
 *
 * <ul>
 *   <li>A node may hold 1,001 pods, as in the published cluster, and carries its model in the label
 *       {@value #MODEL_LABEL}.
 *   <li>A pod arrives at its creation time and runs for its deletion time minus its scheduled time (creation time if it
 *       never was scheduled), as long as that is known. Recorded placements and phases are ignored.
 *   <li>Memory in MiB becomes bytes exactly, seconds become milliseconds.
 *   <li>{@code gpu_milli} is clamped to 1000. Without GPUs, it and {@code gpu_spec} mean nothing. Several GPUs with less
 *       than 1000 of each are refused.
 *   <li>The quality of service class becomes the pod label {@value #QOS_LABEL}. All priorities are 0: the publication
 *       schedules in order of arrival and gives no rank to the classes.
 * </ul>
 */
public final class Openb {

    /** The node list used unless another is asked for: the nodes with GPUs. */
    public static final String DEFAULT_NODES = "gpu_node";

    /** The pod list used unless another is asked for. */
    public static final String DEFAULT_PODS = "default";

    /** How many pods a node may hold. */
    public static final int PODS_PER_NODE = 1001;

    /** Node label that holds the model of its GPUs, named as in the published node descriptions. */
    public static final String MODEL_LABEL = "alibabacloud.com/gpu-card-model";

    /** Pod label that holds the quality of service class. */
    public static final String QOS_LABEL = "qos";

    private Openb() {}

    /**
     * Reads a node list strictly.
     *
     * @throws InputException when it cannot be used; says all that is wrong with it
     * @throws IOException when a device fails or a permission is missing
     */
    public static OpenbList<OpenbNode> readNodes(Path folder, String list) throws InputException, IOException {
        Problems problems = Problems.strict();
        @Nullable OpenbFolder opened = OpenbFolder.open(folder, problems);
        return required(opened == null ? null : OpenbNodeRows.read(opened, list, problems), problems);
    }

    /**
     * Reads a pod list strictly.
     *
     * @throws InputException when it cannot be used; says all that is wrong with it
     * @throws IOException when a device fails or a permission is missing
     */
    public static OpenbList<OpenbPod> readPods(Path folder, String list) throws InputException, IOException {
        Problems problems = Problems.strict();
        @Nullable OpenbFolder opened = OpenbFolder.open(folder, problems);
        return required(opened == null ? null : OpenbPodRows.read(opened, list, problems), problems);
    }

    /**
     * The short names of the pod lists in a folder, sorted; empty when it has none.
     *
     * @throws InputException when it is no folder
     * @throws IOException when it cannot be looked at
     */
    public static List<String> workloads(Path folder) throws InputException, IOException {
        return names(folder, Kind.PODS);
    }

    /**
     * The short names of the node lists in a folder, sorted; empty when it has none.
     *
     * @throws InputException when it is no folder
     * @throws IOException when it cannot be looked at
     */
    public static List<String> nodeLists(Path folder) throws InputException, IOException {
        return names(folder, Kind.NODES);
    }

    private static List<String> names(Path folder, Kind kind) throws InputException, IOException {
        Problems problems = Problems.strict();
        @Nullable OpenbFolder opened = OpenbFolder.open(folder, problems);
        return List.copyOf(required(opened, problems).names(kind));
    }

    /** What was read, unless there were problems, which there are when nothing was read. */
    static <T> T required(@Nullable T read, Problems problems) throws InputException {
        problems.throwIfAny();
        if (read == null) {
            throw new IllegalStateException("Nothing was read and no problem reported.");
        }
        return read;
    }
}
