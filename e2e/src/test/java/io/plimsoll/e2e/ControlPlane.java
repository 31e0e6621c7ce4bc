package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final String kubeconfig;
    private final KubernetesClient client;
    private @Nullable Program scheduler;
    private int schedulers;

    private ControlPlane(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        int etcd = Ports.free();
        int peer = Ports.free();
        int api = Ports.free();
        kubeconfig = """
                apiVersion: v1
                kind: Config
                clusters: [{name: e2e, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: e2e, user: {token: "%s"}}]
                contexts: [{name: e2e, context: {cluster: e2e, user: e2e}}]
                current-context: e2e
                """.formatted(api, TOKEN);
        Files.writeString(kubeconfig(), kubeconfig);
        client = client();
        startEtcd(etcd, peer);
        startApiServer(etcd, api);
        awaitReady();
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

    /** Starts kube-scheduler; what its configuration says besides the client's part is given. */
    void startScheduler(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("scheduler.yaml"), """
                apiVersion: kubescheduler.config.k8s.io/v1
                kind: KubeSchedulerConfiguration
                leaderElection: {leaderElect: false}
                clientConnection:
                  kubeconfig: %s
                  qps: 5000
                  burst: 10000
                  contentType: application/vnd.kubernetes.protobuf
                %s""".formatted(kubeconfig(), configuration));
        scheduler = Program.start(
                bin.resolve("kube-scheduler").toString(),
                folder.resolve("kube-scheduler-" + ++schedulers + ".log"),
                "--config=" + file,
                "--secure-port=0",
                "--v=2");
    }

    /** What the kube-scheduler that runs has printed so far. */
    String schedulerOutput() throws IOException {
        return scheduler == null ? "" : scheduler.output();
    }

    /** Ends kube-scheduler. */
    void stopScheduler() throws IOException {
        if (scheduler != null) {
            scheduler.close();
            scheduler = null;
        }
    }

    /** Removes all pods, nodes and what tests make beside them, at once. */
    void clear() {
        List<? extends HasMetadata> objects = Stream.of(
                        client.pods().inAnyNamespace().list().getItems(),
                        client.policy().v1().podDisruptionBudget().inAnyNamespace().list().getItems(),
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
        stopScheduler();
        for (int i = programs.size() - 1; i >= 0; i--) {
            programs.get(i).close();
        }
    }

    private void startEtcd(int port, int peer) throws IOException {
        program(
                "etcd",
                "--name=e2e",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://127.0.0.1:" + port,
                "--advertise-client-urls=http://127.0.0.1:" + port,
                "--listen-peer-urls=http://127.0.0.1:" + peer,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
                "--initial-cluster=e2e=http://127.0.0.1:" + peer,
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    /** Pods need no account, nodes start without taints, and nobody is slowed down. */
    private void startApiServer(int etcd, int port) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Path key = Files.writeString(folder.resolve("accounts.key"), privateKey());
        program(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + etcd,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
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
