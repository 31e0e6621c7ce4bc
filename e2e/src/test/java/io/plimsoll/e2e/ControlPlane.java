package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * etcd, kube-apiserver and, when asked for, kube-scheduler on loopback at ports that were free, with nothing in them yet. There is no
 * controller manager and no kubelet: see {@link FakeKubelets}.
 */
final class ControlPlane implements AutoCloseable {

    private static final String TOKEN = "e2e";
    private static final int READY_SECONDS = 120;

    private final Path bin = Bin.folder();
    private final Path folder;
    private final List<Program> programs = new ArrayList<>();
    private final List<Program> schedulers = new ArrayList<>();
    private final int etcd = Ports.free();
    private final int api = Ports.free();
    private final String kubeconfig;
    private final KubernetesClient client;
    private Program apiServer;
    private int started;

    private ControlPlane(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        kubeconfig = kubeconfigText(api);
        Files.writeString(kubeconfig(), kubeconfig);
        client = client();
        Files.writeString(folder.resolve("accounts.key"), privateKey());
        startEtcd(Ports.free());
        apiServer = startApiServer();
        awaitReady();
    }

    private static String kubeconfigText(int port) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: e2e, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: e2e, user: {token: "%s"}}]
                contexts: [{name: e2e, context: {cluster: e2e, user: e2e}}]
                current-context: e2e
                """.formatted(port, TOKEN);
    }

    /** Starts one that keeps its files in a folder. */
    static ControlPlane start(Path folder) throws IOException, InterruptedException {
        return new ControlPlane(folder);
    }

    /** A client for an administrator, closed with this. */
    KubernetesClient admin() {
        return client;
    }

    /** Another such client, the caller's. */
    KubernetesClient client() {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setMaxConcurrentRequests(256);
        config.setMaxConcurrentRequestsPerHost(256);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** A kubeconfig for an administrator. */
    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** A kubeconfig for an administrator who reaches the API server by another port. */
    Path kubeconfig(int port) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig-" + port), kubeconfigText(port));
    }

    /** The port of the API server. */
    int apiPort() {
        return api;
    }

    /** Ends the API server, as if its machine was lost or with its leave, and starts it again with the same objects. */
    void restartApiServer(boolean kill) throws IOException, InterruptedException {
        if (kill) {
            apiServer.kill();
        } else {
            apiServer.end();
        }
        programs.remove(apiServer);
        apiServer = startApiServer();
        awaitReady();
    }

    /** Has etcd forget all that is not so any more: a watch cannot begin at an older version from now on. */
    void compact() throws IOException, InterruptedException {
        String version = client.pods().inAnyNamespace().list().getMetadata().getResourceVersion();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + etcd + "/v3/kv/compaction"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"revision\":\"" + version + "\",\"physical\":true}"))
                .build();
        HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IOException("etcd must compact its history: " + reply.body());
        }
    }

    /** Starts kube-scheduler; what its configuration says besides the client's part is given. */
    void startScheduler(String configuration) throws IOException {
        startScheduler(kubeconfig(), configuration);
    }

    /** Starts kube-scheduler, which reaches the API server as a kubeconfig says; there may be several. */
    void startScheduler(Path access, String configuration) throws IOException {
        int number = schedulers.size();
        Path file = Files.writeString(
                folder.resolve("scheduler-" + number + ".yaml"), """
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                leaderElection: {leaderElect: false}
                clientConnection:
                  kubeconfig: %s
                  qps: 5000
                  burst: 10000
                  contentType: application/vnd.kubernetes.protobuf
                %s""".formatted(access, configuration));
        Program scheduler = Program.start(
                bin.resolve("kube-scheduler").toString(),
                folder.resolve("kube-scheduler-" + ++started + ".log"),
                "--config=" + file,
                "--secure-port=0",
                "--v=2");
        programs.add(scheduler);
        schedulers.add(scheduler);
    }

    /** Ends kube-scheduler. */
    void stopScheduler() throws IOException {
        for (Program scheduler : schedulers) {
            scheduler.close();
        }
        programs.removeAll(schedulers);
        schedulers.clear();
    }

    /** What the kube-schedulers that run have printed so far. */
    String schedulerOutput() throws IOException {
        StringBuilder output = new StringBuilder();
        for (Program scheduler : schedulers) {
            output.append(scheduler.output());
        }
        return output.toString();
    }

    /** Removes all pods, nodes and what tests make beside them, at once. */
    void clear() {
        List<? extends HasMetadata> objects = Stream.of(
                        client.pods().inAnyNamespace().list().getItems(),
                        client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inAnyNamespace()
                                .list()
                                .getItems(),
                        client.persistentVolumeClaims().inAnyNamespace().list().getItems(),
                        client.persistentVolumes().list().getItems(),
                        client.storage().v1().storageClasses().list().getItems(),
                        client.scheduling().v1().priorityClasses().list().getItems(),
                        client.nodes().list().getItems())
                .<HasMetadata>flatMap(List::stream)
                .filter(object -> !object.getMetadata().getName().startsWith("system-"))
                .toList();
        for (HasMetadata object : objects) {
            if (!object.getFinalizers().isEmpty()) {
                // Nobody is there who would do what they wait for.
                client.resource(object).edit(with -> {
                    with.getMetadata().setFinalizers(List.of());
                    return with;
                });
            }
            client.resource(object).withGracePeriod(0).delete();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        for (int i = programs.size() - 1; i >= 0; i--) {
            programs.get(i).close();
        }
    }

    private void startEtcd(int peer) throws IOException {
        program(
                "etcd",
                "--name=e2e",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://127.0.0.1:" + etcd,
                "--advertise-client-urls=http://127.0.0.1:" + etcd,
                "--listen-peer-urls=http://127.0.0.1:" + peer,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
                "--initial-cluster=e2e=http://127.0.0.1:" + peer,
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    /** Pods need no account, nodes start without taints, and nobody is slowed down. */
    private Program startApiServer() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Path key = folder.resolve("accounts.key");
        return program(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + api,
                "--cert-dir=" + folder.resolve("pki"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=AlwaysAllow",
                "--service-account-issuer=https://127.0.0.1",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--endpoint-reconciler-type=none",
                "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
                "--enable-priority-and-fairness=false",
                "--max-requests-inflight=0",
                "--max-mutating-requests-inflight=0");
    }

    private Program program(String name, String... arguments) throws IOException {
        Program started = Program.start(bin.resolve(name).toString(), folder.resolve(name + ".log"), arguments);
        programs.add(started);
        return started;
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int tenths = 0; tenths < 10 * READY_SECONDS; tenths++) {
            for (Program program : programs) {
                program.mustBeAlive();
            }
            try {
                if ("ok".equals(client.raw("/readyz"))
                        && client.namespaces().withName("default").get() != null) {
                    return;
                }
            } catch (KubernetesClientException e) {
                // Not listening yet.
            }
            Thread.sleep(100);
        }
        throw new IOException("The API server must be ready within " + READY_SECONDS + " s; see " + folder);
    }

    /** A private key as PEM. */
    static String pem(byte[] key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END PRIVATE KEY-----\n";
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return pem(pair.getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
