package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up, with arithmetic of its own, what the pods on each node request, at every event that the API server tells, and notes when it is
 * more than the node has. Where the API server has forgotten what happened since, all pods are added up anew. Thread-safe.
 */
final class Auditor implements PodWatch.Listener, AutoCloseable {

    private final Map<String, Map<String, BigDecimal>> capacity = new HashMap<>();
    private final Map<String, Map<String, BigDecimal>> used = new HashMap<>();
    private final Map<String, Pod> bound = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final PodWatch watch;
    private int events;

    /** Audits pods on the nodes that there are now. */
    Auditor(KubernetesClient client) {
        for (Node node : client.nodes().list().getItems()) {
            Map<String, BigDecimal> amounts = new TreeMap<>();
            node.getStatus().getAllocatable().forEach((name, amount) -> amounts.put(name, exact(amount)));
            capacity.put(node.getMetadata().getName(), amounts);
        }
        watch = new PodWatch(client, this);
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
        Map<String, BigDecimal> has = capacity.getOrDefault(node, Map.of());
        used.getOrDefault(node, Map.of()).forEach((name, amount) -> {
            if (amount.compareTo(has.getOrDefault(name, BigDecimal.ZERO)) > 0) {
                violations.add(node + " has " + amount + " of " + name + " after "
                        + pod.getMetadata().getName());
            }
        });
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

    /** Every moment at which a node had more than it can. */
    synchronized List<String> violations() {
        watch.mustLast();
        return List.copyOf(violations);
    }

    /** How many events were looked at. */
    synchronized int events() {
        return events;
    }

    @Override
    public void close() {
        watch.close();
    }

    private void add(Pod pod, BigDecimal sign) {
        Map<String, BigDecimal> sums = used.computeIfAbsent(pod.getSpec().getNodeName(), node -> new TreeMap<>());
        sums.merge("pods", sign, BigDecimal::add);
        for (Container container : pod.getSpec().getContainers()) {
            container
                    .getResources()
                    .getRequests()
                    .forEach((name, amount) -> sums.merge(name, exact(amount).multiply(sign), BigDecimal::add));
        }
    }

    private static BigDecimal exact(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity);
    }
}
