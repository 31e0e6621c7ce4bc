package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.ExtenderRequest;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PodReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers kube-scheduler's questions from a live cluster. The pod's scheduler name chooses the profile; a pod of a profile that is not
 * ours passes everywhere and gets no scores, because every profile of a kube-scheduler asks every extender. A node that is not
 * known yet is refused with a reason that preemption may resolve. O(nodes offered) and what changed since. One thread, the one
 * that changes the cluster.
 */
public final class Answers {

    /** Said of nodes that kube-scheduler knows and the service does not. */
    static final String UNKNOWN_NODE = "node(s) were not known to Plimsoll yet";

    /** Said of nodes that fit, beside the one that was picked. */
    static final String NOT_PICKED = "node(s) were not picked by Plimsoll";

    private final LiveCluster live;
    private final Mode mode;
    private final boolean lastFilter;
    private final long holdMillis;
    private final LongSupplier clock;
    private final @Nullable HoldJournal journal;
    private final DecisionListener listener;
    private final Map<String, Scheduler> schedulers = new LinkedHashMap<>();
    private final PodReader pods = new PodReader();
    private final OfferedList offered;
    private final FilterReply filterReply = new FilterReply();
    private final ScoreReply scoreReply = new ScoreReply();
    private final Tally tally = new Tally();
    private int[] slots = new int[64];
    /** By when the present request is decided. */
    private long at;

    /**
     * Answers under some profiles.
     *
     * @param profiles by scheduler name; must not be used elsewhere
     * @param lastFilter whether no other extender filters after this one: reasons are then told only when no node fits
     * @param holdMillis how long space is held for a pod that was decided and not seen on its node; longer than kube-scheduler
     *     takes to bind
     * @param clock milliseconds that never go back
     * @param journal where holds are written before they are promised; null keeps them in memory alone
     * @param listener is told of every decision before its answer leaves
     */
    public Answers(
            LiveCluster live,
            Map<String, Profile> profiles,
            Mode mode,
            boolean lastFilter,
            long holdMillis,
            LongSupplier clock,
            @Nullable HoldJournal journal,
            DecisionListener listener) {
        this.live = live;
        this.mode = mode;
        this.lastFilter = lastFilter;
        this.holdMillis = holdMillis;
        this.clock = clock;
        this.journal = journal;
        this.listener = listener;
        if (journal != null) {
            live.onHoldEnd(journal::ended);
        }
        this.offered = new OfferedList(live.names());
        profiles.forEach((name, profile) -> schedulers.put(name, new Scheduler(live.cluster(), profile, 0)));
    }

    /** Answers that nobody listens to. */
    public Answers(
            LiveCluster live,
            Map<String, Profile> profiles,
            Mode mode,
            boolean lastFilter,
            long holdMillis,
            LongSupplier clock,
            @Nullable HoldJournal journal) {
        this(live, profiles, mode, lastFilter, holdMillis, clock, journal, DecisionListener.NONE);
    }

    /** What was answered so far. */
    public Tally tally() {
        return tally;
    }

    /**
     * The answer to a filter request: JSON of the Go type ExtenderFilterResult.
     *
     * @param length how many of the bytes are the body
     * @throws IOException when the journal cannot be written; nothing is held then
     */
    public byte[] filter(byte[] body, int length) throws MalformedRequestException, IOException {
        ExtenderRequest request = ExtenderRequest.of(body, length);
        AskedPod pod = pods.read(request);
        offered.read(request);
        tally.filters++;
        at = clock.getAsLong();
        @Nullable Scheduler scheduler = schedulers.get(pod.schedulerName());
        filterReply.begin(offered);
        if (scheduler == null || mode == Mode.SCORE_ONLY) {
            tally.passed++;
            listener.passed(at, "FILTER", pod);
            filterReply.passAll();
            return filterReply.finish(true);
        }
        tally.unknownNodes += offered.unknown();
        if (mode == Mode.PICK_ONE) {
            live.unhold(pod.uid());
        }
        PodClass podClass = live.cluster().decidedClass(pod.spec());
        OfferedNodes judged = judge(scheduler, podClass);
        if (mode == Mode.PICK_ONE) {
            pickOne(scheduler, podClass, pod, judged);
        } else {
            for (int i = 0; i < offered.count(); i++) {
                int slot = offered.slot(i);
                if (slot >= 0 && judged.fits(slot)) {
                    filterReply.pass(i);
                } else {
                    refuse(i, judged);
                }
            }
            told(pod, -1, 0, 0);
        }
        if (filterReply.passed() == 0) {
            tally.unschedulable++;
        }
        return filterReply.finish(!lastFilter || filterReply.passed() == 0);
    }

