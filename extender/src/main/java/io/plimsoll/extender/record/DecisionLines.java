package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.DecisionListener.Chosen;
import io.plimsoll.extender.live.DecisionListener.Held;
import io.plimsoll.extender.live.DecisionListener.Turn;
import io.plimsoll.extender.watch.Documents;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions as lines of a recording. The nodes that were offered are written as what differs from all nodes, those that
 * passed as what differs from those. Reuses its memory; one thread.
 */
final class DecisionLines {

    private static final int HIGHEST_SCORE = 10;

    private final Supplier<NodeTable> nodes;
    private final BitSet all = new BitSet();
    private final BitSet offered = new BitSet();
    private final BitSet passed = new BitSet();
    private final BitSet rest = new BitSet();
    private @Nullable AskedPod last;
    private byte[] lastJson = new byte[0];

    DecisionLines(Supplier<NodeTable> nodes) {
        this.nodes = nodes;
    }

    /** The pod as it is kept. Of the very same pod it is not written twice. */
    @SuppressWarnings("ReferenceEquality") // requests about one pod share the object
    byte[] json(AskedPod pod) {
        @Nullable Pod object = pod.object();
        if (last != pod && object != null) {
            lastJson = Documents.json(object);
            last = pod;
        } else if (object == null) {
            throw new IllegalStateException("The pod (" + pod.uid() + ") that is written down must be at hand.\n"
                    + "Maybe it came without its object: this is a defect of Plimsoll, please report it.");
        }
        return lastJson;
    }

    /** A request that decided nothing. */
    void passed(long at, String verb, AskedPod pod, JsonBytes out) {
        Lines.begin(at, verb, out);
        out.raw(",\"passes\":true");
        end(pod, out);
    }

    /** A filter request. */
    void filtered(long at, AskedPod pod, OfferedList list, Chosen chosen, JsonBytes out) {
        Lines.begin(at, Lines.FILTER, out);
        candidates(list, out);
        looks(chosen.turn().looks(), out);
        if (chosen.picks()) {
            turn(chosen.turn(), out);
            if (chosen.passed() == 0) {
                out.raw(",\"node\":null");
            } else {
                int slot = list.slot(chosen.entries()[0]);
                Lines.text("node", nodes.get().name(slot), out);
                Lines.number("slot", slot, out);
            }
        } else {
            passed.clear();
            for (int i = 0; i < chosen.passed(); i++) {
                passed.set(list.slot(chosen.entries()[i]));
            }
            difference(offered, passed, "refused", "fits", out);
        }
        end(pod, out);
    }

    /** A preempt request. */
    void preempted(long at, AskedPod pod, List<Victims> asked, List<Victims> found, Turn turn, JsonBytes out) {
        Lines.begin(at, Lines.PREEMPT, out);
        looks(turn.looks(), out);
        turn(turn, out);
        victims("offered", asked, out);
        victims("victims", found, out);
        end(pod, out);
    }

    private static void victims(String field, List<Victims> nodes, JsonBytes out) {
        out.raw(",\"");
        out.raw(field);
        out.raw("\":[");
        for (int i = 0; i < nodes.size(); i++) {
            Victims node = nodes.get(i);
            out.raw(i == 0 ? "{\"node\":" : ",{\"node\":");
            out.string(node.node());
            out.raw(",\"pods\":[");
            for (int pod = 0; pod < node.uids().size(); pod++) {
                out.raw(pod == 0 ? "" : ",");
                out.string(node.uids().get(pod));
            }
            out.mark(']');
            Lines.number("violations", node.violations(), out);
            out.mark('}');
        }
        out.mark(']');
    }

