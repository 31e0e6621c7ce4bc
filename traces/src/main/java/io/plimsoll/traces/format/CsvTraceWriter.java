package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.event.TraceHeader;
import io.plimsoll.traces.notation.Quantity;
import io.plimsoll.traces.notation.TimeText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a trace as CSV, see {@code docs/trace-format.md}: what {@link CsvTraceReader} reads as the same trace. */
final class CsvTraceWriter {

    private static final String HEADER = "time,event,name,duration,owner,max-unavailable,namespace,cpu,memory,"
            + "ephemeral-storage,pods,gpu,gpu-model,priority,labels,extra\n";

    private final Writer out;
    /** The columns from the namespace on, by number of the template. */
    private final List<@Nullable String> templates = new ArrayList<>();

    private final Map<NodeSpec, String> descriptions = new HashMap<>();

    private CsvTraceWriter(Writer out) {
        this.out = out;
    }

    /**
     * Writes all events; returns how many.
     *
     * @throws IllegalArgumentException when CSV cannot hold a text of the trace
     */
    static long write(Writer out, EventStream events, List<InputDigest> inputs) throws IOException {
        CsvTraceWriter writer = new CsvTraceWriter(out);
        writer.head(events.header(), inputs);
        long count = 0;
        while (events.advance()) {
            writer.event(events);
            count++;
        }
        return count;
    }

    private void head(TraceHeader header, List<InputDigest> inputs) throws IOException {
        out.write(HEADER);
        String extra = CsvExtraText.of(header, inputs);
        out.write(",trace," + field(header.name()) + ",,,,,,,,,,,,," + field(extra) + "\n");
        for (DisruptionBudget budget : header.budgets()) {
            out.write(",budget,," + "," + field(budget.owner()) + "," + budget.maxUnavailable() + ",,,,,,,,,,\n");
        }
        for (NodeSpec node : header.initialNodes()) {
            out.write(",node," + name(node.name()) + ",,,," + description(node));
        }
    }

    private void event(EventStream events) throws IOException {
        out.write(TimeText.ofMillis(events.timeMillis()));
        switch (events.type()) {
            case POD_ARRIVED -> pod(events);
            case NODE_ADDED -> node(",node-added,", events.nodeName(), description(events.node()));
            case NODE_CHANGED -> node(",node-changed,", events.nodeName(), description(events.node()));
            case NODE_DRAINED -> node(",node-drained,", events.nodeName(), ",,,,,,,,,\n");
            case NODE_REMOVED -> {
                boolean failed = events.cause() == RemovalCause.FAILURE;
                node(failed ? ",node-failed," : ",node-removed,", events.nodeName(), ",,,,,,,,,\n");
            }
        }
    }

    private void node(String event, String name, String description) throws IOException {
        out.write(event);
        out.write(name(name));
        out.write(",,,,");
        out.write(description);
    }

    private void pod(EventStream events) throws IOException {
        long duration = events.durationMillis();
        out.write(",pod,");
        out.write(name(events.podName()));
        out.write(",");
        out.write(duration == PodArrived.UNKNOWN_DURATION ? "" : TimeText.ofMillis(duration));
        out.write(",");
        out.write(field(events.owner()));
        out.write(",,");
        out.write(template(events));
    }

    private String template(EventStream events) {
        int number = events.templateNumber();
        if (number >= templates.size()) {
            templates.addAll(Collections.nCopies(number + 1 - templates.size(), null));
        }
        @Nullable String known = templates.get(number);
        if (known == null) {
            known = text(events.template());
            templates.set(number, known);
        }
        return known;
    }

    private String description(NodeSpec node) {
        NodeSpec nameless =
                new NodeSpec("node", node.allocatable(), node.labels(), node.devices(), node.unschedulable());
        return descriptions.computeIfAbsent(nameless, CsvTraceWriter::text);
    }

    private static String text(PodSpec pod) {
        @Nullable String labels = labels(pod.labels());
        DeviceRequest devices = pod.devices();
        boolean plainModels = devices.models().stream()
                .noneMatch(model -> model.isEmpty() || model.indexOf('|') >= 0 || !isPrintable(model));
        return field(pod.namespace().equals("default") ? "" : pod.namespace())
                + resources(pod.requests())
                + ",,"
                + (devices.count() == 0 ? "" : Quantity.ofMilli(devices.totalMilli()))
                + ","
                + field(plainModels ? String.join("|", devices.models()) : "")
                + ","
                + (pod.priority() == 0 ? "" : Integer.toString(pod.priority()))
                + ","
                + field(labels == null ? "" : labels)
                + ","
                + field(CsvExtraText.of(pod, labels == null, !plainModels))
                + "\n";
    }

    private static String text(NodeSpec node) {
        @Nullable String labels = labels(node.labels());
        List<DeviceSpec> devices = node.devices();
        boolean plain = devices.stream().allMatch(device -> device.equals(devices.get(0)))
                && (devices.isEmpty()
                        || (devices.get(0).capacityMilli() == DeviceSpec.WHOLE
                                && isPrintable(devices.get(0).model())));
        return resources(node.allocatable())
                + ","
                + node.allocatable().pods()
                + (plain && !devices.isEmpty()
                        ? "," + devices.size() + "," + field(devices.get(0).model())
                        : ",,")
                + ",,"
                + field(labels == null ? "" : labels)
                + ","
                + field(CsvExtraText.of(node, labels == null, !plain))
                + "\n";
    }

    private static String resources(Resources amounts) {
        return "," + Quantity.ofMilli(amounts.cpuMilli())
                + "," + Quantity.ofBytes(amounts.memoryBytes())
                + ","
                + (amounts.ephemeralStorageBytes() == 0 ? "" : Quantity.ofBytes(amounts.ephemeralStorageBytes()));
    }

    /** Labels as {@code app=web;tier=front}; null when they cannot be written so. */
    private static @Nullable String labels(Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            String key = label.getKey();
            String pair = key + "=" + label.getValue();
            if (key.isEmpty() || key.indexOf('=') >= 0 || pair.indexOf(';') >= 0 || !isPrintable(pair)) {
                return null;
            }
            text.append(text.isEmpty() ? "" : ";").append(pair);
        }
        return text.toString();
    }

    private static String name(String name) {
        if (name.length() > UniqueNames.MAX_CHARACTERS) {
            throw refused(name, "have at most " + UniqueNames.MAX_CHARACTERS + " characters");
        }
        return field(name);
    }

    /** A text as a field; a JSON text has no control characters. */
    private static String field(String text) {
        if (!isPrintable(text)) {
            throw refused(text, "hold no control or replacement characters");
        }
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == CsvTable.REPLACEMENT) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException refused(String text, String rule) {
        return new IllegalArgumentException(
                "The text (%s) of a trace in CSV must %s.%n".formatted(InputProblem.shown(text), rule)
                        + "Maybe the native format serves: a file whose name does not end in .csv.");
    }
}
