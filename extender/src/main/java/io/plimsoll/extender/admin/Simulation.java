package io.plimsoll.extender.admin;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import io.plimsoll.kubernetes.cluster.BoundPod;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether some pods would fit, each after the ones before it, in the cluster as it is and with nodes that are not there. The
 * cluster is left as it was. O(pods * nodes). Nobody is preempted. Made on any thread, run by the follower.
 */
final class Simulation {

    private static final long MOST_PODS_TIMES_NODES = 20_000_000;

    private final ClusterSnapshot asked;

    private Simulation(ClusterSnapshot asked) {
        this.asked = asked;
    }

    /**
     * Reads a question: YAML or JSON of Kubernetes, as {@code plimsoll simulate -f} reads it.
     *
     * @throws AdminException when it is not that, or asks about no pods
     */
    static Simulation of(String body, SchedulerConfig config) {
        try {
            ObjectReader reader = new ObjectReader(Problems.strict());
            Simulation simulation = new Simulation(new ClusterSnapshot(
                    Workloads.expand(reader.read("request", body).finish()), config));
            if (simulation.asked.pending().isEmpty()) {
                throw new AdminException(
                        400,
                        "The request must have pods, or workloads that make pods, for a scheduler that is served.",
                        simulation.asked.leftOut().isEmpty()
                                ? "Maybe the body is empty."
                                : "Maybe they are for another one: " + simulation.asked.leftOut() + ".");
            }
            return simulation;
        } catch (InputException e) {
            throw new AdminException(
                    400, String.valueOf(e.getMessage()), "Maybe it is not YAML or JSON of Kubernetes.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new AdminException(400, String.valueOf(e.getMessage()), "Maybe a value is too large.");
        }
    }

    /** The answer, as JSON. */
    ObjectNode run(Cluster cluster, Map<String, Scheduler> schedulers) {
        long nodes = (long) cluster.nodes().count() + asked.nodes().size();
        if (asked.pending().size() * nodes > MOST_PODS_TIMES_NODES) {
            throw new AdminException(
                    413,
                    "The pods (" + asked.pending().size() + ") times the nodes (" + nodes + ") must be at most "
                            + MOST_PODS_TIMES_NODES + ".",
                    "Maybe a snapshot and plimsoll simulate -f answer it elsewhere.");
        }
        ClusterObjects before = cluster.objects();
        boolean more = !asked.known().equals(ClusterObjects.NONE);
        try {
            if (more) {
                cluster.setObjects(together(before, asked.known()));
            }
            try (Trial trial = cluster.openTrial()) {
                addNodes(cluster);
                return place(cluster, schedulers);
            }
        } finally {
            if (more) {
                cluster.setObjects(before);
            }
        }
    }

    private void addNodes(Cluster cluster) {
        for (NodeSpec node : asked.nodes()) {
            if (cluster.nodes().find(node.name()) >= 0) {
                throw new AdminException(
                        400,
                        "The node (" + node.name() + ") of the request must not be in the cluster.",
                        "Maybe it was meant as a template: give it another name.");
            }
            cluster.addNode(node);
        }
        for (BoundPod pod : asked.bound()) {
            cluster.bind(cluster.addPod(pod.spec()), cluster.nodes().find(pod.node()), 0);
        }
    }

    private ObjectNode place(Cluster cluster, Map<String, Scheduler> schedulers) {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode pods = JsonMapper.shared().createArrayNode();
        int placed = 0;
        for (PendingPod pod : asked.pending()) {
            ObjectNode one = pods.addObject();
            one.put("namespace", pod.spec().namespace());
            one.put("name", pod.spec().name());
            @Nullable Scheduler scheduler = schedulers.get(pod.scheduler());
            if (scheduler == null) {
                one.putNull("node");
                one.put("reason", "its scheduler " + pod.scheduler() + " is not served");
                continue;
            }
            int number = cluster.addPod(pod.spec());
            int slot = scheduler.decide(number);
            if (slot == Scheduler.UNSCHEDULABLE) {
                Explanation why = scheduler.explain(number);
                one.putNull("node");
                one.put("reason", why.sentence());
            } else {
                cluster.bind(number, slot, scheduler.devices());
                placed++;
                one.put("node", cluster.nodes().name(slot));
                ArrayNode devices = one.putArray("devices");
                for (long bits = scheduler.devices(); bits != 0; bits &= bits - 1) {
                    devices.add(Long.numberOfTrailingZeros(bits));
                }
            }
        }
        answer.put("fits", placed == asked.pending().size());
        answer.put("placed", placed);
        answer.set("pods", pods);
        ObjectNode leftOut = answer.putObject("leftOut");
        asked.leftOut().forEach(leftOut::put);
        return answer;
    }

    /** What is asked for stands beside what is there, and in its place where both have one of a name. */
    private static ClusterObjects together(ClusterObjects there, ClusterObjects asked) {
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>(there.namespaces());
        namespaces.putAll(asked.namespaces());
        List<SelectingObject> selectors = new ArrayList<>(there.selectors());
        selectors.addAll(asked.selectors());
        Storage now = there.storage();
        Storage more = asked.storage();
        var volumes = new TreeMap<>(now.volumes());
        volumes.putAll(more.volumes());
        var claims = new TreeMap<>(now.claims());
        more.claims().forEach((namespace, named) -> {
            var all = new TreeMap<>(claims.getOrDefault(namespace, new TreeMap<>()));
            all.putAll(named);
            claims.put(namespace, all);
        });
        var classes = new TreeMap<>(now.classes());
        classes.putAll(more.classes());
        Storage storage = new Storage(
                volumes, claims, classes, now.nodes(), now.limitedDrivers(), now.capacities(), now.attachments());
        return new ClusterObjects(namespaces, selectors, storage);
    }
}
