package io.plimsoll.traces.json;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;

/** Reports what is wrong with the values of one JSON document. For one read by one thread. */
public final class JsonProblems {

    private static final String DOCUMENT = "the document";

    private final String file;
    private final Problems problems;

    /**
     * @param file the document, as the user named it
     * @param problems collects what is reported
     */
    public JsonProblems(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A value breaks a rule; {@code rule} continues "must" without full stop, {@code advice} continues "Maybe". */
    public void value(JsonValue at, String rule, String advice) {
        problems.add(new InputProblem(file, at.line(), "value", at.shown(), owner(at.path()), rule, advice));
    }

    /** An object has a key that it must not have. */
    public void key(long line, String object, String key, String rule, String advice) {
        problems.add(new InputProblem(file, line, "key", key, owner(object), rule, advice));
    }

    /** An object lacks something; {@code missing} names it. */
    public void missing(JsonValue object, String missing, String advice) {
        problems.add(new InputProblem(file, object.line(), missing, null, owner(object.path()), "be given", advice));
    }

    /** The text is no JSON. */
    void text(long line, String shown, String rule, String advice) {
        problems.addFatal(new InputProblem(file, line, "text", shown, "", rule, advice));
    }

    private static String owner(String path) {
        return path.isEmpty() ? DOCUMENT : path;
    }
}
