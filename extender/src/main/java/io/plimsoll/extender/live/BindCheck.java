package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.extender.live.DecisionListener.Turn;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks again whether a pod may be bound to a node, and holds its space there if it may. O(rules). One thread. */
final class BindCheck {

    private final LiveCluster live;
    private final Map<String, Served> schedulers;
    private final Reservations reservations;
    private final DecisionListener listener;
    private final int[] slots = new int[1];

    /** @param schedulers by name, as they are whenever something is asked */
    BindCheck(LiveCluster live, Map<String, Served> schedulers, Reservations reservations, DecisionListener listener) {
        this.live = live;
        this.schedulers = schedulers;
        this.reservations = reservations;
        this.listener = listener;
    }

    /**
     * Decides, and tells the listener; not where it has to be asked again.
     *
     * @param pod what the pod asks for; null where nobody knows
     * @param patient whether a pod that is not held and does not fit should be asked about again a little later
     * @throws IOException when the journal cannot be written; nothing is held then
     */
    BindVerdict decide(BindRequest request, @Nullable AskedPod pod, boolean patient) throws IOException {
        @Nullable Served served = pod == null ? null : schedulers.get(pod.schedulerName());
        Turn turn = served == null ? Turn.NONE : served.turn();
        BindVerdict verdict = verdict(request, pod, served, patient);
        if (verdict.isDecision()) {
            listener.bindDecided(request, pod, verdict, turn);
        }
        return verdict;
    }

    private BindVerdict verdict(BindRequest request, @Nullable AskedPod pod, @Nullable Served served, boolean patient)
            throws IOException {
        String uid = request.uid();
        int slot = live.cluster().nodes().find(request.node());
        ResidentVisitor.@Nullable Place place = live.place(uid);
        if (place != null && !live.isHeld(uid)) {
            return place.node().equals(request.node())
                    ? new BindVerdict.Bound()
                    : new BindVerdict.Refused("the pod is on node " + place.node());
        }
        if (slot < 0) {
            return new BindVerdict.Refused(Answers.UNKNOWN_NODE);
        }
        if (pod == null) {
            return new BindVerdict.Unknown();
        }
        long devices = live.slot(uid) == slot ? live.devices(uid) : 0;
        boolean waits = patient && !live.isHeld(uid);
        live.unhold(uid);
        if (served == null) {
            return new BindVerdict.Refused("no profile of Plimsoll has this pod");
        }
        @Nullable String refusal = pod.refusal();
        return refusal == null ? fit(pod, served, slot, devices, waits) : new BindVerdict.Refused(refusal);
    }

    private BindVerdict fit(AskedPod pod, Served served, int slot, long held, boolean waits) throws IOException {
        PodClass podClass = live.cluster().decidedClass(pod.spec());
        if (!served.scheduler().fits(podClass, slot)) {
            if (waits) {
                return new BindVerdict.Ahead();
            }
            slots[0] = slot;
            OfferedNodes judged = served.scheduler().offer(podClass, slots, 1);
            return new BindVerdict.Refused(String.join(", ", judged.reasons(slot)));
        }
        long devices =
                live.areFree(slot, held, podClass) ? held : served.scheduler().devices(podClass, slot);
        reservations.hold(pod, slot, devices, false);
        return new BindVerdict.Free(devices);
    }
}
