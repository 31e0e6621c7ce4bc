package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.extender.live.DecisionListener.Turn;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.ExtenderRequest;
import io.plimsoll.extender.wire.GroupNames.Group;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PodReader;
import io.plimsoll.extender.wire.PreemptRequest;
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

    /** Said of nodes that were not looked at before the time was over. */
    static final String NO_TIME = "node(s) were not looked at in time";

    /** Said of nodes that lack nothing but devices. */
    static final String NO_DEVICES = "Insufficient devices";

    /** Said of nodes that fit, beside the one that was picked. */
    static final String NOT_PICKED = "node(s) were not picked by Plimsoll";

    /** In place of an answer. */
    private static final byte[] AGAIN = new byte[0];

    private final LiveCluster live;
    private final Lag lag;
    private final DecisionListener listener;
    private final Reservations reservations;
    private final GroupPlaces groups;
    private final Groups members;
    private final Map<String, Served> schedulers = new LinkedHashMap<>();
    private final PodReader pods;
    private final RecentPods recent = new RecentPods();
    private final OfferedList offered;
    private final FilterReply filterReply = new FilterReply();
    private final ScoreReply scoreReply = new ScoreReply();
    private final Preemptor preemptor;
    private final Tally tally = new Tally();
    private final TimeBudget budget;
    private final BindCheck bindCheck;
    private AnswerOptions options;
    private int[] slots = new int[64];

    /**
     * Answers under some profiles.
     *
     * @param profiles by scheduler name; must not be used elsewhere
     * @param clock milliseconds that never go back
     * @param journal where holds are written before they are promised; null keeps them in memory alone
     */
    public Answers(
            LiveCluster live,
            Map<String, Profile> profiles,
            AnswerOptions options,
            LongSupplier clock,
            @Nullable HoldJournal journal) {
        this(live, profiles, options, new LoopTime(clock), journal, DecisionListener.NONE);
    }

    /**
     * Answers under some profiles, and somebody is told.
     *
     * @param profiles by scheduler name; must not be used elsewhere
     * @param time stands still while a question is answered
     * @param journal where holds are written before they are promised; null keeps them in memory alone
     */
    public Answers(
            LiveCluster live,
            Map<String, Profile> profiles,
            AnswerOptions options,
            LoopTime time,
            @Nullable HoldJournal journal,
            DecisionListener listener) {
        this.live = live;
        this.lag = new Lag(live);
        this.options = options;
        this.budget = new TimeBudget(time, tally);
        this.listener = listener;
        this.reservations = new Reservations(live, time, journal, listener);
        this.members = new Groups(options.groups());
        this.groups = new GroupPlaces(live, members, reservations);
        this.pods = new PodReader(options.devices());
        this.offered = new OfferedList(live.names());
        this.preemptor = new Preemptor(live);
        this.bindCheck = new BindCheck(live, schedulers, reservations, listener);
        configure(profiles, options);
    }

    /** Answers otherwise from now on; what is held stays held. */
    public final void configure(Map<String, Profile> profiles, AnswerOptions now) {
        options = now;
        reservations.setMillis(now.holdMillis());
        schedulers.clear();
        profiles.forEach((name, profile) -> schedulers.put(name, Served.of(live.cluster(), profile, now.mode(name))));
    }

    /** How it answers now. */
    public AnswerOptions options() {
        return options;
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
        begin();
        try {
            return decideFilter(ask(body, length), false);
        } finally {
            listener.ended();
        }
    }

    /**
     * As {@link #filter}, but null, and nothing changes, while {@link Lag kube-scheduler is ahead}: then it should be asked again a little
     * later.
     *
     * @param always whether that is looked at for every pod that fits nowhere, and not for preemptors alone
     */
    public byte @Nullable [] filterUnlessAhead(byte[] body, int length, boolean always)
            throws MalformedRequestException, IOException {
        begin();
        try {
            AskedPod pod = ask(body, length);
            @Nullable Served served = schedulers.get(pod.schedulerName());
            if (served != null && lag.hidesVictims(pod, served, offered)) {
                return null;
            }
            byte[] reply = decideFilter(pod, always);
            return reply.length == 0 ? null : reply;
        } finally {
            listener.ended();
        }
    }

    private AskedPod ask(byte[] body, int length) throws MalformedRequestException {
        return pods.read(ExtenderRequest.of(body, length, offered));
    }

    /** @param patient whether nothing is decided, and nothing answered, while kube-scheduler is ahead */
    private byte[] decideFilter(AskedPod pod, boolean patient) throws IOException {
        @Nullable Served served = schedulers.get(pod.schedulerName());
        filterReply.begin(offered);
        if (served == null || served.mode() == Mode.SCORE_ONLY) {
            tally.filters++;
            tally.passed++;
            listener.passed("FILTER", pod);
            filterReply.passAll();
            return filterReply.finish(true);
        }
        boolean picks = served.mode() == Mode.PICK_ONE;
        Turn turn = served.turn();
        recent.add(pod);
        @Nullable Group group = members.of(pod);
        @Nullable String refusal = pod.refusal();
        if (refusal == null && group != null) {
            refusal = groups.waits(pod, group);
        }
        if (refusal != null) {
            live.unhold(pod.uid());
            refuseAll(refusal);
        } else if (picks && group != null && isOneOfAll(group, pod)) {
            pickMember(served, pod, group);
        } else if (!decideAlone(served, pod, patient && !live.isHeld(pod.uid()))) {
            return AGAIN;
        }
        tally.filters++;
        tally.unknownNodes += offered.unknown();
        listener.filtered(
                pod,
                offered,
                new DecisionListener.Chosen(
                        filterReply.passing(), filterReply.passed(), picks, turn.until(budget.looksInTime())));
        if (filterReply.passed() == 0) {
            tally.unschedulable++;
        }
        return filterReply.finish(!options.lastFilter() || filterReply.passed() == 0);
    }

    /** Decides about a pod by itself; returns whether it did, and did not rather wait. */
    private boolean decideAlone(Served served, AskedPod pod, boolean patient) throws IOException {
        int nominated = live.nominatedSlot(pod.uid());
        long nominatedDevices = live.devices(pod.uid());
        boolean picks = served.mode() == Mode.PICK_ONE;
        if (picks) {
            live.unhold(pod.uid());
        }
        PodClass podClass = live.cluster().decidedClass(pod.spec());
        OfferedNodes judged = judge(served.scheduler(), podClass);
        if (patient && lag.hidesRoom(offered, judged)) {
            return false;
        }
        if (picks) {
            pickOne(served.scheduler(), pod, podClass, judged);
            if (live.slot(pod.uid()) < 0 && nominated >= 0) {
                reservations.hold(pod, nominated, nominatedDevices, true);
            }
            return true;
        }
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && judged.fits(slot)) {
                filterReply.pass(i);
            } else {
                refuse(i, judged);
            }
        }
        return true;
    }

    /** The answer to a prioritize request: JSON of the Go type HostPriorityList, a score of 0 to 10 for each node offered. */
    public byte[] prioritize(byte[] body, int length) throws MalformedRequestException {
        begin();
        try {
            return decideScores(body, length);
        } finally {
            listener.ended();
        }
    }

    private byte[] decideScores(byte[] body, int length) throws MalformedRequestException {
        AskedPod pod = ask(body, length);
        tally.prioritizes++;
        @Nullable Served served = schedulers.get(pod.schedulerName());
        if (served == null) {
            tally.passed++;
            listener.passed("PRIORITIZE", pod);
            return scoreReply.none();
        }
        tally.unknownNodes += offered.unknown();
        byte[] reply = live.isHeld(pod.uid())
                ? scoreReply.only(offered, live.slot(pod.uid()))
                : scoreReply.of(
                        offered, judge(served.scheduler(), live.cluster().decidedClass(pod.spec())));
        listener.scored(pod, offered, scoreReply.scores(), budget.looksInTime());
        return reply;
    }

    /**
     * Decides the next question as it was decided once: after so many decisions of a profile, the last of which chose the node before
     * that slot, and with its time over after so many looks at the clock; -1 for not at all.
     */
    public void resume(String schedulerName, long decisions, int cursor, long looks) {
        @Nullable Served served = schedulers.get(schedulerName);
        if (served != null) {
            served.scheduler().restore(decisions, cursor);
        }
        budget.cutAfter(looks);
    }

    /**
     * A pod that is known already, and may be of a group.
     *
     * @param told whether the list of all pods that is being told, or was told last, has it
     */
    public void restoreMember(String uid, ClusterEvent event, boolean told) {
        members.restore(uid, event, told);
    }

    /**
     * The answer to a preempt request: JSON of the Go type ExtenderPreemptionResult. In mode {@code pick-one} it is the cheapest node
     * alone, and the space is held there for the pod.
     *
     * @throws IOException when the journal cannot be written; nothing is held then
     */
    public byte[] preempt(byte[] body, int length) throws MalformedRequestException, IOException {
        begin();
        try {
            return decideVictims(body, length);
        } finally {
            listener.ended();
        }
    }

    private byte[] decideVictims(byte[] body, int length) throws MalformedRequestException, IOException {
        PreemptRequest request = PreemptRequest.of(body, length);
        AskedPod pod = pods.read(body, request.podFrom(), request.podEnd());
        tally.preempts++;
        @Nullable Served served = schedulers.get(pod.schedulerName());
        if (served == null || served.mode() == Mode.SCORE_ONLY) {
            tally.passed++;
            listener.passed("PREEMPT", pod);
            return preemptor.reply(request);
        }
        Turn turn = served.turn();
        live.unhold(pod.uid());
        preemptor.find(request, pod, served, options.widensVictims(), budget::isOver);
        tally.unknownNodes += preemptor.unknownNodes();
        tally.preemptions += preemptor.bestSlot() >= 0 ? 1 : 0;
        byte[] reply = preemptor.reply();
        if (served.mode() == Mode.PICK_ONE && preemptor.bestSlot() >= 0 && live.slot(pod.uid()) < 0) {
            tally.victims += preemptor.victims();
            reservations.hold(pod, preemptor.bestSlot(), preemptor.bestDevices(), true);
        }
        listener.preempted(pod, request.nodes(), preemptor.found(), turn.until(budget.looksInTime()));
        return reply;
    }

    /**
     * Looks again whether a pod may be bound to a node, and holds its space there if it may.
     *
     * @param spec what the pod asks for where it is known; else a pod that is held or was asked about lately is known
     * @throws IOException when the journal cannot be written; nothing is held then
     */
    public BindVerdict checkBinding(BindRequest request, @Nullable AskedPod spec) throws IOException {
        begin();
        try {
            tally.binds += spec == null ? 1 : 0;
            return bindCheck.decide(request, spec == null ? recent.find(request.uid()) : spec);
        } finally {
            listener.ended();
        }
    }

    /** Gives back what is held for a pod that was not bound and will not be. */
    public void notBound(String uid) {
        live.unhold(uid);
        groups.lost(uid);
    }

    /** How many times the places of a pod group were reserved. */
    public long groupsReserved() {
        return groups.reserved();
    }

    /** How many times those of a group were all given back before they were taken. */
    public long groupsFailed() {
        return groups.failed();
    }

    /** How many groups have members. */
    public int groups() {
        return groups.groups();
    }

    private void begin() {
        budget.begin(options.budgetMillis());
        listener.deciding();
    }

    private OfferedNodes judge(Scheduler scheduler, PodClass podClass) {
        if (slots.length < offered.count()) {
            slots = new int[Math.max(offered.count(), 2 * slots.length)];
        }
        return scheduler.offer(podClass, slots, offered.knownSlots(slots), budget::isOver);
    }

    /** Takes in what the API server told. */
    public void apply(ClusterEvent event) {
        if (event instanceof ClusterEvent.Documented documented) {
            apply(documented.event());
            return;
        }
        String uid = event instanceof ClusterEvent.PodGone gone
                ? gone.uid()
                : event instanceof ClusterEvent.PodOnNode seen ? seen.uid() : "";
        boolean held = live.isHeld(uid);
        int place = live.slot(uid);
        live.apply(event);
        groups.apply(event, held);
        if (held && event instanceof ClusterEvent.PodOnNode && live.slot(uid) != place) {
            groups.lost(uid);
        }
    }

    /** Gives back what was held for a pod that has no node when its time is over, and what was for others of its group. */
    public void release(String uid) {
        live.release(uid);
        groups.lost(uid);
    }

    /** Whether a member of a group must have its place together with the others. */
    private boolean isOneOfAll(Group group, AskedPod pod) {
        boolean there = live.slot(pod.uid()) >= 0 && !live.isHeld(pod.uid());
        return !there && !groups.isComplete(group, pod);
    }

    private void pickMember(Served served, AskedPod pod, Group group) throws IOException {
        if (!groups.keeps(served, pod, group, offered::contains)) {
            PodClass podClass = live.cluster().decidedClass(pod.spec());
            judge(served.scheduler(), podClass);
            int place = served.scheduler().decideOffered(podClass);
            if (place < 0
                    || !groups.reserve(served, pod, place, served.scheduler().devices(), group)) {
                refuseAll(GroupPlaces.NO_ROOM);
                return;
            }
        }
        tally.held++;
        int place = live.slot(pod.uid());
        for (int i = 0; i < offered.count(); i++) {
            if (offered.slot(i) == place && filterReply.passed() == 0) {
                filterReply.pass(i);
            } else if (offered.slot(i) < 0) {
                filterReply.refuse(i, UNKNOWN_NODE);
            } else {
                filterReply.refuseForGood(i, NOT_PICKED);
            }
        }
    }

    private void refuseAll(String reason) {
        for (int i = 0; i < offered.count(); i++) {
            filterReply.refuseForGood(i, reason);
        }
    }

    /**
     * Takes one node and holds it. A pod that the API server has on a node already, unknown to kube-scheduler, stays there. One that
     * waits for others to leave a node for it keeps that while they do.
     */
    private void pickOne(Scheduler scheduler, AskedPod pod, PodClass podClass, OfferedNodes judged) throws IOException {
        int at = live.slot(pod.uid());
        int picked = at >= 0 ? at : scheduler.decideOffered(podClass);
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
        // Last: what was judged is read above, and holding changes the cluster.
        if (at < 0 && picked >= 0) {
            reservations.hold(pod, picked, scheduler.devices(), false);
            tally.held++;
        }
    }

    /**
     * Names a node that does not fit. kube-scheduler's own filters pass it, so removing pods helps only if what is missing is
     * something that they will see, too: not space that is held here for pods that are not on their nodes yet, and not devices.
     */
    private void refuse(int entry, OfferedNodes judged) {
        int slot = offered.slot(entry);
        if (slot < 0) {
            filterReply.refuse(entry, UNKNOWN_NODE);
        } else if (!judged.judged(slot)) {
            filterReply.refuse(entry, NO_TIME);
        } else {
            List<String> reasons = judged.reasons(slot);
            String text = reasons.size() == 1 ? reasons.get(0) : String.join(", ", reasons);
            if (judged.resolvable(slot) && !live.hasHeld(slot) && !text.equals(NO_DEVICES)) {
                filterReply.refuse(entry, text);
            } else {
                filterReply.refuseForGood(entry, text);
            }
        }
    }
}
