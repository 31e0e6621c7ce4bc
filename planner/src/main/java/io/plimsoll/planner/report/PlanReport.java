package io.plimsoll.planner.report;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.EnvironmentJson;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.report.Cell;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.HtmlPage;
import io.plimsoll.simulator.report.HtmlTable;
import io.plimsoll.simulator.report.Words;
import java.util.List;
import java.util.TreeMap;

/**
 * The report of a plan, {@code report.html}: the answer and its bound first, then what it means node by node, then all that
 * it rests on. The same answer gives the same bytes.
 */
public final class PlanReport {

    /** The name of the file. */
    public static final String FILE = "report.html";

    private PlanReport() {}

    /**
     * Writes {@code environment.json}, {@code report.html} and, last, {@code plan.json}: where that one stands, the others
     * do too.
     *
     * @param inputs what the answer was read from
     * @throws io.plimsoll.traces.output.OutputException when one of them cannot be written; those before it remain
     */
    public static void write(
            OutputFolder folder, PlanView view, Names names, List<InputFile> inputs, Environment environment) {
        folder.write(EnvironmentJson.FILE, EnvironmentJson.text(environment));
        folder.write(FILE, html(view, names, inputs));
        folder.write(PlanJson.FILE, PlanJson.text(view, names, inputs));
    }

    /** The content of the file. */
    public static String html(PlanView view, Names names, List<InputFile> inputs) {
        PlanSubject subject = view.subject();
        PlanCluster cluster = subject.cluster();
        HtmlPage page = new HtmlPage(
                "Capacity of " + names.of("cluster", cluster.name()) + ": " + subject.question(), view.sentence(names));
        page.cards(view.cards(names));
        view.sections(page, names);
        ClusterUse use = new ClusterUse(cluster, names);
        page.section(
                "nodes",
                "How full the nodes are",
                HtmlPage.chart(
                        "chart-heatmap",
                        "Nodes and resources",
                        "What pods request now, as a share of what the nodes offer. Each row is a node, or neighbouring "
                                + "nodes in the order of the input. Hatched: nothing of it there.",
                        use.table()));
        page.section(
                "assumptions",
                "What this rests on",
                files(inputs, names).add(Assumptions.html(cluster.assumptions(), names)));
        page.section("reading", "How to read this", reading(view));
        JsonWriter json = JsonWriter.embedded();
        PlanJson.write(view, names, inputs, json);
        page.data("plan", json.toString());
        page.data("use", use.json());
        return page.script(PlanReport.class, "plan-report.js").render();
    }

    private static Html files(List<InputFile> inputs, Names names) {
        HtmlTable table = new HtmlTable("Files").words("File").number("Bytes").words("SHA-256");
        inputs.forEach(input -> table.row(
                Cell.words(names.of("file", input.file())), Cell.count(input.bytes()), Cell.words(input.sha256())));
        return inputs.isEmpty() ? new Html() : table.html();
    }

    private static Html reading(PlanView view) {
        TreeMap<String, String> words = new TreeMap<>(view.glossary());
        words.put(
                "Bound",
                "What no placement can beat, whatever the scheduler and the order: the distance to it is the most that is left "
                        + "to gain.");
        words.put(
                "Checked",
                "Every plan behind this report was placed once more, pod by pod, by the plain rules, without the shortcuts that "
                        + "found it. A plan that fails is not shown.");
        Html html = new Html().open("dl", "class", "words");
        words.forEach((word, meaning) -> html.leaf("dt", word).leaf("dd", meaning));
        html.close();
        PlanSubject subject = view.subject();
        PlanCluster cluster = subject.cluster();
        html.open("dl", "class", "facts");
        fact(html, "Nodes", Words.count(cluster.nodes().size()));
        fact(html, "Pods on nodes", Words.count(cluster.boundPods()));
        fact(html, "Rules", subject.rules());
        fact(html, "Seed", Long.toString(subject.seed()));
        return html.close();
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }
}
