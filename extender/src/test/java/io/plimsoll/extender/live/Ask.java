package io.plimsoll.extender.live;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.extender.wire.MalformedRequestException;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks as kube-scheduler does, about pods that want some CPU, and reads the answers. */
final class Ask {

    static final long HOLD = 1_000;

    final LiveCluster live = new LiveCluster(this::now);
    final Answers answers;
    long now;
    /** How much later it is each time that somebody looks. */
    long tick;

    Ask(Mode mode, boolean lastFilter, String policy) {
        this(mode, lastFilter, policy, null);
    }

    Ask(Mode mode, boolean lastFilter, String policy, @Nullable HoldJournal journal) {
        this(policy, new AnswerOptions(mode, lastFilter, HOLD), journal);
    }

    Ask(String policy, AnswerOptions options, @Nullable HoldJournal journal) {
        Map<String, Profile> profiles = Profiles.of(SchedulerConfig.byDefault(), policy, Map.of());
        answers = new Answers(live, profiles, options, this::now, journal);
    }

    private long now() {
        now += tick;
        return now;
    }

    void node(String name, long cpuMilli) {
        live.apply(new ClusterEvent.NodeSeen(nodeSpec(name, cpuMilli)));
    }

    static NodeSpec nodeSpec(String name, long cpuMilli) {
        return NodeSpec.of(name, Resources.allocatable(cpuMilli, 1L << 40, 110));
    }

    void bound(String uid, long cpuMilli, String node) {
        live.apply(new ClusterEvent.PodOnNode(uid, podSpec(uid, cpuMilli), node));
    }

    static PodSpec podSpec(String name, long cpuMilli) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 0));
    }

    static String pod(String uid, String scheduler, long cpuMilli, String more) {
        return """
                {"metadata":{"name":"%s","namespace":"default","uid":"%s","creationTimestamp":null},"spec":{"schedulerName":"%s",
                "containers":[{"name":"c","image":"","resources":{"requests":{"cpu":"%dm"}}}]%s},"status":{}}""".formatted(uid, uid, scheduler, cpuMilli, more);
    }

    JsonNode filter(String uid, long cpuMilli, String... nodes) throws MalformedRequestException, IOException {
        return filter(pod(uid, "default-scheduler", cpuMilli, ""), nodes);
    }

    JsonNode filter(String pod, String... nodes) throws MalformedRequestException, IOException {
        byte[] body = body(pod, nodes);
        return JsonMapper.shared().readTree(answers.filter(body, body.length));
    }

    JsonNode prioritize(String uid, long cpuMilli, String... nodes) throws MalformedRequestException, IOException {
        byte[] body = body(pod(uid, "default-scheduler", cpuMilli, ""), nodes);
        return JsonMapper.shared().readTree(answers.prioritize(body, body.length));
    }

    static byte[] body(String pod, String... nodes) {
        List<String> quoted = new ArrayList<>();
        Arrays.asList(nodes).forEach(node -> quoted.add("\"" + node + "\""));
        return ("{\"Pod\":" + pod + ",\"Nodes\":null,\"NodeNames\":[" + String.join(",", quoted) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static List<String> names(JsonNode reply) {
        List<String> names = new ArrayList<>();
        reply.get("NodeNames").forEach(name -> names.add(name.asString()));
        return names;
    }
}
