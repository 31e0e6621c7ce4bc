package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.kubernetes.model.Disruptions;
import java.util.List;

/**
 * Sees that kube-scheduler knows something that has not been told here yet: it passes nodes that lack, by what is known here, what its own
 * filters look at. It tries such a pod once for each thing that happens. So a refusal that comes of an old view can leave the pod waiting for
 * minutes, and has others evicted elsewhere where the pod is a preemptor. One thread.
 */
final class Lag {

    private final LiveCluster live;

    Lag(LiveCluster live) {
        this.live = live;
    }

    /** Whether a pod is offered the node that others leave for it, and they have not been seen to leave. */
    boolean hidesVictims(AskedPod pod, Served served, OfferedList offered) {
        int at = live.slot(pod.uid());
        int slot = live.nominatedSlot(pod.uid());
        if (at < 0 && pod.object() != null) {
            slot = live.cluster().nodes().find(Disruptions.nominatedNode(pod.object()));
        }
        if (slot < 0 || served.mode() == Mode.SCORE_ONLY || !offered.contains(slot)) {
            return false;
        }
        PodClass podClass = live.cluster().decidedClass(pod.spec());
        try (Trial trial = live.cluster().openTrial()) {
            if (at >= 0) {
                live.cluster().unbind(live.number(pod.uid()));
            }
            return !served.scheduler().fits(podClass, slot);
        }
    }

    /** Whether no node fits that was offered, and one of them should by kube-scheduler's rules. */
    boolean hidesRoom(OfferedList offered, OfferedNodes judged) {
        boolean hides = false;
        for (int i = 0; i < offered.count(); i++) {
            int slot = offered.slot(i);
            if (slot >= 0 && (judged.fits(slot) || !judged.judged(slot))) {
                return false;
            }
            hides = hides || slot < 0 || isTheirs(slot, judged);
        }
        return hides;
    }

    /** Whether a node lacks something that kube-scheduler counts, too: neither what is held here nor devices alone. */
    private boolean isTheirs(int slot, OfferedNodes judged) {
        return !live.hasHeld(slot) && !judged.reasons(slot).equals(List.of(FilterVerb.NO_DEVICES));
    }
}
