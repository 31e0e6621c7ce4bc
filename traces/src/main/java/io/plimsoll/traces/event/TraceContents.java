package io.plimsoll.traces.event;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What occurs in a trace, without when: known before a replay, however long the trace.
 *
 * @param templates the templates of the pods, by number
 * @param descriptions how nodes are described when they are there first, are added and change
 * @param nodes number of distinct names of nodes
 * @param events number of events
 * @param lastEventMillis time of the last event; 0 when there is none
 */
public record TraceContents(
        List<Template> templates, List<Description> descriptions, int nodes, long events, long lastEventMillis) {

    /**
     * Pods that differ in their names only.
     *
     * @param pod the pod but for its name, which means nothing
     * @param pods how many of them arrive
     */
    public record Template(PodSpec pod, long pods) {}

    /**
     * A description of nodes.
     *
     * @param node the node; its name is that of one of those so described
     * @param times how often a node is so described
     */
    public record Description(NodeSpec node, long times) {}

    /** Copies its arguments. */
    public TraceContents {
        templates = List.copyOf(templates);
        descriptions = List.copyOf(descriptions);
    }

    /** How many pods arrive. */
    public long arrivals() {
        long arrivals = 0;
        for (Template template : templates) {
            arrivals += template.pods();
        }
        return arrivals;
    }

    /** What occurs in a stream, which is read to its end and closed. Takes O(events). */
    public static TraceContents of(EventStream stream) {
        List<Long> pods = new ArrayList<>();
        List<PodSpec> templates = new ArrayList<>();
        List<Description> descriptions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long count = 0;
        long lastEventMillis = 0;
        try (EventStream events = stream) {
            for (NodeSpec node : events.header().initialNodes()) {
                descriptions.add(new Description(node, 1));
                names.add(node.name());
            }
            while (events.advance()) {
                count++;
                lastEventMillis = events.timeMillis();
                switch (events.type()) {
                    case POD_ARRIVED -> {
                        int template = events.templateNumber();
                        if (template == pods.size()) {
                            pods.add(0L);
                            templates.add(events.template());
                        }
                        pods.set(template, pods.get(template) + 1);
                    }
                    case NODE_ADDED, NODE_CHANGED -> {
                        descriptions.add(new Description(events.node(), 1));
                        names.add(events.nodeName());
                    }
                    case NODE_DRAINED, NODE_REMOVED -> {}
                }
            }
        }
        List<Template> counted = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            counted.add(new Template(templates.get(i), pods.get(i)));
        }
        return new TraceContents(counted, descriptions, names.size(), count, lastEventMillis);
    }
}
