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

    /** Takes O(events). */
    static TraceContents of(Trace trace) {
        List<Long> pods = new ArrayList<>();
        List<Template> templates = new ArrayList<>();
        List<Description> descriptions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NodeSpec node : trace.initialNodes()) {
            descriptions.add(new Description(node, 1));
            names.add(node.name());
        }
        try (EventStream events = trace.stream()) {
            while (events.advance()) {
                switch (events.type()) {
                    case POD_ARRIVED -> {
                        int template = events.templateNumber();
                        if (template == pods.size()) {
                            pods.add(0L);
                            templates.add(new Template(events.template(), 0));
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
        for (int i = 0; i < templates.size(); i++) {
            templates.set(i, new Template(templates.get(i).pod(), pods.get(i)));
        }
        return new TraceContents(
                templates, descriptions, names.size(), trace.events().size(), trace.lastEventMillis());
    }
}
