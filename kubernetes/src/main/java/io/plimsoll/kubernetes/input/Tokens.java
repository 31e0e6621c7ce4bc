package io.plimsoll.kubernetes.input;

import org.jspecify.annotations.Nullable;

/** The parts of one document after one another, whatever it is written in. */
interface Tokens {

    /** What a document is made of; the fields of an object are a scalar each, followed by the value. */
    enum Token {
        OBJECT_START,
        OBJECT_END,
        LIST_START,
        LIST_END,
        SCALAR,
        ALIAS,
        END
    }

    /** The next part. */
    Token next() throws MalformedException;

    /** The line of the last part. */
    int line();

    /** The text of the last scalar. */
    String text();

    /** What the last scalar is. */
    Value.Kind kind();

    /** The name that the last part gets, or that the last alias refers to; null when none. */
    @Nullable
    String anchor();
}
