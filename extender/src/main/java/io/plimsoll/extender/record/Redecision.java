package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.OfferedList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the questions of a recording again, as kube-scheduler asked them, and writes down what the answers are by the same code that
 * recorded them. One thread.
 */
final class Redecision implements DecisionListener {

    private final Replica replica;
    private final NodeTable nodes;
    private final DecisionLines lines;
    private final Answers answers;
    private final JsonBytes out = new JsonBytes(1 << 12);
    private final JsonBytes body = new JsonBytes(1 << 12);
    private @Nullable AskedPod pod;
    private long at;

    /** @throws InputException when the recorded configuration of kube-scheduler is wrong */
    Redecision(Replica replica, DecisionSettings settings) throws InputException {
        this.replica = replica;
        this.nodes = replica.live().cluster().nodes();
        this.lines = new DecisionLines(nodes);
        this.answers = new Answers(
                replica.live(),
                settings.profiles(),
                settings.mode(),
                settings.lastFilter(),
                settings.holdMillis(),
                () -> at,
                null,
                this);
    }

    /**
     * Decides as at a recorded line, and leaves the cluster as the line says.
     *
     * @return the line that would have been recorded, without its end
     * @throws IllegalArgumentException when the line is no question
     */
    byte[] decide(String type, JsonNode line) {
        at = line.path("at").asLong();
        pod = null;
        out.clear();
        JsonNode object = line.path("object");
        if (line.has("decision")) {
            answers.resume(
                    object.path("spec").path("schedulerName").asString("default-scheduler"),
                    line.path("decision").asLong(),
                    line.path("cursor").asInt());
        }
        question(line, object);
        try {
            if (type.equals(Lines.FILTER)) {
                answers.filter(body.array(), body.size());
            } else {
                answers.prioritize(body.array(), body.size());
            }
        } catch (MalformedRequestException | IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        byte[] decided = new String(out.toByteArray(), StandardCharsets.UTF_8)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8);
        if (line.has("decision")) {
            keep(line, object);
        }
        return decided;
    }

    /** What the line says was held, whatever was decided now. */
    private void keep(JsonNode line, JsonNode object) {
        @Nullable AskedPod asked = pod;
        if (asked != null) {
            long until = line.path("until").asLong(0);
            int slot = until == 0 ? -1 : line.path("slot").asInt();
            replica.decided(asked.uid(), asked.spec(), ApiObjects.bytes(object), slot, until);
        }
    }

    private void question(JsonNode line, JsonNode object) {
        byte[] json = ApiObjects.bytes(object);
        body.clear();
        body.raw("{\"Pod\":");
        body.raw(json, 0, json.length);
        body.raw(",\"Nodes\":null,\"NodeNames\":[");
        BitSet offered = new BitSet();
        if (line.has("only")) {
            offered.or(SlotRanges.parse(line.get("only").asString("")));
        } else if (line.has("except")) {
            for (int slot = 0; slot < nodes.slots(); slot++) {
                offered.set(slot, nodes.exists(slot));
            }
            offered.andNot(SlotRanges.parse(line.get("except").asString("")));
        }
        boolean first = true;
        for (int slot = offered.nextSetBit(0); slot >= 0; slot = offered.nextSetBit(slot + 1)) {
            if (!nodes.exists(slot)) {
                throw new IllegalArgumentException("The slot (" + slot + ") must have a node.\nMaybe a line is missing.");
            }
            name(nodes.name(slot), first);
            first = false;
        }
        for (JsonNode unknown : line.path("unknown")) {
            name(unknown.asString(""), first);
            first = false;
        }
        body.raw("]}");
    }

    private void name(String name, boolean first) {
        if (!first) {
            body.mark(',');
        }
        body.string(name);
    }

    @Override
    public void passed(long now, String verb, AskedPod asked) {
        pod = asked;
        lines.passed(now, verb, asked, out);
    }

    @Override
    public void filtered(AskedPod asked, OfferedList offered, Chosen chosen) {
        pod = asked;
        lines.filtered(asked, offered, chosen, out);
    }

    @Override
    public void scored(long now, AskedPod asked, OfferedList offered, int[] scores) {
        pod = asked;
        lines.scored(now, asked, offered, scores, out);
    }

    @Override
    public void unheld(String uid) {}
}
