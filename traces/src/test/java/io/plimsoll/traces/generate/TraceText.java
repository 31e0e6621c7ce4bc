package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything a trace says, as text that depends on no library's way to print a record. */
final class TraceText {

    private final StringBuilder text = new StringBuilder(1 << 23);

    private TraceText() {}

    static String of(Trace trace) {
        TraceText writer = new TraceText();
        writer.fields(trace.name(), trace.format(), trace.hasTimes());
        trace.initialNodes().forEach(writer::node);
        trace.events().forEach(writer::event);
        return writer.text.toString();
    }

    static String sha256(Trace trace) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(of(trace).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void event(TraceEvent event) {
        fields(event.timeMillis(), event.kind().order());
        if (event instanceof PodArrived arrival) {
            fields(arrival.durationMillis());
            pod(arrival.pod());
        } else if (event instanceof NodeAdded added) {
            node(added.node());
        } else if (event instanceof NodeChanged changed) {
            node(changed.node());
        } else if (event instanceof TraceEvent.NodeRemoved removed) {
            fields(removed.nodeName());
        }
    }

    private void node(NodeSpec node) {
        fields(node.name(), node.unschedulable(), node.labels());
        resources(node.allocatable());
        node.devices().forEach(device -> fields(device.model(), device.capacityMilli()));
    }

    private void pod(PodSpec pod) {
        fields(pod.namespace(), pod.name(), pod.labels(), pod.priority());
        resources(pod.requests());
        fields(
                pod.devices().count(),
                pod.devices().milliPerDevice(),
                pod.devices().models());
        for (SpreadConstraint spread : pod.spread()) {
            fields(spread.topologyKey(), spread.maxSkew(), spread.selector().matchLabels());
        }
        for (PreferredLabels preferred : pod.preferred()) {
            fields(preferred.weight(), preferred.selector().matchLabels());
        }
    }

    private void resources(Resources resources) {
        fields(resources.cpuMilli(), resources.memoryBytes(), resources.pods());
    }

    private void fields(Object... values) {
        for (Object value : values) {
            text.append(value).append('\t');
        }
        text.append('\n');
    }
}
