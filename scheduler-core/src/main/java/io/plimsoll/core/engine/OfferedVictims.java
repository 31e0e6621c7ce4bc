package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Cluster;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What preempting would do on nodes, and to pods there, that somebody else has offered: pods that were not offered stay. Victims
 * are found and nodes compared as by {@link Preemption}. Changes nothing. Works inside trials, too; O(pods of the node x rules) per
 * node. One thread.
 */
public final class OfferedVictims {

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final VictimSearch search;
    private final VictimCost best = new VictimCost();
    private final VictimCost candidate = new VictimCost();
    private @Nullable NodeDryRun run;
    private int priority;
    private boolean any;

    /** Among the pods of the scheduler's cluster, by its filters. */
    public OfferedVictims(Scheduler scheduler) {
        this.cluster = scheduler.cluster();
        this.scheduler = scheduler;
        this.search = new VictimSearch(cluster);
    }

    /** Begins with a waiting pod of the cluster; whether it may preempt others is not asked. */
    public void begin(int pod) {
        NodeDryRun begun = scheduler.dryRun(cluster.decidedClass(pod), false);
        priority = cluster.pods().priority(pod);
        begun.begin(pod, priority);
        run = begun;
        any = false;
    }

    /**
     * Whether the pod would fit on a node, and only if some of the offered pods left it.
     *
     * @param offered whether a pod of lower priority that is on the node may leave
     */
    public boolean help(int node, IntPredicate offered) {
        NodeDryRun now = run();
        return cluster.nodes().exists(node)
                && now.prepared().refusal == null
                && now.mayHelp(node)
                && search.search(now, node, priority, offered) == FilterRule.PASS
                && search.count() > 0;
    }

    /** The pods that should leave the node asked about last, the most important first, where that helps. A copy. */
    public int[] victims() {
        return search.victims();
    }

    /** How many of them a disruption budget does not allow to be evicted. */
    public int violations() {
        return search.violations();
    }

    /** Whether the node asked about last, where that helps, is better than those this was asked of before. */
    public boolean isBestSoFar(int node) {
        candidate.of(node, search);
        boolean better = !any || candidate.isBelow(best);
        if (better) {
            best.copy(candidate);
            any = true;
        }
        return better;
    }

    /** Ends what {@link #begin} began. */
    public void end() {
        run().end();
        run = null;
    }

    private NodeDryRun run() {
        @Nullable NodeDryRun begun = run;
        if (begun == null) {
            throw new IllegalStateException("A pod must be begun with before nodes are asked about.\n"
                    + "Maybe end was called before: this is a defect of Plimsoll, please report it.");
        }
        return begun;
    }
}
