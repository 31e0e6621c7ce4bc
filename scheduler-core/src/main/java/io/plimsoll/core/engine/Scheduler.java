package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides where pods go, under one profile. A decision is the same as if every rule had been asked about every node, and
 * follows from the cluster, the profile, the seed and the number of decisions made before.
 *
 * <p>Cost: what changed since the class (of classes that share an index: since one of them) was last decided, whatever
 * the number of nodes; O(nodes) for a class seen the first time and inside a trial. No allocation in the steady state. One thread.
 */
public final class Scheduler {

    /** The node of a pod that fits nowhere. */
    public static final int UNSCHEDULABLE = -1;

    private static final int NODE_DRAW = 0;
    private static final int DEVICE_DRAW = 1;

    private final Cluster cluster;
    private final Profile profile;
    private final long seed;
    private final PluginContext context;
    private final IndexCache indexes;
    private final NominatedNodes nominated;
    private final Scan check;
    private final @Nullable NodeSampling sampling;
    private final OfferedNodes offered;
    private long decisions;
    private int cursor;
    private int node = UNSCHEDULABLE;
    private long devices;

    /** A scheduler of a cluster; the profile must not be used by another one. */
    public Scheduler(Cluster cluster, Profile profile, long seed) {
        this(cluster, profile, seed, IndexCache.DEFAULT_BOUND, SharedStates.DEFAULT_DIMENSIONS, null);
    }

    /**
     * A scheduler that does not look at all nodes, and remembers none. Inside trials and while there are nominated pods it looks at
     * all. Scores in its explanations are those over all nodes.
     */
    public Scheduler(Cluster cluster, Profile profile, long seed, NodeSampling sampling) {
        this(cluster, profile, seed, IndexCache.DEFAULT_BOUND, SharedStates.DEFAULT_DIMENSIONS, sampling);
    }

    Scheduler(Cluster cluster, Profile profile, long seed, long indexBound, int sharedDimensions) {
        this(cluster, profile, seed, indexBound, sharedDimensions, null);
    }

    private Scheduler(
            Cluster cluster,
            Profile profile,
            long seed,
            long indexBound,
            int sharedDimensions,
            @Nullable NodeSampling sampling) {
        this.sampling = sampling;
        this.cluster = cluster;
        this.profile = profile;
        this.seed = seed;
        this.context = new PluginContext(cluster);
        this.indexes = new IndexCache(cluster, profile, context, indexBound, sharedDimensions);
        this.nominated = new NominatedNodes(cluster, indexes);
        this.check = new Scan(cluster.nodes());
        this.offered = new OfferedNodes(cluster.nodes());
    }

    Cluster cluster() {
        return cluster;
    }

    /** A class asked about what would be if pods left a node; in a trial if need be, or always. */
    NodeDryRun dryRun(PodClass podClass, boolean inTrial) {
        return inTrial ? new NodeDryRun(cluster, indexes, indexes.prepared(podClass), true) : indexes.dryRun(podClass);
    }

    /** The profile. */
    public Profile profile() {
        return profile;
    }

    /** The number of decisions made. */
    public long decisions() {
        return decisions;
    }

    /** The slot behind the node chosen last, from which next fit goes on. */
    public int cursor() {
        return cursor;
    }

    /** Goes on as a scheduler would that has made so many decisions and chosen the node before that slot last. */
    public void restore(long decisionsMade, int cursorThen) {
        decisions = decisionsMade;
        cursor = cursorThen;
    }

    /**
     * Decides where a waiting pod goes, and changes nothing in the cluster. A pod with a {@link Cluster#nominate nominated}
     * node goes there if it fits; for a node that others are nominated for it must leave those of its priority or a higher
     * one the room, and do without them, too.
     *
     * @return the node's slot, or {@link #UNSCHEDULABLE}
     */
    public int decide(int pod) {
        PodClass podClass = cluster.decidedClass(pod);
        return cluster.nominations().isEmpty() ? decide(podClass) : decideAmongNominated(podClass, pod);
    }

    /** Decides where a pod of a class goes; see {@link #decide(int)}. Nominated pods do not matter to it. */
    public int decide(PodClass podClass) {
        Candidates candidates = sampling == null || cluster.inTrial()
                ? indexes.candidates(podClass, decisions)
                : sampling.search(indexes.prepared(podClass), !profile.scorers().isEmpty());
        if (Checks.FULL && candidates instanceof RememberedCandidates remembered) {
            remembered.verify(check);
        }
        return decided(podClass, choose(candidates));
    }

