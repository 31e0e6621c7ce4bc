package io.plimsoll.traces.format;

import io.plimsoll.core.model.DeviceSpec;
import java.util.Collections;
import java.util.List;

/**
 * A row of an openb node list.
 *
 * @param name column {@code sn}, unique in its list
 * @param cpuMilli CPU in milli-cores
 * @param memoryMib memory in MiB
 * @param gpus number of GPUs, 0..64
 * @param model model of the GPUs; empty when there are none
 */
public record OpenbNode(String name, long cpuMilli, long memoryMib, int gpus, String model) {

    /** The GPUs, whole ones of the model. */
    public List<DeviceSpec> devices() {
        return gpus == 0 ? List.of() : Collections.nCopies(gpus, DeviceSpec.whole(model));
    }
}
