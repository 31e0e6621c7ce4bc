package io.plimsoll.kubernetes.input;

import io.plimsoll.core.input.InputProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what an API server accepts and yet has no effect: misspelt, unknown and repeated fields. For one thread. */
final class Warnings {

    private static final int MOST = 200;

    private final List<String> first = new ArrayList<>();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private long more;

    void add(InputProblem problem) {
        if (first.size() < MOST) {
            first.add(problem.render());
        } else {
            more++;
        }
    }

    /** Counts a field that resembles none that is known. */
    void unknown(String field) {
        unknown.merge(field, 1, Integer::sum);
    }

    /** All warnings; the collector is empty then. */
    List<String> take() {
        List<String> all = new ArrayList<>(first);
        if (more > 0) {
            all.add("%d more warnings are not shown.".formatted(more));
        }
        unknown.forEach((field, times) -> all.add("The field %s is not known and was ignored in %d %s."
                .formatted(field, times, times == 1 ? "place" : "places")));
        first.clear();
        unknown.clear();
        more = 0;
        return all;
    }
}
