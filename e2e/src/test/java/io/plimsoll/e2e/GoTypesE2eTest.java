package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.NodeConverter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every kind of reply is read into kube-scheduler's own Go types and written again, without loss. */
class GoTypesE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 11);
    private static final int QUESTIONS = 40;

    private final JsonMapper mapper = JsonMapper.shared();

    @Test
    void repliesAreWhatGoReads() throws Exception {
        Process go = new ProcessBuilder(Bin.folder().resolve("wire").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int asked = 0;
        try (Writer out = new OutputStreamWriter(go.getOutputStream(), StandardCharsets.UTF_8);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(go.getInputStream(), StandardCharsets.UTF_8))) {
            for (Mode mode : Mode.values()) {
                for (boolean lastFilter : List.of(true, false)) {
                    for (Reply reply : replies(mode, lastFilter)) {
                        ObjectNode line = mapper.createObjectNode();
                        line.put("Verb", reply.verb()).put("Body", reply.json());
                        out.write(mapper.writeValueAsString(line));
                        out.write('\n');
                        out.flush();
                        String again = in.readLine();
                        assertThat(again).as(reply.json()).isNotNull();
                        assertThat(nodesByName(mapper.readTree(again)))
                                .isEqualTo(nodesByName(mapper.readTree(reply.json())));
                        asked++;
                    }
                }
            }
        } finally {
            go.destroy();
        }
        assertThat(asked).isEqualTo(Mode.values().length * 2 * QUESTIONS * 4);
    }

    /** Whole nodes as their names: Go writes every field of a node that has no pointer, given or not. */
    private JsonNode nodesByName(JsonNode reply) {
        if (reply.path("Nodes").isObject()) {
            ArrayNode names = mapper.createArrayNode();
            reply.at("/Nodes/items").forEach(node -> names.add(node.at("/metadata/name")));
            ((ObjectNode) reply).set("Nodes", names);
        }
        return reply;
    }

    private record Reply(String verb, String json) {}

    private List<Reply> replies(Mode mode, boolean lastFilter) throws Exception {
        LiveCluster live = new LiveCluster(() -> 0);
        Fleet fleet = new Fleet(SEED);
        List<Node> nodes = fleet.nodes(30);
        nodes.stream().skip(2).forEach(node -> live.apply(new ClusterEvent.NodeSeen(NodeConverter.convert(node))));
        Answers answers = new Answers(
                live,
                Profiles.of(SchedulerConfig.byDefault(), "best-fit", Map.of()),
                new AnswerOptions(mode, lastFilter, 1_000),
                () -> 0,
                null);
        Random random = new Random(SEED);
        List<Reply> replies = new ArrayList<>();
        for (Pod pod : fleet.pods(QUESTIONS)) {
            pod.getMetadata().setUid(pod.getMetadata().getName());
            ObjectNode request = mapper.createObjectNode();
            request.set("Pod", mapper.valueToTree(pod));
            boolean whole = random.nextBoolean();
            ArrayNode list = mapper.createArrayNode();
            for (Node node : nodes) {
                JsonNode name = mapper.valueToTree(node.getMetadata().getName());
                list.add(whole ? mapper.valueToTree(node) : name);
            }
            if (whole) {
                request.putObject("Nodes").set("items", list);
                request.putNull("NodeNames");
            } else {
                request.putNull("Nodes");
                request.set("NodeNames", list);
            }
            byte[] body = mapper.writeValueAsBytes(request);
            replies.add(new Reply("filter", new String(answers.filter(body, body.length), StandardCharsets.UTF_8)));
            replies.add(
                    new Reply("prioritize", new String(answers.prioritize(body, body.length), StandardCharsets.UTF_8)));
            ObjectNode victims = mapper.createObjectNode();
            victims.set("Pod", request.get("Pod"));
            victims.putNull("NodeNameToVictims");
            ObjectNode byNode = victims.putObject("NodeNameToMetaVictims");
            for (Node node : nodes.subList(0, 1 + random.nextInt(4))) {
                byNode.putObject(node.getMetadata().getName())
                        .put("NumPDBViolations", 0)
                        .putArray("Pods")
                        .addObject()
                        .put("UID", "uid \"" + random.nextInt(9));
            }
            body = mapper.writeValueAsBytes(victims);
            replies.add(new Reply("preempt", new String(answers.preempt(body, body.length), StandardCharsets.UTF_8)));
            String error = random.nextBoolean() ? "" : "no \"room\"";
            replies.add(new Reply("bind", new String(BindRequest.reply(error), StandardCharsets.UTF_8)));
        }
        return replies;
    }
}
