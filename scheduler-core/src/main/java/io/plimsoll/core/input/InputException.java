package io.plimsoll.core.input;

import java.util.List;

/**
 * An input cannot be used. Carries the problems of the whole input up to a limit, and their number. The message is meant
 * for a person: two lines per problem, then how many more there are.
 */
public final class InputException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<InputProblem> problems;
    private final long count;

    /**
     * @param problems the problems to show, at least one
     * @param count how many there are, at least as many as shown
     */
    public InputException(List<InputProblem> problems, long count) {
        super(message(problems, count));
        this.problems = List.copyOf(problems);
        this.count = count;
    }

    /** The first problems. */
    public List<InputProblem> problems() {
        return problems;
    }

    /** How many problems there are, shown or not. */
    public long count() {
        return count;
    }

    private static String message(List<InputProblem> problems, long count) {
        StringBuilder text = new StringBuilder();
        for (InputProblem problem : problems) {
            text.append(text.isEmpty() ? "" : "\n").append(problem.render());
        }
        long hidden = count - problems.size();
        if (hidden > 0) {
            text.append("\n%d more %s not shown.".formatted(hidden, hidden == 1 ? "problem is" : "problems are"));
        }
        return text.toString();
    }
}
