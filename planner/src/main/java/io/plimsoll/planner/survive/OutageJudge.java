package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.KindRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PodBudget;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.Replica;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.survive.OutageResult.BrokenBudget;
import io.plimsoll.planner.survive.OutageResult.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Says of one failure after the other what it does. First the cluster's own scheduler places the pods again; where it leaves
 * some waiting, a bound and a search say whether it had to. One thread.
 */
final class OutageJudge {

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final Replica replica;
    private final KindRules rules;
    private final OutageTrial trial;
    private final LeastWaiting least;
    private final long[] likeness;
    private final long steps;
    private final BitSet[] meant;
    private final int[] healthy;

    /**
     * @param likeness which nodes are alike; empty when that is not known yet
     * @param steps how many steps a search for another order may take
     */
    OutageJudge(PlanCluster plan, PodKinds kinds, SchedulingRules rules, long seed, long[] likeness, long steps) {
        this.plan = plan;
        this.kinds = kinds;
        this.replica = new Replica(plan, kinds, rules, seed);
        this.rules = new KindRules(replica, kinds);
        this.trial = new OutageTrial(replica);
        this.least = new LeastWaiting(kinds, this.rules, replica.core().nodes());
        this.likeness = likeness.length > 0 ? likeness : NodeLikeness.of(plan, kinds, this.rules);
        this.steps = steps;
        this.meant = new BitSet[plan.budgets().size()];
        this.healthy = new int[meant.length];
        for (int b = 0; b < meant.length; b++) {
            PodBudget budget = plan.budgets().get(b);
            meant[b] = new BitSet();
            for (int pod = 0; pod < plan.pods().size(); pod++) {
                PlanPod one = plan.pods().get(pod);
                if (budget.means(one) && one.isBound() && one.fate() != PlanPod.Fate.LEAVING) {
                    meant[b].set(pod);
                }
            }
            healthy[b] = meant[b].cardinality();
        }
    }

    /** Which nodes are alike, for other judges of the same cluster. */
    long[] likeness() {
        return likeness.clone();
    }

    OutageTrial trial() {
        return trial;
    }

    KindRules rules() {
        return rules;
    }

    LeastWaiting least() {
        return least;
    }

    /** What a failure does; the cluster is as before afterwards. */
    OutageResult judge(Outage outage) {
        trial.begin(outage);
        int[] waiting = trial.place();
        trial.verify();
        Verdict verdict = Verdict.SURVIVED;
        int atLeast = 0;
        if (waiting.length > 0) {
            trial.unplace();
            atLeast = least.of(trial.evicted());
            verdict = atLeast > 0 ? Verdict.IMPOSSIBLE : search();
            atLeast = verdict == Verdict.IMPOSSIBLE ? Math.max(1, atLeast) : 0;
        }
        OutageResult result = new OutageResult(
                outage, trial.evicted().size(), trial.gone(), waiting, atLeast, verdict, budgets(outage, waiting));
        trial.end();
        return result;
    }

    private Verdict search() {
        Rearrangement search = new Rearrangement(replica, kinds, rules, likeness, trial.placed());
        return switch (search.place(trial.evicted(), steps)) {
            case FOUND -> {
                trial.verify();
                yield Verdict.ANOTHER_ORDER;
            }
            case NONE -> Verdict.IMPOSSIBLE;
            case GAVE_UP -> Verdict.UNDECIDED;
        };
    }

    private List<BrokenBudget> budgets(Outage outage, int[] waiting) {
        List<BrokenBudget> broken = new ArrayList<>();
        for (int b = 0; b < meant.length; b++) {
            int lost = 0;
            int goneForGood = 0;
            for (int node : outage.nodes()) {
                for (int pod : trial.podsOn(node)) {
                    if (meant[b].get(pod)) {
                        lost++;
                        goneForGood += plan.pods().get(pod).fate() == PlanPod.Fate.PLACED_AGAIN ? 0 : 1;
                    }
                }
            }
            for (int pod : waiting) {
                goneForGood += meant[b].get(pod) ? 1 : 0;
            }
            PodBudget budget = plan.budgets().get(b);
            int atOnce = healthy[b] - lost;
            // A budget that did not hold before is not broken by what leaves its pods alone.
            if (lost > 0 && atOnce < budget.atLeast()) {
                broken.add(new BrokenBudget(budget.name(), budget.atLeast(), atOnce, healthy[b] - goneForGood));
            }
        }
        return broken;
    }
}
