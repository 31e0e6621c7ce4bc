package io.plimsoll.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Clients of the API server; a class of its own so that only commands that need one load what it is made of. */
final class ClusterClient {

    /** After 0.1, 0.2 and 0.4 s: enough for an API server that is busy. */
    private static final int RETRIES = 3;

    private ClusterClient() {}

    /** A client that is yet to connect. */
    static KubernetesClient of(ClusterAccess access) {
        return new KubernetesClientBuilder().withConfig(config(access)).build();
    }

    /** The same for a question from the terminal: an API server that is not there is given up soon. */
    static KubernetesClient impatient(ClusterAccess access) {
        Config config = config(access);
        config.setRequestRetryBackoffLimit(RETRIES);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config config(ClusterAccess access) {
        @Nullable Path file = access.kubeconfig();
        return file == null
                ? Config.autoConfigure(access.context())
                : Config.fromKubeconfig(access.context(), file.toFile());
    }
}
