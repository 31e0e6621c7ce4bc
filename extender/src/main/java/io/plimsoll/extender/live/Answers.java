package io.plimsoll.extender.live;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.extender.live.DecisionListener.Turn;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.ExtenderRequest;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PodReader;
import io.plimsoll.extender.wire.PreemptRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
    private final Judging judging;
    private final FilterVerb filterVerb;
    private final BindCheck bindCheck;
    private AnswerOptions options;

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
        this.judging = new Judging(offered, budget);
        this.filterVerb =
                new FilterVerb(live, lag, offered, filterReply, judging, members, groups, reservations, tally);
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

    /**
     * Goes on from a cluster that has forgotten what kinds of pods have been, and decides from it as it would have from the one before.
     *
     * @param profiles as those that it answers under, made anew
     */
    public void renew(Map<String, Profile> profiles) {
        Map<String, Served> before = new LinkedHashMap<>(schedulers);
        live.renew();
        configure(profiles, options);
        before.forEach((name, served) -> {
            @Nullable Served now = schedulers.get(name);
            if (now != null) {
                now.scheduler()
                        .restore(
                                served.scheduler().decisions(),
                                served.scheduler().cursor());
            }
        });
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
            return Objects.requireNonNull(decideFilter(ask(body, length), false));
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
            return decideFilter(pod, always);
        } finally {
            listener.ended();
        }
    }

    private AskedPod ask(byte[] body, int length) throws MalformedRequestException {
        return pods.read(ExtenderRequest.of(body, length, offered));
    }

    /** @param patient whether nothing is decided, and the answer null, while kube-scheduler is ahead */
    private byte @Nullable [] decideFilter(AskedPod pod, boolean patient) throws IOException {
        @Nullable Served served = schedulers.get(pod.schedulerName());
        filterReply.begin(offered);
        if (served != null) {
            recent.add(pod);
        }
        if (served == null || served.mode() == Mode.SCORE_ONLY) {
            tally.filters++;
            tally.passed++;
            listener.passed("FILTER", pod);
            filterReply.passAll();
            return filterReply.finish(true);
        }
        Turn turn = served.turn();
        if (!filterVerb.decide(served, pod, patient)) {
            return null;
        }
        tally.filters++;
        tally.unknownNodes += offered.unknown();
        boolean picks = served.mode() == Mode.PICK_ONE;
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
                        offered, judging.of(served.scheduler(), live.cluster().decidedClass(pod.spec())));
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
        return checkBinding(request, spec, false);
    }

    /**
     * The same; with patience nothing changes where {@link BindVerdict.Ahead} comes out.
     *
     * @param patient whether a pod that does not fit should be asked about again a little later
     */
    public BindVerdict checkBinding(BindRequest request, @Nullable AskedPod spec, boolean patient) throws IOException {
        begin();
        try {
            BindVerdict verdict = bindCheck.decide(request, spec == null ? recent.find(request.uid()) : spec, patient);
            tally.binds += verdict.isDecision() ? 1 : 0;
            return verdict;
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

    /** How many times a group was given up because a member did not come to its place in time. */
    public long groupTimeouts() {
        return groups.timeouts();
    }

    /** How many groups have members. */
    public int groups() {
        return groups.groups();
    }

    private void begin() {
        budget.begin(options.budgetMillis());
        listener.deciding();
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
        recent.remove(uid);
        boolean held = live.isHeld(uid);
        int place = live.slot(uid);
        live.apply(event);
        groups.apply(event, held);
        if (held && event instanceof ClusterEvent.PodOnNode && live.slot(uid) != place) {
            groups.lost(uid);
        }
    }

    /**
     * Gives back what was held for a pod that has no node when its time is over, and what was for others of its group.
     *
     * @return the group, by namespace and name, that is given up with it; null when there is none
     */
    public @Nullable String release(String uid) {
        boolean held = live.isHeld(uid);
        live.release(uid);
        return held ? groups.timedOut(uid) : null;
    }
}
