package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.plimsoll.extender.record.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What one test has of a control plane: its nodes, kubelets, an auditor, and an extender that records, behind a tap. {@link #end} ends
 * the extender, looks at what the auditor found, and has the recording decided again; closing removes all objects.
 */
final class Scene implements AutoCloseable {

    /** All nodes are looked at, and what is refused is tried again soon. */
    static final String PLAIN = "percentageOfNodesToScore: 100\npodMaxBackoffSeconds: 1\n";

    private static final int PATIENCE_SECONDS = Integer.getInteger("plimsoll.e2e.patience", 60);

    private final ControlPlane cluster;
    private final Path folder;
    private final KubernetesClient watching;
    private final Auditor auditor;
    private FakeKubelets kubelets;
    private @Nullable Extender extender;
    private @Nullable WireTap tap;
    private CountDownLatch gate = new CountDownLatch(0);
    private int extenders;

    /** A scene of these nodes. */
    Scene(ControlPlane cluster, Path folder, List<Node> nodes) throws Exception {
        this.cluster = cluster;
        this.folder = folder;
        Fleet.create(cluster.admin(), nodes, 4);
        watching = cluster.client();
        kubelets = new FakeKubelets(watching);
        auditor = new Auditor(watching);
    }

    KubernetesClient client() {
        return cluster.admin();
    }

    Auditor auditor() {
        return auditor;
    }

    /** Where its files are. */
    Path folder() {
        return folder;
    }

    /** From now on deleted pods stay. */
    void stopKubelets() {
        kubelets.close();
    }

    /** Deleted pods end again, those of the time without kubelets, too. */
    void startKubelets() {
        kubelets = new FakeKubelets(watching);
    }

    /** Starts the extender, or another one on the same recording in place of one that has ended. */
    void serve(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--recording", recording().toString()));
        Extender started =
                Extender.start(cluster, folder.resolve("extender-" + ++extenders + ".log"), all.toArray(new String[0]));
        extender = started;
        if (tap == null) {
            tap = new WireTap(started.port());
        } else {
            tap.redirect(started.port());
        }
    }

    Extender extender() {
        return there(extender);
    }

    /** What kube-scheduler and the extender say to each other. */
    WireTap tap() {
        return there(tap);
    }

    /** From now on kube-scheduler gets no answers; the extender has given them. */
    void keepBack() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = latch;
        tap().between(call -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What was kept back goes on its way, and nothing is kept back any more. */
    void letGo() {
        tap().between(call -> {});
        gate.countDown();
    }

    /** Starts kube-scheduler; {@code URL} in its configuration stands for where the tap is. */
    void schedule(String configuration) throws IOException {
        cluster.startScheduler(
                tap == null ? configuration : configuration.replace("URL", "http://127.0.0.1:" + tap.port()));
    }

    /** Ends kube-scheduler. */
    void stopScheduler() throws IOException {
        cluster.stopScheduler();
    }

    /** Creates objects one after the other. */
    void create(List<? extends HasMetadata> objects) throws Exception {
        Fleet.create(client(), objects, 1);
    }

    /** Creates a pod. */
    void create(HasMetadata object) throws Exception {
        create(List.of(object));
    }

    /** A pod as it is now; null when it is gone. */
    @Nullable
    Pod pod(String name) {
        return client().pods().inNamespace("default").withName(name).get();
    }

    /** The node of a pod, once it has one. */
    String awaitNode(String name) throws Exception {
        return await("the pod " + name + " on a node", () -> {
            @Nullable Pod pod = pod(name);
            return pod == null ? null : pod.getSpec().getNodeName();
        });
    }

    /** Waits until the auditor has seen so many pods on nodes; returns where they are. */
    Map<String, String> awaitBound(int count) throws Exception {
        return await(count + " pods on nodes", () -> {
            Map<String, String> placements = auditor.placements();
            return placements.size() == count ? placements : null;
        });
    }

    /** What kube-scheduler says of a pod that has no node, once that contains a text. */
    String awaitRefusal(String name, String text) throws Exception {
        return await("the refusal of " + name + " to say " + text, () -> {
            @Nullable Pod pod = pod(name);
            List<PodCondition> conditions =
                    pod == null ? List.of() : pod.getStatus().getConditions();
            for (PodCondition condition : conditions) {
                @Nullable String message = condition.getMessage();
                if (condition.getType().equals("PodScheduled") && message != null && message.contains(text)) {
                    return message;
                }
            }
            return null;
        });
    }

    /** The first answer that is not null. */
    <T> T await(String what, Callable<@Nullable T> question) throws Exception {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE_SECONDS * 1_000_000_000L) {
            @Nullable T answer = question.call();
            if (answer != null) {
                return answer;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "There must be " + what + " within " + PATIENCE_SECONDS + " s; " + auditor.bound() + " pods of "
                        + auditor.placements().size() + " names are on nodes; see " + folder
                        + " and kube-scheduler's:\n"
                        + tail(cluster.schedulerOutput()) + "\nThe extender's:\n"
                        + (extender == null ? "" : tail(extender.output())));
    }

    /** Waits until a figure of the extender's metrics is this. */
    void awaitMetric(String name, double value) throws Exception {
        await(name + " of " + value, () -> extender().metric(name) == value ? value : null);
    }

    /** Where the extender records. */
    Path recording() {
        return folder.resolve("recording");
    }

    /**
     * Ends kube-scheduler and the extender, and checks that nothing went wrong: no overcommit at any moment, no error logged, each answer
     * a 200, and each of them reached again from the recording.
     */
    void end() throws Exception {
        stopScheduler();
        assertThat(extender().end()).as("exit code after SIGTERM").isZero();
        assertThat(extender().output()).doesNotContain("ERROR");
        kubelets.mustBeAlive();
        assertThat(auditor.violations()).as("overcommits").isEmpty();
        assertThat(tap().calls()).allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
        assertThat(replayed())
                .as("decisions in the recording")
                .isEqualTo(tap().calls().size());
    }

    /** Has the recording decided again, which must come to the same; returns how many decisions there are. */
    long replayed() throws Exception {
        List<Replay.Difference> differences = new ArrayList<>();
        Replay.Result result = Replay.run(recording(), 0, differences::add);
        assertThat(differences).isEmpty();
        assertThat(result.different()).isZero();
        assertThat(result.skipped()).isZero();
        assertThat(result.remarks()).isEmpty();
        return result.decisions();
    }

    @Override
    public void close() throws IOException {
        stopScheduler();
        gate.countDown();
        if (tap != null) {
            tap.close();
        }
        if (extender != null) {
            extender.close();
        }
        kubelets.close();
        auditor.close();
        watching.close();
        cluster.clear();
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    private static <T> T there(@Nullable T started) {
        if (started == null) {
            throw new IllegalStateException("The extender must be started first.");
        }
        return started;
    }
}
