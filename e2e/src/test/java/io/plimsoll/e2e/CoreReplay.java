package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The core by itself, asked pod by pod. */
final class CoreReplay {

    /** The policy that decides. */
    static final String POLICY = "first-fit";

    private static final String SCHEDULER = "default-scheduler";

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final Map<String, Integer> placed = new HashMap<>();

    /** A cluster of these nodes, in the order in which the API server lists them. */
    CoreReplay(List<Node> nodes) {
        nodes.stream()
                .map(NodeConverter::convert)
                .sorted(Comparator.comparing(node -> node.name()))
                .forEach(cluster::addNode);
        scheduler = new Scheduler(
                cluster,
                Objects.requireNonNull(Profiles.of(SchedulerConfig.byDefault(), POLICY, Map.of())
                        .get(SCHEDULER)),
                0);
    }

    /** The node that a pod goes to, null when none fits; a pod that is asked about again is decided anew. */
    @Nullable
    String decide(Pod pod) {
        @Nullable Integer before = placed.remove(pod.getMetadata().getUid());
        if (before != null) {
            cluster.removePod(before);
        }
        PodSpec spec = PodConverter.waiting(pod);
        int number = cluster.addPod(spec);
        int node = scheduler.schedule(number);
        if (node == Scheduler.UNSCHEDULABLE) {
            cluster.removePod(number);
            return null;
        }
        placed.put(pod.getMetadata().getUid(), number);
        return cluster.nodes().name(node);
    }
}