    private int decideAmongNominated(PodClass podClass, int pod) {
        int own = nominated.own(podClass, pod);
        if (own != UNSCHEDULABLE) {
            return decided(podClass, own);
        }
        Candidates candidates = nominated.candidates(podClass, pod, decisions);
        int chosen = choose(candidates);
        nominated.done();
        return decided(podClass, chosen);
    }

    /**
     * Judges some nodes for a class of pods, as if there were no others. Decides nothing yet. O(nodes) without asking a rule about
     * a node that did not change. Not inside a trial.
     *
     * @param nodes slots of nodes, each once
     * @param count how many of them
     */
    public OfferedNodes offer(PodClass podClass, int[] nodes, int count) {
        return offer(podClass, nodes, count, () -> false);
    }

    /**
     * As the other, for as long as there is time.
     *
     * @param enough asked every thousand nodes; once it says so, the others count as not offered
     */
    public OfferedNodes offer(PodClass podClass, int[] nodes, int count, BooleanSupplier enough) {
        return offered.of(indexes.index(podClass, decisions), nodes, count, enough);
    }

    /** Decides where a pod of the class goes, among the nodes that were offered last and for the same class. */
    public int decideOffered(PodClass podClass) {
        return decided(podClass, choose(offered));
    }

    private int decided(PodClass podClass, int chosen) {
        node = chosen;
        if (node == UNSCHEDULABLE) {
            devices = 0;
        } else {
            devices = devices(podClass, node);
            cursor = node + 1;
        }
        decisions++;
        return node;
    }

    /** The devices of the newest decision, as bits of device indexes. */
    public long devices() {
        return devices;
    }

    /** Decides where a waiting pod goes and puts it there. */
    public int schedule(int pod) {
        int chosen = decide(pod);
        if (chosen != UNSCHEDULABLE) {
            cluster.bind(pod, chosen, devices);
        }
        return chosen;
    }

    /** What {@link #decide} would decide for such a pod now, with everything about every node; changes nothing. */
    public Explanation explain(PodSpec pod) {
        return new Explainer(cluster, profile, context).explain(pod, PodTable.NONE, this::nextPodChoice);
    }

    /** As {@link #explain(PodSpec)}, of a waiting pod of the cluster, which may have a node in prospect. */
    public Explanation explain(int pod) {
        int own = cluster.nominations().isEmpty() ? UNSCHEDULABLE : nominated.own(cluster.decidedClass(pod), pod);
        return new Explainer(cluster, profile, context)
                .explain(
                        cluster.pods().spec(pod),
                        pod,
                        (prepared, scan) ->
                                own == UNSCHEDULABLE ? nextPodChoice(prepared, scan) : choice(prepared, own));
    }

    /** Why a waiting pod fits nowhere, or where it would go, as of {@link #decide(int)}. O(nodes), and more while pods are nominated. */
    public Decision decision(int pod) {
        return cluster.nominations().isEmpty()
                ? decision(cluster.decidedClass(pod))
                : explain(pod).decision();
    }

    /** The same of such a pod that is not in the cluster. */
    public Decision decision(PodSpec pod) {
        return cluster.nominations().isEmpty()
                ? decision(cluster.decidedClass(pod))
                : explain(pod).decision();
    }

    /** Why a pod of the class fits nowhere, or where it would go; nominated pods do not matter to it. O(nodes). */
    public Decision decision(PodClass podClass) {
        return Explainer.decision(cluster, indexes.prepared(podClass), this::nextChoice);
    }

    /** Whether every filter lets such a pod onto a node now, also inside a trial. O(rules). */
    public boolean fits(PodClass podClass, int node) {
        PreparedClass prepared = indexes.prepared(podClass);
        return prepared.key(node, PreparedClass.UNKNOWN) >= 0 && prepared.groupVerdict(node) == FilterRule.PASS;
    }

    /**
     * The same for a pod of that priority that is not in the cluster, which must leave nominated pods the room they need.
     * O(rules x nominated pods of the node).
     */
    public boolean fits(PodClass podClass, int priority, int node) {
        return fits(podClass, node)
                && (cluster.nominations().isEmpty() || nominated.leavesRoom(podClass, priority, node));
    }

    /**
     * The devices that such a pod would take on a node that it fits on, as bits of device indexes, also inside a trial; 0 when it asks
     * for none.
     */
    public long devices(PodClass podClass, int on) {
        return podClass.deviceCount() == 0
                ? 0
                : indexes.prepared(podClass).devices(on, Draws.draw(seed, decisions, DEVICE_DRAW));
    }

