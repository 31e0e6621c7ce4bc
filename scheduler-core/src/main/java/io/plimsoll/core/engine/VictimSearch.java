package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Which pods would have to leave one node for a pod of higher priority: as few as possible, found by taking all of lower
 * priority off and letting them come back one by one, those whose eviction would violate a budget first, then the more
 * important ones (kube-scheduler's {@code SelectVictimsOnNode}, version 1.34). Of pods of equal priority the one that
 * started first is more important; of those the one that came to the node first.
 */
final class VictimSearch {

    /** The outcome where the node has no pods of lower priority. */
    static final long NO_VICTIMS = -1;

    private final PodTable pods;
    private final BudgetCount budgets;
    /** Pods of lower priority, the one that came last first. */
    private int[] lower = new int[16];
    /** The same, more important ones first; the victims among them in the end. */
    private int[] potential = new int[16];

    private int[] priorities = new int[16];
    private long[] starts = new long[16];
    private boolean[] violating = new boolean[16];
    private boolean[] leaves = new boolean[16];
    private int count;
    private int violations;
    private IntPredicate mayLeave = pod -> true;

    VictimSearch(Cluster cluster) {
        this.pods = cluster.pods();
        this.budgets = new BudgetCount(cluster);
    }

    /**
     * Looks for victims on a node.
     *
     * @param run at the {@link NodeDryRun#start beginning} with the node
     * @return {@link FilterRule#PASS} when the pod would fit without the victims, of which there are none where it fits
     *     already; else {@link #NO_VICTIMS}, or the key of the filter that refuses the node also without them
     */
    long search(NodeDryRun run, int node, int priority) {
        return search(run, node, priority, pod -> true);
    }

    /**
     * As the other, where some of the pods of lower priority must stay.
     *
     * @param some whether a pod of lower priority may leave
     */
    long search(NodeDryRun run, int node, int priority, IntPredicate some) {
        mayLeave = some;
        count = 0;
        violations = 0;
        budgets.begin();
        collect(node, priority);
        if (count == 0) {
            return NO_VICTIMS;
        }
        for (int i = 0; i < count; i++) {
            run.pod(potential[i], -1);
        }
        long key = run.key();
        if (key != FilterRule.PASS) {
            count = 0;
            return key;
        }
        markViolating();
        reprieve(run, true);
        reprieve(run, false);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (leaves[i]) {
                violations += violating[i] ? 1 : 0;
                potential[kept] = potential[i];
                priorities[kept] = priorities[i];
                starts[kept++] = starts[i];
            }
        }
        count = kept;
        return FilterRule.PASS;
    }

    /** Number of victims. */
    int count() {
        return count;
    }

    /** The victims, the most important first. A copy. */
    int[] victims() {
        return Arrays.copyOf(potential, count);
    }

    /** Whether budgets are about some of the pods of lower priority. */
    boolean guarded() {
        return budgets.guarded();
    }

    /** How many of them a budget does not allow. */
    int violations() {
        return violations;
    }

    /** The priority of the most important one. */
    int highestPriority() {
        return priorities[0];
    }

    /** The sum of their priorities, each counted from the lowest there is, so that it grows with their number. */
    long prioritySum() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += priorities[i] - (long) Integer.MIN_VALUE;
        }
        return sum;
    }

    /** When the first of those of the highest priority started. */
    long earliestStart() {
        return starts[0];
    }

    /** Puts the pods of lower priority in order. O(pods) when those that came later started later, which is usual. */
    private void collect(int node, int priority) {
        int found = 0;
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            if (pods.priority(pod) < priority && mayLeave.test(pod)) {
                if (found == lower.length) {
                    grow(2 * found);
                }
                lower[found++] = pod;
            }
        }
        while (found > 0) {
            int pod = lower[--found];
            insert(pod, pods.priority(pod), pods.startMillis(pod));
        }
    }

    /** Inserts a pod that came to the node after all others that were inserted. */
    private void insert(int pod, int priority, long start) {
        int at = count++;
        while (at > 0
                && (priorities[at - 1] < priority || (priorities[at - 1] == priority && starts[at - 1] > start))) {
            potential[at] = potential[at - 1];
            priorities[at] = priorities[at - 1];
            starts[at] = starts[at - 1];
            at--;
        }
        potential[at] = pod;
        priorities[at] = priority;
        starts[at] = start;
    }

    /** Finds whose eviction would violate a budget, if all left in their order. */
    private void markViolating() {
        for (int i = 0; i < count; i++) {
            violating[i] = budgets.violates(potential[i]);
        }
    }

    private void reprieve(NodeDryRun run, boolean violatingOnes) {
        for (int i = 0; i < count; i++) {
            if (violating[i] == violatingOnes) {
                run.pod(potential[i], 1);
                leaves[i] = run.key() != FilterRule.PASS;
                if (leaves[i]) {
                    run.pod(potential[i], -1);
                }
            }
        }
    }

    private void grow(int length) {
        lower = Arrays.copyOf(lower, length);
        potential = Arrays.copyOf(potential, length);
        priorities = Arrays.copyOf(priorities, length);
        starts = Arrays.copyOf(starts, length);
        violating = Arrays.copyOf(violating, length);
        leaves = Arrays.copyOf(leaves, length);
    }
}
