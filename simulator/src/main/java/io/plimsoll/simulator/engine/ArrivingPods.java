package io.plimsoll.simulator.engine;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.traces.event.EventStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the pods of a stream into a cluster; what the cluster knows of a template is looked up once. Where budgets matter
 * to preemption, their pods get the owner as a label, by which budgets find them.
 */
final class ArrivingPods {

    /** The label that has the owner as its value. */
    static final String OWNER = "plimsoll.io/owner";

    private final EventStream events;
    private final Cluster cluster;
    private @Nullable PodTemplate[] templates = new PodTemplate[16];
    private final Map<Owned, PodTemplate> owned = new HashMap<>();

    /** A template and an owner, by their numbers. */
    private record Owned(int template, int owner) {}

    ArrivingPods(EventStream events, Cluster cluster) {
        this.events = events;
        this.cluster = cluster;
    }

    /** Adds the pod that the present event brings and returns its number. */
    int add() {
        int number = events.templateNumber();
        if (number >= templates.length) {
            templates = Arrays.copyOf(templates, Math.max(number + 1, 2 * templates.length));
        }
        @Nullable PodTemplate template = templates[number];
        if (template == null) {
            template = cluster.template(events.template());
            templates[number] = template;
        }
        return cluster.addPod(template, events.podName());
    }

    /** The same, with its owner as a label. */
    int addOwned() {
        Owned key = new Owned(events.templateNumber(), events.ownerNumber());
        @Nullable PodTemplate template = owned.get(key);
        if (template == null) {
            PodSpec spec = events.template();
            Map<String, String> labels = new TreeMap<>(spec.labels());
            labels.put(OWNER, events.owner());
            template = cluster.template(spec.withLabels(labels));
            owned.put(key, template);
        }
        return cluster.addPod(template, events.podName());
    }
}
