package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the kubelets of all nodes would do: pods that come to a node run, and deleted ones end. */
final class FakeKubelets implements PodWatch.Listener, AutoCloseable {

    /** A pod that ends at once, while kube-scheduler still deletes others of its node, is what no kubelet makes. */
    private static final long ENDING_MILLIS = 200;

    private final KubernetesClient client;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final PodWatch watch;
    private volatile boolean ending;

    FakeKubelets(KubernetesClient client) {
        this.client = client;
        this.watch = new PodWatch(client, this);
    }

    @Override
    public void listing() {
        // Whatever is told again is looked at again.
    }

    @Override
    public void gone(Pod pod) {
        // It has ended.
    }

    @Override
    public void seen(Pod pod) {
        if (pod.getSpec().getNodeName() == null) {
            return;
        }
        try {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                Future<?> unused =
                        threads.schedule(() -> attempt(() -> end(pod)), ENDING_MILLIS, TimeUnit.MILLISECONDS);
            } else if ("Pending".equals(pod.getStatus().getPhase())) {
                threads.execute(() -> attempt(() -> run(pod)));
            }
        } catch (RejectedExecutionException e) {
            // The test is over.
        }
    }

    /** @throws IllegalStateException when the watch broke for good */
    void mustBeAlive() {
        watch.mustLast();
    }

    @Override
    public void close() {
        ending = true;
        watch.close();
        threads.shutdownNow();
    }

    /** Not a pod of the same name that was made since. */
    private void end(Pod pod) {
        ObjectMeta of = pod.getMetadata();
        client.raw(
                "/api/v1/namespaces/" + of.getNamespace() + "/pods/" + of.getName(),
                "DELETE",
                new DeleteOptionsBuilder()
                        .withGracePeriodSeconds(0L)
                        .withNewPreconditions(null, of.getUid())
                        .build());
    }

    private void run(Pod pod) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\":{\"phase\":\"Running\"}}");
    }

    /** A pod that has gone meanwhile is no problem, nor is the end. */
    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (KubernetesClientException e) {
            if (!ending && e.getCode() != 404 && e.getCode() != 409) {
                System.err.println("A kubelet's call failed: " + e.getMessage());
            }
        }
    }
}
