package io.plimsoll.traces.format;

import io.plimsoll.core.model.DeviceRequest;
import java.util.List;
import java.util.TreeSet;

/**
 * A row of an openb pod list.
 *
 * @param name unique in its list
 * @param cpuMilli requested CPU in milli-cores
 * @param memoryMib requested memory in MiB
 * @param gpus column {@code num_gpu}: number of GPUs, 0..64
 * @param gpuMilli thousandths of each GPU: 1..1000, larger values of the file clamped; 0 when there are no GPUs
 * @param gpuSpec column {@code gpu_spec} as it stands in the file: accepted models joined by {@code |}, which may repeat
 *     one; empty accepts any, and is empty when there are no GPUs
 * @param qos quality of service class, for example {@code LS}; empty when not given
 * @param phase recorded phase, for example {@code Running}; empty when not given
 * @param creationSeconds when it was created; {@link #NO_TIME} when not given
 * @param deletionSeconds when it was deleted; {@link #NO_TIME} when not given
 * @param scheduledSeconds when it was scheduled; {@link #NO_TIME} when it never was
 */
public record OpenbPod(
        String name,
        long cpuMilli,
        long memoryMib,
        int gpus,
        int gpuMilli,
        String gpuSpec,
        String qos,
        String phase,
        long creationSeconds,
        long deletionSeconds,
        long scheduledSeconds) {

    /** Stands for a time that is not given. */
    public static final long NO_TIME = -1;

    /** Thousandths of GPUs requested in total. */
    public long totalGpuMilli() {
        return (long) gpus * gpuMilli;
    }

    /** The GPUs requested; a model that {@code gpuSpec} repeats is accepted once. */
    public DeviceRequest devices() {
        TreeSet<String> models = new TreeSet<>();
        if (!gpuSpec.isEmpty()) {
            models.addAll(List.of(gpuSpec.split("\\|")));
        }
        return new DeviceRequest(gpus, gpuMilli, models);
    }
}
