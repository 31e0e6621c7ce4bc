package io.plimsoll.simulator.engine;

import io.plimsoll.traces.event.EventStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of the owners of pods, by number. */
final class Owners {

    private final EventStream events;
    private @Nullable String[] names = new String[16];

    Owners(EventStream events) {
        this.events = events;
    }

    /** The number of the owner of the pod that the present event brings. */
    int ofArrival() {
        int owner = events.ownerNumber();
        if (owner >= names.length) {
            names = Arrays.copyOf(names, Math.max(owner + 1, 2 * names.length));
        }
        if (names[owner] == null) {
            names[owner] = events.owner();
        }
        return owner;
    }

    /** The name of an owner of which a pod arrived; empty for pods without one. */
    String name(int owner) {
        @Nullable String name = names[owner];
        return name == null ? "" : name;
    }
}
