package io.plimsoll.traces.columnar;

import io.plimsoll.core.input.InputProblem;

/** A file cannot be read further, and why. */
final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient InputProblem problem;
    private final long position;

    DamageException(InputProblem problem, long position) {
        super(problem.render());
        this.problem = problem;
        this.position = position;
    }

    InputProblem problem() {
        return problem;
    }

    /** Where what can be used ends. */
    long position() {
        return position;
    }
}
