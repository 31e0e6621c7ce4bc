package io.plimsoll.cli;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.engine.Explanation.Score;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.kubernetes.cluster.GroupAnswer;
import io.plimsoll.kubernetes.cluster.PodQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An explanation as text for a terminal: the sentence first, then who refuses, then who fits how well. */
final class ExplanationText {

    private static final int WIDTH = 100;
    private static final int MOST_FITTING = 10;
    private static final int MOST_NAMES = 3;

    private final Explanation explanation;
    private final Profile profile;
    private final boolean all;
    private final List<NodeReport> nodes;
    private final StringBuilder text = new StringBuilder();

    private ExplanationText(PodQuestion question, boolean all, List<NodeReport> nodes) {
        this.explanation = question.explanation();
        this.profile = question.profile();
        this.all = all;
        this.nodes = nodes;
    }

    /**
     * The text.
     *
     * @param node the only node of interest; null for all
     * @param all whether nodes of equal answers have a line each
     * @throws IllegalArgumentException when there is no such node
     */
    static String of(PodQuestion question, @Nullable String node, boolean all) {
        Explanation explanation = question.explanation();
        List<NodeReport> nodes = explanation.nodes().stream()
                .filter(report -> node == null || report.node().equals(node))
                .toList();
        if (node != null && nodes.isEmpty()) {
            TreeSet<String> names = new TreeSet<>();
            explanation.nodes().forEach(report -> names.add(report.node()));
            @Nullable String near = NearestName.of(node, names);
            throw new IllegalArgumentException("The node (%s) of --node must be there.%n".formatted(node) + "Maybe "
                    + (near == null ? "its file is missing." : near + " was meant."));
        }
        ExplanationText text = new ExplanationText(question, all, nodes);
        text.head(question);
        text.remedies(question);
        text.refusals();
        text.scores();
        return text.text.toString();
    }

    private void head(PodQuestion question) {
        line("Pod %s/%s, priority %d, scheduler %s%s"
                .formatted(
                        explanation.pod().namespace(),
                        explanation.pod().name(),
                        explanation.pod().priority(),
                        question.scheduler(),
                        question.node() == null ? "" : "; it is on " + question.node() + ", asked as if it were not"));
        @Nullable GroupAnswer group = question.group();
        if (group != null) {
            new GroupText(group).verdict().forEach(this::folded);
            line("");
            line("The pod itself, beside those of its group that come before it:");
        }
        line(explanation.sentence());
        if (!question.preemption().words().isEmpty()) {
            line(question.preemption().words());
        }
        Decision.@Nullable Preempting preempting = question.preemption().preempting();
        if (preempting != null) {
            item("It would preempt on " + preempting.node() + ": " + String.join(", ", preempting.victims())
                    + (preempting.violations() == 0
                            ? "."
                            : "; a disruption budget does not allow " + preempting.violations() + " of them."));
        }
        if (explanation.decision() instanceof Decision.Bound bound
                && question.node() != null
                && !question.node().equals(bound.node())) {
            line("It would not go to " + question.node() + " again.");
        }
    }

    private void remedies(PodQuestion question) {
        @Nullable GroupAnswer group = question.group();
        if (group != null && !group.fits()) {
            groupRemedies(new GroupText(group).remedies());
        } else if (!question.remedies().isEmpty()) {
            line("");
            line("Each of these alone would make it fit, the smallest change first:");
            question.remedies().forEach(remedy -> item(RemedyText.of(remedy)));
        } else if (!explanation.nodes().isEmpty() && !(explanation.decision() instanceof Decision.Bound)) {
            line("");
            line("No single change would make it fit: neither of a request or a term, nor pods that leave a node,");
            line("nor one more node like those there are.");
        }
        if (!question.alternatives().isEmpty()) {
            line("");
            line("Each of these alone would send it elsewhere:");
            question.alternatives()
                    .forEach(alternative -> item(RemedyText.of(alternative.change()) + ": to " + alternative.node()));
        }
    }

    private void groupRemedies(List<String> remedies) {
        line("");
        if (remedies.isEmpty()) {
            line(
                    "No single change would make the group fit: neither of its minimum, of what its pods ask, of pods that leave,");
            line("nor more nodes like those there are.");
        } else {
            line("Each of these alone would make the whole group fit, the smallest change first:");
            remedies.forEach(this::item);
        }
    }

    /** A line of a list, folded between words. */
    private void item(String words) {
        folded("  ", words);
    }

    private void folded(String sentence) {
        folded("", sentence);
    }

