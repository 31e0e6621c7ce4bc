package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kubernetes objects from files: YAML or JSON, one or many documents each, lists of objects as {@code kubectl
 * get} writes them, folders with all below them, archives ({@code .tar.gz}) and streams. Objects of legacy API groups
 * become today's; kinds that are not modelled are counted. The same object may come twice when both are equal.
 *
 * <p>All problems of all inputs go to one collector, each with file, line, document, object, field, value and rule; an
 * object that has one is left out. How much an input may ask is bounded. For one thread; lists of objects are read one
 * by one, so that memory holds a file's bytes and its objects, not its tree.
 */
public final class ObjectReader {

    private final Problems problems;
    private final InputLimits limits;
    private final Manifests.Builder objects = Manifests.builder();
    private final Warnings warnings = new Warnings();
    private final GeneratedNames names = new GeneratedNames();
    private final Binder binder = new Binder();

    /** A reader with the usual limits. */
    public ObjectReader(Problems problems) {
        this(problems, InputLimits.USUAL);
    }

    /**
     * @param problems collects what is wrong
     * @param limits how much an input may ask
     */
    public ObjectReader(Problems problems, InputLimits limits) {
        this.problems = problems;
        this.limits = limits;
    }

    /**
     * Reads all of these and reports every problem in one go.
     *
     * @throws InputException when anything is wrong
     */
    public static Manifests read(List<Path> paths) throws InputException {
        ObjectReader reader = new ObjectReader(Problems.strict());
        paths.forEach(reader::read);
        return reader.finish();
    }

    /** Reads a file, a folder with all below it, or an archive. */
    public ObjectReader read(Path path) {
        new Sources(limits, problems, this::content).read(path);
        return this;
    }

    /** Reads a stream, for example standard input, under the name that its problems shall bear. */
    public ObjectReader read(String name, InputStream in) {
        new Sources(limits, problems, this::content).stream(name, in);
        return this;
    }

    /** Reads a text under the name that its problems shall bear. */
    public ObjectReader read(String name, String text) {
        return read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * All that was read.
     *
     * @throws InputException when it cannot be used: a strict collector has problems, or a file could not be read
     */
    public Manifests finish() throws InputException {
        problems.throwIfAny();
        warnings.take().forEach(objects::warn);
        return objects.build();
    }

    private void content(String file, byte[] bytes) {
        new Documents(file, limits, problems, warnings, new Documents.Taker() {
                    @Override
                    public void item(int document, Value.Fields header, Value item, int index) {
                        object(file, document, index + 1, header, item);
                    }

                    @Override
                    public void document(int document, Value value, int itemsGiven) {
                        if (itemsGiven == 0 || !isList(value)) {
                            object(file, document, 0, null, value);
                        }
                    }
                })
                .read(bytes);
    }

    private static boolean isList(Value value) {
        String kind = value instanceof Value.Fields fields ? fields.text("kind") : null;
        return kind == null || kind.endsWith("List");
    }

    private void object(String file, int document, int item, Value.@Nullable Fields list, Value value) {
        if (!(value instanceof Value.Fields fields)) {
            report(file, document, item, "the file", value)
                    .value(
                            FieldPath.ROOT,
                            Value.shown(value),
                            "be an object with kind and metadata",
                            "it is no manifest.");
            problems.skipRow();
            return;
        }
        Identity identity = Identity.of(fields, list);
        String kindName = identity.kind();
        if (kindName != null
                && kindName.endsWith("List")
                && Kinds.named(kindName) == null
                && fields.values().containsKey("items")) {
            items(file, document, fields);
            return;
        }
        Report report = report(file, document, item, identity.toString(), fields);
        if (identity.isNotModelled()) {
            objects.countNotModelled(identity.apiVersion() + " " + kindName);
            return;
        }
        Kinds.@Nullable Kind kind = identity.resolve(report);
        if (kind != null) {
            bind(kind, identity, fields, report);
        }
        if (!report.isClean()) {
            problems.skipRow();
        }
    }

    private void items(String file, int document, Value.Fields list) {
        if (list.get("items") instanceof Value.Items items) {
            int index = 0;
            for (Value item : items.values()) {
                index++;
                object(file, document, index, list, item);
            }
        }
    }

    private void bind(Kinds.Kind kind, Identity identity, Value.Fields fields, Report report) {
        Value.Fields today = Legacy.toToday(kind, Objects.requireNonNull(identity.apiVersion()), fields);
        HasMetadata object = binder.bind(today, kind.type(), report, FieldPath.ROOT);
        ObjectRules.check(kind, object, report);
        if (!report.isClean()) {
            return;
        }
        if (object.getMetadata().getName() == null) {
            object.getMetadata().setName(names.next(object.getMetadata().getGenerateName(), report.place()));
        }
        @Nullable HasMetadata other = objects.add(object, report.place());
        if (other != null && !other.equals(object)) {
            report.value(
                    FieldPath.of("metadata.name"),
                    object.getMetadata().getName(),
                    "be the only one of its kind in its namespace; another one is in " + objects.place(other),
                    "one file is a later version of the other.");
        }
    }

    private Report report(String file, int document, int item, String name, Value root) {
        return new Report(file, document, item, name, root, problems, warnings);
    }
}
