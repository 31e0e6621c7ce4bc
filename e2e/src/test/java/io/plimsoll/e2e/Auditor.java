package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Adds up, with arithmetic of its own, what the pods on each node take, at every event that the API server tells, and notes when it is
 * more than the node has. Where the API server has forgotten what happened since, all pods are added up anew. Thread-safe.
 */
final class Auditor implements PodWatch.Listener, AutoCloseable {

    private static final long AGAIN_MILLIS = 200;

    private final Map<String, Map<String, BigDecimal>> capacity = new HashMap<>();
    private final Map<String, Map<String, BigDecimal>> used = new HashMap<>();
    private final Map<String, Pod> bound = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final KubernetesClient client;
    private final ExecutorService again = Executors.newSingleThreadExecutor();
    private @Nullable Watch nodes;
    private final PodWatch watch;
    private int events;

    /** Audits all pods from now on; nodes may come and go. */
    Auditor(KubernetesClient client) {
        this.client = client;
        watchNodes();
        watch = new PodWatch(client, this);
    }

    /** From the nodes that there are now; again where the API server ends it. */
    private synchronized void watchNodes() {
        client.nodes().list().getItems().forEach(this::know);
        nodes = client.nodes().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Node node) {
                if (action == Action.ADDED || action == Action.MODIFIED) {
                    know(node);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                try {
                    again.execute(Auditor.this::watchNodesAgain);
                } catch (RejectedExecutionException e) {
                    // The test is over.
                }
            }
        });
    }

    private void watchNodesAgain() {
        while (!again.isShutdown()) {
            try {
                Thread.sleep(AGAIN_MILLIS);
                watchNodes();
                return;
            } catch (KubernetesClientException e) {
                // The API server is away.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public synchronized void listing() {
        bound.clear();
        used.clear();
    }

    @Override
    public synchronized void gone(Pod pod) {
        events++;
        @Nullable Pod before = bound.remove(pod.getMetadata().getUid());
        if (before != null) {
            add(before, BigDecimal.ONE.negate());
        }
    }

    @Override
    public synchronized void seen(Pod pod) {
        gone(pod);
        @Nullable String node = pod.getSpec().getNodeName();
        if (node == null) {
            return;
        }
        bound.put(pod.getMetadata().getUid(), pod);
        add(pod, BigDecimal.ONE);
        check(node, pod.getMetadata().getName());
    }

    /** How many pods are on nodes. */
    synchronized int bound() {
        return bound.size();
    }

    /** Where pods are, by name. */
    synchronized Map<String, String> placements() {
        Map<String, String> placements = new TreeMap<>();
        bound.values()
                .forEach(pod -> placements.put(
                        pod.getMetadata().getName(), pod.getSpec().getNodeName()));
        return placements;
    }

    /** Every moment at which a node had more than it can, and every pod on a node that there never was. */
    synchronized List<String> violations() {
        watch.mustLast();
        List<String> all = new ArrayList<>(violations);
        bound.values().stream()
                .filter(pod -> !capacity.containsKey(pod.getSpec().getNodeName()))
                .forEach(pod -> all.add(
                        pod.getMetadata().getName() + " is on " + pod.getSpec().getNodeName() + ", which never was"));
        return all;
    }

    /** How many events were looked at. */
    synchronized int events() {
        return events;
    }

    @Override
    public synchronized void close() {
        watch.close();
        again.shutdownNow();
        if (nodes != null) {
            nodes.close();
        }
    }

    /** A node that was not known can have pods already: the watches are told apart. */
    private synchronized void know(Node node) {
        String name = node.getMetadata().getName();
        capacity.put(name, Demand.exact(node.getStatus().getAllocatable()));
        check(name, "its own news");
    }

    private void check(String node, String after) {
        @Nullable Map<String, BigDecimal> has = capacity.get(node);
        if (has != null) {
            used.getOrDefault(node, Map.of()).forEach((name, amount) -> {
                if (amount.compareTo(Demand.capacity(has, name)) > 0) {
                    violations.add(node + " has " + amount + " of " + name + " after " + after);
                }
            });
        }
    }

    private void add(Pod pod, BigDecimal sign) {
        Map<String, BigDecimal> sums = used.computeIfAbsent(pod.getSpec().getNodeName(), node -> new TreeMap<>());
        Demand.of(pod).forEach((name, amount) -> sums.merge(name, amount.multiply(sign), BigDecimal::add));
    }
}
