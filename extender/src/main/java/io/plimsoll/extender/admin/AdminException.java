package io.plimsoll.extender.admin;

/** A question that is not answered, with the status of HTTP that says why. */
final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    AdminException(int status, String problem, String advice) {
        super(problem + "\n" + advice);
        this.status = status;
    }

    int status() {
        return status;
    }
}
