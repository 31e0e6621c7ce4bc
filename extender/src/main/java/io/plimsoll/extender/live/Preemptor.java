package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedVictims;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.PreemptRequest;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says which nodes kube-scheduler should preempt on, and whom. It offers nodes with the pods that must leave by its own rules; a node
 * stays when the pod fits there, by all rules, once some of those pods have left, and those that need not leave are taken off the list. A
 * pod that kube-scheduler names and that is not known on the node is named again: it can be there already, or gone. A node where the pod
 * fits with everybody in place is dropped: kube-scheduler will see that, too, and must not be answered without victims.
 *
 * <p>O(pods of the nodes x rules). One thread.
 */
final class Preemptor {

    private static final int NONE = -1;

    private final LiveCluster live;
    private final JsonBytes out = new JsonBytes(1 << 10);
    private int unknownNodes;
    private int bestSlot = NONE;
    private long bestDevices;
    private final List<Victims> answer = new ArrayList<>();

    Preemptor(LiveCluster live) {
        this.live = live;
    }

    /**
     * Finds victims; nothing changes.
     *
     * @param enough once it says so, the nodes that are left are dropped
     */
    void find(PreemptRequest request, AskedPod pod, Served served, boolean widens, BooleanSupplier enough) {
        answer.clear();
        unknownNodes = 0;
        bestSlot = NONE;
        bestDevices = 0;
        Cluster cluster = live.cluster();
        OfferedVictims victims = served.victims();
        @Nullable Victims best = null;
        int[] bestVictims = {};
        try (Trial trial = cluster.openTrial()) {
            int waiting = cluster.addPod(pod.spec());
            PodClass podClass = cluster.decidedClass(waiting);
            victims.begin(waiting);
            for (Victims offered : request.nodes()) {
                if (enough.getAsBoolean()) {
                    break;
                }
                int slot = cluster.nodes().find(offered.node());
                unknownNodes += slot < 0 ? 1 : 0;
                @Nullable Victims found = slot < 0 ? null : at(slot, offered, victims, widens);
                if (found != null) {
                    answer.add(found);
                    if (victims.isBestSoFar(slot)) {
                        best = found;
                        bestSlot = slot;
                        bestVictims = victims.victims();
                    }
                } else if (slot >= 0 && served.scheduler().fits(podClass, slot)) {
                    addUnseen(slot, offered);
                }
            }
            victims.end();
            if (bestSlot >= 0) {
                for (int victim : bestVictims) {
                    cluster.unbind(victim);
                }
                bestDevices = served.scheduler().devices(podClass, bestSlot);
            }
        }
        if (best == null && !answer.isEmpty()) {
            best = answer.get(0);
            bestSlot = cluster.nodes().find(best.node());
        }
        if (best != null && served.mode() == Mode.PICK_ONE) {
            answer.clear();
            answer.add(best);
        }
    }

    /** How many nodes were offered that are not known. */
    int unknownNodes() {
        return unknownNodes;
    }

    /** The slot of the cheapest node; -1 when there is none. */
    int bestSlot() {
        return bestSlot;
    }

    /** The devices that the pod would take there. */
    long bestDevices() {
        return bestDevices;
    }

    /** How many pods are to leave, of all nodes of the answer. */
    int victims() {
        return answer.stream().mapToInt(node -> node.uids().size()).sum();
    }

    /** The nodes to preempt on, with the pods that shall leave. */
    List<Victims> found() {
        return List.copyOf(answer);
    }

    /** What was found, as the Go type ExtenderPreemptionResult. */
    byte[] reply() {
        return write(answer);
    }

    /** What was offered, of a pod that is somebody else's, as the Go type ExtenderPreemptionResult. */
    byte[] reply(PreemptRequest request) {
        return write(
                request.nodes().stream().filter(node -> !node.uids().isEmpty()).toList());
    }

    private @Nullable Victims at(int slot, Victims offered, OfferedVictims victims, boolean widens) {
        Set<String> uids = new HashSet<>(offered.uids());
        boolean help = victims.help(
                slot,
                other -> uids.contains(live.uid(other))
                        || (widens && live.isSeenSince(other, AnswerOptions.WIDEN_MILLIS)));
        if (!help) {
            return null;
        }
        List<String> named = new ArrayList<>();
        for (int victim : victims.victims()) {
            named.add(live.uid(victim));
        }
        named.addAll(unseen(slot, offered));
        return new Victims(offered.node(), named, victims.violations());
    }

    private void addUnseen(int slot, Victims offered) {
        List<String> unseen = unseen(slot, offered);
        if (!unseen.isEmpty()) {
            answer.add(new Victims(offered.node(), unseen, 0));
        }
    }

    private List<String> unseen(int slot, Victims offered) {
        return offered.uids().stream()
                .filter(uid -> live.slot(uid) != slot)
                .distinct()
                .toList();
    }

    private byte[] write(List<Victims> nodes) {
        out.clear();
        out.raw("{\"NodeNameToMetaVictims\":{");
        for (int i = 0; i < nodes.size(); i++) {
            Victims node = nodes.get(i);
            if (i > 0) {
                out.mark(',');
            }
            out.string(node.node());
            out.raw(":{\"Pods\":[");
            for (int pod = 0; pod < node.uids().size(); pod++) {
                out.raw(pod == 0 ? "{\"UID\":" : ",{\"UID\":");
                out.string(node.uids().get(pod));
                out.mark('}');
            }
            out.raw("],\"NumPDBViolations\":");
            out.number(node.violations());
            out.mark('}');
        }
        out.raw("}}");
        return out.toByteArray();
    }
}
