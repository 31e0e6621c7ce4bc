package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.simulator.record.FixedDecimal;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Says what a pod asks for. */
public final class Demands {

    private static final double MILLI = 1000;
    private static final int DECIMALS = 3;

    private Demands() {}

    /** As {@code cpu=2, memory=4Gi, gpu=0.5 of A100|V100}; {@code nothing} for a pod that asks for nothing. */
    public static String words(PodSpec pod) {
        Resources asks = pod.requests();
        List<String> parts = new ArrayList<>();
        if (asks.cpuMilli() > 0) {
            parts.add("cpu=" + Quantity.ofMilli(asks.cpuMilli()));
        }
        if (asks.memoryBytes() > 0) {
            parts.add("memory=" + Quantity.ofBytes(asks.memoryBytes()));
        }
        if (asks.ephemeralStorageBytes() > 0) {
            parts.add("ephemeral-storage=" + Quantity.ofBytes(asks.ephemeralStorageBytes()));
        }
        asks.scalars().forEach((name, amount) -> parts.add(name + "=" + amount));
        if (pod.devices().count() > 0) {
            String models = pod.devices().models().isEmpty()
                    ? ""
                    : " of " + String.join("|", pod.devices().models());
            parts.add("gpu=" + FixedDecimal.trimmed(pod.devices().totalMilli() / MILLI, DECIMALS) + models);
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}
