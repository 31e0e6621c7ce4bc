package io.plimsoll.kubernetes.lint;

/**
 * Something suspicious.
 *
 * @param severity how bad it is
 * @param place file and line of the object; empty for one that no file has
 * @param object kind, namespace and name
 * @param field the field, from the object's root
 * @param rule what must hold and does not, from "must" on
 * @param advice what to do, a sentence
 */
public record Finding(Severity severity, String place, String object, String field, String rule, String advice) {

    /** How bad it is. */
    public enum Severity {
        /** Something never happens that somebody asked for. */
        ERROR,
        /** It works, and perhaps not as somebody thinks. */
        WARNING
    }

    /** Two lines: where and what, then the advice. */
    public String render() {
        return "%sThe %s of %s %s.%n  Maybe %s"
                .formatted(place.isEmpty() ? "" : place + ": ", field, object, rule, advice);
    }
}
