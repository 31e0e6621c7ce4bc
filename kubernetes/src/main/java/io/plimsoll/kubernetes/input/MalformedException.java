package io.plimsoll.kubernetes.input;

/** A document cannot be read on from a line: a rule continuing "must" and an advice continuing "Maybe". */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String advice;

    MalformedException(int line, String rule, String advice) {
        super(rule);
        this.line = line;
        this.advice = advice;
    }

    int line() {
        return line;
    }

    String rule() {
        return String.valueOf(getMessage());
    }

    String advice() {
        return advice;
    }
}
