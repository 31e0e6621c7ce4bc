package io.plimsoll.core.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A unified diff, as {@code git diff} writes it, applied to a folder of sources. Hunks are found by their lines, not by line
 * numbers: the lines before the change must stand in the file exactly once.
 */
final class SourcePatch {

    private record Hunk(String file, String before, String after) {}

    private final Path patch;
    private final List<Hunk> hunks = new ArrayList<>();

    /** Reads a patch file. Lines before the first {@code ---} say what it is about. */
    SourcePatch(Path patch) throws IOException {
        this.patch = patch;
        String file = "";
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (String line : Files.readAllLines(patch)) {
            if (line.startsWith("--- ") || line.startsWith("@@ ")) {
                end(file, before, after);
            } else if (line.startsWith("+++ b/")) {
                file = line.substring("+++ b/".length());
            } else if (!file.isEmpty()) {
                char kind = line.isEmpty() ? ' ' : line.charAt(0);
                String text = line.isEmpty() ? "" : line.substring(1);
                before.append(kind == '+' ? "" : text + "\n");
                after.append(kind == '-' ? "" : text + "\n");
            }
        }
        end(file, before, after);
        if (hunks.isEmpty()) {
            throw new IllegalArgumentException("The patch (%s) must have a hunk.".formatted(patch));
        }
    }

    /** The files it changes. */
    SortedSet<String> files() {
        SortedSet<String> files = new TreeSet<>();
        hunks.forEach(hunk -> files.add(hunk.file()));
        return files;
    }

    /** Changes the files it names below a folder. */
    void apply(Path folder) throws IOException {
        for (Hunk hunk : hunks) {
            Path file = folder.resolve(hunk.file());
            String text = Files.readString(file);
            int at = text.indexOf(hunk.before());
            if (at < 0 || text.indexOf(hunk.before(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "The patch (%s) must still apply to %s: these lines must be there once.%n%s"
                                        .formatted(patch, hunk.file(), hunk.before())
                                + "Maybe the code was changed: make the patch anew, with the same mistake in the new code.");
            }
            String patched = text.substring(0, at)
                    + hunk.after()
                    + text.substring(at + hunk.before().length());
            Files.writeString(file, patched);
        }
    }

    private void end(String file, StringBuilder before, StringBuilder after) {
        if (!before.isEmpty() || !after.isEmpty()) {
            hunks.add(new Hunk(file, before.toString(), after.toString()));
        }
        before.setLength(0);
        after.setLength(0);
    }
}
