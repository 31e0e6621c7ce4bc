package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.format.OpenbFolder.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a folder of openb lists as a trace; {@link Openb} says how. */
final class OpenbReader implements TraceReader {

    private static final String NODES = "nodes";
    private static final String PODS = "pods";

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of(
                NODES, "the node list, " + Openb.DEFAULT_NODES + " unless given",
                PODS, "the pod list, " + Openb.DEFAULT_PODS + " unless given"));
    }

    @Override
    public boolean recognises(Path input) throws IOException {
        @Nullable OpenbFolder folder = OpenbFolder.open(input, Problems.strict());
        return folder != null
                && !folder.names(Kind.NODES).isEmpty()
                && !folder.names(Kind.PODS).isEmpty();
    }

    @Override
    public Trace read(Path input, Map<String, String> options, Problems problems) throws InputException, IOException {
        OpenbFolder folder = Openb.required(OpenbFolder.open(input, problems), problems);
        String nodeList = options.getOrDefault(NODES, Openb.DEFAULT_NODES);
        String podList = options.getOrDefault(PODS, Openb.DEFAULT_PODS);
        @Nullable OpenbList<OpenbNode> nodes = OpenbNodeRows.read(folder, nodeList, problems);
        @Nullable OpenbList<OpenbPod> pods = OpenbPodRows.read(folder, podList, problems);
        return trace(Openb.required(nodes, problems), Openb.required(pods, problems));
    }

    private static Trace trace(OpenbList<OpenbNode> nodes, OpenbList<OpenbPod> pods) {
        OpenbModel model = new OpenbModel();
        List<NodeSpec> specs = new ArrayList<>(nodes.rows().size());
        for (OpenbNode node : nodes.rows()) {
            specs.add(model.node(node));
        }
        List<TraceEvent> arrivals = new ArrayList<>(pods.rows().size());
        for (OpenbPod pod : pods.rows()) {
            arrivals.add(arrival(pod, model));
        }
        String name = "openb-" + pods.name() + (nodes.name().equals(Openb.DEFAULT_NODES) ? "" : "-on-" + nodes.name());
        return new Trace(
                name,
                TraceFormat.OPENB.formatName(),
                pods.hasTimes(),
                specs,
                arrivals,
                List.of(nodes.digest(), pods.digest()));
    }

    private static PodArrived arrival(OpenbPod pod, OpenbModel model) {
        if (pod.creationSeconds() == OpenbPod.NO_TIME) {
            return new PodArrived(0, model.pod(pod), PodArrived.UNKNOWN_DURATION);
        }
        long start = pod.scheduledSeconds() == OpenbPod.NO_TIME ? pod.creationSeconds() : pod.scheduledSeconds();
        long duration = pod.deletionSeconds() == OpenbPod.NO_TIME
                ? PodArrived.UNKNOWN_DURATION
                : 1000 * (pod.deletionSeconds() - start);
        return new PodArrived(1000 * pod.creationSeconds(), model.pod(pod), duration);
    }
}
