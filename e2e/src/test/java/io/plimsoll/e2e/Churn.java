package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that never rests: pods of some workloads come and go, as many as there were, and nodes are cordoned and uncordoned. One thread
 * decides, by a seed; others call the API server.
 */
final class Churn implements AutoCloseable {

    private static final int CALLS_AT_ONCE = 6;
    private static final int CORDONED_PERCENT = 20;
    private static final int WORKLOADS = 100;

    private final KubernetesClient client;
    private final Random random;
    /** A pod of each. */
    private final List<Pod> workloads;

    private final List<Node> nodes;
    private final Set<Node> cordoned = new LinkedHashSet<>();
    private final List<Pod> alive = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService calls = Executors.newFixedThreadPool(CALLS_AT_ONCE);
    private int made;

    /** A cluster of nodes that are there. */
    Churn(KubernetesClient client, List<Node> nodes, long seed) {
        this.client = client;
        this.nodes = nodes;
        this.random = new Random(seed);
        this.workloads = new Fleet(seed).pods(WORKLOADS);
    }

    /** New pods, as they will be created. */
    List<Pod> make(int count) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pods.add(new PodBuilder(workloads.get(random.nextInt(WORKLOADS)))
                    .editMetadata()
                    .withName("churn-%06d".formatted(made++))
                    .endMetadata()
                    .build());
        }
        alive.addAll(pods);
        return pods;
    }

    /** Some pods go, as many come. */
    void replace(int count) {
        for (int i = 0; i < count; i++) {
            Pod gone = alive.remove(random.nextInt(alive.size()));
            call(() -> client.resource(gone).delete());
        }
        make(count).forEach(pod -> call(() -> client.resource(pod).create()));
    }

    /** One node is cordoned, or uncordoned where there are enough of them. */
    void cordon() {
        if (cordoned.size() * 100 >= nodes.size() * CORDONED_PERCENT || (!cordoned.isEmpty() && random.nextBoolean())) {
            Node node = cordoned.iterator().next();
            cordoned.remove(node);
            call(() -> set(node, false));
        } else {
            Node node = nodes.get(random.nextInt(nodes.size()));
            if (cordoned.add(node)) {
                call(() -> set(node, true));
            }
        }
    }

    /** Ends it: all nodes are uncordoned, and all calls have been answered. */
    void end() throws InterruptedException {
        cordoned.forEach(node -> call(() -> set(node, false)));
        calls.shutdown();
        if (!calls.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The API server must answer.");
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(
                    failures.size() + " calls failed, of which this is the first.", failures.peek());
        }
    }

    /** How many pods there are. */
    int alive() {
        return alive.size();
    }

    /** How many pods there were. */
    int made() {
        return made;
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }

    private void set(Node node, boolean unschedulable) {
        client.nodes().withName(node.getMetadata().getName()).edit(now -> {
            now.getSpec().setUnschedulable(unschedulable);
            return now;
        });
    }

    private void call(Runnable call) {
        calls.execute(() -> {
            try {
                call.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
    }
}
