package io.plimsoll.traces.format;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.TraceHeader;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what {@link CsvExtra} reads; empty where the other columns say all. */
final class CsvExtraText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text);
    private boolean begun;

    private CsvExtraText() {}

    static String of(TraceHeader header, List<InputDigest> inputs) {
        CsvExtraText extra = new CsvExtraText();
        extra.name("format").writeString(header.format());
        if (!header.hasTimes()) {
            extra.name("times").writeBoolean(false);
        }
        extra.list("inputs", inputs, input -> {
            extra.json.writeStartObject();
            extra.json.writeStringProperty("file", input.file());
            extra.json.writeStringProperty("sha256", input.sha256());
            extra.json.writeNumberProperty("bytes", input.bytes());
            extra.json.writeEndObject();
        });
        return extra.end();
    }

    /** @param labels whether they are to stand here, as the column cannot hold them */
    static String of(PodSpec pod, boolean labels, boolean models) {
        CsvExtraText extra = new CsvExtraText();
        @Nullable String nodeName = pod.nodeName();
        if (nodeName != null) {
            extra.name("nodeName").writeString(nodeName);
        }
        extra.scalars(pod.requests().scalars());
        if (labels) {
            extra.name("labels");
            extra.texts(pod.labels());
        }
        if (models) {
            extra.list("models", pod.devices().models(), extra.json::writeString);
        }
        extra.list("spread", pod.spread(), extra::spread);
        extra.list("preferred", pod.preferred(), extra::preferred);
        return extra.end();
    }

    /** @param labels whether they are to stand here, as the column cannot hold them; so for devices */
    static String of(NodeSpec node, boolean labels, boolean devices) {
        CsvExtraText extra = new CsvExtraText();
        extra.scalars(node.allocatable().scalars());
        if (labels) {
            extra.name("labels");
            extra.texts(node.labels());
        }
        if (devices) {
            extra.list("devices", node.devices(), extra::device);
        }
        if (node.unschedulable()) {
            extra.name("cordoned").writeBoolean(true);
        }
        return extra.end();
    }

    private JsonGenerator name(String name) {
        if (!begun) {
            begun = true;
            json.writeStartObject();
        }
        json.writeName(name);
        return json;
    }

    private String end() {
        if (begun) {
            json.writeEndObject();
        }
        json.close();
        return text.toString();
    }

    private <T> void list(String name, Collection<T> items, Consumer<T> write) {
        if (!items.isEmpty()) {
            name(name).writeStartArray();
            items.forEach(write);
            json.writeEndArray();
        }
    }

    private void scalars(Map<String, Long> scalars) {
        if (!scalars.isEmpty()) {
            name("scalars").writeStartObject();
            scalars.forEach(json::writeNumberProperty);
            json.writeEndObject();
        }
    }

    private void texts(Map<String, String> texts) {
        json.writeStartObject();
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private void device(DeviceSpec device) {
        json.writeStartObject();
        json.writeStringProperty("model", device.model());
        json.writeNumberProperty("milli", device.capacityMilli());
        json.writeEndObject();
    }

    private void spread(SpreadConstraint spread) {
        json.writeStartObject();
        json.writeStringProperty("topologyKey", spread.topologyKey());
        json.writeNumberProperty("maxSkew", spread.maxSkew());
        selector(spread.selector());
        json.writeEndObject();
    }

    private void preferred(PreferredLabels preferred) {
        json.writeStartObject();
        json.writeNumberProperty("weight", preferred.weight());
        selector(preferred.selector());
        json.writeEndObject();
    }

    private void selector(LabelSelector selector) {
        json.writeName("selector");
        json.writeStartObject();
        json.writeName("matchLabels");
        texts(selector.matchLabels());
        json.writeName("matchExpressions");
        json.writeStartArray();
        for (Requirement requirement : selector.requirements()) {
            json.writeStartObject();
            json.writeStringProperty("key", requirement.key());
            CsvExtra.OPERATORS.forEach((word, operator) -> {
                if (operator == requirement.operator()) {
                    json.writeStringProperty("operator", word);
                }
            });
            json.writeName("values");
            json.writeStartArray();
            requirement.values().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
