package io.plimsoll.simulator.record;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file could not be written. The message says which, what failed, and what may help. Nothing partial stands under the
 * file's name.
 */
public final class OutputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    OutputException(Path file, String failure, String advice, @Nullable IOException cause) {
        super("The output (" + file + ") of the run must be writable, but " + failure + ".\nMaybe " + advice, cause);
        this.file = file;
    }

    /** The file or folder that could not be written. */
    public Path file() {
        return file;
    }
}
