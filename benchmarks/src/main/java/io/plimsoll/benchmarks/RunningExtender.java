package io.plimsoll.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The real service in mode filter+prioritize on loopback, with kube-scheduler's own filters and best-fit's scores, beside {@link
 * NodesApi} as its API server.
 */
final class RunningExtender implements AutoCloseable {

    private final KubernetesClient client;
    private final ExtenderService service;
    private final int port;

    RunningExtender(Vertx vertx, int nodes)
            throws IOException, InputException, InterruptedException, ExecutionException, TimeoutException {
        client = new KubernetesClientBuilder()
                .withConfig(new NodesApi(vertx, nodes).config())
                .build();
        service = new ExtenderService(
                new ServiceOptions(
                        "127.0.0.1",
                        0,
                        Profiles.of(SchedulerConfig.byDefault(), "best-fit", Map.of()),
                        new AnswerOptions(Mode.FILTER_PRIORITIZE, true, TimeUnit.MINUTES.toMillis(11)),
                        null),
                client);
        port = service.start();
        while (!service.ready()) {
            Thread.sleep(20);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
