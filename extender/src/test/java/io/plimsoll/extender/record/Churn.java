package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LiveCluster.Overdue;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.watch.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cluster in which much happens at random, as the loop of the service sees it: what a watch tells, requests of a scheduler,
 * holds whose time is over. Everything follows from the seed.
 */
final class Churn implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final long HOLD = 500;
    static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");

    final Recorder recorder;
    long now = 1_000;
    /** Later whenever it is read. */
    private final LoopTime time = new LoopTime(() -> ++now);

    final LiveCluster live = new LiveCluster(time);
    /** By UID: the node of the newest answer to a filter request in pick-one mode; empty for none. */
    final Map<String, String> picked = new LinkedHashMap<>();

    private long decisions;

    private final Random random;
    private final DecisionSettings settings;
    private final Answers answers;
    private final Told told;
    private final OtherVerbs verbs;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, Service> services = new TreeMap<>();
    private int born;

    Churn(long seed, DecisionSettings settings, RecordingOptions options, FileLayer files) throws Exception {
        this.random = new Random(seed);
        this.settings = settings;
        this.recorder = Recorder.open(options, files, settings, live.cluster().nodes(), time, BEGAN);
        this.answers = new Answers(live, settings.profiles(), settings.answers(), time, null, recorder);
        this.told = new Told(this::apply);
        this.verbs = new OtherVerbs(answers, live, random);
    }

    static DecisionSettings settings(Mode mode, String policy) {
        return new DecisionSettings(new AnswerOptions(mode, false, HOLD), policy, Map.of(), null);
    }

    static RecordingOptions options(Path folder, long segmentBytes) {
        return RecordingOptions.in(folder).withBytes(segmentBytes, 1L << 30).withSync(RecordingOptions.Sync.NEVER);
    }

    /** As the service applies events. */
    private void apply(ClusterEvent event) {
        time.tick();
        recorder.event(event);
        answers.apply(event);
    }

    /** How many requests were decided. */
    long decisions() {
        return decisions + verbs.decisions();
    }

    void run(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(20);
            step();
        }
    }

    private void step() throws Exception {
        switch (random.nextInt(28)) {
            case 0, 1 -> node();
            case 2 -> {
                if (nodes.size() > 3 && random.nextInt(3) == 0) {
                    told.nodeGone(Objects.requireNonNull(nodes.remove(some(nodes))));
                }
            }
            case 3, 4, 5, 6, 7, 8, 9 -> ask(newPod());
            case 10, 11 -> askAgain();
            case 12, 13, 14, 15 -> bind();
            case 16, 17, 18 -> end();
            case 19 -> relist();
            case 20 -> service();
            case 21 -> overdue();
            case 22 -> resize();
            case 23, 24 -> bindByVerb();
            case 25, 26 -> preempt();
            default -> recorder.tick();
        }
    }

    private void node() {
        String name = "n" + random.nextInt(12);
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("zone", "z" + random.nextInt(3))
                .addToLabels("kubernetes.io/hostname", name)
                .addToAnnotations("secret.example/token", "must-not-appear")
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(random.nextInt(10) == 0 ? true : null)
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity((2 + random.nextInt(6)) + ""))
                .addToAllocatable("memory", new Quantity("16Gi"))
                .addToAllocatable("pods", new Quantity("20"))
                .addToAllocatable("alibabacloud.com/gpu-count", new Quantity("2"))
                .endStatus()
                .build();
        if (random.nextInt(8) == 0) {
            node.getSpec()
                    .setTaints(new ArrayList<>(List.of(new io.fabric8.kubernetes.api.model.TaintBuilder()
                            .withKey("k")
                            .withEffect("NoSchedule")
                            .build())));
        }
        nodes.put(name, node);
        told.node(new NodeBuilder(node).build());
    }

    private Pod newPod() {
        String name = "p" + born++;
        String app = "app" + random.nextInt(3);
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .withUid("uid-" + name)
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withSchedulerName(random.nextInt(12) == 0 ? "another" : "default-scheduler")
                .withPriority(random.nextInt(3))
                .addNewContainer()
                .withName("c")
                .withImage("image-\u00e9-" + random.nextInt(3))
                .addNewEnv()
                .withName("PASSWORD")
                .withValue("must-not-appear")
                .endEnv()
                .withNewResources()
                .addToRequests("cpu", new Quantity(100 * (1 + random.nextInt(15)) + "m"))
                .addToRequests("memory", new Quantity((1 + random.nextInt(4)) + "Gi"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
        if (random.nextInt(3) == 0) {
            pod.editSpec()
                    .addNewTopologySpreadConstraint()
                    .withMaxSkew(1)
                    .withTopologyKey("zone")
                    .withWhenUnsatisfiable(random.nextBoolean() ? "DoNotSchedule" : "ScheduleAnyway")
                    .withNewLabelSelector()
                    .addToMatchLabels("app", app)
                    .endLabelSelector()
                    .endTopologySpreadConstraint()
                    .endSpec();
        }
        if (random.nextInt(5) == 0) {
            pod.editMetadata()
                    .addToLabels("pod-group.scheduling.sigs.k8s.io/name", "g" + random.nextInt(3))
                    .addToLabels("pod-group.scheduling.sigs.k8s.io/min-available", "2")
                    .endMetadata();
        }
        if (random.nextInt(4) == 0) {
            pod.editSpec()
                    .editContainer(0)
                    .editResources()
                    .addToRequests("alibabacloud.com/gpu-milli", new Quantity("" + 250 * (1 + random.nextInt(4))))
                    .endResources()
                    .endContainer()
                    .endSpec();
        }
        if (random.nextInt(6) == 0) {
            pod.editSpec()
                    .addNewToleration()
                    .withKey("k")
                    .withOperator("Exists")
                    .endToleration()
                    .endSpec();
        }
        return pod.build();
    }

    /** As kube-scheduler does: a filter request, then often a prioritize request about what passed. */
    private void ask(Pod pod) throws Exception {
        String uid = pod.getMetadata().getUid();
        pods.put(uid, pod);
        if (random.nextBoolean()) {
            told.pod(new PodBuilder(pod).build());
        }
        List<String> offered = new ArrayList<>();
        for (String name : nodes.keySet()) {
            if (random.nextInt(6) > 0) {
                offered.add(name);
            }
        }
        if (random.nextInt(10) == 0) {
            offered.add("unknown-\u00e9\\\"" + random.nextInt(3));
        }
        java.util.Collections.shuffle(offered, random);
        byte[] body = body(pod, offered);
        JsonNode reply = MAPPER.readTree(answers.filter(body, body.length));
        decisions++;
        List<String> passed = new ArrayList<>();
        reply.get("NodeNames").forEach(name -> passed.add(name.asString()));
        if (settings.answers().mode() == Mode.PICK_ONE
                && pod.getSpec().getSchedulerName().equals("default-scheduler")) {
            picked.put(uid, passed.isEmpty() ? "" : passed.get(0));
        }
        if (!passed.isEmpty() && random.nextBoolean()) {
            byte[] second = body(pod, passed);
            MAPPER.readTree(answers.prioritize(second, second.length));
            decisions++;
        }
    }

    private static byte[] body(Pod pod, List<String> names) {
        return ("{\"Pod\":" + MAPPER.writeValueAsString(pod) + ",\"Nodes\":null,\"NodeNames\":"
                        + MAPPER.writeValueAsString(names) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void askAgain() throws Exception {
        @Nullable Pod pod = some(pods.values());
        if (pod != null && pod.getSpec().getNodeName() == null) {
            ask(pod);
        }
    }

    /** Mostly where it was picked, sometimes elsewhere or on a node that nobody knows. */
    private void bind() {
        @Nullable Pod pod = some(pods.values());
        if (pod == null || pod.getSpec().getNodeName() != null || nodes.isEmpty()) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        String node = picked.getOrDefault(uid, "");
        if (node.isEmpty() || random.nextInt(8) == 0) {
            node = random.nextInt(6) == 0 ? "n" + random.nextInt(12) : some(nodes);
        }
        Pod bound = new PodBuilder(pod).editSpec().withNodeName(node).endSpec().build();
        pods.put(uid, bound);
        told.pod(new PodBuilder(bound).build());
    }

    /** Mostly where it was picked, else anywhere. */
    private void bindByVerb() throws Exception {
        @Nullable Pod pod = some(pods.values());
        if (pod == null || pod.getSpec().getNodeName() != null || nodes.isEmpty()) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        String node = picked.getOrDefault(uid, "");
        if (node.isEmpty() || random.nextInt(4) == 0) {
            node = some(nodes);
        }
        @Nullable Pod bound = verbs.bind(pod, node);
        if (bound != null) {
            pods.put(uid, bound);
            told.pod(new PodBuilder(bound).build());
        }
    }

    private void preempt() throws Exception {
        @Nullable Pod pod = some(pods.values());
        if (pod != null && pod.getSpec().getNodeName() == null) {
            verbs.preempt(pod, pods.values());
        }
    }

    private void end() {
        @Nullable Pod pod = some(pods.values());
        if (pod == null) {
            return;
        }
        pods.remove(pod.getMetadata().getUid());
        if (random.nextInt(3) == 0) {
            told.pod(new PodBuilder(pod)
                    .editOrNewStatus()
                    .withPhase("Succeeded")
                    .endStatus()
                    .build());
        } else {
            told.podGone(new PodBuilder(pod).build());
        }
    }

    private void resize() {
        @Nullable Pod pod = some(pods.values());
        if (pod != null && pod.getSpec().getNodeName() != null) {
            pod.getSpec()
                    .getContainers()
                    .get(0)
                    .getResources()
                    .setRequests(Map.of("cpu", new Quantity(100 * (1 + random.nextInt(9)) + "m")));
            told.pod(new PodBuilder(pod).build());
        }
    }

    /** A list in which some are missing, and which other events come in between. */
    private void relist() throws Exception {
        told.nodesListing();
        told.podsListing();
        for (String name : List.copyOf(nodes.keySet())) {
            if (random.nextInt(12) == 0) {
                nodes.remove(name);
            } else {
                told.node(new NodeBuilder(Objects.requireNonNull(nodes.get(name))).build());
            }
        }
        if (random.nextBoolean()) {
            ask(newPod());
        }
        told.nodesListed();
        for (String uid : List.copyOf(pods.keySet())) {
            if (random.nextInt(8) == 0) {
                pods.remove(uid);
            } else if (random.nextInt(20) != 0) {
                told.pod(new PodBuilder(Objects.requireNonNull(pods.get(uid))).build());
            } else {
                pods.remove(uid);
                ask(newPod());
            }
        }
        told.podsListed();
    }

    private void service() {
        String name = "s" + random.nextInt(4);
        @Nullable Service known = services.get(name);
        if (known != null && random.nextBoolean()) {
            services.remove(name);
            told.objectGone("services", known);
            return;
        }
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "app" + random.nextInt(3))
                .endSpec()
                .build();
        services.put(name, service);
        told.object("services", service);
    }

    /** As the service does with what the API server says of pods whose time is over. */
    private void overdue() {
        time.tick();
        for (Overdue overdue : live.overdue(now)) {
            @Nullable Pod pod = pods.get(overdue.uid());
            if (pod != null && pod.getSpec().getNodeName() != null) {
                apply(told.read(new PodBuilder(pod).build()));
            } else if (random.nextInt(3) == 0) {
                live.extend(overdue.uid(), now + HOLD);
                recorder.extended(overdue.uid(), now + HOLD);
            } else {
                recorder.released(overdue.uid());
                answers.release(overdue.uid());
            }
        }
    }

    private String some(Map<String, ?> map) {
        List<String> keys = List.copyOf(map.keySet());
        return keys.get(random.nextInt(keys.size()));
    }

    private @Nullable Pod some(java.util.Collection<Pod> all) {
        List<Pod> list = List.copyOf(all);
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    @Override
    public void close() {
        recorder.close();
    }
}
