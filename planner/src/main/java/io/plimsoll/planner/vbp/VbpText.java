package io.plimsoll.planner.vbp;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.planner.packing.BinType;
import io.plimsoll.planner.packing.ItemKind;
import io.plimsoll.planner.packing.PackingProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One instance of vector bin packing as text: the number of dimensions, a line with the capacities, the number of item rows,
 * then a row per item with its sizes and how many of it there are. Rows of equal sizes become one kind.
 */
final class VbpText {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int MOST_DIMENSIONS = 64;
    private static final long MOST_ITEMS = 1_000_000;
    private static final long LARGEST = 1L << 40;

    private final String file;
    private final List<String> lines;
    private final Problems problems;
    private int line;
    private boolean isGood = true;

    private VbpText(String file, String text, Problems problems) {
        this.file = file;
        this.lines = text.lines().toList();
        this.problems = problems;
    }

    /** The problem that a text describes; null, with problems reported, when it describes none. */
    static @Nullable PackingProblem parse(String file, String text, Problems problems) {
        return new VbpText(file, text, problems).parse();
    }

    private @Nullable PackingProblem parse() {
        long[] dimensions = numbers("number of dimensions", 1, 1, MOST_DIMENSIONS);
        if (dimensions.length == 0) {
            return null;
        }
        int count = (int) dimensions[0];
        long[] capacities = numbers("capacities", count, 0, LARGEST);
        long[] rows = numbers("number of item rows", 1, 1, MOST_ITEMS);
        if (rows.length == 0 || capacities.length == 0) {
            return null;
        }
        Map<List<Long>, Integer> kinds = new LinkedHashMap<>();
        long items = 0;
        for (int row = 0; row < rows[0]; row++) {
            long[] item = numbers("item", count + 1, -LARGEST, LARGEST);
            if (item.length == 0) {
                if (line > lines.size()) {
                    return null;
                }
                continue;
            }
            items += item[count];
            if (item[count] < 1 || items > MOST_ITEMS) {
                report("demand", Long.toString(item[count]), "be at least 1, and " + MOST_ITEMS + " in all at most");
                continue;
            }
            List<Long> sizes = new ArrayList<>();
            for (int dimension = 0; dimension < count; dimension++) {
                sizes.add(item[dimension]);
                if (item[dimension] > capacities[dimension]) {
                    report("size", Long.toString(item[dimension]), "be at most the capacity " + capacities[dimension]);
                }
            }
            kinds.merge(sizes, (int) item[count], Integer::sum);
        }
        requireEnd();
        return isGood ? new PackingProblem(kinds(kinds), List.of(BinType.of(capacities))) : null;
    }

    private static List<ItemKind> kinds(Map<List<Long>, Integer> kinds) {
        List<ItemKind> items = new ArrayList<>();
        kinds.forEach((sizes, count) -> items.add(new ItemKind(sizes, count)));
        return items;
    }

    private long[] numbers(String what, int count, long least, long most) {
        line++;
        if (line > lines.size()) {
            report(what, null, "be on the line after the last");
            return new long[0];
        }
        String text = lines.get(line - 1).strip();
        List<String> words = SPACES.splitAsStream(text).toList();
        if (words.size() != count || text.isEmpty()) {
            report(what, text, "be " + count + (count == 1 ? " whole number" : " whole numbers"));
            return new long[0];
        }
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(words.get(i), least - 1);
            if (numbers[i] < least || numbers[i] > most) {
                report(what, words.get(i), "be a whole number from " + least + " to " + most);
                return new long[0];
            }
        }
        return numbers;
    }

    private static long number(String word, long otherwise) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private void requireEnd() {
        while (line < lines.size()) {
            line++;
            if (!lines.get(line - 1).isBlank()) {
                report("line", lines.get(line - 1), "not follow the last item");
                return;
            }
        }
    }

    private void report(String what, @Nullable String value, String rule) {
        isGood = false;
        problems.add(new InputProblem(
                file, line, what, value, "", rule, "the file is cut off, or is not in the .vbp format."));
    }
}
