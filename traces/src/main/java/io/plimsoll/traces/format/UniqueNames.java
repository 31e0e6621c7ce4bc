package io.plimsoll.traces.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the column that names the rows, and makes sure that each name is there and there once. */
final class UniqueNames {

    /** The longest name; that of Kubernetes objects. */
    static final int MAX_CHARACTERS = 253;

    private final CsvTable table;
    private final String noun;
    private final boolean remembers;
    private final Map<String, Long> firstLines = new HashMap<>();

    UniqueNames(CsvTable table, String noun) {
        this(table, noun, true);
    }

    /** @param remembers whether names are kept to find those that occur twice */
    UniqueNames(CsvTable table, String noun, boolean remembers) {
        this.table = table;
        this.noun = noun;
        this.remembers = remembers;
    }

    boolean remembers() {
        return remembers;
    }

    /** The name of the row, which further problems of the row will tell. */
    String read(int column) {
        return read(column, "");
    }

    /** As {@link #read(int)}; names are unique within a space. */
    String read(int column, String space) {
        String name = table.text(column);
        if (name.isEmpty()) {
            table.problem(column, "not be empty", "the columns are shifted.");
            return name;
        }
        if (name.length() > MAX_CHARACTERS) {
            table.problem(column, "have at most %d characters".formatted(MAX_CHARACTERS), "the columns are shifted.");
        }
        @Nullable
        Long firstLine =
                remembers ? firstLines.putIfAbsent(space.isEmpty() ? name : space + "/" + name, table.line()) : null;
        if (firstLine != null) {
            table.problem(
                    column,
                    "be unique, and line %d has it already".formatted(firstLine),
                    "the %s was listed twice, or two lists were joined.".formatted(noun));
        }
        table.owner(noun, name);
        return name;
    }
}
