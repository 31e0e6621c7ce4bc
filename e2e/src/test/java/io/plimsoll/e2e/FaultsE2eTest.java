package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** More than the journal grows by in a test, less than the recording of its first pods. */
    private static final long JOURNAL_ROOM = 50_000;

    private static final long BOUND_MILLIS = 90_000;
    private static final long SILENCE_MILLIS = 240_000;

    @TempDir
    private static Path folder;

    private static TwoSchedulers scene;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void start() throws Exception {
        System.out.println("seed " + SEED);
        scene = new TwoSchedulers(folder, SEED, NODES);
    }

    @AfterAll
    static void end() throws Exception {
        scene.close();
    }

    @BeforeEach
    void begin() {
        scene.begin();
    }

    @AfterEach
    void repair() throws Exception {
        scene.repair();
    }

    @Test
    void theApiServerIsKilledInMidFlightThenRestarted() throws Exception {
        try (Extender extender = scene.extender("restart")) {
            CompletableFuture<Void> coming = scene.come(scene.pods("restart", 200));
            scene.awaitBound(50);
            scene.cluster().restartApiServer(true);
            scene.awaitBound(120);
            scene.cluster().restartApiServer(false);
            coming.get();
            scene.settle(extender.questions(), 200);
            scene.everyPodIsWhereItWasPicked();
        }
    }

    /** The extender does not hear from the API server while it is restarted and etcd forgets; holds are overdue meanwhile. */
    @Test
    void historyIsForgottenWhileTheExtenderIsAway() throws Exception {
        try (Extender extender = scene.extender("compaction", "--hold", "3s")) {
            scene.come(scene.pods("old", 200)).get();
            scene.settle(extender.questions(), 200);
            double lists = extender.questions().metric("lists_total");
            scene.cable().unplug();
            List<Pod> gone =
                    scene.api().pods().inNamespace("default").list().getItems().subList(0, 60);
            gone.forEach(pod -> scene.api().resource(pod).withGracePeriod(0).delete());
            for (Node node : scene.nodes().subList(0, 5)) {
                scene.cordon(node, true);
            }
            scene.cordon(scene.nodes().get(0), false);
            scene.label(scene.nodes().get(7), "disk", "nvme");
            scene.come(scene.pods("new", 40)).get();
            scene.awaitBound(160);
            scene.cluster().restartApiServer(false);
            scene.cluster().compact();
            Thread.sleep(4_000);
            assertThat(extender.questions().metric("held_pods"))
                    .as("held while nobody could say")
                    .isPositive();
            scene.cable().plug();
            scene.settle(extender.questions(), 180);
            assertThat(extender.questions().metric("lists_total")).as("lists").isGreaterThan(lists);
            for (Node node : scene.nodes().subList(1, 5)) {
                scene.cordon(node, false);
            }
            scene.label(scene.nodes().get(7), "disk", "hdd");
        }
    }

    @Test
    void theWatchIsCutAgainAndAgain() throws Exception {
        try (Extender extender = scene.extender("cut")) {
            CompletableFuture<Void> coming = scene.come(scene.pods("cut", 200));
            while (scene.auditor().bound() < 200 && !coming.isCompletedExceptionally()) {
                Thread.sleep(100 + random.nextInt(900));
                scene.cable().cut();
            }
            coming.get();
            scene.settle(extender.questions(), 200);
            scene.everyPodIsWhereItWasPicked();
        }
    }

    /** The API server is gone without a word: only that it says nothing any more tells. */
    @Test
    @EnabledIfSystemProperty(named = "plimsoll.long", matches = "true")
    void theWatchIsSilent() throws Exception {
        try (Extender extender = scene.extender("silent")) {
            scene.come(scene.pods("heard", 100)).get();
            scene.settle(extender.questions(), 100);
            scene.cable().freeze();
            scene.come(scene.pods("unheard", 100)).get();
            scene.awaitBound(200);
            assertThat(extender.questions().metric("held_pods")).isEqualTo(100);
            long millis = Waiting.until(
                    "bindings heard of",
                    SILENCE_MILLIS,
                    () -> extender.questions().metric("held_pods") == 0);
            System.out.println("heard again after " + millis + " ms");
            scene.settle(extender.questions(), 200);
            scene.everyPodIsWhereItWasPicked();
        }
    }

    /** Its answer has left and has not arrived. The other scheduler asks the next process for the same space meanwhile. */
    @Test
    void killedBetweenAnswerAndBindingNothingIsGivenTwice() throws Exception {
        Extender extender = scene.extender("between");
        try {
            scene.come(scene.pods("few", 100)).get();
            scene.settle(extender.questions(), 100);
            CountDownLatch answered = new CountDownLatch(1);
            CountDownLatch restarted = new CountDownLatch(1);
            scene.tap().between(call -> {
                if (isAbout(call, "first") && call.status() == 200) {
                    answered.countDown();
                    waitFor(restarted);
                }
            });
            scene.api().resource(large("first", "default-scheduler")).create();
            waitFor(answered);
            extender.kill();
            extender = scene.extender("between");
            assertThat(extender.questions().metric("held_pods"))
                    .as("held before anybody asks")
                    .isEqualTo(1);
            scene.api().resource(large("other", TwoSchedulers.SECOND)).create();
            Waiting.until(
                    "an answer for the other",
                    BOUND_MILLIS,
                    () -> !answers("other").isEmpty());
            assertThat(scene.auditor().bound())
                    .as("while the answer is under way")
                    .isEqualTo(100);
            restarted.countDown();
            scene.settle(extender.questions(), 101);
            assertThat(scene.auditor().placements()).containsKey("first").doesNotContainKey("other");
            assertThat(answers("other")).allMatch(call -> call.contains("\"NodeNames\":[]"));
            scene.everyPodIsWhereItWasPicked();
        } finally {
            extender.close();
        }
        scene.everyDecisionIsReplayed("between");
    }

    @Test
    void killedAgainAndAgainWhilePodsComeNothingIsLostOrGivenTwice() throws Exception {
        Extender extender = scene.extender("kill");
        try {
            CompletableFuture<Void> coming = scene.come(scene.pods("kill", 200));
            for (int kills = 1; kills <= 3; kills++) {
                int answers = random.nextInt(50);
                CountDownLatch some = new CountDownLatch(answers);
                scene.tap().between(call -> some.countDown());
                waitFor(some);
                extender.kill();
                extender = scene.extender("kill");
            }
            coming.get();
            scene.settle(extender.questions(), 200);
            scene.everyPodIsWhereItWasPicked();
        } finally {
            extender.close();
        }
        scene.everyDecisionIsReplayed("kill");
    }

    @Test
    void theApiServerAnswersTwoSecondsLate() throws Exception {
        scene.cable().setLatencyMillis(2_000);
        try (Extender extender = scene.extender("latency")) {
            scene.come(scene.pods("slow", 120)).get();
            scene.awaitBound(120);
            List<Pod> gone =
                    scene.api().pods().inNamespace("default").list().getItems().subList(0, 40);
            gone.forEach(pod -> scene.api().resource(pod).withGracePeriod(0).delete());
            scene.cordon(scene.nodes().get(0), true);
            scene.come(scene.pods("slower", 120)).get();
            scene.settle(extender.questions(), 200);
            scene.cordon(scene.nodes().get(0), false);
        }
        scene.everyDecisionIsReplayed("latency");
    }

    /** First no file can grow beyond what the recording is, later none at all; then there is room again. */
    @Test
    void theDiskIsFull() throws Exception {
        try (Extender extender = scene.extender("disk")) {
            Questions questions = extender.questions();
            scene.come(scene.pods("before", 100)).get();
            scene.settle(questions, 100);
            long held = Files.size(folder.resolve("recording-disk").resolve("holds.jsonl"));
            limitFiles(extender, Long.toString(held + JOURNAL_ROOM));
            scene.come(scene.pods("full", 60)).get();
            scene.settle(questions, 160);
            assertThat(questions.metric("recording_failures_total")).isPositive();
            assertThat(questions.metric("recording_lost_entries_total")).isPositive();
            assertThat(questions.metric("requests_total{code=\"503\",verb=\"filter\"}"))
                    .isZero();
            limitFiles(extender, "0");
            scene.come(scene.pods("none", 40)).get();
            Waiting.until(
                    "a 503", BOUND_MILLIS, () -> questions.metric("requests_total{code=\"503\",verb=\"filter\"}") > 0);
            assertThat(scene.auditor().bound())
                    .as("what cannot be held is not given")
                    .isEqualTo(160);
            limitFiles(extender, "unlimited");
            scene.settle(questions, 200);
            scene.everyPodIsWhereItWasPicked();
            scene.come(scene.pods("after", 20)).get();
            scene.settle(questions, 220);
            Waiting.until("the recording goes on", BOUND_MILLIS, () -> questions.metric("recording_writing") == 1);
        }
        scene.everyDecisionIsReplayed("disk");
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
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(
                                scene.cluster().kubeconfig(scene.cable().port()).toFile()))
                        .build();
                ExtenderService service = new ExtenderService(
                        serviceOptions(), client, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + set.get())) {
            Questions questions = new Questions(service.start(), service.adminPort());
            Waiting.until("ready", BOUND_MILLIS, service::ready);
            CompletableFuture<Void> coming = scene.come(scene.pods("clock", 200));
            while (scene.auditor().bound() < 200 && !coming.isCompletedExceptionally()) {
                Thread.sleep(random.nextInt(300));
                set.set(TimeUnit.MINUTES.toMillis(random.nextInt(1_000) - 500));
            }
            coming.get();
            scene.settle(questions, 200);
            scene.everyPodIsWhereItWasPicked();
        }
    }

    private static ServiceOptions serviceOptions() throws Exception {
        Path profiles = folder.resolve("profiles.yaml");
        AnswerOptions answers = new AnswerOptions(Mode.PICK_ONE, false, TimeUnit.MINUTES.toMillis(11));
        return new ServiceOptions(
                        "127.0.0.1",
                        scene.port(),
                        Profiles.of(SchedulerConfigReader.read(profiles), "best-fit", Map.of()),
                        answers,
                        folder.resolve("clock-holds"))
                .with(new DecisionSettings(answers, "best-fit", Map.of(), Files.readString(profiles)))
                .with(null, new AdminOptions("127.0.0.1", 0, Questions.TOKEN));
    }

    /** A pod that wants more than half of one node. */
    private static Pod large(String name, String scheduler) {
        Node node = scene.nodes().get(LARGE_NODE);
        Pod pod = Shapes.pod(name, Map.of("cpu", "17"));
        pod.getSpec().setSchedulerName(scheduler);
        pod.getSpec()
                .setNodeSelector(
                        Map.of("kubernetes.io/hostname", node.getMetadata().getName()));
        return pod;
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
        return scene.calls().stream()
                .filter(call -> call.status() == 200 && isAbout(call, pod))
                .map(call -> new String(call.reply(), StandardCharsets.UTF_8))
                .toList();
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
}
