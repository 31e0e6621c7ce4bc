package io.plimsoll.simulator.engine;

import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The disruption budgets of a trace, by owner; an owner's is looked up once. */
final class Budgets {

    private final EventStream events;
    private final Map<String, Budget> byName = new HashMap<>();
    private @Nullable Budget[] byOwner = new Budget[16];
    private boolean[] known = new boolean[16];

    Budgets(EventStream events) {
        this.events = events;
        List<DisruptionBudget> budgets = events.header().budgets();
        for (int i = 0; i < budgets.size(); i++) {
            byName.put(budgets.get(i).owner(), new Budget(budgets.get(i).maxUnavailable()));
        }
    }

    /** The budget of the owner of the pod that the present event brings; null when it has none. */
    @Nullable
    Budget ofArrival() {
        if (byName.isEmpty()) {
            return null;
        }
        int owner = events.ownerNumber();
        if (owner >= known.length) {
            known = Arrays.copyOf(known, Math.max(owner + 1, 2 * known.length));
            byOwner = Arrays.copyOf(byOwner, known.length);
        }
        if (!known[owner]) {
            known[owner] = true;
            byOwner[owner] = byName.get(events.owner());
        }
        return byOwner[owner];
    }
}
