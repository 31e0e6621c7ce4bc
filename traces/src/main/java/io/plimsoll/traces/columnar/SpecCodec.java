package io.plimsoll.traces.columnar;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Descriptions of pods and nodes as bytes, but for their names. */
final class SpecCodec {

    /** Their places in this list stand in files. */
    private static final List<Operator> OPERATORS =
            List.of(Operator.IN, Operator.NOT_IN, Operator.EXISTS, Operator.DOES_NOT_EXIST);

    private SpecCodec() {}

    static void write(ByteSink sink, PodSpec pod) {
        boolean usual = pod.spread().stream()
                .allMatch(one -> one.equals(new SpreadConstraint(one.topologyKey(), one.maxSkew(), one.selector())));
        require(usual && pod.rules().equals(PodRules.NONE), "pod", pod.name());
        sink.text(pod.namespace());
        sink.texts(pod.labels());
        resources(sink, pod.requests());
        sink.number(pod.devices().count());
        sink.number(pod.devices().milliPerDevice());
        sink.each(pod.devices().models(), sink::text);
        sink.signed(pod.priority());
        @Nullable String nodeName = pod.nodeName();
        sink.text(nodeName == null ? "" : nodeName);
        sink.each(pod.spread(), spread -> {
            sink.text(spread.topologyKey());
            sink.number(spread.maxSkew());
            selector(sink, spread.selector());
        });
        sink.each(pod.preferred(), preferred -> {
            sink.number(preferred.weight());
            selector(sink, preferred.selector());
        });
    }

    static PodSpec readPod(ByteCursor cursor, String name) {
        String namespace = cursor.text();
        SortedMap<String, String> labels = cursor.texts();
        Resources requests = resources(cursor);
        int count = cursor.number(DeviceRequest.MAX_DEVICES);
        int milli = cursor.number(DeviceSpec.WHOLE);
        DeviceRequest devices = new DeviceRequest(count, milli, new TreeSet<>(cursor.each(cursor::text)));
        int priority = (int) cursor.signed();
        String nodeName = cursor.text();
        return new PodSpec(
                namespace,
                name,
                labels,
                requests,
                devices,
                priority,
                nodeName.isEmpty() ? null : nodeName,
                cursor.each(
                        () -> new SpreadConstraint(cursor.text(), cursor.number(Integer.MAX_VALUE), selector(cursor))),
                cursor.each(() -> new PreferredLabels(cursor.number(Integer.MAX_VALUE), selector(cursor))));
    }

    static void write(ByteSink sink, NodeSpec node) {
        require(node.taints().isEmpty() && node.images().isEmpty(), "node", node.name());
        resources(sink, node.allocatable());
        sink.texts(node.labels());
        sink.each(node.devices(), device -> {
            sink.text(device.model());
            sink.number(device.capacityMilli());
        });
        sink.octet(node.unschedulable() ? 1 : 0);
    }

    static NodeSpec readNode(ByteCursor cursor, String name) {
        return new NodeSpec(
                name,
                resources(cursor),
                cursor.texts(),
                cursor.each(() -> new DeviceSpec(cursor.text(), cursor.number(DeviceSpec.WHOLE))),
                cursor.octet() != 0);
    }

    /** The node under another name. */
    static NodeSpec named(NodeSpec node, String name) {
        return node.withName(name);
    }

    /** Rather nothing than half: what only Kubernetes says has no place in these files yet. */
    private static void require(boolean known, String what, String name) {
        if (!known) {
            throw new IllegalArgumentException(
                    "The %s (%s) of a native trace must have no rules of Kubernetes.%n".formatted(what, name)
                            + "Maybe it was read from a cluster: keep its objects as they are.");
        }
    }

    private static void resources(ByteSink sink, Resources resources) {
        sink.number(resources.cpuMilli());
        sink.number(resources.memoryBytes());
        sink.number(resources.ephemeralStorageBytes());
        sink.number(resources.pods());
        sink.number(resources.scalars().size());
        resources.scalars().forEach((name, amount) -> {
            sink.text(name);
            sink.number(amount);
        });
    }

    private static Resources resources(ByteCursor cursor) {
        long cpu = cursor.number();
        long memory = cursor.number();
        long storage = cursor.number();
        long pods = cursor.number();
        SortedMap<String, Long> scalars = new TreeMap<>();
        int count = cursor.count();
        for (int i = 0; i < count; i++) {
            scalars.put(cursor.text(), cursor.number());
        }
        return new Resources(cpu, memory, storage, pods, scalars);
    }

    private static void selector(ByteSink sink, LabelSelector selector) {
        sink.texts(selector.matchLabels());
        sink.each(selector.requirements(), requirement -> {
            sink.text(requirement.key());
            sink.octet(OPERATORS.indexOf(requirement.operator()));
            sink.each(requirement.values(), sink::text);
        });
    }

    private static LabelSelector selector(ByteCursor cursor) {
        return new LabelSelector(
                cursor.texts(),
                cursor.each(() -> new Requirement(
                        cursor.text(),
                        OPERATORS.get(cursor.number(OPERATORS.size() - 1)),
                        new TreeSet<>(cursor.each(cursor::text)))));
    }
}
