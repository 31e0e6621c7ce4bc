package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Totals;
import io.plimsoll.simulator.record.Waiting;

/** The answer of a run in one sentence. */
public final class RunSentence {

    /** Above this share of waiting pods a percentage reads better than "1 in N". */
    private static final double MANY = 0.3;

    /** Below this share a percentage reads better than "1 in N". */
    private static final double FEW = 0.002;

    private RunSentence() {}

    /**
     * For example: {@code best-fit placed 49,812 of 50,000 pods; GPUs were 78.3 % allocated on average (at most 97.1 %); 1 in 20
     * pods waited, the longest 42 min.}
     */
    public static String of(RunSummary run) {
        Totals totals = run.totals();
        StringBuilder out = new StringBuilder();
        out.append(run.policy().text()).append(" placed ").append(Words.count(totals.placed()));
        out.append(" of ").append(Words.counted(totals.arrived(), "pod", "pods"));
        ResourceUse use = ResourceWords.foremost(run);
        if (use != null) {
            out.append("; ").append(allocation(run, use));
        }
        if (!run.options().arrivalsOnly() && run.options().onUnschedulable() == OnUnschedulable.QUEUE) {
            out.append("; ").append(waiting(run.waiting()));
        }
        if (totals.dropped() > 0) {
            out.append("; ").append(Words.count(totals.dropped())).append(" found no node and ");
            out.append(totals.dropped() == 1 ? "was" : "were").append(" dropped");
        }
        if (totals.pending() > 0) {
            out.append("; ").append(Words.count(totals.pending())).append(" still waited at the end");
        }
        return out.append('.').toString();
    }

    private static String allocation(RunSummary run, ResourceUse use) {
        String subject = ResourceWords.subject(use.name()) + " ";
        if (run.options().arrivalsOnly()) {
            return subject + Words.percent(use.allocated().atEnd()) + " allocated at the end";
        }
        return subject + Words.percent(use.allocated().mean()) + " allocated on average (at most "
                + Words.percent(use.allocated().peak()) + ")";
    }

    private static String waiting(Waiting waiting) {
        double share = 1 - waiting.shareWithoutWaiting();
        if (waiting.withoutWaiting() == waiting.placements()) {
            return "no placed pod waited";
        }
        String who = share > MANY || share < FEW
                ? Words.percent(share) + " of placements waited"
                : "1 in " + Words.count(Math.round(1 / share)) + " placements waited";
        return who + ", the longest " + Words.duration(waiting.maxMillis());
    }
}
