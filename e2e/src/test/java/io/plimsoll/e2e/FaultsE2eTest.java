package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.Replay;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * What breaks while pods come. Two kube-schedulers place them, the second of which sees and does everything late: they do not know of each
 * other's choices, so that the extender alone, in mode pick-one, keeps space from being given twice. After each fault every pod is bound
 * where the extender said, no node ever had more than it can, and what the extender knows is what the API server says.
 */
class FaultsE2eTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 11);
    private static final int NODES = 24;
    /** One with 32 CPU. */
    private static final int LARGE_NODE = 20;

    private static final long LATE_MILLIS = 400;
    /** More than the journal grows by in a test, less than the recording of its first pods. */
    private static final long JOURNAL_ROOM = 50_000;
    private static final long BOUND_MILLIS = 90_000;
    private static final long AGREED_MILLIS = 10_000;
    private static final long SILENCE_MILLIS = 240_000;
    private static final String SECOND = "second";
    private static final String SCHEDULER = """
            percentageOfNodesToScore: 100
            profiles: [{schedulerName: %s}]
            extenders: [{urlPrefix: "http://127.0.0.1:%d", nodeCacheCapable: true, httpTimeout: 60s, filterVerb: filter}]
            podInitialBackoffSeconds: 1
            podMaxBackoffSeconds: 2
            """;

    @TempDir
    private static Path folder;

    private static int port;
    private static ControlPlane cluster;
    private static KubernetesClient api;
    private static List<Node> nodes;
    private static Cable cable;
    private static Cable late;
    private static WireTap tap;
    private static KubernetesClient watching;
    private static FakeKubelets kubelets;
    private static Auditor auditor;

    private final Random random = new Random(SEED);
    private int began;
    private int starts;

    @BeforeAll
    static void startCluster() throws Exception {
        System.out.println("seed " + SEED);
        port = Ports.free();
        cluster = ControlPlane.start(folder);
        api = cluster.admin();
        nodes = new Fleet(SEED).nodes(NODES);
        Fleet.create(api, nodes, 8);
        cable = new Cable(cluster.apiPort());
        late = new Cable(cluster.apiPort());
        late.setLatencyMillis(LATE_MILLIS);
        tap = new WireTap(port);
        watching = cluster.client();
        kubelets = new FakeKubelets(watching);
        auditor = new Auditor(watching);
        Files.writeString(folder.resolve("token"), Questions.TOKEN);
        Files.writeString(folder.resolve("profiles.yaml"), """
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                profiles: [{schedulerName: default-scheduler}, {schedulerName: second}]
                """);
        cluster.startScheduler(SCHEDULER.formatted("default-scheduler", tap.port()));
        cluster.startScheduler(cluster.kubeconfig(late.port()), SCHEDULER.formatted(SECOND, tap.port()));
    }

    @AfterAll
    static void endCluster() throws Exception {
        auditor.close();
        kubelets.close();
        watching.close();
        cluster.close();
        tap.close();
        cable.close();
        late.close();
    }

    @BeforeEach
    void begin() {
        began = tap.calls().size();
    }

    @AfterEach
    void removePods() throws Exception {
        tap.between(call -> {});
        cable.setLatencyMillis(0);
        cable.plug();
        api.pods().inNamespace("default").withGracePeriod(0).delete();
        Waiting.until("pods removed", BOUND_MILLIS, () -> auditor.bound() == 0);
    }

    @Test
    void theApiServerIsKilledInMidFlightThenRestarted() throws Exception {
        try (Extender extender = extender("restart")) {
            CompletableFuture<Void> coming = come(pods("restart", 300));
            awaitBound(80);
            cluster.restartApiServer(true);
            awaitBound(180);
            cluster.restartApiServer(false);
            coming.get();
            settle(extender.questions(), 300);
            everyPodIsWhereItWasPicked();
        }
    }

    /** The extender does not hear from the API server while it is restarted and etcd forgets; holds are overdue meanwhile. */
    @Test
    void historyIsForgottenWhileTheExtenderIsAway() throws Exception {
        try (Extender extender = extender("compaction", "--hold", "3s")) {
            come(pods("old", 200)).get();
            settle(extender.questions(), 200);
            double lists = extender.questions().metric("lists_total");
            cable.unplug();
            List<Pod> gone = api.pods().inNamespace("default").list().getItems().subList(0, 60);
            gone.forEach(pod -> api.resource(pod).withGracePeriod(0).delete());
            for (Node node : nodes.subList(0, 5)) {
                cordon(node, true);
            }
            cordon(nodes.get(0), false);
            label(nodes.get(7), "disk", "nvme");
            come(pods("new", 40)).get();
            awaitBound(160);
            cluster.restartApiServer(false);
            cluster.compact();
            Thread.sleep(4_000);
            assertThat(extender.questions().metric("held_pods")).as("held while nobody could say").isPositive();
            cable.plug();
            settle(extender.questions(), 180);
            assertThat(extender.questions().metric("lists_total")).as("lists").isGreaterThan(lists);
            for (Node node : nodes.subList(1, 5)) {
                cordon(node, false);
            }
            label(nodes.get(7), "disk", "hdd");
        }
    }

    @Test
    void theWatchIsCutAgainAndAgain() throws Exception {
        try (Extender extender = extender("cut")) {
            CompletableFuture<Void> coming = come(pods("cut", 300));
            while (auditor.bound() < 300 && !coming.isCompletedExceptionally()) {
                Thread.sleep(100 + random.nextInt(900));
                cable.cut();
            }
            coming.get();
            settle(extender.questions(), 300);
            everyPodIsWhereItWasPicked();
        }
    }

    /** The API server is gone without a word: only that it says nothing any more tells. */
    @Test
    @EnabledIfSystemProperty(named = "plimsoll.long", matches = "true")
    void theWatchIsSilent() throws Exception {
        try (Extender extender = extender("silent")) {
            come(pods("heard", 100)).get();
            settle(extender.questions(), 100);
            cable.freeze();
            come(pods("unheard", 100)).get();
            awaitBound(200);
            assertThat(extender.questions().metric("held_pods")).isEqualTo(100);
            long millis = Waiting.until(
                    "bindings heard of", SILENCE_MILLIS, () -> extender.questions().metric("held_pods") == 0);
            System.out.println("heard again after " + millis + " ms");
            settle(extender.questions(), 200);
            everyPodIsWhereItWasPicked();
        }
    }

    /** Its answer has left and has not arrived. The other scheduler asks the next process for the same space meanwhile. */
    @Test
    void killedBetweenAnswerAndBindingNothingIsGivenTwice() throws Exception {
        Extender extender = extender("between");
        try {
            come(pods("few", 100)).get();
            settle(extender.questions(), 100);
            CountDownLatch answered = new CountDownLatch(1);
            CountDownLatch restarted = new CountDownLatch(1);
            tap.between(call -> {
                if (isAbout(call, "first") && call.status() == 200) {
                    answered.countDown();
                    waitFor(restarted);
                }
            });
            api.resource(large("first", "default-scheduler")).create();
            waitFor(answered);
            extender.kill();
            extender = extender("between");
            assertThat(extender.questions().metric("held_pods")).as("held before anybody asks").isEqualTo(1);
            api.resource(large("other", SECOND)).create();
            Waiting.until("an answer for the other", BOUND_MILLIS, () -> !answers("other").isEmpty());
            assertThat(auditor.bound()).as("while the answer is under way").isEqualTo(100);
            restarted.countDown();
            settle(extender.questions(), 101);
            assertThat(auditor.placements()).containsKey("first").doesNotContainKey("other");
            assertThat(answers("other")).allMatch(call -> call.contains("\"NodeNames\":[]"));
            everyPodIsWhereItWasPicked();
        } finally {
            extender.close();
        }
        everyDecisionIsReplayed("between");
    }

    @Test
    void killedAgainAndAgainWhilePodsComeNothingIsLostOrGivenTwice() throws Exception {
        Extender extender = extender("kill");
        try {
            CompletableFuture<Void> coming = come(pods("kill", 300));
            for (int kills = 1; kills <= 4; kills++) {
                int answers = random.nextInt(60);
                CountDownLatch some = new CountDownLatch(answers);
                tap.between(call -> some.countDown());
                waitFor(some);
                extender.kill();
                extender = extender("kill");
            }
            coming.get();
            settle(extender.questions(), 300);
            everyPodIsWhereItWasPicked();
        } finally {
            extender.close();
        }
        everyDecisionIsReplayed("kill");
    }

    @Test
    void theApiServerAnswersTwoSecondsLate() throws Exception {
        cable.setLatencyMillis(2_000);
        try (Extender extender = extender("latency")) {
            come(pods("slow", 120)).get();
            awaitBound(120);
            List<Pod> gone = api.pods().inNamespace("default").list().getItems().subList(0, 40);
            gone.forEach(pod -> api.resource(pod).withGracePeriod(0).delete());
            cordon(nodes.get(0), true);
            come(pods("slower", 120)).get();
            settle(extender.questions(), 200);
            cordon(nodes.get(0), false);
        }
        everyDecisionIsReplayed("latency");
    }

    /** First no file can grow beyond what the recording is, later none at all; then there is room again. */
    @Test
    void theDiskIsFull() throws Exception {
        try (Extender extender = extender("disk")) {
            Questions questions = extender.questions();
            come(pods("before", 100)).get();
            settle(questions, 100);
            long held = Files.size(folder.resolve("recording-disk").resolve("holds.jsonl"));
            limitFiles(extender, Long.toString(held + JOURNAL_ROOM));
            come(pods("full", 60)).get();
            settle(questions, 160);
            assertThat(questions.metric("recording_failures_total")).isPositive();
            assertThat(questions.metric("recording_lost_entries_total")).isPositive();
            assertThat(questions.metric("requests_total{code=\"503\",verb=\"filter\"}")).isZero();
            limitFiles(extender, "0");
            come(pods("none", 40)).get();
            Waiting.until("a 503", BOUND_MILLIS, () -> questions.metric("requests_total{code=\"503\",verb=\"filter\"}") > 0);
            assertThat(auditor.bound()).as("what cannot be held is not given").isEqualTo(160);
            limitFiles(extender, "unlimited");
            settle(questions, 200);
            everyPodIsWhereItWasPicked();
            come(pods("after", 20)).get();
            settle(questions, 220);
            Waiting.until("the recording goes on", BOUND_MILLIS, () -> questions.metric("recording_writing") == 1);
        }
        everyDecisionIsReplayed("disk");
    }

    /** Writes that would make a file larger fail from now on, those of a new file at once. */
    private static void limitFiles(Extender extender, String bytes) throws Exception {
        Process limit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(extender.pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    /** Here the service runs in this process: only so its clock can be set. */
    @Test
    void theClockIsSetForwardAndBackAgainAndAgain() throws Exception {
        AtomicLong set = new AtomicLong();
        try (KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(cluster.kubeconfig(cable.port()).toFile())).build();
                ExtenderService service = new ExtenderService(
                        serviceOptions(), client, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + set.get())) {
            Questions questions = new Questions(service.start(), service.adminPort());
            Waiting.until("ready", BOUND_MILLIS, service::ready);
            CompletableFuture<Void> coming = come(pods("clock", 300));
            while (auditor.bound() < 300 && !coming.isCompletedExceptionally()) {
                Thread.sleep(random.nextInt(300));
                set.set(TimeUnit.MINUTES.toMillis(random.nextInt(1_000) - 500));
            }
            coming.get();
            settle(questions, 300);
            everyPodIsWhereItWasPicked();
        }
    }

    private static ServiceOptions serviceOptions() throws Exception {
        Path profiles = folder.resolve("profiles.yaml");
        AnswerOptions answers = new AnswerOptions(Mode.PICK_ONE, false, TimeUnit.MINUTES.toMillis(11));
        return new ServiceOptions(
                        "127.0.0.1",
                        port,
                        Profiles.of(SchedulerConfigReader.read(profiles), "best-fit", Map.of()),
                        answers,
                        folder.resolve("clock-holds"))
                .with(new DecisionSettings(answers, "best-fit", Map.of(), Files.readString(profiles)))
                .with(null, new AdminOptions("127.0.0.1", 0, Questions.TOKEN));
    }

    /** A pod that wants more than half of one node. */
    private static Pod large(String name, String scheduler) {
        Node node = nodes.get(LARGE_NODE);
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withSchedulerName(scheduler)
                .withNodeSelector(Map.of("kubernetes.io/hostname", node.getMetadata().getName()))
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/main:1")
                .withNewResources()
                .addToRequests("cpu", new Quantity("17"))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private static boolean isAbout(WireTap.Call call, String pod) {
        return JsonMapper.shared()
                .readTree(call.request())
                .at("/Pod/metadata/name")
                .asString()
                .equals(pod);
    }

    /** What was answered about a pod. */
    private List<String> answers(String pod) {
        List<WireTap.Call> calls = tap.calls();
        return calls.subList(began, calls.size()).stream()
                .filter(call -> call.status() == 200 && isAbout(call, pod))
                .map(call -> new String(call.reply(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void everyDecisionIsReplayed(String name) throws Exception {
        List<Replay.Difference> differences = new ArrayList<>();
        Replay.Result result = Replay.run(folder.resolve("recording-" + name), 0, differences::add);
        assertThat(differences).as("decided otherwise").isEmpty();
        assertThat(result.decisions()).isPositive();
        System.out.printf(
                "%d decisions of %d segments replayed; %s%n",
                result.decisions(), result.segments(), result.remarks());
    }

    // What all of them do.

    private Extender extender(String name, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "--mode", "pick-one",
                "--config", folder.resolve("profiles.yaml").toString(),
                "--recording", folder.resolve("recording-" + name).toString(),
                "--admin", "127.0.0.1:0",
                "--admin-token", folder.resolve("token").toString()));
        all.addAll(List.of(options));
        return Extender.start(
                cluster.kubeconfig(cable.port()),
                port,
                folder.resolve("extender-" + name + "-" + starts++ + ".log"),
                all.toArray(new String[0]));
    }

    private List<Pod> pods(String name, int count) {
        List<Pod> pods = new Fleet(SEED + name.hashCode()).pods(count);
        for (int i = 0; i < count; i++) {
            Pod pod = pods.get(i);
            pod.getMetadata().setName(name + "-" + pod.getMetadata().getName());
            pod.getSpec().setSchedulerName(i % 2 == 0 ? "default-scheduler" : SECOND);
        }
        return pods;
    }

    private static CompletableFuture<Void> come(List<Pod> pods) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                Fleet.create(api, pods, 4);
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        return done;
    }

    private static void cordon(Node node, boolean cordoned) {
        api.nodes().withName(node.getMetadata().getName()).edit(now -> {
            now.getSpec().setUnschedulable(cordoned);
            return now;
        });
    }

    private static void label(Node node, String name, String value) {
        api.nodes().withName(node.getMetadata().getName()).edit(now -> {
            now.getMetadata().getLabels().put(name, value);
            return now;
        });
    }

    private static void awaitBound(int pods) throws Exception {
        Waiting.until(pods + " pods bound", BOUND_MILLIS, () -> auditor.bound() >= pods);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("It must come within a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Every pod is bound, no node was ever given more than it has, and both soon say the same of all of it. */
    private static void settle(Questions extender, int pods) throws Exception {
        long bound = Waiting.until(pods + " pods bound", BOUND_MILLIS, () -> auditor.bound() == pods);
        List<String> differences = new ArrayList<>();
        long begin = System.nanoTime();
        do {
            differences = extender.differences(api);
        } while (!differences.isEmpty() && System.nanoTime() - begin < AGREED_MILLIS * 1_000_000);
        long agreed = (System.nanoTime() - begin) / 1_000_000;
        assertThat(differences).as("differences after " + agreed + " ms").isEmpty();
        kubelets.mustBeAlive();
        assertThat(auditor.violations()).as("overcommits").isEmpty();
        Map<String, Double> metrics = extender.metrics();
        assertThat(metrics.get("late_bindings_total")).isZero();
        System.out.printf(
                "%d pods bound after %d ms, agreed after %d ms, %d events audited; %s lists, %s unschedulable%n",
                pods, bound, agreed, auditor.events(), metrics.get("lists_total"),
                metrics.get("decisions_unschedulable_total"));
    }

    private void everyPodIsWhereItWasPicked() {
        List<WireTap.Call> calls = tap.calls();
        Picks picks = new Picks(calls.subList(began, calls.size()), nodes);
        assertThat(picks.twice()).as("space given twice").isEmpty();
        System.out.printf("%d answers, before %d of them a node without room was offered%n", picks.answers(), picks.guarded());
        assertThat(auditor.placements()).isEqualTo(picks.nodes());
    }
}
