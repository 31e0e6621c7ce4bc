package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.Shares;
import io.plimsoll.planner.survive.SurviveAnswer.Addition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Asks which failures a cluster can take with all its pods placed again: every zone, rack and pool, every single node, and
 * any k nodes.
 *
 * <p>Each failure is tried on a copy of the cluster: its pods are placed by the cluster's own schedulers, the plan is placed
 * once more by the plain rules, and everything is undone. Pods that are on other nodes stay where they are; nobody is preempted.
 */
public final class Survival {

    /** So many failures that leave pods waiting are asked what to add for, the worst of each kind first. */
    private static final int MOST_ADDITIONS = 20;

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final SchedulingRules rules;
    private final SurviveQuestion question;

    private Survival(PlanCluster plan, SchedulingRules rules, SurviveQuestion question) {
        this.plan = plan;
        this.kinds = PodKinds.of(plan);
        this.rules = rules;
        this.question = question;
    }

    /**
     * The answer. The same for any number of threads.
     *
     * @throws InterruptedException when the calling thread was interrupted
     */
    public static SurviveAnswer answer(PlanCluster plan, SchedulingRules rules, SurviveQuestion question)
            throws InterruptedException {
        return new Survival(plan, rules, question).answer();
    }

    private SurviveAnswer answer() throws InterruptedException {
        OutageJudge first = judge(new long[0]);
        long[] likeness = first.likeness();
        List<Outage> outages = new ArrayList<>(Outages.nodes(plan));
        int nodes = outages.size();
        outages.addAll(Outages.groups(plan, question.labels()));
        List<OutageResult> results = Shares.of(outages.size(), question.threads(), thread -> {
            OutageJudge judge = thread == 0 ? first : judge(likeness);
            return number -> judge.judge(outages.get(number));
        });
        List<OutageResult> singles = results.subList(0, nodes);
        List<OutageResult> groups = results.subList(nodes, results.size());
        SeveralNodes several =
                question.several() > 1 ? new SeveralSearch(plan, kinds, first, question).answer(singles) : null;
        return new SurviveAnswer(
                plan, rules.name(), question.seed(), groups, singles, several, additions(first, groups, singles));
    }

    private OutageJudge judge(long[] likeness) {
        return new OutageJudge(plan, kinds, rules, question.seed(), likeness, question.steps());
    }

    private List<Addition> additions(OutageJudge judge, List<OutageResult> groups, List<OutageResult> singles) {
        List<OutageResult> failing = new ArrayList<>(groups);
        List<OutageResult> nodes = new ArrayList<>(singles);
        nodes.sort(Comparator.comparingInt((OutageResult result) -> result.waiting().length)
                .reversed());
        failing.addAll(nodes);
        failing.removeIf(OutageResult::survived);
        NodesToAdd adding = new NodesToAdd(judge, plan, kinds);
        List<Addition> additions = new ArrayList<>();
        for (OutageResult result : failing.subList(0, Math.min(failing.size(), MOST_ADDITIONS))) {
            additions.add(adding.forOutage(result.outage()));
        }
        return additions;
    }
}
