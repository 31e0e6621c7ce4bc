package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import java.util.ArrayList;
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

    /** What preemption must know of all of them: pods with this label, whose value is the owner, count. */
    List<io.plimsoll.core.model.DisruptionBudget> byLabel(String label) {
        List<io.plimsoll.core.model.DisruptionBudget> all = new ArrayList<>();
        List<DisruptionBudget> budgets = events.header().budgets();
        for (int i = 0; i < budgets.size(); i++) {
            String owner = budgets.get(i).owner();
            @Nullable Budget budget = byName.get(owner);
            if (budget != null) {
                budget.addTo(all, label, owner);
            }
        }
        return all;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        List<DisruptionBudget> budgets = events.header().budgets();
        for (int i = 0; i < budgets.size(); i++) {
            @Nullable Budget budget = byName.get(budgets.get(i).owner());
            if (budget != null) {
                budget.state(state);
            }
        }
    }
}
