package io.plimsoll.core.remedy;

import io.plimsoll.core.model.Resources;
import java.util.TreeMap;

/** Resources by name. */
final class Amounts {

    private Amounts() {}

    /** These resources with another amount of one of them. */
    static Resources with(Resources all, String resource, long amount) {
        return switch (resource) {
            case "cpu" ->
                new Resources(amount, all.memoryBytes(), all.ephemeralStorageBytes(), all.pods(), all.scalars());
            case "memory" ->
                new Resources(all.cpuMilli(), amount, all.ephemeralStorageBytes(), all.pods(), all.scalars());
            case "ephemeral-storage" -> all.withEphemeralStorage(amount);
            default -> {
                TreeMap<String, Long> scalars = new TreeMap<>(all.scalars());
                scalars.put(resource, amount);
                yield all.withScalars(scalars);
            }
        };
    }
}
