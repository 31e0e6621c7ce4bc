package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All four verbs, asked by one kube-scheduler with a profile for each of our modes, with names of nodes and with whole nodes. */
@ExtendWith(SharedControlPlane.class)
class VerbsE2eTest {

    private static final int NODES = 9;
    private static final int CPUS = 4;
    private static final int WAITING_CPUS = 2;
    private static final List<String> SCHEDULERS = List.of("scored", "picked", "helped");
    private static final String SETTINGS = """
            apiVersion: plimsoll.io/v1
            kind: ExtenderConfiguration
            listen: 127.0.0.1:0
            schedulerConfiguration: profiles.yaml
            profiles:
            - {schedulerName: scored, mode: filter+prioritize}
            - {schedulerName: picked, mode: pick-one}
            - {schedulerName: helped, mode: score-only}
            """;
    private static final String PROFILES = """
            apiVersion: kubescheduler.config.k8s.io/v1
            kind: KubeSchedulerConfiguration
            profiles: [{schedulerName: scored}, {schedulerName: picked}, {schedulerName: helped}]
            """;
    private static final String EXTENDER = """
            profiles: [{schedulerName: scored}, {schedulerName: picked}, {schedulerName: helped}]
            extenders:
            - urlPrefix: URL
              filterVerb: filter
              prioritizeVerb: prioritize
              weight: 121
              preemptVerb: preempt
              bindVerb: bind
              nodeCacheCapable: %s
              httpTimeout: 5s
            """;

    private final JsonMapper mapper = JsonMapper.shared();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyVerbIsAnsweredInEveryMode(boolean names, ControlPlane cluster) throws Exception {
        Files.writeString(folder.resolve("profiles.yaml"), PROFILES);
        Path settings = Files.writeString(folder.resolve("extender.yaml"), SETTINGS);
        try (Scene scene = new Scene(cluster, folder, Shapes.nodes(NODES, String.valueOf(CPUS), "64Gi"))) {
            scene.create(new PriorityClassBuilder()
                    .withNewMetadata()
                    .withName("high")
                    .endMetadata()
                    .withValue(1_000)
                    .build());
            scene.serve("--settings", settings.toString());
            scene.schedule(Scene.PLAIN + EXTENDER.formatted(names));
            // As many as all nodes hold, so that none is left over where they are not packed.
            for (int i = 0; i < NODES * CPUS; i++) {
                scene.create(pod("low-%02d".formatted(i), SCHEDULERS.get(i % SCHEDULERS.size()), "1"));
            }
            Map<String, String> placements = scene.awaitBound(NODES * CPUS);
            for (String scheduler : SCHEDULERS) {
                Pod high = pod("high-" + scheduler, scheduler, String.valueOf(WAITING_CPUS));
                high.getSpec().setPriorityClassName("high");
                scene.create(high);
                placements.put(high.getMetadata().getName(), scene.awaitNode("high-" + scheduler));
            }
            int left = NODES * CPUS - SCHEDULERS.size() * WAITING_CPUS + SCHEDULERS.size();
            scene.awaitBound(left);
            check(scene.tap().calls(), names, placements);
            scene.end();
            Command simulate = Command.run(
                    folder.resolve("simulate.out"),
                    "simulate",
                    "--trace",
                    scene.recording().toString());
            assertThat(simulate.exitCode()).as(simulate.output()).isZero();
            assertThat(simulate.output())
                    .containsPattern("Decisions +" + scene.tap().calls().size())
                    .containsPattern("Different +0");
        }
    }

    private static Pod pod(String name, String scheduler, String cpu) {
        Pod pod = Shapes.pod(name, cpu);
        pod.getSpec().setSchedulerName(scheduler);
        return pod;
    }

    private void check(List<WireTap.Call> calls, boolean names, Map<String, String> placements) {
        Set<String> bound = new HashSet<>();
        Set<String> preempting = new HashSet<>();
        for (WireTap.Call call : calls) {
            JsonNode request = mapper.readTree(call.request());
            JsonNode reply = mapper.readTree(call.reply());
            if (call.verb().equals("bind")) {
                String pod = request.get("PodName").asString();
                assertThat(reply.get("Error").asString()).as(request.toString()).isEmpty();
                assertThat(request.get("Node").asString()).as(pod).isEqualTo(placements.get(pod));
                bound.add(pod);
                continue;
            }
            String pod = request.at("/Pod/metadata/name").asString();
            String scheduler = request.at("/Pod/spec/schedulerName").asString();
            if (call.verb().equals("preempt")) {
                assertThat(request.path("NodeNameToMetaVictims").isNull()).isEqualTo(!names);
                preempted(request.path(names ? "NodeNameToMetaVictims" : "NodeNameToVictims"), reply, scheduler);
                assertThat(reply.get("NodeNameToMetaVictims").propertyNames())
                        .contains(placements.getOrDefault(pod, ""));
                preempting.add(scheduler);
                continue;
            }
            List<String> offered = nodes(request, names);
            assertThat(request.get(names ? "Nodes" : "NodeNames").isNull()).isTrue();
            if (call.verb().equals("filter")) {
                filtered(offered, nodes(reply, names), scheduler);
            } else {
                best(reply, offered, placements.getOrDefault(pod, ""));
            }
        }
        assertThat(bound).isEqualTo(placements.keySet());
        assertThat(preempting).containsExactlyInAnyOrderElementsOf(SCHEDULERS);
    }

    /** pick-one names one, score-only all. */
    private static void filtered(List<String> offered, List<String> passed, String scheduler) {
        assertThat(offered).containsAll(passed);
        if (scheduler.equals("picked")) {
            assertThat(passed).hasSizeLessThanOrEqualTo(1);
        } else if (scheduler.equals("helped")) {
            assertThat(passed).isEqualTo(offered);
        }
    }

    /** With a weight that outvotes all others the pod comes to one of our best. */
    private static void best(JsonNode scores, List<String> offered, String node) {
        List<String> hosts = new ArrayList<>();
        List<String> best = new ArrayList<>();
        for (JsonNode score : scores) {
            hosts.add(score.get("Host").asString());
            if (score.get("Score").asInt() == 10) {
                best.add(score.get("Host").asString());
            }
        }
        assertThat(hosts).isEqualTo(offered);
        assertThat(best).contains(node);
    }

    /** Victims are among those that were offered; pick-one names one node, with as few as must leave. */
    private static void preempted(JsonNode offered, JsonNode reply, String scheduler) {
        JsonNode answered = reply.get("NodeNameToMetaVictims");
        assertThat(answered).isNotEmpty();
        for (String node : answered.propertyNames()) {
            Set<String> uids = new HashSet<>();
            for (JsonNode pod : offered.path(node).path("Pods")) {
                uids.add(pod.path("UID").asString(pod.at("/metadata/uid").asString("")));
            }
            List<String> victims = new ArrayList<>();
            answered.get(node)
                    .get("Pods")
                    .forEach(pod -> victims.add(pod.get("UID").asString()));
            assertThat(uids).containsAll(victims);
            assertThat(victims).hasSize(WAITING_CPUS);
        }
        if (scheduler.equals("picked")) {
            assertThat(answered).hasSize(1);
        }
    }

    private static List<String> nodes(JsonNode message, boolean names) {
        List<String> nodes = new ArrayList<>();
        if (names) {
            message.get("NodeNames").forEach(name -> nodes.add(name.asString()));
        } else {
            message.at("/Nodes/items")
                    .forEach(node -> nodes.add(node.at("/metadata/name").asString()));
        }
        return nodes;
    }
}
