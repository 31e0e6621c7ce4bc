package io.plimsoll.traces.columnar;

/** A block says what no writer writes. Never leaves this package: the reader says in which file and where. */
final class MalformedBlockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param rule what the block must do, continuing "must" */
    MalformedBlockException(String rule) {
        super(rule, null, false, false);
    }

    String rule() {
        return String.valueOf(getMessage());
    }
}
