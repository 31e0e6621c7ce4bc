package io.plimsoll.traces.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns what the operating system says into what a person can act on. */
public final class OutputFailures {

    private OutputFailures() {}

    /** What it means that a folder could not be made. */
    public static OutputException folder(Path folder, IOException e) {
        Path obstacle = regularFileAbove(folder);
        if (obstacle != null) {
            return new OutputException(
                    folder,
                    "(" + obstacle + ") is a file, not a folder",
                    "the folder's name is mistyped, or the file should be moved away.",
                    e);
        }
        return of(folder, "creating the folder", e);
    }

    /** What it means that a file could not be written. */
    public static OutputException of(Path file, String action, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new OutputException(
                    file, action + " is not permitted", "it belongs to somebody else: choose another folder.", e);
        }
        if (e instanceof NoSuchFileException) {
            return new OutputException(
                    file, action + " failed: it is gone", "somebody removed the folder while the run was going on.", e);
        }
        return new OutputException(
                file,
                action + " failed: " + reason(e),
                "the disk is full or was taken away: free some space, or choose a folder on another disk.",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "something else has that name";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static @Nullable Path regularFileAbove(Path folder) {
        for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return Files.isDirectory(path) ? null : path;
            }
        }
        return null;
    }
}
