package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.simulator.record.StateExchange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How many pods of one owner have lost their place, against how many may by drains. */
final class Budget {

    private final int maxUnavailable;
    private int unavailable;
    private final Set<String> namespaces = new TreeSet<>();

    Budget(int maxUnavailable) {
        this.maxUnavailable = maxUnavailable;
    }

    /** Pods of this namespace count. */
    void isAbout(String namespace) {
        namespaces.add(namespace);
    }

    /** What preemption must know of it: pods with this label count. */
    void addTo(List<DisruptionBudget> all, String label, String owner) {
        LabelSelector selector = LabelSelector.of(Map.of(label, owner));
        int allowed = Math.max(0, maxUnavailable - unavailable);
        for (String namespace : namespaces) {
            all.add(new DisruptionBudget(namespace, owner, selector, allowed, Collections.emptySortedSet()));
        }
    }

    /** Whether one more pod may be moved away. */
    boolean allowsOneMore() {
        return unavailable < maxUnavailable;
    }

    /** A pod lost its place, whatever the reason. */
    void missesOne() {
        unavailable++;
    }

    /** A pod that had lost its place has another one, or is missed no more. */
    void hasOneBack() {
        unavailable--;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        unavailable = state.small(unavailable);
    }
}
