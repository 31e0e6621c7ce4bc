package io.plimsoll.planner.compact;

import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Borg's cell compaction (Verma et al., "Large-scale cluster management at Google with Borg", EuroSys 2015, section 5.1):
 * nodes are taken away at random until the workload, placed from scratch, does not fit any more. What a policy wastes is
 * then a number of machines. Eleven trials, of which the 90th percentile counts; a few picky pods may be left waiting.
 *
 * <p>A trial is an order of the nodes, the same for all policies. By bisection the number m is found such that the first m
 * hold the workload and the first m - 1 do not; as more nodes can mislead a policy, other numbers are not tried. What is
 * found is placed once more by the plain rules.
 */
public final class Compaction {

    /** The first step upwards is this part of all nodes. */
    private static final int STEPS = 100;

    private final Workload workload;
    private final List<? extends SchedulingRules> policies;
    private final CompactQuestion question;

    private Compaction(PlanCluster plan, List<? extends SchedulingRules> policies, CompactQuestion question) {
        this.workload = new Workload(plan, question.maxPending());
        this.policies = policies;
        this.question = question;
    }

    private record Found(int nodes, int waiting) {}

    /**
     * The answer. The same for any number of threads.
     *
     * @throws InterruptedException when the calling thread was interrupted
     */
    public static CompactAnswer answer(
            PlanCluster plan, List<? extends SchedulingRules> policies, CompactQuestion question)
            throws InterruptedException {
        return new Compaction(plan, policies, question).answer();
    }

    private CompactAnswer answer() throws InterruptedException {
        int nodes = workload.plan().nodes().size();
        int trials = question.trials();
        CompactBound bound = new CompactBound(workload, policies.get(0));
        int[][] orders = new int[trials][];
        int[] bounds = new int[trials];
        for (int trial = 0; trial < trials; trial++) {
            orders[trial] = NodeOrder.of(nodes, question.seed(), trial);
            bounds[trial] = bound.ofOrder(orders[trial]);
        }
        List<Found> found = Shares.of(
                policies.size() * trials,
                question.threads(),
                thread -> number ->
                        fewest(policies.get(number / trials), orders[number % trials], bounds[number % trials]));
        List<CompactAnswer.PolicyRow> rows = new ArrayList<>();
        for (int policy = 0; policy < policies.size(); policy++) {
            int[] enough = new int[trials];
            int[] waiting = new int[trials];
            for (int trial = 0; trial < trials; trial++) {
                enough[trial] = found.get(policy * trials + trial).nodes();
                waiting[trial] = found.get(policy * trials + trial).waiting();
            }
            rows.add(new CompactAnswer.PolicyRow(policies.get(policy).name(), enough, waiting));
        }
        rows.sort(Comparator.comparingInt(CompactAnswer.PolicyRow::percentile90)
                .thenComparing(CompactAnswer.PolicyRow::policy));
        return new CompactAnswer(
                workload.plan(), question, workload.size(), workload.mayWait(), bounds, bound.ofAnyNodes(), rows);
    }

    /** From the bound upwards in growing steps, as answers lie near it, then by bisection. */
    private Found fewest(SchedulingRules policy, int[] order, int bound) {
        int tooFew = Math.min(bound, order.length + 1) - 1;
        int enough = order.length + 1;
        int waiting = 0;
        int step = Math.max(1, order.length / STEPS);
        while (enough - tooFew > 1) {
            boolean open = enough > order.length;
            int next = open ? Math.min(order.length, tooFew + step) : (tooFew + enough) >>> 1;
            step = 2 * step;
            int left = waiting(policy, order, next);
            if (left >= 0) {
                enough = next;
                waiting = left;
            } else {
                tooFew = next;
            }
        }
        if (enough <= order.length) {
            Repacking plan = new Repacking(workload, policy, NodeOrder.first(order, enough), question.seed());
            plan.place();
            plan.verify();
        }
        return new Found(enough, waiting);
    }

    private int waiting(SchedulingRules policy, int[] order, int nodes) {
        return new Repacking(workload, policy, NodeOrder.first(order, nodes), question.seed()).place();
    }
}
