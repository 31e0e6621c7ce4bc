package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.simulator.report.Html;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader who was not there must know: what went in, what was assumed, what the words mean. */
final class ComparisonNotes {

    private ComparisonNotes() {}

    static Html inputs(Comparison comparison) {
        TraceInfo trace = comparison.plan().workloads().info();
        boolean varies = comparison.plan().workloads().vary();
        Html html = new Html().open("ul", "class", "notes");
        assumptions(comparison).forEach(note -> html.leaf("li", note));
        html.close().open("dl", "class", "facts");
        fact(html, "Trace", trace.name() + " (" + trace.format() + ")");
        fact(html, "Nodes", Words.count(trace.nodes()));
        fact(html, varies ? "Pods per seed" : "Pods", Words.count(trace.pods()));
        trace.parameters().forEach((name, value) -> fact(html, "Trace: " + name, value));
        fact(html, "Seeds", seeds(comparison.plan().seeds()));
        fact(html, "Baseline", comparison.baseline().text());
        RunOptions options = comparison.plan().workloads().options();
        fact(html, "Pods of failed nodes", options.rules().onNodeLoss().text());
        fact(html, "Restart", options.rules().restart().text());
        for (Entrant entrant : comparison.plan().entrants()) {
            entrant.info().parameters().forEach((name, value) -> fact(html, entrant.text() + ": " + name, value));
        }
        for (InputFile input : trace.inputs()) {
            fact(html, input.file(), Words.bytes(input.bytes()) + ", sha256 " + input.sha256());
        }
        return html.close();
    }

    static Html reading(Comparison comparison) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "Seed",
                comparison.plan().workloads().vary()
                        ? "Every seed makes pods of its own, and all policies get the same ones. A seed is one observation:"
                                + " a week with more pods is one observation, too."
                        : "A seed changes the order of the nodes, which breaks ties, and what policies draw.");
        words.put(
                "Interval",
                "With ten seeds or more a BCa bootstrap of the paired differences; with fewer, Student\u2019s. Of 95\u00a0%"
                        + " intervals from ten seeds, about 90\u00a0% hold the true value, fewer where one seed in ten is an"
                        + " outlier: that is what a bootstrap can do. With one seed, a moving-block bootstrap of how the"
                        + " difference went up and down within the run.");
        words.put(
                "Holm p",
                "How likely so large a mean difference would be by chance, by Student\u2019s paired t test, corrected for the"
                        + " number of policies. A difference counts when its interval excludes 0 and this is below 0.05."
                        + " Each metric is a family of its own: with ten metrics, look for agreement, not for one star.");
        words.put(
                "Bound",
                "bound:infinite runs every pod the moment it arrives. bound:fractional is the same cluster as one big node:"
                        + " pods may be cut into pieces and lie anywhere. Policies are compared with them to see what is left"
                        + " to gain. A pod that loses its node starts again, so a policy may allocate a little more than an"
                        + " infinite cluster, in which nothing is lost.");
        words.put(
                "Excess over the lower bound of nodes",
                "Nodes in use, against the fewest nodes that together offer all that the very pods use that run at that"
                        + " moment, as if pods could be cut and lie anywhere. No packing uses fewer; how near one can come is"
                        + " not known.");
        words.put("Allocation", "What running pods request, as a share of what the nodes offer at that moment.");
        words.put(
                "Wait",
                "From arrival, or the loss of a node, to placement. Pods that still wait at the end count with what they have"
                        + " waited by then.");
        words.put("GPU fragmentation", "Idle GPU capacity that typical pods of the workload cannot use, of all GPUs.");
        Html html = new Html().open("dl", "class", "words");
        words.forEach((word, meaning) -> html.leaf("dt", word).leaf("dd", meaning));
        return html.close();
    }

    private static List<String> assumptions(Comparison comparison) {
        List<String> notes = new ArrayList<>();
        if (comparison.plan().workloads().options().arrivalsOnly()) {
            notes.add("Pods arrive one by one and never leave; figures are those at the end.");
        } else {
            notes.add(
                    "Time is virtual. A pod runs as long as the trace says, counted from the moment it is placed. Figures"
                            + " are averages weighted by time.");
        }
        if (comparison.plan().workloads().options().inflate() > 0) {
            notes.add("Every seed shuffles the pods and adds copies until they ask for "
                    + Words.percent(comparison.plan().workloads().options().inflate()) + " of what there is.");
        }
        RunOptions options = comparison.plan().workloads().options();
        String waits = options.rules().queue() == QueueOrder.STRICT
                ? "A pod that fits on no node waits, and holds up all behind it."
                : "A pod that fits on no node waits, and is tried again when something changed that could help it.";
        notes.add(options.rules().drops() ? "A pod that fits on no node is dropped." : waits);
        if (options.rules().decisionMicros() > 0) {
            notes.add(
                    "The scheduler thinks for " + Words.decimal(options.rules().decisionMicros() / 1000.0, 3)
                            + " ms of virtual time about each pod.");
        }
        if (options.warmUpMillis() > 0) {
            notes.add("The first " + Words.duration(options.warmUpMillis())
                    + " are a warm-up, which all averages and waits leave out.");
        }
        return notes;
    }

    private static String seeds(List<Long> seeds) {
        long first = seeds.get(0);
        long last = seeds.get(seeds.size() - 1);
        boolean gapless = last - first == seeds.size() - 1;
        return gapless && seeds.size() > 2
                ? first + " to " + last
                : String.join(
                        ", ", seeds.stream().map(seed -> Long.toString(seed)).toList());
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }
}
