package io.plimsoll.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.plimsoll.extender.record.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Nodes, kubelets, an auditor, and two kube-schedulers that ask one extender through a tap. The second sees and does everything late: the two
 * do not know of each other's choices. The extender reaches the API server by a cable.
 */
final class TwoSchedulers implements AutoCloseable {

    /** The scheduler name of pods of the second. */
    static final String SECOND = "second";

    private static final long BOUND_MILLIS = 90_000;
    private static final long AGREED_MILLIS = 10_000;
    private static final long LATE_MILLIS = 400;
    private static final String SCHEDULER = """
            percentageOfNodesToScore: 100
            profiles: [{schedulerName: %s}]
            extenders: [{urlPrefix: "http://127.0.0.1:%d", nodeCacheCapable: true, httpTimeout: 60s, filterVerb: filter}]
            podInitialBackoffSeconds: 1
            podMaxBackoffSeconds: 2
            """;

    private final Path folder;
    private final long seed;
    private final int port;
    private final ControlPlane cluster;
    private final KubernetesClient api;
    private final List<Node> nodes;
    private final Cable cable;
    private final Cable late;
    private final WireTap tap;
    private final KubernetesClient watching;
    private final FakeKubelets kubelets;
    private final Auditor auditor;
    private int began;
    private int starts;

    TwoSchedulers(Path folder, long seed, int count) throws Exception {
        this.folder = folder;
        this.seed = seed;
        port = Ports.free();
        cluster = ControlPlane.start(folder);
        api = cluster.admin();
        nodes = new Fleet(seed).nodes(count);
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

    int port() {
        return port;
    }

    ControlPlane cluster() {
        return cluster;
    }

    KubernetesClient api() {
        return api;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Between the extender and the API server. */
    Cable cable() {
        return cable;
    }

    /** Between both kube-schedulers and the extender. */
    WireTap tap() {
        return tap;
    }

    Auditor auditor() {
        return auditor;
    }

    /** A test begins. */
    void begin() {
        began = tap.calls().size();
    }

    /** What was asked and answered since then. */
    List<WireTap.Call> calls() {
        List<WireTap.Call> calls = tap.calls();
        return calls.subList(began, calls.size());
    }

    /** Nothing is broken any more, and all pods are gone. */
    void repair() throws Exception {
        tap.between(call -> {});
        cable.setLatencyMillis(0);
        cable.plug();
        api.pods().inNamespace("default").withGracePeriod(0).delete();
        Waiting.until("pods removed", BOUND_MILLIS, () -> auditor.bound() == 0);
    }

    @Override
    public void close() throws Exception {
        auditor.close();
        kubelets.close();
        watching.close();
        cluster.close();
        tap.close();
        cable.close();
        late.close();
    }

    Extender extender(String name, String... options) throws Exception {
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

    List<Pod> pods(String name, int count) {
        List<Pod> pods = new Fleet(seed + name.hashCode()).pods(count);
        for (int i = 0; i < count; i++) {
            Pod pod = pods.get(i);
            pod.getMetadata().setName(name + "-" + pod.getMetadata().getName());
            pod.getSpec().setSchedulerName(i % 2 == 0 ? "default-scheduler" : SECOND);
        }
        return pods;
    }

    CompletableFuture<Void> come(List<Pod> pods) {
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

    void cordon(Node node, boolean cordoned) {
        api.nodes().withName(node.getMetadata().getName()).edit(now -> {
            now.getSpec().setUnschedulable(cordoned);
            return now;
        });
    }

    void label(Node node, String name, String value) {
        api.nodes().withName(node.getMetadata().getName()).edit(now -> {
            now.getMetadata().getLabels().put(name, value);
            return now;
        });
    }

    void awaitBound(int pods) throws Exception {
        Waiting.until(pods + " pods bound", BOUND_MILLIS, () -> auditor.bound() >= pods);
    }

    /** Every pod is bound, no node was ever given more than it has, and both soon say the same of all of it. */
    void settle(Questions extender, int pods) throws Exception {
        long bound = Waiting.until(pods + " pods bound", BOUND_MILLIS, () -> auditor.bound() == pods);
        List<String> differences;
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
                pods,
                bound,
                agreed,
                auditor.events(),
                metrics.get("lists_total"),
                metrics.get("decisions_unschedulable_total"));
    }

    void everyPodIsWhereItWasPicked() {
        Picks picks = new Picks(calls(), nodes);
        assertThat(picks.twice()).as("space given twice").isEmpty();
        System.out.printf(
                "%d answers, before %d of them a node without room was offered%n", picks.answers(), picks.guarded());
        assertThat(auditor.placements()).isEqualTo(picks.nodes());
    }

    void everyDecisionIsReplayed(String name) throws Exception {
        List<Replay.Difference> differences = new ArrayList<>();
        Replay.Result result = Replay.run(folder.resolve("recording-" + name), 0, differences::add);
        assertThat(differences).as("decided otherwise").isEmpty();
        assertThat(result.decisions()).isPositive();
        System.out.printf(
                "%d decisions of %d segments replayed; %s%n", result.decisions(), result.segments(), result.remarks());
    }
}
