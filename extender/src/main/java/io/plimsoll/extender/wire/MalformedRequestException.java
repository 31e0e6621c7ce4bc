package io.plimsoll.extender.wire;

/** A request that is not what the protocol says. The message names the rule and the place and can be shown to the sender. */
public final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A request that breaks a rule. */
    public MalformedRequestException(String message) {
        super(message);
    }
}
