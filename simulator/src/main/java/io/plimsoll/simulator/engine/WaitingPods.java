package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.RequestMix;
import io.plimsoll.simulator.record.StateExchange;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pods that wait, by the class under which they are decided, and which classes are worth another attempt.
 *
 * <p>Pods of one class fit on the same nodes. So when one of them fits nowhere, none does, and none will before something
 * happens that could help: the whole class waits for that. What could help a class is counted by versions, and the class
 * remembers the version at which it failed last. Room (a pod left a node, a node came or changed) could help every class;
 * {@link Helpers} says which ones could be helped by more.
 *
 * <p>A round of attempts acts as if, again and again, the first pod in order that fits were placed, until none fits: it
 * tries the first pod of each class worth trying, the class with the lowest first pod first. Its cost is one decision per
 * such class and per placement, whatever the number of pods.
 */
final class WaitingPods {

    private static final Comparator<WaitingClass> BY_FIRST_POD =
            (one, other) -> Long.compare(one.firstOrder(), other.firstOrder());

    private final Profile profile;
    private final Cluster cluster;
    private final PluginContext context;
    private final RequestMix mix;
    private final PriorityQueue<WaitingClass> candidates = new PriorityQueue<>(BY_FIRST_POD);
    private @Nullable WaitingClass[] byId = new WaitingClass[16];
    /** The classes with waiting pods that only room could help, and the others. */
    private final ClassSet roomOnly = new ClassSet();

    private final ClassSet sensitive = new ClassSet();
    private int waitingPods;
    /** How many selectors there were when the pods were put into their classes. */
    private int selectors;

    private long room;
    private long placements;
    private long roomAtRound;
    private long restAtRound;
    private boolean untried;

    WaitingPods(Cluster cluster, Profile profile) {
        this.profile = profile;
        this.cluster = cluster;
        this.context = new PluginContext(cluster);
        this.mix = cluster.requestMix();
    }

    /** How many pods wait. */
    int size() {
        return waitingPods;
    }

    /** The class of a pod; perhaps none of it waits. */
    WaitingClass of(int pod) {
        return of(cluster.decidedClass(pod));
    }

