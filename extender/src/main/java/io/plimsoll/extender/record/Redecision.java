package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.DecisionListener;
import io.plimsoll.extender.live.ResidentVisitor;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.JsonBytes;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.extender.wire.OfferedList;
import io.plimsoll.extender.wire.PodReader;
import io.plimsoll.extender.wire.PreemptRequest.Victims;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the questions of a recording again, as kube-scheduler asked them, and writes down what the answers are by the same code that
 * recorded them. One thread.
 */
final class Redecision implements DecisionListener {

    private final Replica replica;
    private final NodeTable nodes;
    private final DecisionLines lines;
    private final Answers answers;
    private final PodReader pods;
    private final JsonBytes out = new JsonBytes(1 << 12);
    private final JsonBytes body = new JsonBytes(1 << 12);
    private long at;
    /** For whom the newest decision holds something. */
    private final List<String> held = new ArrayList<>();
    /** The lines that would say so, and what was given back. */
    private final Deque<byte[]> effects = new ArrayDeque<>();

    private final JsonBytes effect = new JsonBytes(1 << 10);

    /** @throws InputException when the recorded configuration of kube-scheduler is wrong */
    Redecision(Replica replica, DecisionSettings settings) throws InputException {
        this.replica = replica;
        this.nodes = replica.live().cluster().nodes();
        this.lines = new DecisionLines(() -> nodes);
        this.answers = new Answers(replica.live(), settings.profiles(), settings.answers(), replica.time(), null, this);
        this.pods = new PodReader(settings.answers().devices());
        replica.setApplier(new Replica.Applier() {
            @Override
            public void apply(ClusterEvent event) {
                answers.apply(event);
            }

            @Override
            public void release(String uid) {
                answers.release(uid);
            }
        });
    }

    /** Goes on under other settings. */
    void configure(DecisionSettings settings) throws InputException {
        answers.configure(settings.profiles(), settings.answers());
    }

    /** Makes pods of groups known that are there already. */
    void restoreGroups() {
        replica.live().describe(new ResidentVisitor() {
            @Override
            public void node(int slot, String name, boolean told) {}

            @Override
            public void pod(Place place) {
                if (place.until() == 0) {
                    member(place.uid(), replica.podJson(place.uid()), place.told());
                }
            }
        });
        replica.waitingTold(this::member);
    }

    private void member(String uid, byte[] json, boolean told) {
        answers.restoreMember(uid, replica.meaning().event(ApiObjects.pod(json)), told);
    }

    /**
     * Decides as at a recorded line. What was held then is said by the lines behind it.
     *
     * @return the line that would have been recorded, without its end
     * @throws IllegalArgumentException when the line is no question
     */
    byte[] decide(String type, JsonNode line) {
        at = line.path("at").asLong();
        replica.at(at);
        out.clear();
        held.clear();
        JsonNode object = line.path("object");
        answers.resume(
                SchedulerConfig.schedulerOf(
                        object.path("spec").path("schedulerName").asString("")),
                line.path("decision").asLong(0),
                line.path("cursor").asInt(0),
                line.path("looks").asLong(-1));
        try {
            switch (type) {
                case Lines.FILTER -> {
                    question(line, object);
                    answers.filter(body.array(), body.size());
                }
                case Lines.PRIORITIZE -> {
                    question(line, object);
                    answers.prioritize(body.array(), body.size());
                }
                case Lines.PREEMPT -> {
                    victims(line, object);
                    answers.preempt(body.array(), body.size());
                }
                default -> bind(line, object);
            }
        } catch (MalformedRequestException | IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return withoutEnd(out);
    }

    /** Whether something was held or given back by itself that no line has said yet. */
    boolean hasEffects() {
        return !effects.isEmpty();
    }

    /** Whether a line says what was held or given back next, which needs not be done again then. */
    boolean isEffect(byte[] text) {
        return Arrays.equals(text, effects.poll());
    }

    private static byte[] withoutEnd(JsonBytes line) {
        return Arrays.copyOf(line.array(), line.size() - 1);
    }

    /** Takes back what the newest question held by itself, because another answer was recorded. */
    void takeBack() {
        List.copyOf(held).forEach(replica::unheld);
        held.clear();
        effects.clear();
    }

    /** Passes over what was held or given back because a line says so. */
    void forgetEffects() {
        effects.clear();
    }

    private void bind(JsonNode line, JsonNode object) throws MalformedRequestException, IOException {
        BindRequest request = new BindRequest(
                line.path("name").asString(""),
                line.path("namespace").asString(""),
                line.path("uid").asString(""),
                line.path("node").asString(""));
        byte[] json = ApiObjects.bytes(object);
        @Nullable AskedPod pod = object.isMissingNode() ? null : pods.read(json, 0, json.length);
        BindVerdict verdict = answers.checkBinding(request, pod);
        if (verdict instanceof BindVerdict.Unknown) {
            // No decision, so none is recorded; but here something else was.
            lines.bindDecided(at, request, pod, verdict, Turn.NONE, out);
        }
    }

    private void begin(JsonNode object) {
        byte[] json = ApiObjects.bytes(object);
        body.clear();
        body.raw("{\"Pod\":");
        body.raw(json, 0, json.length);
    }

    private void victims(JsonNode line, JsonNode object) {
        begin(object);
        body.raw(",\"NodeNameToMetaVictims\":{");
        boolean first = true;
        for (JsonNode node : line.path("offered")) {
            name(node.path("node").asString(""), first);
            first = false;
            body.raw(":{\"Pods\":[");
            boolean firstPod = true;
            for (JsonNode uid : node.path("pods")) {
                body.raw(firstPod ? "{\"UID\":" : ",{\"UID\":");
                body.string(uid.asString(""));
                body.mark('}');
                firstPod = false;
            }
            body.raw("],\"NumPDBViolations\":");
            body.number(node.path("violations").asLong());
            body.mark('}');
        }
        body.raw("}}");
    }

    private void question(JsonNode line, JsonNode object) {
        begin(object);
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
                throw new IllegalArgumentException(
                        "The slot (" + slot + ") must have a node.\nMaybe a line is missing.");
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
    public void deciding() {}

    @Override
    public void passed(String verb, AskedPod asked) {
        lines.passed(at, verb, asked, out);
    }

    @Override
    public void filtered(AskedPod asked, OfferedList offered, Chosen chosen) {
        lines.filtered(at, asked, offered, chosen, out);
        replica.asked(asked.uid(), lines.json(asked));
    }

    @Override
    public void scored(AskedPod asked, OfferedList offered, int[] scores, long looks) {
        lines.scored(at, asked, offered, scores, looks, out);
    }

    @Override
    public void preempted(AskedPod asked, List<Victims> offered, List<Victims> found, Turn turn) {
        lines.preempted(at, asked, offered, found, turn, out);
    }

    @Override
    public void bindDecided(BindRequest request, @Nullable AskedPod asked, BindVerdict verdict, Turn turn) {
        lines.bindDecided(at, request, asked, verdict, turn, out);
    }

    @Override
    public void ended() {}

    @Override
    public void held(AskedPod asked, Held now) {
        held.add(asked.uid());
        effect.clear();
        lines.held(replica.time().getAsLong(), asked, now, effect);
        effects.add(withoutEnd(effect));
    }

    @Override
    public void unheld(String uid) {
        effect.clear();
        DecisionLines.unheld(replica.time().getAsLong(), uid, effect);
        effects.add(withoutEnd(effect));
    }
}
