package io.plimsoll.kubernetes.workload;

/** The API server would not let a pod in; the message says why. */
final class RejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    RejectedException(String message) {
        super(message);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
