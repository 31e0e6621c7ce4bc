package io.plimsoll.core.state;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true now: the nodes, the pods, who is where, and every sum and counter derived from that. The only place that
 * changes any of them.
 *
 * <p>Nodes and pods are known by small numbers (a node's slot, a pod's number) that are valid until the node or pod is
 * removed. Every change is O(1) in the size of the cluster (adding and describing a node: O(its pods)), updates the
 * counters at once and appends the node to the {@link ChangeLog}, from which indexes catch up when they are next used.
 * While a {@link Trial} is open the changes go to its journal instead, and indexes must not be used.
 *
 * <p>One writer: not safe for use by several threads. An operation that throws has changed nothing.
 */
public final class Cluster {

    private final Dimensions dimensions = new Dimensions();
    private final DeviceModels deviceModels = new DeviceModels();
    private final NodeTable nodes = new NodeTable();
    private final PodTable pods = new PodTable();
    private final LabelSets labelSets = new LabelSets();
    private final PodClasses podClasses = new PodClasses(dimensions, deviceModels);
    private final Images images = new Images();
    private final Topology topology = new Topology(nodes, pods, labelSets);
    private final Kinds kinds = new Kinds(podClasses, labelSets, topology);
    private final ClaimUses claimUses = new ClaimUses();
    private final Nominations nominations = new Nominations();
    private final Budgets budgets = new Budgets(pods);
    private final RequestMix requestMix = new RequestMix();
    private final ChangeLog changeLog;
    private final ChangeLog trialLog = new ChangeLog(1 << 10);
    private final Totals totals = new Totals();
    private final Books books = new Books(nodes, pods, dimensions, deviceModels, images, topology, claimUses, totals);
    private @Nullable Trial trial;
    private long trials;
    private long trialBegin;

    /** A cluster without nodes and pods. */
    public Cluster() {
        this(ChangeLog.DEFAULT_CAPACITY);
    }

    Cluster(int changeLogCapacity) {
        changeLog = new ChangeLog(changeLogCapacity);
    }

    /** Names of the resource dimensions. */
    public Dimensions dimensions() {
        return dimensions;
    }

    /** Names of the device models. */
    public DeviceModels deviceModels() {
        return deviceModels;
    }

    /** The nodes. */
    public NodeTable nodes() {
        return nodes;
    }

    /** The pods. */
    public PodTable pods() {
        return pods;
    }

    /** The classes of pods. */
    public PodClasses podClasses() {
        return podClasses;
    }

    /** Selectors that decide something about the pods they mean. */
    public PodSelectors podSelectors() {
        return kinds.selectors();
    }

    /** What is known of objects that are neither nodes nor pods. */
    public ClusterObjects objects() {
        return kinds.objects();
    }

    /** Moves with {@link #objects()}; a version means the same objects for ever. */
    public long objectsVersion() {
        return kinds.objectsVersion();
    }

    /** Topology keys and counters. */
    public Topology topology() {
        return topology;
    }

    /** Which claims pods on nodes use. */
    public ClaimUses claimUses() {
        return claimUses;
    }

    /** How many classes and distinct sets of labels pods have had so far, those of pods that are gone included: what it remembers grows with it. */
    public int kindsSeen() {
        return podClasses.count() + labelSets.size();
    }

    /** Which waiting pods have a node in prospect. */
    public Nominations nominations() {
        return nominations;
    }

    /** How many pods of which applications may be disrupted. */
    public Budgets budgets() {
        return budgets;
    }

    /** On how many nodes images are. */
    public Images images() {
        return images;
    }

    /** What has been asked for so far. */
    public RequestMix requestMix() {
        return requestMix;
    }

    /** Which nodes changed. */
    public ChangeLog changeLog() {
        return changeLog;
    }

    /** The same of what changes inside trials; what closing one takes back is not in it, but see {@link #trials}. */
    public ChangeLog trialLog() {
        return trialLog;
    }

    /** The position in {@link #trialLog} at which the outermost open trial began. */
    public long trialBegin() {
        return trialBegin;
    }

    /** Grows whenever a trial is opened or closed. */
    public long trials() {
        return trials;
    }

    /** Sums over all nodes. */
    public Totals totals() {
        return totals;
    }

    /** Whether a trial is open. */
    public boolean inTrial() {
        return trial != null;
    }

