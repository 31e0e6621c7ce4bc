package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LiveCluster.Overdue;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.watch.PodEvents;
import io.plimsoll.extender.watch.Told;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.input.PodGroup;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    long decisions;
    /** At most so many milliseconds pass between two steps. */
    int pause = 20;

    private final Random random;
    private final RandomObjects objects;
    private final DecisionSettings settings;
    private final Answers answers;
    private final Told told;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, Service> services = new TreeMap<>();
    private final Map<String, PodDisruptionBudget> budgets = new TreeMap<>();
    private int born;

    Churn(long seed, DecisionSettings settings, RecordingOptions options, FileLayer files) throws Exception {
        this.random = new Random(seed);
        this.objects = new RandomObjects(random);
        this.settings = settings;
        this.recorder =
                Recorder.open(options, files, settings, () -> live.cluster().nodes(), time, BEGAN);
        this.answers = new Answers(live, settings.profiles(), settings.answers(), time, null, recorder);
        this.told = new Told(this::apply);
    }

    static DecisionSettings settings(Mode mode, String policy) {
        return new DecisionSettings(new AnswerOptions(mode, false, HOLD), policy, Map.of(), null);
    }

    /** With too little time for large questions, and victims that kube-scheduler did not name. */
    static DecisionSettings hurried(Mode mode, String policy) {
        AnswerOptions options =
                new AnswerOptions(mode, Map.of(), false, HOLD, 8, true, DeviceNames.DEFAULT, GroupNames.DEFAULT);
        return new DecisionSettings(options, policy, Map.of(), null);
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

    /** Nothing happens for a while, but that the recorder is asked to write. */
    void rest(long millis) {
        now += millis;
        time.tick();
        recorder.tick();
    }

    void run(int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(pause);
            step();
        }
    }

    private void step() throws Exception {
        switch (random.nextInt(32)) {
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
            case 23, 24 -> preempt();
            case 25, 26 -> bindAsAsked();
            case 27 -> budget();
            case 28 -> answers.renew(settings.profiles());
            case 21 -> overdue();
            case 22 -> resize();
            case 29 -> group();
            default -> recorder.tick();
        }
    }

    private void node() {
        String name = "n" + random.nextInt(12);
        Node node = objects.node(name);
        nodes.put(name, node);
        told.node(new NodeBuilder(node).build());
    }

    private Pod newPod() {
        return objects.pod("p" + born++);
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
        isOn(pod, node, 0);
    }

    private void isOn(Pod pod, String node, long devices) {
        PodBuilder bound = new PodBuilder(pod).editSpec().withNodeName(node).endSpec();
        if (random.nextBoolean()) {
            bound.editStatus()
                    .withStartTime("2026-01-01T00:00:0" + random.nextInt(2) + "Z")
                    .endStatus();
        }
        if (devices != 0) {
            bound.editMetadata()
                    .addToAnnotations("alibabacloud.com/gpu-index", DeviceBits.text(devices))
                    .endMetadata();
        }
        pods.put(pod.getMetadata().getUid(), bound.build());
        told.pod(bound.build());
    }

    /** As kube-scheduler does where it finds nodes whose pods could make way; often they do. */
    private void preempt() throws Exception {
        @Nullable Pod known = some(pods.values());
        Pod pod = known == null || known.getSpec().getNodeName() != null ? newPod() : known;
        pods.put(pod.getMetadata().getUid(), pod);
        Map<String, List<String>> victims = new TreeMap<>();
        pods.forEach((uid, other) -> {
            @Nullable String on = other.getSpec().getNodeName();
            String node = on == null ? picked.getOrDefault(uid, "") : on;
            if (!uid.equals(pod.getMetadata().getUid()) && !node.isEmpty() && random.nextInt(4) > 0) {
                victims.computeIfAbsent(node, each -> new ArrayList<>()).add(uid);
            }
        });
        if (random.nextInt(5) == 0) {
            victims.put("unknown-" + random.nextInt(2), List.of("uid-unknown"));
        }
        victims.values().stream().filter(uids -> random.nextInt(6) == 0).forEach(uids -> {
            if (uids.size() > 1) {
                uids.add("uid-unknown");
            }
        });
        byte[] body = preemption(pod, victims);
        JsonNode reply = MAPPER.readTree(answers.preempt(body, body.length));
        decisions++;
        if (random.nextBoolean()) {
            reply.get("NodeNameToMetaVictims")
                    .forEach(node -> node.get("Pods").forEach(victim -> {
                        @Nullable Pod leaving = pods.remove(victim.get("UID").asString());
                        if (leaving != null) {
                            told.podGone(new PodBuilder(leaving).build());
                        }
                    }));
        }
    }

    /** With whole pods or with their UIDs alone. */
    private byte[] preemption(Pod pod, Map<String, List<String>> victims) {
        boolean whole = random.nextBoolean();
        ObjectNode request = MAPPER.createObjectNode();
        request.set("Pod", MAPPER.valueToTree(pod));
        ObjectNode nodes = request.putObject(whole ? "NodeNameToVictims" : "NodeNameToMetaVictims");
        victims.forEach((node, uids) -> {
            ObjectNode one = nodes.putObject(node);
            one.put("NumPDBViolations", random.nextInt(2));
            ArrayNode named = one.putArray("Pods");
            uids.forEach(uid -> {
                ObjectNode each = named.addObject();
                (whole ? each.putObject("metadata") : each).put(whole ? "uid" : "UID", uid);
            });
        });
        return MAPPER.writeValueAsBytes(request);
    }

    /** As the service does where kube-scheduler leaves binding to it, whatever the API server says then. */
    private void bindAsAsked() throws Exception {
        @Nullable Pod known = some(pods.values());
        Pod pod = known == null || random.nextInt(4) == 0 ? newPod() : known;
        if (nodes.isEmpty()) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        String node = picked.getOrDefault(uid, "");
        if (node.isEmpty() || random.nextInt(6) == 0) {
            node = random.nextInt(6) == 0 ? "unknown" : some(nodes);
        }
        BindRequest request = new BindRequest(pod.getMetadata().getName(), "default", uid, node);
        BindVerdict verdict = answers.checkBinding(request, null);
        if (verdict instanceof BindVerdict.Unknown) {
            PodEvents meaning = new PodEvents(DeviceNames.DEFAULT, GroupNames.DEFAULT);
            pods.put(uid, pod);
            verdict = answers.checkBinding(request, meaning.asked(new PodBuilder(pod).build()));
        }
        decisions++;
        if (verdict instanceof BindVerdict.Free free) {
            switch (random.nextInt(4)) {
                case 0 -> answers.notBound(uid);
                case 1 -> picked.put(uid, node);
                default -> isOn(pod, node, free.devices());
            }
        }
    }

    private void budget() {
        String name = "b" + random.nextInt(3);
        @Nullable PodDisruptionBudget known = random.nextInt(4) == 0 ? budgets.remove(name) : null;
        if (known != null) {
            told.objectGone("poddisruptionbudgets", known);
            return;
        }
        PodDisruptionBudget budget = objects.budget(name);
        budgets.put(name, budget);
        told.object("poddisruptionbudgets", budget);
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
        Service service = objects.service(name);
        services.put(name, service);
        told.object("services", service);
    }

    /** A pod group is described, otherwise than before, or not any more. */
    private void group() {
        PodGroup group = objects.group();
        if (random.nextInt(4) == 0) {
            told.objectGone("podgroups", group);
        } else {
            told.object("podgroups", group);
        }
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
