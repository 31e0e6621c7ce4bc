package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
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
    /** Rules that no pod concerns, in the order of the profile, and what they are. */
    private final int[] fixed;

    private final FilterRule[] fixedRules;
    /** The others. */
    private final int[] moving;

    private final DryRun[] runs;
    /** Of {@link #runs}: those whose filter has something to say in this decision, and their rules. */
    private final DryRun[] asked;

    private final int[] askedRules;
    private int askedCount;
    /** By rule: the position of its filter in the profile. */
    private final int[] filterOf;
    /** By position in the profile: whether the filter has nothing to say in this decision. */
    private final boolean[] idle;

    private final boolean ofNodeAlone;
    /** In the place of {@link #runs} where some rule has none. */
    private final @Nullable LiveNode live;

    /** What the first of the rules that no pod concerns has against the present node. */
    private int fixedRefusal;

    private long fixedVerdict;
    private int node;

    /** @param inTrial whether to try everything in a trial, also where rules know better */
    NodeDryRun(Cluster cluster, IndexCache classes, PreparedClass prepared, boolean inTrial) {
        this.yielded = new YieldedPods(cluster);
        this.classes = classes;
        this.prepared = prepared;
        this.filterOf = prepared.filterPositions();
        this.idle = new boolean[prepared.filterCount()];
        int[] order = order(filterOf, idle.length);
        int[] fixedOnes = new int[order.length];
        int[] movingOnes = new int[order.length];
        FilterRule[] rules = new FilterRule[order.length];
        DryRun[] found = new DryRun[order.length];
        int fixedCount = 0;
        int movingCount = 0;
        boolean complete = !inTrial;
        boolean alone = true;
        for (int rule : order) {
            @Nullable DryRun own = prepared.rule(rule).dryRun();
            if (prepared.isFixed(rule)) {
                rules[fixedCount] = prepared.rule(rule);
                fixedOnes[fixedCount++] = rule;
            } else if (own == null) {
                complete = false;
            } else {
                found[movingCount] = own;
                movingOnes[movingCount++] = rule;
                alone &= prepared.isOfNodeAlone(rule);
            }
        }
        this.fixed = Arrays.copyOf(fixedOnes, fixedCount);
        this.fixedRules = Arrays.copyOf(rules, fixedCount);
        this.moving = Arrays.copyOf(movingOnes, movingCount);
        this.runs = Arrays.copyOf(found, movingCount);
        this.asked = new DryRun[movingCount];
        this.askedRules = new int[movingCount];
        this.ofNodeAlone = alone && complete;
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
        Arrays.fill(idle, true);
        for (int rule = 0; rule < filterOf.length; rule++) {
            idle[filterOf[rule]] &= prepared.rule(rule).idle();
        }
        askedCount = 0;
        for (int i = 0; i < runs.length; i++) {
            if (!idle[filterOf[moving[i]]]) {
                asked[askedCount] = runs[i];
                askedRules[askedCount++] = moving[i];
            }
        }
    }

    /** Whether nothing but the node and the pods on it decides, once the class is prepared. */
    boolean isOfNodeAlone() {
        return ofNodeAlone;
    }

    /** Ends it. */
    void end() {
        if (live != null) {
            live.end();
        }
    }

    /** Begins with a node as it is. */
    void start(int at) {
        node = at;
        if (live != null) {
            live.start(at);
            return;
        }
        for (int i = 0; i < askedCount; i++) {
            asked[i].start(at);
        }
        fixedVerdict = FilterRule.PASS;
        fixedRefusal = Integer.MAX_VALUE;
        for (int i = 0; i < fixed.length && fixedVerdict == FilterRule.PASS; i++) {
            fixedVerdict = idle[filterOf[fixed[i]]] ? FilterRule.PASS : fixedRules[i].verdict(at);
            fixedRefusal = fixedVerdict == FilterRule.PASS ? Integer.MAX_VALUE : fixed[i];
        }
    }

    /**
     * Begins with a node as it is.
     *
     * @return whether it refuses the pod for something that pods which leave it could change
     */
    boolean mayHelp(int at) {
        if (!prepared.listed(at)) {
            return false;
        }
        start(at);
        long key = key();
        return key != FilterRule.PASS && (key & FilterRule.UNRESOLVABLE) == 0;
    }

    /** A pod of the node is thought to leave ({@code sign} -1) or come back (1). */
    void pod(int other, int sign) {
        if (live != null) {
            live.pod(other, sign);
            return;
        }
        for (int i = 0; i < askedCount; i++) {
            asked[i].pod(other, sign);
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
    boolean mustYield(int at) {
        return yielded.find(at) > 0;
    }

    private long plainKey() {
        if (live != null) {
            // What was prepared may be out of date in the trial.
            return liveKey(classes.prepared(prepared.podClass));
        }
        for (int i = 0; i < askedCount; i++) {
            long verdict = asked[i].verdict();
            if (verdict != FilterRule.PASS) {
                boolean later = filterOf[askedRules[i]] > fixedFilter();
                return later ? fixedKey() : PreparedClass.infeasible(askedRules[i], verdict);
            }
        }
        return fixedKey();
    }

    private int fixedFilter() {
        return fixedVerdict == FilterRule.PASS ? Integer.MAX_VALUE : filterOf[fixedRefusal];
    }

    private long fixedKey() {
        return fixedVerdict == FilterRule.PASS ? FilterRule.PASS : PreparedClass.infeasible(fixedRefusal, fixedVerdict);
    }

    private long liveKey(PreparedClass now) {
        int[] positions = now.filterPositions();
        for (int rule : order(positions, idle.length)) {
            long verdict =
                    idle[positions[rule]] ? FilterRule.PASS : now.rule(rule).verdict(node);
            if (verdict != FilterRule.PASS) {
                return PreparedClass.infeasible(rule, verdict);
            }
        }
        return FilterRule.PASS;
    }

    /** The numbers of the rules in the order of the profile. */
    private static int[] order(int[] positions, int filters) {
        int[] order = new int[positions.length];
        int count = 0;
        for (int filter = 0; filter < filters; filter++) {
            for (int rule = 0; rule < positions.length; rule++) {
                if (positions[rule] == filter) {
                    order[count++] = rule;
                }
            }
        }
        return order;
    }
}
