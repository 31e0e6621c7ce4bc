package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.GroupNames.Group;
import io.plimsoll.extender.wire.OfferedList;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the nodes of a filter request pass, and says why the others do not; where one is to be picked, its space is held.
 * O(nodes offered) and what changed since. One thread.
 */
final class FilterVerb {

    /** Said of nodes that were not looked at before the time was over. */
    static final String NO_TIME = "node(s) were not looked at in time";

    /** Said of nodes that lack nothing but devices. */
    static final String NO_DEVICES = "Insufficient devices";

    /** Said of nodes that fit, beside the one that was picked. */
    static final String NOT_PICKED = "node(s) were not picked by Plimsoll";

    private final LiveCluster live;
    private final Lag lag;
    private final OfferedList offered;
    private final FilterReply reply;
    private final Judging judging;
    private final Groups members;
    private final GroupPlaces groups;
    private final Reservations reservations;
    private final Tally tally;

    /** @param reply where it is said which entries of the list pass */
    FilterVerb(
            LiveCluster live,
            Lag lag,
            OfferedList offered,
            FilterReply reply,
            Judging judging,
            Groups members,
            GroupPlaces groups,
            Reservations reservations,
            Tally tally) {
        this.live = live;
        this.lag = lag;
        this.offered = offered;
        this.reply = reply;
        this.judging = judging;
        this.members = members;
        this.groups = groups;
        this.reservations = reservations;
        this.tally = tally;
    }

    /**
     * Decides.
     *
     * @param patient whether nothing is decided while kube-scheduler is ahead
     * @return whether it was decided
     * @throws IOException when the journal cannot be written; nothing is held then
     */
    boolean decide(Served served, AskedPod pod, boolean patient) throws IOException {
        // Also of a group that no object describes yet.
        members.waits(pod);
        @Nullable Group group = members.of(pod);
        @Nullable String refusal = pod.refusal();
        if (refusal == null && group != null) {
            refusal = groups.waits(group);
        }
        if (refusal != null) {
            live.unhold(pod.uid());
            refuseAll(refusal);
        } else if (served.mode() == Mode.PICK_ONE && group != null && isOneOfAll(group, pod)) {
            pickMember(served, pod, group);
        } else if (served.mode() == Mode.PICK_ONE) {
            return pickOne(served.scheduler(), pod, patient);
        } else {
            OfferedNodes judged = judging.of(served.scheduler(), live.cluster().decidedClass(pod.spec()));
            if (patient && lag.hidesRoom(offered, judged)) {
                return false;
            }
            passAllThatFit(judged);
        }
        return true;
    }

    private void passAllThatFit(OfferedNodes judged) {
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && judged.fits(slot)) {
                reply.pass(i);
            } else {
                refuse(i, judged);
            }
        }
    }

    /** Whether a member of a group must have its place together with the others. */
    private boolean isOneOfAll(Group group, AskedPod pod) {
        boolean there = live.slot(pod.uid()) >= 0 && !live.isHeld(pod.uid());
        return !there && !groups.isComplete(group, pod);
    }

    private void pickMember(Served served, AskedPod pod, Group group) throws IOException {
        if (!groups.keeps(served, pod, group, offered::contains)) {
            PodClass podClass = live.cluster().decidedClass(pod.spec());
            judging.of(served.scheduler(), podClass);
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
            if (offered.slot(i) == place && reply.passed() == 0) {
                reply.pass(i);
            } else if (offered.slot(i) < 0) {
                reply.refuse(i, Answers.UNKNOWN_NODE);
            } else {
                reply.refuseForGood(i, NOT_PICKED);
            }
        }
    }

    private void refuseAll(String reason) {
        for (int i = 0; i < offered.count(); i++) {
            reply.refuseForGood(i, reason);
        }
    }

    /**
     * Takes one node and holds it. A pod that the API server has on a node already, unknown to kube-scheduler, stays there. One that
     * waits for others to leave a node for it keeps that while they do.
     */
    private boolean pickOne(Scheduler scheduler, AskedPod pod, boolean patient) throws IOException {
        boolean held = live.isHeld(pod.uid());
        int nominated = live.nominatedSlot(pod.uid());
        long nominatedDevices = live.devices(pod.uid());
        live.unhold(pod.uid());
        PodClass podClass = live.cluster().decidedClass(pod.spec());
        OfferedNodes judged = judging.of(scheduler, podClass);
        int at = live.slot(pod.uid());
        if (patient && !held && at < 0 && lag.hidesRoom(offered, judged)) {
            return false;
        }
        int picked = at >= 0 ? at : scheduler.decideOffered(podClass);
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && slot == picked) {
                if (reply.passed() == 0) {
                    reply.pass(i);
                }
            } else if (slot >= 0 && judged.fits(slot)) {
                reply.refuseForGood(i, NOT_PICKED);
            } else {
                refuse(i, judged);
            }
        }
        // Last: what was judged is read above, and holding changes the cluster.
        if (at < 0 && picked >= 0) {
            reservations.hold(pod, picked, scheduler.devices(), false);
            tally.held++;
        } else if (at < 0 && nominated >= 0) {
            reservations.hold(pod, nominated, nominatedDevices, true);
        }
        return true;
    }

    /**
     * Names a node that does not fit. kube-scheduler's own filters pass it, so removing pods helps only if what is missing is
     * something that they will see, too: not space that is held here for pods that are not on their nodes yet, and not devices.
     */
    private void refuse(int entry, OfferedNodes judged) {
        int slot = offered.slot(entry);
        if (slot < 0) {
            reply.refuse(entry, Answers.UNKNOWN_NODE);
        } else if (!judged.judged(slot)) {
            reply.refuse(entry, NO_TIME);
        } else {
            List<String> reasons = judged.reasons(slot);
            String text = reasons.size() == 1 ? reasons.get(0) : String.join(", ", reasons);
            if (judged.resolvable(slot) && !live.hasHeld(slot) && !text.equals(NO_DEVICES)) {
                reply.refuse(entry, text);
            } else {
                reply.refuseForGood(entry, text);
            }
        }
    }
}
