package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the document of one kind in a file that is no list of cluster objects, such as a scheduler's configuration. */
public final class ConfigDocuments {

    private final Problems problems;
    private final Warnings warnings = new Warnings();
    private final Binder binder = new Binder();

    /** @param problems collects what is wrong */
    public ConfigDocuments(Problems problems) {
        this.problems = problems;
    }

    /**
     * The document and where to report about it.
     *
     * @param value what it says
     * @param report takes its problems
     */
    public record Found(Value.Fields value, Report report) {}

    /** The first document of this kind; null, and a problem, when there is none. */
    public @Nullable Found find(Path file, String kind) {
        List<Found> found = new ArrayList<>();
        new Sources(InputLimits.USUAL, problems, (name, bytes) -> collect(name, bytes, Set.of(kind), found)).read(file);
        return one(file.toString(), kind, found);
    }

    /** The same of a text, under the name that its problems shall bear. */
    public @Nullable Found find(String name, String text, String kind) {
        List<Found> found = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        new Sources(InputLimits.USUAL, problems, (file, bytes) -> collect(file, bytes, Set.of(kind), found))
                .stream(name, in);
        return one(name, kind, found);
    }

    /** All documents of some kinds, and items of lists; empty, and a problem, when there is none. */
    public List<Found> all(Path file, Set<String> kinds) {
        List<Found> found = new ArrayList<>();
        new Sources(InputLimits.USUAL, problems, (name, bytes) -> collect(name, bytes, kinds, found)).read(file);
        if (found.isEmpty() && problems.count() == 0) {
            problems.addFatal(InputProblem.ofFile(
                    file.toString(),
                    "file",
                    "hold a " + String.join(" or a ", new TreeSet<>(kinds)),
                    "another file was meant."));
        }
        return found;
    }

    private @Nullable Found one(String file, String kind, List<Found> found) {
        if (!found.isEmpty()) {
            return found.get(0);
        }
        if (problems.count() == 0) {
            problems.addFatal(InputProblem.ofFile(file, "file", "hold a " + kind, "another file was meant."));
        }
        return null;
    }

    private void collect(String file, byte[] bytes, Set<String> kinds, List<Found> found) {
        Documents.Taker taker = new Documents.Taker() {
            @Override
            public void item(int document, Value.Fields header, Value item, int index) {
                document(document, item, 0);
            }

            @Override
            public void document(int document, Value value, int itemsGiven) {
                @Nullable String kind = value instanceof Value.Fields fields ? fields.text("kind") : null;
                if (kind != null && kinds.contains(kind)) {
                    Value.Fields fields = (Value.Fields) value;
                    found.add(new Found(fields, new Report(file, document, 0, kind, fields, problems, warnings)));
                }
            }
        };
        new Documents(file, InputLimits.USUAL, problems, warnings, taker).read(bytes);
    }

    /** Reads a node affinity and checks it. */
    public NodeAffinity nodeAffinity(Value.Fields fields, FieldPath path, Report report) {
        NodeAffinity affinity = binder.bind(fields, NodeAffinity.class, report, path);
        new SelectorRules(new Rules(report)).nodeAffinity(path, affinity);
        return affinity;
    }

    /** Reads spread constraints and checks them. */
    public List<TopologySpreadConstraint> spread(Value.Items items, FieldPath path, Report report) {
        List<TopologySpreadConstraint> constraints = new ArrayList<>();
        int index = 0;
        for (Value item : items.values()) {
            FieldPath at = path.item(index++);
            if (item instanceof Value.Fields fields) {
                constraints.add(binder.bind(fields, TopologySpreadConstraint.class, report, at));
            } else {
                report.value(at, Value.shown(item), "be an object", "its fields are not indented below it.");
            }
        }
        new SelectorRules(new Rules(report)).spread(path, constraints);
        return constraints;
    }

    /** The name of those known that was meant by a misspelt one; null when none resembles it. */
    public static @Nullable String nearest(String written, Collection<String> known) {
        return NearestField.of(written, known);
    }

    /** What was read but has no effect, a sentence each. */
    public List<String> warnings() {
        return warnings.take();
    }
}
