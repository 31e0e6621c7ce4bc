package io.plimsoll.kubernetes.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Makes a case smaller as long as something holds of it: leaves out elements of lists, in ever smaller runs, and parts of
 * objects, from the outside in, until nothing can be left out any more (after Zeller's delta debugging).
 */
final class CaseShrinker {

    /** By this kube-scheduler tells pods apart. */
    private static final String IDENTITY = "uid";

    private final Map<String, Object> question;
    private final Predicate<Map<String, Object>> holds;
    private boolean shrunk;

    private CaseShrinker(Map<String, Object> question, Predicate<Map<String, Object>> holds) {
        this.question = question;
        this.holds = holds;
    }

    /** Shrinks a case in place; it must hold of the case as it is. */
    static void shrink(Map<String, Object> question, Predicate<Map<String, Object>> holds) {
        CaseShrinker shrinker = new CaseShrinker(question, holds);
        do {
            shrinker.shrunk = false;
            shrinker.visit(question);
        } while (shrinker.shrunk);
    }

    @SuppressWarnings("unchecked")
    private void visit(Object part) {
        if (part instanceof Map<?, ?> map) {
            Map<String, Object> object = (Map<String, Object>) map;
            for (String name : List.copyOf(object.keySet())) {
                if (name.equals(IDENTITY)) {
                    continue;
                }
                Object value = Objects.requireNonNull(object.remove(name));
                if (holds()) {
                    shrunk = true;
                } else {
                    object.put(name, value);
                    visit(value);
                }
            }
        } else if (part instanceof ArrayList<?> list) {
            visitList((List<Object>) list);
        }
    }

    private void visitList(List<Object> list) {
        for (int run = Math.max(1, list.size() / 2); run > 0; run /= 2) {
            for (int from = list.size() - run; from >= 0; from -= run) {
                List<Object> out = new ArrayList<>(list.subList(from, from + run));
                list.subList(from, from + run).clear();
                if (holds()) {
                    shrunk = true;
                } else {
                    list.addAll(from, out);
                }
            }
        }
        for (Object element : List.copyOf(list)) {
            visit(element);
        }
    }

    private boolean holds() {
        return holds.test(question);
    }
}
