package io.plimsoll.core.input;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one input while it is read, so that all of it is reported in one go.
 *
 * <p>A strict collector makes any problem fail the read at its end. A lenient one lets rows with problems be skipped and
 * counted; what concerns a whole file (it is missing, cut off, has no such column) fails the read all the same. Readers
 * report a problem, go on as far as they can, and call {@link #throwIfAny()} last.
 *
 * <p>Keeps the first problems up to a limit and the number of all, so memory is bounded. For one read by one thread.
 */
public final class Problems {

    /** How many problems are kept unless told otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    private final boolean lenient;
    private final int limit;
    private final List<InputProblem> ofFiles = new ArrayList<>();
    private final List<InputProblem> ofRows = new ArrayList<>();
    private long fileProblems;
    private long rowProblems;
    private long rowsSkipped;

    private Problems(boolean lenient, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "The limit (%d) of a problem collector must be at least 1.%n".formatted(limit)
                            + "Maybe lenient reading was meant.");
        }
        this.lenient = lenient;
        this.limit = limit;
    }

    /** A collector that fails the read when there is any problem. */
    public static Problems strict() {
        return strict(DEFAULT_LIMIT);
    }

    /** A strict collector that shows at most {@code limit} problems, at least 1. */
    public static Problems strict(int limit) {
        return new Problems(false, limit);
    }

    /** A collector that lets bad rows be skipped and counted. */
    public static Problems lenient() {
        return lenient(DEFAULT_LIMIT);
    }

    /** A lenient collector that shows at most {@code limit} problems, at least 1. */
    public static Problems lenient(int limit) {
        return new Problems(true, limit);
    }

    /** Reports a problem of a row. */
    public void add(InputProblem problem) {
        rowProblems++;
        if (ofRows.size() < limit) {
            ofRows.add(problem);
        }
    }

    /** Reports a problem of a whole file, which no leniency mends. */
    public void addFatal(InputProblem problem) {
        fileProblems++;
        if (ofFiles.size() < limit) {
            ofFiles.add(problem);
        }
    }

    /** Counts a row that was left out because of its problems. */
    public void skipRow() {
        rowsSkipped++;
    }

    /** Whether rows with problems may be skipped. */
    public boolean isLenient() {
        return lenient;
    }

    /** How many rows were left out. */
    public long rowsSkipped() {
        return rowsSkipped;
    }

    /** How many problems were reported. */
    public long count() {
        return fileProblems + rowProblems;
    }

    /** The first problems, those of whole files before those of rows; at most the limit. */
    public List<InputProblem> first() {
        List<InputProblem> first = new ArrayList<>(ofFiles);
        first.addAll(ofRows.subList(0, Math.min(ofRows.size(), limit - ofFiles.size())));
        return List.copyOf(first);
    }

    /**
     * Ends the read when it cannot be used.
     *
     * @throws InputException when a file was unusable or, if strict, when there was any problem
     */
    public void throwIfAny() throws InputException {
        if (fileProblems > 0 || (!lenient && rowProblems > 0)) {
            throw new InputException(first(), count());
        }
    }
}
