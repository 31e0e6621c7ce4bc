package io.plimsoll.extender.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.plimsoll.extender.FakeApiServer;
import io.plimsoll.extender.Services;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReflectorTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long SILENCE_MILLIS = 1_000;

    private final Set<String> known = new ConcurrentSkipListSet<>();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private FakeApiServer api;
    private KubernetesClient client;
    private Reflector<Node, NodeList> reflector;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApiServer();
        node("a");
        client = new KubernetesClientBuilder().withConfig(api.config()).build();
        reflector = new Reflector<>(
                "nodes",
                client.nodes(),
                null,
                new Sink<>() {

                    @Override
                    public void listing() {
                        known.clear();
                    }

                    @Override
                    public void seen(Node node) {
                        known.add(node.getMetadata().getName());
                    }

                    @Override
                    public void gone(Node node) {
                        known.remove(node.getMetadata().getName());
                    }

                    @Override
                    public void listed() {
                        // What was not seen was forgotten before.
                    }
                },
                executor,
                SILENCE_MILLIS);
        reflector.start();
        Services.await(() -> api.watches() == 1, PATIENCE);
    }

    @AfterEach
    void stop() {
        reflector.close();
        executor.shutdownNow();
        client.close();
        api.close();
    }

    private void node(String name) {
        api.put(
                "nodes",
                name,
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name
                        + "\",\"resourceVersion\":\"%s\"}}");
    }

    /** Attempts to watch, as WebSockets and as plain HTTP. */
    private long watches() {
        return api.requests().stream().filter(uri -> uri.contains("watch=true")).count();
    }

    /** Twice, so that the second goes on where the first one's events ended, not where the list did. */
    @Test
    void aWatchThatIsSilentIsBegunAnewWhereItWas() throws Exception {
        for (String name : new String[] {"b", "c"}) {
            Services.await(() -> api.watches() == 1, PATIENCE);
            api.goSilent();
            api.remove("nodes", "a");
            node(name);
            Services.await(() -> known.contains(name) && !known.contains("a"), PATIENCE);
        }
        assertThat(known).containsExactly("b", "c");
        assertThat(reflector.lists()).isEqualTo(1);
    }

    @Test
    void aSilentWatchWhoseVersionIsForgottenIsListedAgain() throws Exception {
        api.goSilent();
        api.removeUnseen("nodes", "a");
        Services.await(() -> known.isEmpty() && reflector.lists() == 2, PATIENCE);
    }

    @Test
    void aWatchThatIsSilentWhileTheApiServerIsAwayIsListedAgain() throws Exception {
        api.goSilent();
        api.setBroken(true);
        node("b");
        long before = watches();
        Services.await(() -> watches() > before, PATIENCE);
        api.setBroken(false);
        Services.await(() -> known.contains("b"), PATIENCE);
    }

    @Test
    void aWatchThatHearsSomethingIsKept() throws Exception {
        long before = watches();
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < 3 * SILENCE_MILLIS * 1_000_000; i++) {
            node("n" + i);
            Thread.sleep(SILENCE_MILLIS / 10);
        }
        assertThat(watches()).isEqualTo(before);
        assertThat(known).hasSizeGreaterThan(10);
    }
}