    /**
     * Adds a node in the lowest free slot.
     *
     * @return its slot
     * @throws IllegalArgumentException when there is a node of this name
     * @throws ArithmeticException when the sum over all nodes would overflow
     */
    public int addNode(NodeSpec spec) {
        if (nodes.find(spec.name()) >= 0) {
            throw new IllegalArgumentException("The name of the node (%s) must be unique.%n".formatted(spec.name())
                    + "Maybe the node was to be changed: use describeNode.");
        }
        int node = nodes.lowestFreeSlot();
        books.addNode(node, spec);
        changed(node, true);
        if (trial != null) {
            trial.addedNode(node);
        }
        return node;
    }

    /**
     * Adds a node at the slot that it had in another cluster; slots below may be without nodes. Not inside a trial.
     *
     * @throws IllegalArgumentException when the slot or the name is taken
     */
    public void restoreNode(int slot, NodeSpec spec) {
        if (nodes.exists(slot) || nodes.find(spec.name()) >= 0) {
            throw new IllegalArgumentException("The slot (%d) of the node (%s) must be free, and its name be unique.%n"
                            .formatted(slot, spec.name())
                    + "Maybe the state that is restored names a node twice.");
        }
        books.addNode(slot, spec);
        changed(slot, true);
    }

    /** Removes a node that has no pods; pods nominated for it are not any more. */
    public void removeNode(int node) {
        NodeSpec spec = nodes.spec(node);
        books.removeNode(node);
        while (nominations.firstOn(node) != PodTable.NONE) {
            nominate(nominations.firstOn(node), PodTable.NONE);
        }
        changed(node, true);
        if (trial != null) {
            trial.removedNode(node, spec);
        }
    }

    /**
     * Changes a node: resizes, relabels, cordons. The name and the devices that are in use must stay; a capacity may fall
     * below what is used.
     */
    public void describeNode(int node, NodeSpec spec) {
        NodeSpec old = nodes.spec(node);
        books.describeNode(node, spec);
        changed(node, true);
        if (trial != null) {
            trial.describedNode(node, old);
        }
    }

    /** Cordons or uncordons a node. */
    public void setUnschedulable(int node, boolean unschedulable) {
        describeNode(node, nodes.spec(node).withUnschedulable(unschedulable));
    }

    /** Replaces what is known of objects that are neither nodes nor pods. */
    public void setObjects(ClusterObjects now) {
        Runnable undo = kinds.setObjects(now);
        if (trial != null) {
            trial.onClose(undo);
        }
    }

    /** Replaces what is known of how many pods may be disrupted. */
    public void setBudgets(List<DisruptionBudget> now) {
        List<DisruptionBudget> before = budgets.all();
        budgets.set(now);
        if (trial != null) {
            trial.onClose(() -> budgets.set(before));
        }
    }

    /**
     * Says when a pod started, in milliseconds of some clock that all pods share, or {@link PodTable#NOT_STARTED}. Of pods
     * of equal priority the one that started last is preempted first.
     */
    public void setStart(int pod, long millis) {
        long before = pods.startMillis(pod);
        pods.setStart(pod, millis);
        if (pods.node(pod) != PodTable.NONE && before != millis) {
            changed(pods.node(pod), false);
        }
        if (trial != null) {
            trial.onClose(() -> pods.setStart(pod, before));
        }
    }

    /**
     * Gives a waiting pod a node in prospect, in the place of an earlier one: pods of lower priority must leave it the room.
     * Being bound or removed ends it.
     *
     * @param node a node, or {@link PodTable#NONE} to take the prospect back
     */
    public void nominate(int pod, int node) {
        if (node != PodTable.NONE && (pods.node(pod) != PodTable.NONE || !nodes.exists(node))) {
            throw new IllegalArgumentException(
                    "The pod (%s) to nominate must be waiting, for a node (slot %d) that exists.%n"
                                    .formatted(pods.name(pod), node)
                            + "Maybe it was bound before, or the node was removed.");
        }
        int before = nominations.node(pod);
        renominate(pod, node);
        if (before != PodTable.NONE && nodes.exists(before)) {
            changed(before, false);
        }
        if (node != PodTable.NONE) {
            changed(node, false);
        }
        if (trial != null) {
            trial.onClose(() -> renominate(pod, before));
        }
    }

    /** The class under which a pod is decided: what it asks, and which {@link PodSelectors} mean it. O(1). */
    public PodClass decidedClass(int pod) {
        return kinds.decidedClass(pods.podClass(pod), pods.labelSet(pod));
    }

