package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.Nominations;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for a waiting pod that fits nowhere, the node on which pods of lower priority should leave for it, and which
 * (kube-scheduler's DefaultPreemption, version 1.34, with every node tried). It decides and changes nothing: the caller
 * evicts the victims, at once or after their grace, {@link #nominate nominates} the pod and tries it again.
 *
 * <p>Of the nodes where evicting helps the best has the fewest victims that a disruption budget does not allow, then the
 * lowest highest priority of a victim, the smallest sum of their priorities, the fewest of them, the latest start of the
 * first of those of the highest priority, the lowest rank.
 *
 * <p>What counts of pods: {@link PodSpec#priority()}, {@link Cluster#setStart}, {@link Cluster#setBudgets},
 * {@link Cluster#nominate}, and of their rules {@code neverPreempts} and {@code preempted}. Works inside trials, too. O(pods
 * of lower priority x rules). One thread.
 */
public final class Preemption {

    private static final int[] NOBODY = {};
    /** Of how many classes and priorities it is remembered what evicting would cost. */
    private static final int MEMOS = 16;

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final VictimSearch search;
    private final boolean inTrial;
    private int node = Scheduler.UNSCHEDULABLE;
    private int[] victims = NOBODY;
    private int violations;
    private final VictimCost best = new VictimCost();
    private final VictimCost candidate = new VictimCost();
    private final @Nullable VictimMemo[] memos = new VictimMemo[MEMOS];
    private long uses;

    /** Preemption among the pods of the scheduler's cluster, by its filters. */
    public Preemption(Scheduler scheduler) {
        this(scheduler, false);
    }

    /** @param inTrial whether to try everything in trials, also where rules know better */
    Preemption(Scheduler scheduler, boolean inTrial) {
        this.scheduler = scheduler;
        this.cluster = scheduler.cluster();
        this.search = new VictimSearch(cluster);
        this.inTrial = inTrial;
    }

    /**
     * Finds the best node for a waiting pod that fits nowhere now.
     *
     * @return its slot, or {@link Scheduler#UNSCHEDULABLE} when the pod may not preempt or nothing would help
     */
    public int find(int pod) {
        node = Scheduler.UNSCHEDULABLE;
        victims = NOBODY;
        violations = 0;
        NodeDryRun run = begin(pod);
        if (run.prepared().refusal == null && notEligible(pod, run) == null) {
            int priority = cluster.pods().priority(pod);
            boolean remembers = run.isOfNodeAlone() && !cluster.inTrial();
            @Nullable VictimCost found = remembers ? remembered(run, priority) : among(run, priority, false);
            if (found != null) {
                run.mayHelp(found.node());
                search.search(run, found.node(), priority);
                node = found.node();
                victims = search.victims();
                violations = search.violations();
            }
            if (Checks.FULL && remembers) {
                @Nullable VictimCost expected = among(run, priority, false);
                if (node != (expected == null ? Scheduler.UNSCHEDULABLE : expected.node())) {
                    throw Checks.corrupted(
                            "node to preempt for pod " + pod, node, expected == null ? -1 : expected.node());
                }
            }
        }
        run.end();
        return node;
    }

    /** The best of all nodes, or of those that pods are nominated for, by a search of each; null when none helps. */
    private @Nullable VictimCost among(NodeDryRun run, int priority, boolean nominatedOnly) {
        boolean any = false;
        for (int slot = next(nominatedOnly, 0); slot >= 0; slot = next(nominatedOnly, slot + 1)) {
            if (cluster.nodes().exists(slot) && run.mayHelp(slot)) {
                long key = search.search(run, slot, priority);
                if (key == FilterRule.PASS && search.count() > 0) {
                    candidate.of(slot, search);
                    if (!any || candidate.isBelow(best)) {
                        best.copy(candidate);
                    }
                    any = true;
                }
            }
        }
        return any ? best : null;
    }

    private int next(boolean nominatedOnly, int from) {
        return nominatedOnly
                ? cluster.nominations().nextNode(from)
                : from < cluster.nodes().slots() ? from : -1;
    }

    /** The best of all nodes by what is remembered; nodes that pods are nominated for are searched. */
    private @Nullable VictimCost remembered(NodeDryRun run, int priority) {
        uses++;
        @Nullable VictimCost of = memo(run, priority).best(uses);
        @Nullable VictimCost nominated = cluster.nominations().isEmpty() ? null : among(run, priority, true);
        if (of == null || nominated == null) {
            return of == null ? nominated : of;
        }
        return nominated.isBelow(of) ? nominated : of;
    }

    private VictimMemo memo(NodeDryRun run, int priority) {
        int oldest = 0;
        for (int i = 0; i < memos.length; i++) {
            @Nullable VictimMemo memo = memos[i];
            if (memo != null && memo.isOf(run, priority)) {
                return memo;
            }
            @Nullable VictimMemo candidateForEnd = memos[oldest];
            if (candidateForEnd != null && (memo == null || memo.lastUse() < candidateForEnd.lastUse())) {
                oldest = i;
            }
        }
        VictimMemo made = new VictimMemo(cluster, run, search, priority);
        memos[oldest] = made;
        return made;
    }

    /** The pods that should leave the node found last, the most important first. */
    public int[] victims() {
        return victims.clone();
    }

    /** How many of the victims a disruption budget does not allow to be evicted. */
    public int violations() {
        return violations;
    }

    /**
     * Gives a waiting pod the node found last in prospect; waiting pods of lower priority that had it lose it, as they may
     * not fit any more.
     */
    public void nominate(int pod) {
        Nominations nominations = cluster.nominations();
        int priority = cluster.pods().priority(pod);
        int other = nominations.firstOn(node);
        while (other != PodTable.NONE) {
            int next = nominations.next(other);
            if (cluster.pods().priority(other) < priority) {
                cluster.nominate(other, PodTable.NONE);
            }
            other = next;
        }
        cluster.nominate(pod, node);
    }

    /** What evicting would do on every node, in slot order, also for a pod that may not preempt others. */
    public List<Victims> explain(int pod) {
        List<Victims> all = new ArrayList<>();
        NodeDryRun run = begin(pod);
        PreparedClass prepared = run.prepared();
        int priority = cluster.pods().priority(pod);
        NodeTable nodes = cluster.nodes();
        for (int slot = 0; slot < nodes.slots(); slot++) {
            if (nodes.exists(slot)) {
                boolean may = prepared.refusal == null && run.mayHelp(slot);
                long key = may ? search.search(run, slot, priority) : VictimSearch.NO_VICTIMS;
                all.add(victims(nodes.name(slot), prepared, key, may));
            }
        }
        run.end();
        return all;
    }

    /** As {@link #find}, as a value: {@link Decision.Preempting}, or {@link Decision.Unschedulable} with what stays against it. */
    public Decision decision(int pod) {
        if (find(pod) == Scheduler.UNSCHEDULABLE) {
            return scheduler.decision(pod);
        }
        List<String> names = new ArrayList<>();
        for (int victim : victims) {
            names.add(name(victim));
        }
        return new Decision.Preempting(cluster.nodes().name(node), names, violations);
    }

    /** What kube-scheduler appends to its event about a pod for which no node was found; empty when one is. */
    public String sentence(int pod) {
        if (find(pod) != Scheduler.UNSCHEDULABLE) {
            return "";
        }
        @Nullable String notEligible = notEligible(pod);
        if (notEligible != null) {
            return "preemption: " + notEligible;
        }
        SortedMap<String, Integer> reasons = new TreeMap<>();
        for (Victims one : explain(pod)) {
            one.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        }
        return "preemption: " + Explanation.sentence(cluster.nodes().count(), reasons, null);
    }

    /** Why a waiting pod may not preempt others, in kube-scheduler's words, or null when it may. */
    public @Nullable String notEligible(int pod) {
        NodeDryRun run = begin(pod);
        @Nullable String why = notEligible(pod, run);
        run.end();
        return why;
    }

    private Victims victims(String name, PreparedClass prepared, long key, boolean may) {
        if (!may) {
            return new Victims(name, List.of(), 0, List.of(Victims.NOT_HELPFUL), false);
        }
        if (key == VictimSearch.NO_VICTIMS) {
            return new Victims(name, List.of(), 0, List.of(Victims.NO_VICTIMS), false);
        }
        if (key != FilterRule.PASS) {
            boolean resolvable = (key & FilterRule.UNRESOLVABLE) == 0;
            return new Victims(name, List.of(), 0, prepared.reasons(key), resolvable);
        }
        List<String> names = new ArrayList<>();
        for (int victim : search.victims()) {
            names.add(name(victim));
        }
        return new Victims(name, names, search.violations(), List.of(), true);
    }

    private String name(int pod) {
        return cluster.pods().template(pod).spec().namespace() + "/"
                + cluster.pods().name(pod);
    }

    private NodeDryRun begin(int pod) {
        NodeDryRun run = scheduler.dryRun(cluster.decidedClass(pod), inTrial);
        run.begin(pod, cluster.pods().priority(pod));
        return run;
    }

    private @Nullable String notEligible(int pod, NodeDryRun run) {
        PodTable pods = cluster.pods();
        PodSpec spec = pods.template(pod).spec();
        if (spec.rules().neverPreempts()) {
            return "not eligible due to preemptionPolicy=Never.";
        }
        int nominated = cluster.nominations().node(pod);
        if (nominated != PodTable.NONE && run.prepared().refusal == null && run.mayHelp(nominated)) {
            for (int other = pods.firstOn(nominated); other != PodTable.NONE; other = pods.nextOnNode(other)) {
                PodSpec there = pods.template(other).spec();
                if (there.priority() < spec.priority() && there.rules().preempted()) {
                    return "not eligible due to a terminating pod on the nominated node.";
                }
            }
        }
        return null;
    }
}