    /**
     * Tells why nodes refuse a class of pods now, by the first filter that refuses each. Cost as of {@link #decide}, and
     * O(nodes) where rules about groups refuse some and where the class has a shortlist. Not inside a trial.
     */
    public void refusals(PodClass podClass, RefusalListener listener) {
        CandidateIndex index = indexes.index(podClass, decisions);
        PreparedClass prepared = index.prepared();
        if (prepared.refusal != null) {
            listener.refused(prepared.refusal, cluster.nodes().count());
            return;
        }
        RefusalCounts counts = index.refusals();
        for (int i = 0; i < counts.size() && prepared.unlisted == null; i++) {
            if (counts.nodes(i) > 0) {
                tell(listener, prepared, counts.key(i), counts.nodes(i));
            }
        }
        boolean byNode = prepared.groupFilters.length > 0 || prepared.unlisted != null;
        for (int slot = 0; byNode && slot < cluster.nodes().slots(); slot++) {
            long key = index.key(slot);
            if (prepared.unlisted != null && key != ScoreTree.ABSENT && !prepared.listed(slot)) {
                listener.refused(prepared.unlisted, 1);
            } else if (key >= 0) {
                long verdict = prepared.groupVerdict(slot);
                if (verdict != FilterRule.PASS) {
                    tell(listener, prepared, verdict, 1);
                }
            } else if (prepared.unlisted != null && key != ScoreTree.ABSENT) {
                tell(listener, prepared, key, 1);
            }
        }
    }

    /**
     * The filters for whose refusals a pod of the class fits nowhere now, each the first that refuses some node, as bits of
     * positions in the profile; 0 when there are no nodes. Cost as of {@link #refusals}. Not inside a trial.
     */
    public long rejectors(PodClass podClass) {
        CandidateIndex index = indexes.index(podClass, decisions);
        PreparedClass prepared = index.prepared();
        long rejectors = cluster.nodes().count() == 0 ? 0 : prepared.rejectorsOfAll(profile);
        if (prepared.refusal != null) {
            return rejectors;
        }
        RefusalCounts counts = index.refusals();
        for (int i = 0; i < counts.size() && prepared.unlisted == null; i++) {
            rejectors |= counts.nodes(i) > 0 ? prepared.rejectors(counts.key(i), profile) : 0;
        }
        boolean byNode = prepared.groupFilters.length > 0 || prepared.unlisted != null;
        for (int slot = 0; byNode && slot < cluster.nodes().slots(); slot++) {
            long key = index.key(slot);
            if (key != ScoreTree.ABSENT && (prepared.unlisted == null || prepared.listed(slot))) {
                long refusal = key >= 0 ? prepared.groupVerdict(slot) : key;
                rejectors |= refusal == FilterRule.PASS ? 0 : prepared.rejectors(refusal, profile);
            }
        }
        return rejectors;
    }

    private static void tell(RefusalListener listener, PreparedClass prepared, long key, int nodes) {
        List<String> reasons = prepared.reasons(key);
        for (int i = 0; i < reasons.size(); i++) {
            listener.refused(reasons.get(i), nodes);
        }
    }

    /** Opens a trial of the cluster that also gives back the decisions made in it. */
    public Trial openTrial() {
        Trial trial = cluster.openTrial();
        long decisionsBefore = decisions;
        int cursorBefore = cursor;
        int nodeBefore = node;
        long devicesBefore = devices;
        trial.onClose(() -> {
            decisions = decisionsBefore;
            cursor = cursorBefore;
            node = nodeBefore;
            devices = devicesBefore;
        });
        return trial;
    }

    /** The node and devices the next decision takes, without taking them. */
    long[] nextChoice(PreparedClass prepared, Scan scan) {
        Candidates candidates = sampling == null || cluster.inTrial()
                ? scan
                : sampling.peek(prepared, !profile.scorers().isEmpty());
        return choice(prepared, choose(candidates));
    }

    /** The same of a pod: while pods are nominated, it looks at all nodes. */
    private long[] nextPodChoice(PreparedClass prepared, Scan scan) {
        return cluster.nominations().isEmpty() ? nextChoice(prepared, scan) : choice(prepared, choose(scan));
    }

    private long[] choice(PreparedClass prepared, int chosen) {
        return new long[] {
            chosen, chosen == UNSCHEDULABLE ? 0 : prepared.devices(chosen, Draws.draw(seed, decisions, DEVICE_DRAW))
        };
    }

    private int choose(Candidates candidates) {
        return switch (profile.nodeChoice()) {
            case BEST, FIRST -> candidates.best();
            case NEXT -> {
                int behind = candidates.next(cursor);
                yield behind >= 0 ? behind : candidates.next(0);
            }
            case RANDOM -> {
                int feasible = candidates.feasible();
                long draw = Draws.draw(seed, decisions, NODE_DRAW);
                yield feasible == 0 ? UNSCHEDULABLE : candidates.nth(Draws.below(draw, feasible));
            }
        };
    }
}
