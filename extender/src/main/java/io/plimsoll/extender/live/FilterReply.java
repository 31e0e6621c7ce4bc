package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.OfferedList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the answer to one filter request and writes it as the Go type ExtenderFilterResult. Reusable; one thread. */
final class FilterReply {

    private final JsonBytes out = new JsonBytes(1 << 12);
    /** By text: the same as a JSON string. Texts are few and fixed. */
    private final Map<String, byte[]> quoted = new HashMap<>();

    private @Nullable OfferedList offered;
    private int[] passing = new int[64];
    private int passed;
    private int refused;
    private int[] refusedEntries = new int[64];
    private byte[][] reasons = new byte[64][];
    private boolean[] forGood = new boolean[64];

    void begin(OfferedList list) {
        offered = list;
        passed = 0;
        refused = 0;
        int count = list.count();
        if (passing.length < count) {
            int room = Math.max(count, 2 * passing.length);
            passing = new int[room];
            refusedEntries = new int[room];
            reasons = new byte[room][];
            forGood = new boolean[room];
        }
    }

    /** How many entries pass so far. */
    int passed() {
        return passed;
    }

    /** The entries that pass, as many as {@link #passed}. */
    int[] passing() {
        return passing;
    }

    void pass(int entry) {
        passing[passed++] = entry;
    }

    void passAll() {
        int count = of().count();
        for (int i = 0; i < count; i++) {
            pass(i);
        }
    }

    /** Names a node that preemption might make feasible. */
    void refuse(int entry, String reason) {
        add(entry, reason, false);
    }

    /** Names a node that preemption does not help. */
    void refuseForGood(int entry, String reason) {
        add(entry, reason, true);
    }

    /**
     * The answer.
     *
     * @param withReasons whether refused nodes are named
     */
    byte[] finish(boolean withReasons) {
        OfferedList nodes = of();
        out.clear();
        out.raw(nodes.whole() ? "{\"Nodes\":{\"metadata\":{},\"items\":" : "{\"Nodes\":null,\"NodeNames\":");
        int from = out.size();
        out.mark('[');
        nodes.writeEntries(passing, passed, out);
        out.mark(']');
        if (nodes.whole()) {
            out.raw("},\"NodeNames\":null");
        } else {
            nodes.remember(out, from, passing, passed);
        }
        out.raw(",\"FailedNodes\":");
        writeRefused(nodes, withReasons, false);
        out.raw(",\"FailedAndUnresolvableNodes\":");
        writeRefused(nodes, withReasons, true);
        out.raw(",\"Error\":\"\"}");
        offered = null;
        return out.toByteArray();
    }

    private void writeRefused(OfferedList nodes, boolean withReasons, boolean wanted) {
        out.mark('{');
        boolean first = true;
        for (int i = 0; withReasons && i < refused; i++) {
            if (forGood[i] == wanted) {
                if (!first) {
                    out.mark(',');
                }
                first = false;
                nodes.writeName(refusedEntries[i], out);
                out.mark(':');
                out.raw(reasons[i], 0, reasons[i].length);
            }
        }
        out.mark('}');
    }

    private void add(int entry, String reason, boolean unresolvable) {
        refusedEntries[refused] = entry;
        reasons[refused] = quoted.computeIfAbsent(reason, FilterReply::quote);
        forGood[refused++] = unresolvable;
    }

    private static byte[] quote(String text) {
        JsonBytes json = new JsonBytes(text.length() + 2);
        json.string(text);
        return json.toByteArray();
    }

    private OfferedList of() {
        @Nullable OfferedList now = offered;
        if (now == null) {
            throw new IllegalStateException("A filter reply must be begun before it is filled.\n"
                    + "Maybe it was finished twice: this is a defect of Plimsoll, please report it.");
        }
        return now;
    }
}
