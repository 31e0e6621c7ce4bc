package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of all pods, then of whatever happens to them. A connection that breaks is resumed; where the API server has forgotten
 * what came since, all pods are told again.
 */
final class PodWatch implements Watcher<Pod>, AutoCloseable {

    private static final int GONE = 410;
    private static final long AGAIN_MILLIS = 200;

    private final KubernetesClient client;
    private final Listener listener;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile @Nullable Watch watch;
    private volatile @Nullable Throwable broken;

    /** Is told of pods; never two things at a time. */
    interface Listener {

        /** All pods are told from now on; what was told before counts no more. */
        void listing();

        /** A pod is there, as it is now. */
        void seen(Pod pod);

        /** A pod is gone. */
        void gone(Pod pod);
    }

    /** Begins; the client stays the caller's. */
    PodWatch(KubernetesClient client, Listener listener) {
        this.client = client;
        this.listener = listener;
        list();
    }

    /** @throws IllegalStateException when it broke for good */
    void mustLast() {
        if (broken != null) {
            throw new IllegalStateException("The watch of pods must last.", broken);
        }
    }

    @Override
    public void eventReceived(Action action, Pod pod) {
        if (action == Action.DELETED) {
            listener.gone(pod);
        } else if (action == Action.ADDED || action == Action.MODIFIED) {
            listener.seen(pod);
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        if (!cause.isHttpGone()) {
            broken = cause;
            return;
        }
        try {
            thread.execute(this::listAgain);
        } catch (RejectedExecutionException e) {
            // The test is over.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        @Nullable Watch open = watch;
        if (open != null) {
            open.close();
        }
    }

    private void list() {
        PodList all = client.pods().inAnyNamespace().list();
        listener.listing();
        all.getItems().forEach(listener::seen);
        String version = all.getMetadata().getResourceVersion();
        watch = client.pods()
                .inAnyNamespace()
                .watch(new ListOptionsBuilder().withResourceVersion(version).build(), this);
    }

    private void listAgain() {
        while (!thread.isShutdown()) {
            try {
                list();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 0 && e.getCode() < 500 && e.getCode() != GONE) {
                    broken = e;
                    return;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
