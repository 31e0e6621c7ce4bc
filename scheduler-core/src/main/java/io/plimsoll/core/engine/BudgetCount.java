package io.plimsoll.core.engine;

import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.state.Budgets;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.List;

/**
 * Counts pods that would be evicted together against the disruption budgets, in the order in which they would be (kube-scheduler's
 * {@code filterPodsWithPDBViolation}, version 1.34).
 */
final class BudgetCount {

    private final PodTable pods;
    private final Budgets budgets;
    private int[] allowed = new int[4];
    private boolean guarded;

    BudgetCount(Cluster cluster) {
        this.pods = cluster.pods();
        this.budgets = cluster.budgets();
    }

    /** Begins anew. */
    void begin() {
        guarded = false;
        List<DisruptionBudget> all = budgets.all();
        allowed = allowed.length < all.size() ? new int[all.size()] : allowed;
        for (int b = 0; b < all.size(); b++) {
            allowed[b] = all.get(b).disruptionsAllowed();
        }
    }

    /** Counts one more pod; returns whether some budget does not allow it after those before. */
    boolean violates(int pod) {
        boolean violates = false;
        for (int b : budgets.about(pod)) {
            guarded = true;
            if (!budgets.all().get(b).disruptedPods().contains(pods.name(pod))) {
                allowed[b]--;
                violates |= allowed[b] < 0;
            }
        }
        return violates;
    }

    /** Whether budgets are about some of the pods. */
    boolean guarded() {
        return guarded;
    }
}
