package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A folder of openb files: which lists are there, and which file is meant by the name of a list. */
final class OpenbFolder {

    /** The two kinds of lists, told apart by how their file names begin. */
    enum Kind {
        /** Lists of nodes. */
        NODES("openb_node_list_", "node list"),
        /** Lists of pods. */
        PODS("openb_pod_list_", "pod list");

        private final String prefix;
        private final String noun;

        Kind(String prefix, String noun) {
            this.prefix = prefix;
            this.noun = noun;
        }

        private boolean isFile(String fileName) {
            return fileName.startsWith(prefix) && !stem(fileName).equals(fileName);
        }

        /** {@code cpu050} for {@code openb_pod_list_cpu050.csv.gz}, and for itself. */
        String shortName(String list) {
            String stem = stem(list);
            return stem.startsWith(prefix) ? stem.substring(prefix.length()) : stem;
        }

        private static String stem(String fileName) {
            for (String suffix : SUFFIXES) {
                if (fileName.endsWith(suffix)) {
                    return fileName.substring(0, fileName.length() - suffix.length());
                }
            }
            return fileName;
        }
    }

    private static final int SHOWN_NAMES = 12;
    private static final List<String> SUFFIXES = List.of(".csv", ".csv.gz");

    private final Path folder;
    private final SortedSet<String> content;

    private OpenbFolder(Path folder, SortedSet<String> content) {
        this.folder = folder;
        this.content = content;
    }

    /** Looks into a folder; null, with a problem reported, when it is none. */
    static @Nullable OpenbFolder open(Path folder, Problems problems) throws IOException {
        if (Files.isDirectory(folder)) {
            return new OpenbFolder(folder, content(folder));
        }
        boolean exists = Files.exists(folder);
        problems.addFatal(InputProblem.ofFile(
                folder.toString(),
                "input",
                exists ? "be a folder" : "exist",
                exists
                        ? "the folder that holds this file was meant, with a list of it chosen by name."
                        : "the path is mistyped."));
        return null;
    }

    /** The short names of the lists of a kind, sorted. */
    SortedSet<String> names(Kind kind) {
        SortedSet<String> names = new TreeSet<>();
        for (String fileName : content) {
            if (kind.isFile(fileName)) {
                names.add(kind.shortName(fileName));
            }
        }
        return names;
    }

    /**
     * The file of a list, given by its file name, its file name without suffix, or its short name; a plain file goes
     * before a compressed one. Null, with a problem reported that says what is there, when there is none.
     */
    @Nullable
    Path find(Kind kind, String list, Problems problems) {
        if (content.contains(list) && kind.isFile(list)) {
            return folder.resolve(list);
        }
        for (String suffix : SUFFIXES) {
            String fileName = kind.prefix + kind.shortName(list) + suffix;
            if (content.contains(fileName)) {
                return folder.resolve(fileName);
            }
        }
        problems.addFatal(missing(kind, list));
        return null;
    }

    private InputProblem missing(Kind kind, String list) {
        SortedSet<String> names = names(kind);
        if (names.isEmpty()) {
            return InputProblem.ofFile(
                    folder.toString(),
                    "folder",
                    "hold a file %s%s.csv or .csv.gz".formatted(kind.prefix, kind.shortName(list)),
                    "another folder was meant: this one holds %s.".formatted(shown(content)));
        }
        return new InputProblem(
                folder.toString(),
                0,
                kind.noun,
                list,
                "",
                "be one of those in the folder",
                "one of these was meant: %s.".formatted(shown(names)));
    }

    private static SortedSet<String> content(Path folder) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                names.add(TextInput.baseName(file));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private static String shown(SortedSet<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        List<String> all = List.copyOf(names);
        int shown = Math.min(all.size(), SHOWN_NAMES);
        String text = String.join(", ", all.subList(0, shown));
        return shown < all.size() ? text + " and %d more".formatted(all.size() - shown) : text;
    }
}
