package io.plimsoll.simulator.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.traces.event.EventStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Brings the pods of a stream into a cluster; what the cluster knows of a template is looked up once. */
final class ArrivingPods {

    private final EventStream events;
    private final Cluster cluster;
    private @Nullable PodTemplate[] templates = new PodTemplate[16];

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
}
