package io.plimsoll.traces.output;

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

    /**
     * @param failure what failed, continuing "but", without full stop
     * @param advice continuing "Maybe", with full stop
     */
    public OutputException(Path file, String failure, String advice, @Nullable IOException cause) {
        super("The output (" + file + ") must be writable, but " + failure + ".\nMaybe " + advice, cause);
        this.file = file;
    }

    /** The file or folder that could not be written. */
    public Path file() {
        return file;
    }
}