    /** Whether a pod may be bound. */
    void bindDecided(
            long at, BindRequest request, @Nullable AskedPod pod, BindVerdict verdict, Turn turn, JsonBytes out) {
        Lines.begin(at, Lines.BIND, out);
        turn(turn, out);
        Lines.text("namespace", request.namespace(), out);
        Lines.text("name", request.name(), out);
        Lines.text("uid", request.uid(), out);
        Lines.text("node", request.node(), out);
        if (verdict instanceof BindVerdict.Refused refused) {
            Lines.text("refused", refused.reason(), out);
        } else if (verdict instanceof BindVerdict.Free free) {
            Lines.text("free", DeviceBits.text(free.devices()), out);
        } else {
            out.raw(verdict instanceof BindVerdict.Bound ? ",\"bound\":true" : ",\"unknown\":true");
        }
        if (pod == null) {
            Lines.end(out);
        } else {
            end(pod, out);
        }
    }

    private static void turn(Turn turn, JsonBytes out) {
        Lines.number("decision", turn.decision(), out);
        Lines.number("cursor", turn.cursor(), out);
    }

    /** A hold. */
    void held(long at, AskedPod pod, Held held, JsonBytes out) {
        Lines.begin(at, Lines.HOLD, out);
        Lines.text("uid", pod.uid(), out);
        Lines.text("node", nodes.get().name(held.slot()), out);
        Lines.number("slot", held.slot(), out);
        if (held.devices() != 0) {
            Lines.text("devices", DeviceBits.text(held.devices()), out);
        }
        Lines.number("until", held.until(), out);
        out.raw(held.nominated() ? ",\"nominated\":true" : "");
        end(pod, out);
    }

    /** What was held for a pod was given back. */
    static void unheld(long at, String uid, JsonBytes out) {
        Lines.begin(at, Lines.UNHELD, out);
        Lines.text("uid", uid, out);
        Lines.end(out);
    }

    private static void looks(long looks, JsonBytes out) {
        if (looks >= 0) {
            Lines.number("looks", looks, out);
        }
    }

    /** A prioritize request. */
    void scored(long at, AskedPod pod, OfferedList list, int[] scores, long looks, JsonBytes out) {
        Lines.begin(at, Lines.PRIORITIZE, out);
        candidates(list, out);
        looks(looks, out);
        out.raw(",\"scores\":{");
        boolean first = true;
        for (int score = HIGHEST_SCORE; score >= 0; score--) {
            passed.clear();
            for (int i = 0; i < list.count(); i++) {
                if (scores[i] == score && list.slot(i) >= 0) {
                    passed.set(list.slot(i));
                }
            }
            if (!passed.isEmpty()) {
                out.raw(first ? "\"" : ",\"");
                first = false;
                out.number(score);
                out.raw("\":");
                SlotRanges.write(passed, out);
            }
        }
        out.mark('}');
        end(pod, out);
    }

    private void end(AskedPod pod, JsonBytes out) {
        Lines.json("object", json(pod), out);
        Lines.end(out);
    }

    private void candidates(OfferedList list, JsonBytes out) {
        NodeTable known = nodes.get();
        all.clear();
        for (int slot = 0; slot < known.slots(); slot++) {
            all.set(slot, known.exists(slot));
        }
        offered.clear();
        int unknown = 0;
        for (int i = 0; i < list.count(); i++) {
            if (list.slot(i) >= 0) {
                offered.set(list.slot(i));
            } else {
                out.raw(unknown++ == 0 ? ",\"unknown\":[" : ",");
                list.writeName(i, out);
            }
        }
        out.raw(unknown == 0 ? "" : "]");
        difference(all, offered, "except", "only", out);
    }

    /** Writes a part of a set as what is missing, or as what is there, whichever is shorter. */
    private void difference(BitSet whole, BitSet part, String missing, String there, JsonBytes out) {
        rest.clear();
        rest.or(whole);
        rest.andNot(part);
        boolean asRest = SlotRanges.count(rest) <= SlotRanges.count(part);
        out.raw(",\"");
        out.raw(asRest ? missing : there);
        out.raw("\":");
        SlotRanges.write(asRest ? rest : part, out);
    }
}