    /** The answer to a prioritize request: JSON of the Go type HostPriorityList, a score of 0 to 10 for each node offered. */
    public byte[] prioritize(byte[] body, int length) throws MalformedRequestException {
        ExtenderRequest request = ExtenderRequest.of(body, length);
        AskedPod pod = pods.read(request);
        offered.read(request);
        tally.prioritizes++;
        at = clock.getAsLong();
        @Nullable Scheduler scheduler = schedulers.get(pod.schedulerName());
        if (scheduler == null) {
            tally.passed++;
            listener.passed(at, "PRIORITIZE", pod);
            return scoreReply.none();
        }
        tally.unknownNodes += offered.unknown();
        byte[] reply = live.isHeld(pod.uid())
                ? scoreReply.only(offered, live.slot(pod.uid()))
                : scoreReply.of(offered, judge(scheduler, live.cluster().decidedClass(pod.spec())));
        listener.scored(at, pod, offered, scoreReply.scores());
        return reply;
    }

    /** Goes on as after so many decisions of a profile, the last of which chose the node before that slot. */
    public void resume(String schedulerName, long decisions, int cursor) {
        @Nullable Scheduler scheduler = schedulers.get(schedulerName);
        if (scheduler != null) {
            scheduler.restore(decisions, cursor);
        }
    }

    private void told(AskedPod pod, long decision, int cursor, long until) {
        listener.filtered(
                pod,
                offered,
                new DecisionListener.Chosen(
                        at, filterReply.passing(), filterReply.passed(), decision, cursor, 0, until));
    }

    private OfferedNodes judge(Scheduler scheduler, PodClass podClass) {
        if (slots.length < offered.count()) {
            slots = new int[Math.max(offered.count(), 2 * slots.length)];
        }
        return scheduler.offer(podClass, slots, offered.knownSlots(slots));
    }

    /** Takes one node and holds it. A pod that the API server has on a node already, unknown to kube-scheduler, stays there. */
    private void pickOne(Scheduler scheduler, PodClass podClass, AskedPod pod, OfferedNodes judged) throws IOException {
        long decision = scheduler.decisions();
        int cursor = scheduler.cursor();
        int there = live.slot(pod.uid());
        int picked = there >= 0 ? there : scheduler.decideOffered(podClass);
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && slot == picked) {
                if (filterReply.passed() == 0) {
                    filterReply.pass(i);
                }
            } else if (slot >= 0 && judged.fits(slot)) {
                filterReply.refuseForGood(i, NOT_PICKED);
            } else {
                refuse(i, judged);
            }
        }
        if (there < 0 && picked >= 0) {
            // Last: what was judged is read above, and holding changes the cluster.
            told(pod, decision, cursor, hold(pod, picked));
        } else {
            told(pod, decision, cursor, 0);
        }
    }

    /** Returns until when it is held. */
    private long hold(AskedPod pod, int slot) throws IOException {
        long until = at + holdMillis;
        live.hold(pod.uid(), pod.spec(), slot, until);
        if (journal != null) {
            try {
                journal.held(new HoldJournal.Hold(
                        pod.uid(),
                        pod.spec().namespace(),
                        pod.spec().name(),
                        live.cluster().nodes().name(slot)));
            } catch (IOException e) {
                live.unhold(pod.uid());
                listener.unheld(pod.uid());
                throw e;
            }
        }
        tally.held++;
        return until;
    }

    /**
     * Names a node that does not fit. kube-scheduler's own filters pass it, so removing pods helps only if what is missing is
     * something that they will see, too: not space that is held here for pods that are not on their nodes yet.
     */
    private void refuse(int entry, OfferedNodes judged) {
        int slot = offered.slot(entry);
        if (slot < 0) {
            filterReply.refuse(entry, UNKNOWN_NODE);
        } else {
            List<String> reasons = judged.reasons(slot);
            String text = reasons.size() == 1 ? reasons.get(0) : String.join(", ", reasons);
            if (judged.resolvable(slot) && !live.hasHeld(slot)) {
                filterReply.refuse(entry, text);
            } else {
                filterReply.refuseForGood(entry, text);
            }
        }
    }
}
