package io.plimsoll.extender.live;

import io.plimsoll.core.model.PodSpec;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Residents of nodes that are not known. */
final class Homeless {

    private final Map<String, Set<Resident>> byNode = new HashMap<>();

    void add(Resident resident, PodSpec spec, long devices) {
        resident.number = Resident.HOMELESS;
        resident.spec = spec;
        resident.devices = devices;
        byNode.computeIfAbsent(resident.node, node -> new LinkedHashSet<>()).add(resident);
    }

    void remove(Resident resident) {
        @Nullable Set<Resident> others = byNode.get(resident.node);
        if (others != null && others.remove(resident) && others.isEmpty()) {
            byNode.remove(resident.node);
        }
    }

    /** Takes out those of a node, in the order in which they came. */
    Set<Resident> take(String node) {
        @Nullable Set<Resident> all = byNode.remove(node);
        return all == null ? Set.of() : all;
    }
}