    private WaitingClass of(PodClass podClass) {
        int id = podClass.id();
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, 2 * byId.length));
        }
        @Nullable WaitingClass known = byId[id];
        if (known == null) {
            known = new WaitingClass(podClass, Helpers.of(podClass, profile, context));
            byId[id] = known;
        }
        return known;
    }

    /**
     * A pod arrived that may bring selectors by which pods that wait are decided: puts those into their classes of now.
     * Costs that of adding
     * all of them anew when there are new selectors.
     */
    void regroup() {
        int now = cluster.podSelectors().count();
        if (now == selectors) {
            return;
        }
        selectors = now;
        int[] pods = new int[waitingPods];
        long[] orders = new long[waitingPods];
        for (int i = 0; i < pods.length; i++) {
            WaitingClass any = roomOnly.size() > 0 ? roomOnly.get(0) : sensitive.get(0);
            pods[i] = any.firstPod();
            orders[i] = any.firstOrder();
            removeFirst(any);
        }
        for (int i = 0; i < pods.length; i++) {
            addUntried(of(pods[i]), pods[i], orders[i]);
        }
    }

    /** A pod left a node, or a node came or changed. */
    void roomChanged() {
        room++;
    }

    /** A pod came to a node, or a node went. */
    void placementsChanged() {
        placements++;
    }

    /** Whether the class could fit as far as is known: it did not fail, or something happened since. */
    boolean mayFit(WaitingClass waitingClass) {
        return waitingClass.failedAt != version(waitingClass);
    }

    /**
     * Whether a pod of the class could get a place as far as is known: it may fit, and it, or one that comes before it, did not
     * have to leave others their room.
     */
    boolean mayGet(WaitingClass waitingClass, long order) {
        return mayFit(waitingClass)
                && (waitingClass.heldBackAt != version(waitingClass)
                        || waitingClass.size() == 0
                        || order < waitingClass.firstOrder());
    }

    private boolean mayGet(WaitingClass waitingClass) {
        return mayFit(waitingClass) && waitingClass.heldBackAt != version(waitingClass);
    }

    /** The pod of the class that comes first fits, but must leave others their room. */
    void heldBack(WaitingClass waitingClass) {
        waitingClass.heldBackAt = version(waitingClass);
    }

    /** A pod of the class was found to fit nowhere now. */
    void failed(WaitingClass waitingClass) {
        waitingClass.failedAt = version(waitingClass);
    }

    /** A pod begins to wait that was not tried: when it is the first of its class now, the class is not held back any more. */
    void addUntried(WaitingClass waitingClass, int pod, long order) {
        if (waitingClass.size() == 0 || order < waitingClass.firstOrder()) {
            waitingClass.heldBackAt = WaitingClass.NEVER;
        }
        add(waitingClass, pod, order);
    }

    /** A pod begins to wait; if it is the first of its class, it was tried. */
    void add(WaitingClass waitingClass, int pod, long order) {
        if (waitingClass.size() == 0) {
            setOf(waitingClass).add(waitingClass);
        }
        waitingClass.add(order, pod);
        waitingPods++;
        untried |= mayGet(waitingClass);
    }

    /** The first pod of the class waits no longer. */
    void removeFirst(WaitingClass waitingClass) {
        waitingClass.removeFirst();
        waitingPods--;
        if (waitingClass.size() == 0) {
            setOf(waitingClass).remove(waitingClass);
        }
    }

    /** Whether a waiting pod could fit. O(1); may say yes when the round then finds nothing to try. */
    boolean roundDue() {
        return waitingPods > 0 && (untried || room != roomAtRound || (sensitive.size() > 0 && rest() != restAtRound));
    }

    /** Begins a round: every class that could fit is a candidate. O(waiting classes). */
    void beginRound() {
        untried = false;
        roomAtRound = room;
        addCandidates(roomOnly);
        addCandidates(sensitive);
    }

    /** The order of the pod that {@link #nextCandidate} would give; {@link Long#MAX_VALUE} when the round is over. */
    long nextOrder() {
        @Nullable WaitingClass next = candidates.peek();
        return next == null ? Long.MAX_VALUE : next.firstOrder();
    }

    /** Takes the candidate whose first pod comes first; null when the round is over. */
    @Nullable
    WaitingClass nextCandidate() {
        @Nullable WaitingClass next = candidates.poll();
        if (next == null) {
            restAtRound = rest();
        } else {
            next.candidate = false;
        }
        return next;
    }

    /** The first pod of a class was placed in this round: its next pod and what placements could help may be tried. */
    void placed(WaitingClass waitingClass) {
        if (waitingClass.size() > 0) {
            addCandidate(waitingClass);
        }
        addCandidates(sensitive);
    }

    /** The class whose first pod comes first of all that wait; null when none waits. O(waiting classes). */
    @Nullable
    WaitingClass first() {
        return sensitive.first(roomOnly.first(null));
    }

    /** Of the classes that could fit the one whose first pod comes first; null when there is none. O(waiting classes). */
    @Nullable
    WaitingClass firstThatMayFit() {
        @Nullable WaitingClass first = null;
        for (int i = 0; i < roomOnly.size() + sensitive.size(); i++) {
            WaitingClass next = i < roomOnly.size() ? roomOnly.get(i) : sensitive.get(i - roomOnly.size());
            if ((first == null || next.firstOrder() < first.firstOrder()) && mayFit(next)) {
                first = next;
            }
        }
        return first;
    }

    /** Ends attempts that are made outside rounds: none is due before something else happens that could help. */
    void endAttempts() {
        untried = false;
        roomAtRound = room;
        restAtRound = rest();
    }

    private void addCandidates(ClassSet set) {
        for (int i = 0; i < set.size(); i++) {
            if (mayGet(set.get(i))) {
                addCandidate(set.get(i));
            }
        }
    }

    private void addCandidate(WaitingClass waitingClass) {
        if (!waitingClass.candidate) {
            waitingClass.candidate = true;
            candidates.add(waitingClass);
        }
    }

    /** The version of what could help: it grows with everything that could. */
    long version(Helpers helpers) {
        return room + (helpers.placements() ? placements : 0) + (helpers.learning() ? mix.version() : 0);
    }

    private long version(WaitingClass waitingClass) {
        return version(waitingClass.helpers);
    }

    private long rest() {
        return placements + mix.version();
    }

    private ClassSet setOf(WaitingClass waitingClass) {
        return waitingClass.helpers.placements() ? sensitive : roomOnly;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        room = state.number(room);
        placements = state.number(placements);
        roomAtRound = state.number(roomAtRound);
        restAtRound = state.number(restAtRound);
        untried = state.flag(untried);
        int classes = state.small(byId.length);
        for (int id = 0; id < classes; id++) {
            @Nullable WaitingClass known = id < byId.length ? byId[id] : null;
            long failedAt = state.number(known == null ? WaitingClass.NEVER : known.failedAt);
            long heldBackAt = state.number(known == null ? WaitingClass.NEVER : known.heldBackAt);
            if (state.takes() && (failedAt != WaitingClass.NEVER || heldBackAt != WaitingClass.NEVER)) {
                WaitingClass taken = of(context.podClasses().get(id));
                taken.failedAt = failedAt;
                taken.heldBackAt = heldBackAt;
            }
        }
    }
}
