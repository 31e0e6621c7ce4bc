package io.plimsoll.traces.event;

import io.plimsoll.core.input.InputException;

/**
 * A trace that is read while it is replayed turned out to be unusable somewhere behind its beginning. Unchecked, so that
 * a replay need not know where its events come from; the cause says what is wrong.
 */
public final class BrokenTraceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public BrokenTraceException(InputException cause) {
        super(cause.getMessage(), cause);
    }
}
