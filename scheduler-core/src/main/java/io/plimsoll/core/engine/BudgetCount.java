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

    /** Begins anew. O(1): what budgets allow is looked up when a pod comes that one is about. */
    void begin() {
        guarded = false;
    }

    /** Counts one more pod; returns whether some budget does not allow it after those before. */
    boolean violates(int pod) {
        int[] about = budgets.about(pod);
        if (about.length > 0 && !guarded) {
            guarded = true;
            load();
        }
        boolean violates = false;
        for (int b : about) {
            if (!budgets.all().get(b).disruptedPods().contains(pods.name(pod))) {
                allowed[b]--;
                violates |= allowed[b] < 0;
            }
        }
        return violates;
    }

    private void load() {
        List<DisruptionBudget> all = budgets.all();
        allowed = allowed.length < all.size() ? new int[all.size()] : allowed;
        for (int b = 0; b < all.size(); b++) {
            allowed[b] = all.get(b).disruptionsAllowed();
        }
    }

    /** Whether budgets are about some of the pods. */
    boolean guarded() {
        return guarded;
    }
}