    private void folded(String indent, String words) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : words.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                line(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent).append("    ");
            }
            line.append(word).append(' ');
        }
        line(line.toString().stripTrailing());
    }

    private void refusals() {
        Map<List<Objection>, List<String>> groups = new LinkedHashMap<>();
        for (NodeReport report : nodes) {
            if (!report.feasible()) {
                List<Objection> key = report.objections();
                groups.computeIfAbsent(key, ignored -> new ArrayList<>()).add(report.node());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<Objection>, List<String>> group) ->
                                group.getValue().size())
                        .reversed())
                .forEach(group -> rows(group.getKey(), group.getValue(), rows));
        if (!rows.isEmpty()) {
            line("");
            table(List.of("node", "refused by", "because"), rows, 0);
        }
        List<String> passed = new ArrayList<>();
        TreeSet<String> refusing = new TreeSet<>();
        nodes.forEach(report -> report.objections().forEach(objection -> refusing.add(objection.filter())));
        for (Filter filter : profile.filters()) {
            if (!refusing.contains(filter.name())
                    && !explanation.skippedFilters().contains(filter.name())) {
                passed.add(filter.name());
            }
        }
        list("Refuse nothing here: ", passed);
        list("Do not concern the pod: ", explanation.skippedFilters());
    }

    private void rows(List<Objection> objections, List<String> names, List<List<String>> rows) {
        if (all) {
            names.forEach(name -> rows(objections, name, rows));
        } else {
            String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
            rows(
                    objections,
                    names.size() > MOST_NAMES ? shown + " and " + (names.size() - MOST_NAMES) + " more" : shown,
                    rows);
        }
    }

    private static void rows(List<Objection> objections, String name, List<List<String>> rows) {
        String shown = name;
        for (Objection objection : objections) {
            rows.add(List.of(shown, objection.filter(), String.join("; ", objection.reasons())));
            shown = "";
        }
    }

    private void scores() {
        List<NodeReport> fitting = new ArrayList<>();
        nodes.stream().filter(NodeReport::feasible).forEach(fitting::add);
        if (fitting.isEmpty()) {
            return;
        }
        fitting.sort(Comparator.comparing(NodeReport::total).reversed());
        List<String> head = new ArrayList<>(List.of("node", "total"));
        List<String> legend = new ArrayList<>();
        char letter = 'a';
        for (WeightedScorer weighted : profile.scorers()) {
            String scorer = weighted.scorer().name();
            if (!explanation.skippedScorers().contains(scorer)) {
                head.add(letter + " x" + weighted.weight());
                legend.add(letter++ + " " + scorer);
            }
        }
        @Nullable String chosen = explanation.decision() instanceof Decision.Bound bound ? bound.node() : null;
        List<List<String>> rows = new ArrayList<>();
        int shown = all ? fitting.size() : Math.min(MOST_FITTING, fitting.size());
        for (int i = 0; i < fitting.size(); i++) {
            NodeReport report = fitting.get(i);
            if (i < shown || report.node().equals(chosen)) {
                List<String> row = new ArrayList<>();
                row.add(report.node() + (report.node().equals(chosen) ? " <-" : ""));
                row.add(Long.toString(report.total()));
                for (Score score : report.scores()) {
                    if (!explanation.skippedScorers().contains(score.scorer())) {
                        row.add(Long.toString(score.score()));
                    }
                }
                rows.add(row);
            }
        }
        line("");
        table(head, rows, 1);
        list("Scores: ", legend);
        if (shown < fitting.size()) {
            line((fitting.size() - shown) + " more nodes fit and score no more; --all shows them.");
        }
        list("To these all nodes are alike: ", explanation.skippedScorers());
    }

    /** Columns as wide as what is in them; the last one is folded where it is text. */
    private void table(List<String> head, List<List<String>> rows, int firstNumber) {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(
                    head.get(column).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        row(head, widths, firstNumber);
        rows.forEach(row -> row(row, widths, firstNumber));
    }

    private void row(List<String> cells, int[] widths, int firstNumber) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String space = " ".repeat(Math.max(0, widths[column] - cell.length()));
            boolean number = firstNumber > 0 && column >= firstNumber;
            line.append(column == 0 ? "" : "  ").append(number ? space + cell : cell + space);
        }
        line(line.toString().stripTrailing());
    }

    private void list(String title, List<String> names) {
        if (!names.isEmpty()) {
            line("");
            StringBuilder line = new StringBuilder(title);
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i) + (i < names.size() - 1 ? ", " : "");
                if (line.length() + name.stripTrailing().length() > WIDTH) {
                    line(line.toString().stripTrailing());
                    line.setLength(0);
                    line.append("  ");
                }
                line.append(name);
            }
            line(line.toString());
        }
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
