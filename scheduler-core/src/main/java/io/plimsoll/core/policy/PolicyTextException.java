package io.plimsoll.core.policy;

/**
 * The text that names a policy is wrong. The message has two lines: what must hold, and advice that begins with
 * "Maybe".
 */
public final class PolicyTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    PolicyTextException(String problem, String advice) {
        super(problem + System.lineSeparator() + advice);
    }
}
