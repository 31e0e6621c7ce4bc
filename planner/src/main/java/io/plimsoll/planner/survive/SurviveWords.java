package io.plimsoll.planner.survive;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.TextTable;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says an answer about failures in words. */
final class SurviveWords {

    private static final int MOST_LINES = 15;

    private SurviveWords() {}

    static String sentence(SurviveAnswer found, Names names) {
        List<String> parts = new ArrayList<>();
        List<OutageResult> all = new ArrayList<>(found.groups());
        all.addAll(found.nodes());
        for (Outage.Kind kind : Outage.Kind.values()) {
            List<OutageResult> results = found.of(kind);
            if (!results.isEmpty()) {
                long survived = results.stream().filter(OutageResult::survived).count();
                parts.add(
                        survived == results.size()
                                ? "any " + kind.one()
                                : (survived == 0 ? "none" : Words.count(survived)) + " of "
                                        + Words.counted(results.size(), kind.one(), kind.many()));
            }
        }
        String joined = parts.size() == 1
                ? parts.get(0)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
        StringBuilder text = new StringBuilder(joined).append(" may fail with all pods placed again");
        OutageResult worst = worst(all);
        if (worst.waiting().length > 0) {
            text.append("; after the worst, ")
                    .append(worst.outage().kind().one())
                    .append(' ')
                    .append(name(worst.outage(), names))
                    .append(", ")
                    .append(Words.counted(worst.waiting().length, "pod waits", "pods wait"))
                    .append(
                            worst.least() > 0
                                    ? ", and at least " + Words.count(worst.least()) + " whatever the order"
                                    : "");
        }
        SeveralNodes several = found.several();
        if (several != null) {
            text.append("; that any ").append(several.nodes()).append(" nodes may fail is ");
            text.append(several.verdict().word());
        }
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.append('.').toString();
    }

    static OutageResult worst(List<OutageResult> results) {
        return results.stream()
                .max(Comparator.comparingInt((OutageResult result) -> result.waiting().length))
                .orElseThrow();
    }

    /** What people call a failure. */
    static String name(Outage outage, Names names) {
        if (outage.kind() == Outage.Kind.SEVERAL) {
            List<String> all = new ArrayList<>();
            for (String node : outage.name().split(", ", -1)) {
                all.add(names.of("node", node));
            }
            return String.join(", ", all);
        }
        return names.of(outage.kind().one(), outage.name());
    }

    /** Which nodes to add. */
    static String like(SurviveAnswer.Addition addition, Names names) {
        List<String> parts = new ArrayList<>();
        for (SurviveAnswer.Like like : addition.like()) {
            parts.add(Words.count(like.nodes()) + " like " + names.of("node", like.node()));
        }
        return parts.isEmpty() ? "none found that are enough" : String.join(", ", parts);
    }

    static String several(SeveralNodes several, Names names) {
        String sets = "There are " + Words.decimal(Double.parseDouble(several.sets()), 0) + " sets of "
                + several.nodes() + " nodes. ";
        if (several.guaranteed() >= several.nodes()) {
            return sets
                    + "None had to be tried: there is so much room that every pod finds some whichever nodes fail, whatever "
                    + "the order. Proven.";
        }
        String tried = several.allTried()
                ? "Of those that are alike one was tried each: " + Words.count(several.tried()) + ". "
                : Words.count(several.tried())
                        + " were tried: those of the nodes whose pods are hardest to place, and random " + "ones. ";
        String alone = several.guaranteed() > 0
                ? "By counting room alone, any " + Words.counted(several.guaranteed(), "node", "nodes") + " may fail. "
                : "";
        @Nullable OutageResult worst = several.worst();
        String found = worst == null
                ? "None left a pod waiting."
                : "The worst found is " + name(worst.outage(), names) + ": of "
                        + Words.counted(worst.evicted(), "pod", "pods") + ", "
                        + Words.count(worst.waiting().length) + " wait, at least " + Words.count(worst.least())
                        + " in every order.";
        String verdict = several.verdict().word();
        return sets + tried + alone + found + " " + Character.toUpperCase(verdict.charAt(0)) + verdict.substring(1)
                + ".";
    }

    static String text(SurviveAnswer found, Names names) {
        StringBuilder text = new StringBuilder(sentence(found, names)).append('\n');
        TextTable table = new TextTable("failure", "name", "nodes", "pods", "wait", "at least", "what is known");
        List<OutageResult> shown = SurviveTables.shown(found);
        shown.stream()
                .limit(MOST_LINES)
                .forEach(result -> table.row(
                        result.outage().kind().one(),
                        name(result.outage(), names),
                        Words.count(result.outage().nodes().length),
                        Words.count(result.evicted()),
                        Words.count(result.waiting().length),
                        Words.count(result.least()),
                        result.verdict().words()
                                + (result.budgets().isEmpty()
                                        ? ""
                                        : ", breaks "
                                                + Words.counted(result.budgets().size(), "budget", "budgets"))));
        text.append(table.text());
        if (shown.size() > MOST_LINES) {
            text.append("and ").append(shown.size() - MOST_LINES).append(" more in the report\n");
        }
        TextTable additions = new TextTable("to survive", "add", "at least", "like");
        found.additions().stream()
                .limit(MOST_LINES)
                .forEach(addition -> additions.row(
                        addition.outage().kind().one() + " " + name(addition.outage(), names),
                        addition.nodes() == 0 ? "-" : Words.count(addition.nodes()),
                        Words.count(addition.bound()),
                        like(addition, names)));
        text.append(additions.text());
        if (found.several() != null) {
            text.append(several(found.several(), names)).append('\n');
        }
        return text.toString();
    }
}
