package io.plimsoll.kubernetes.input;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with one object: adds file, line, object and document to each problem. */
public final class Report {

    private final String file;
    private final int document;
    private final int item;
    private final String name;
    private final Value root;
    private final Problems problems;
    private final Warnings warnings;
    private final Set<String> reported = new HashSet<>();

    /**
     * @param file the file, as the user named it
     * @param document the document in the file, counted from 1
     * @param item the place in the document's list, counted from 1; 0 when the document is no list
     * @param name kind, namespace and name
     * @param root the object as it was written
     * @param problems collects what is wrong
     * @param warnings collects what has no effect
     */
    Report(String file, int document, int item, String name, Value root, Problems problems, Warnings warnings) {
        this.file = file;
        this.document = document;
        this.item = item;
        this.name = name;
        this.root = root;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** A field has a value that breaks a rule; {@code rule} continues "must", {@code advice} continues "Maybe". */
    public void value(FieldPath path, @Nullable Object value, String rule, String advice) {
        add(path, value == null ? null : value.toString(), rule, advice);
    }

    /** A field is missing, unless it was given and reported already. */
    public void missing(FieldPath path, String advice) {
        if (!reported.contains(path.toString())) {
            add(path, null, "be given", advice);
        }
    }

    private void add(FieldPath path, @Nullable String value, String rule, String advice) {
        reported.add(path.toString());
        problems.add(problem(path, value, rule, advice));
    }

    private InputProblem problem(FieldPath path, @Nullable String value, String rule, String advice) {
        String field = path.toString();
        return new InputProblem(
                file, path.line(root), field.isEmpty() ? "object" : field, value, owner(), rule, advice);
    }

    /** A field breaks a rule that an API server holds, but that changes nothing here. */
    void warning(FieldPath path, @Nullable String value, String rule, String advice) {
        warnings.add(problem(path, value, rule, advice));
    }

    /** A field has no effect because its name is misspelt. */
    void misspelt(FieldPath path, String type, String nearest) {
        warning(path, null, "be a field of " + type, "\"" + nearest + "\" was meant.");
    }

    /** A field has no effect because nobody knows it. */
    void unknown(String field) {
        warnings.unknown(field);
    }

    /** Whether nothing was reported yet. */
    boolean isClean() {
        return reported.isEmpty();
    }

    /** The file and the line of the object. */
    String place() {
        return file + ":" + root.line();
    }

    /** Kind and name, and where they stand in the file. */
    private String owner() {
        String place = item == 0 ? "document " + document : "document " + document + ", item " + item;
        return name + " (" + place + ")";
    }
}