    /** The class under which such a pod would be decided. */
    public PodClass decidedClass(PodSpec spec) {
        PodTemplate template = template(spec);
        return kinds.decidedClass(template.podClass(), template.labelSet());
    }

    /** Adds a waiting pod and returns its number; it counts as arrived in the request mix. */
    public int addPod(PodSpec spec) {
        return addPod(template(spec), spec.name());
    }

    /** What this cluster knows of all pods that equal {@code spec} but for their names. Cost as of a map of pods. */
    public PodTemplate template(PodSpec spec) {
        return kinds.template(spec);
    }

    /**
     * As {@link #addPod(PodSpec)}, without looking up again what pods of the template have in common. O(1).
     *
     * @param template of this cluster
     */
    public int addPod(PodTemplate template, String name) {
        PodClass podClass = template.podClass();
        if (trial != null) {
            trial.onClose(requestMix.undo(podClass.id()));
        }
        requestMix.add(podClass.id());
        boolean reused = pods.hasFreeNumbers();
        int pod = pods.add(template, name);
        if (trial != null) {
            trial.addedPod(pod, reused);
        }
        return pod;
    }

    /** Removes a pod, taking it off its node first if it is on one. */
    public void removePod(int pod) {
        String name = pods.name(pod);
        if (pods.node(pod) != PodTable.NONE) {
            unbind(pod);
        }
        endNomination(pod);
        if (trial != null) {
            trial.removedPod(pod, pods.template(pod), name, pods.startMillis(pod));
        }
        pods.remove(pod);
    }

    /**
     * Puts a waiting pod on a node. Whether it fits is not asked: what is true of a live cluster may be an overcommitted
     * node.
     *
     * @param deviceBits the devices it takes, as many as its class asks for
     * @throws ArithmeticException when the sum over all pods would overflow
     */
    public void bind(int pod, int node, long deviceBits) {
        books.bind(pod, node, deviceBits);
        endNomination(pod);
        changed(node, false);
        if (trial != null) {
            trial.bound(pod);
        }
    }

    /** Takes a pod off its node; it waits again. */
    public void unbind(int pod) {
        int node = pods.node(pod);
        if (node == PodTable.NONE) {
            throw new IllegalArgumentException("The pod (%s) to unbind must be on a node.%n".formatted(pods.name(pod))
                    + "Maybe it was unbound before.");
        }
        long deviceBits = pods.devices(pod);
        books.takeOff(pod);
        changed(node, false);
        if (trial != null) {
            trial.unbound(pod, node, deviceBits);
        }
    }

    /**
     * Gives a cluster without pods the numbers of pods of another time, see {@link PodTable#freeNumbers()}. Each other
     * number must then be given its pod by {@link #restorePod}.
     */
    public void restorePodNumbers(int end, int[] free) {
        if (totals.boundPods() > 0 || trial != null) {
            throw new IllegalStateException(
                    "The cluster to restore must be without pods and trials.\nMaybe it was used before.");
        }
        pods.restore(end, free);
    }

    /** Gives a number its waiting pod back; it does not count as arrived. */
    public void restorePod(int pod, PodTemplate template, String name) {
        pods.restore(pod, template, name);
    }

    /** Opens a trial: what happens until it is closed is undone then. Trials nest. */
    public Trial openTrial() {
        if (trial == null) {
            trialBegin = trialLog.end();
        }
        trial = new Trial(this, trial);
        trials++;
        return trial;
    }

    Books books() {
        return books;
    }

    void closeTrial(Trial closing, @Nullable Trial outer) {
        if (trial != closing) {
            throw new IllegalStateException("The trial to close must be the innermost one that is open.\n"
                    + "Maybe a nested trial was not closed.");
        }
        trial = outer;
        trials++;
    }

    private void endNomination(int pod) {
        if (nominations.node(pod) != PodTable.NONE) {
            nominate(pod, PodTable.NONE);
        }
    }

    private void renominate(int pod, int node) {
        if (nominations.node(pod) != PodTable.NONE) {
            nominations.remove(pod);
        }
        if (node != PodTable.NONE) {
            nominations.add(pod, node);
        }
    }

    private void changed(int node, boolean description) {
        if (trial == null) {
            long position = changeLog.append(node);
            nodes.stamp(node, description ? position : nodes.generation(node), position);
        } else {
            trialLog.append(node);
        }
        if (Checks.FULL) {
            ClusterCheck.run(this);
        }
    }
}
