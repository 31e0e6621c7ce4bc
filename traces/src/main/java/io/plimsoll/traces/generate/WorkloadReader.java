package io.plimsoll.traces.generate;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonProblems;
import io.plimsoll.traces.json.JsonText;
import io.plimsoll.traces.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the description of a workload, strictly: every problem there is, with its place. */
final class WorkloadReader {

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_PARTS = 1000;
    private static final long MOST_NODES = 1_000_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Values values;

    private WorkloadReader(Values values) {
        this.values = values;
    }

    static Workload read(Path file, Problems problems) throws InputException, IOException {
        byte[] bytes = bytes(file, problems);
        String text = text(file, bytes, problems);
        JsonProblems json = new JsonProblems(file.toString(), problems);
        JsonValue document = text == null ? null : JsonText.parse(text, json);
        Workload workload = document == null
                ? null
                : new WorkloadReader(new Values(json)).workload(document, InputDigest.of(file, bytes));
        problems.throwIfAny();
        if (workload == null) {
            throw new IllegalStateException("A description without problems must be readable.");
        }
        return workload;
    }

    /** The content; empty when there is too much of it. */
    private static byte[] bytes(Path file, Problems problems) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES) {
                return bytes;
            }
            problems.addFatal(InputProblem.ofFile(
                    file.toString(),
                    "description",
                    "have at most " + MOST_BYTES + " bytes",
                    "it is a trace and no description: see --trace."));
            return new byte[0];
        }
    }

    /** The text; null when it is not UTF-8 or was refused before. */
    private static @Nullable String text(Path file, byte[] bytes, Problems problems) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return problems.count() > 0 ? null : marked ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.addFatal(InputProblem.ofFile(
                    file.toString(), "description", "be text in UTF-8", "it is compressed, or in another encoding."));
            return null;
        }
    }

    private @Nullable Workload workload(JsonValue document, InputDigest digest) {
        JsonFields fields = values.fields(document);
        if (fields == null) {
            return null;
        }
        JsonValue name = fields.take("name");
        JsonValue span = fields.require("span");
        JsonValue censored = fields.take("censored");
        JsonValue nodes = fields.require("nodes");
        JsonValue failures = fields.take("failures");
        JsonValue pods = fields.require("pods");
        fields.done();
        long spanMillis = span == null ? Workload.LONGEST_MILLIS : values.duration(span, 1);
        List<Fleet> fleets = nodes == null ? List.of() : fleets(nodes);
        List<FailureCause> causes = failures == null ? List.of() : causes(failures, fleets);
        List<PodSource> sources = pods == null ? List.of() : sources(pods, fleets, spanMillis);
        return new Workload(
                name == null ? stem(digest.file()) : values.name(name),
                spanMillis,
                censored != null && values.flag(censored),
                fleets,
                causes,
                sources,
                digest);
    }

    private List<Fleet> fleets(JsonValue value) {
        NodesReader reader = new NodesReader(values);
        List<Fleet> fleets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long count = 0;
        for (JsonValue item : values.list(value, 1, MOST_PARTS)) {
            Fleet fleet = reader.fleet(item);
            if (fleet != null) {
                requireNew(item, names.add(fleet.name()));
                count += fleet.count();
                fleets.add(fleet);
            }
        }
        if (count > MOST_NODES) {
            values.problems()
                    .value(
                            value,
                            "have at most " + MOST_NODES + " nodes, not " + count,
                            "a count has a digit too many.");
        }
        return fleets;
    }

    private List<FailureCause> causes(JsonValue value, List<Fleet> fleets) {
        NodesReader reader = new NodesReader(values);
        List<FailureCause> causes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonValue item : values.list(value, 0, MOST_PARTS)) {
            FailureCause cause = reader.failure(item, fleets);
            if (cause != null) {
                requireNew(item, names.add(cause.name()));
                causes.add(cause);
            }
        }
        return causes;
    }

    private List<PodSource> sources(JsonValue value, List<Fleet> fleets, long spanMillis) {
        Set<String> models = new TreeSet<>();
        for (Fleet fleet : fleets) {
            for (DeviceSpec device : fleet.template().devices()) {
                models.add(device.model());
            }
        }
        PodSourceReader reader = new PodSourceReader(values, new ArrivalsReader(values, spanMillis), models);
        List<PodSource> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonValue item : values.list(value, 1, MOST_PARTS)) {
            PodSource source = reader.source(item);
            if (source != null) {
                requireNew(item, names.add(source.name()));
                sources.add(source);
            }
        }
        return sources;
    }

    private void requireNew(JsonValue item, boolean isNew) {
        JsonValue name = item.members().get("name");
        if (!isNew && name != null) {
            values.problems().value(name, "be a name of its own", "a copied part was not renamed.");
        }
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
