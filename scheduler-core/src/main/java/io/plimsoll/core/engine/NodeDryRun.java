package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import org.jspecify.annotations.Nullable;

/**
 * A class of pods asked about one node after the other, while pods of the node are thought away and back. Pods nominated
 * for the node that the asking pod must leave room count as there, and then the node must do without them, too
 * (kube-scheduler's {@code RunFilterPluginsWithNominatedPods}). A filter that has nothing to say when the decision begins is
 * not asked at all.
 */
final class NodeDryRun {

    private final YieldedPods yielded;
    private final IndexCache classes;
    private final PreparedClass prepared;
    private final int[] rules;
    private final int[] filterOf;
    private final DryRun[] runs;
    /** In the place of {@link #runs} where some rule has none. */
    private final @Nullable LiveNode live;

    private boolean[] idle = new boolean[0];
    private int node;

    /** @param inTrial whether to try everything in a trial, also where rules know better */
    NodeDryRun(Cluster cluster, IndexCache classes, PreparedClass prepared, boolean inTrial) {
        this.yielded = new YieldedPods(cluster);
        this.classes = classes;
        this.prepared = prepared;
        this.rules = prepared.profileOrder();
        this.filterOf = new int[rules.length];
        DryRun[] found = new DryRun[rules.length];
        boolean complete = !inTrial;
        for (int i = 0; i < rules.length; i++) {
            filterOf[i] = prepared.filterOf(rules[i]);
            FilterRule rule = prepared.rule(rules[i]);
            @Nullable DryRun own = prepared.isFixed(rules[i]) ? new Fixed(rule) : rule.dryRun();
            complete &= own != null;
            found[i] = own == null ? new Fixed(rule) : own;
        }
        this.runs = found;
        this.live = complete ? null : new LiveNode(cluster);
    }

    PreparedClass prepared() {
        return prepared;
    }

    /**
     * Begins a decision.
     *
     * @param asking the pod that asks, or {@link PodTable#NONE} when it is not in the cluster
     */
    void begin(int asking, int itsPriority) {
        yielded.begin(asking, itsPriority);
        idle = prepared.idleFilters();
    }

    /** Ends it. */
    void end() {
        if (live != null) {
            live.end();
        }
    }

    /** Begins with a node as it is. */
    void start(int asked) {
        node = asked;
        if (live != null) {
            live.start(asked);
            return;
        }
        for (DryRun run : runs) {
            run.start(asked);
        }
    }

    /** A pod of the node is thought to leave ({@code sign} -1) or come back (1). */
    void pod(int other, int sign) {
        if (live != null) {
            live.pod(other, sign);
            return;
        }
        for (DryRun run : runs) {
            run.pod(other, sign);
        }
    }

    /** {@link FilterRule#PASS}, or the key of the first filter in the profile that refuses the node. */
    long key() {
        int count = yielded.find(node);
        if (count > 0) {
            if (live != null) {
                live.mark();
            }
            for (int i = 0; i < count; i++) {
                pod(yielded.pod(i), 1);
            }
            long key = plainKey();
            if (live != null) {
                live.back();
            }
            for (int i = count - 1; i >= 0 && live == null; i--) {
                pod(yielded.pod(i), -1);
            }
            if (key != FilterRule.PASS) {
                return key;
            }
        }
        return plainKey();
    }

    /** Whether pods are nominated for a node that the asking pod must leave room. */
    boolean mustYield(int asked) {
        return yielded.find(asked) > 0;
    }

    private long plainKey() {
        if (live != null) {
            // What was prepared may be out of date in the trial.
            return liveKey(classes.prepared(prepared.podClass));
        }
        for (int i = 0; i < runs.length; i++) {
            long verdict = idle[filterOf[i]] ? FilterRule.PASS : runs[i].verdict();
            if (verdict != FilterRule.PASS) {
                return PreparedClass.infeasible(rules[i], verdict);
            }
        }
        return FilterRule.PASS;
    }

    private long liveKey(PreparedClass now) {
        for (int rule : now.profileOrder()) {
            long verdict =
                    idle[now.filterOf(rule)] ? FilterRule.PASS : now.rule(rule).verdict(node);
            if (verdict != FilterRule.PASS) {
                return PreparedClass.infeasible(rule, verdict);
            }
        }
        return FilterRule.PASS;
    }

    /** A rule that no pod concerns. */
    private static final class Fixed implements DryRun {

        private final FilterRule rule;
        private int node;

        Fixed(FilterRule rule) {
            this.rule = rule;
        }

        @Override
        public void start(int asked) {
            node = asked;
        }

        @Override
        public void pod(int pod, int sign) {
            // It does not matter who is there.
        }

        @Override
        public long verdict() {
            return rule.verdict(node);
        }
    }
}
