package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.record.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader who was not there must know: what was assumed, what went in, what the words mean. */
final class RunNotes {

    private RunNotes() {}

    static Html assumptions(RunSummary run) {
        List<String> notes = new ArrayList<>();
        if (run.options().arrivalsOnly()) {
            notes.add("Pods arrive one by one and never leave. There is no clock: the time axis counts arrivals.");
        } else {
            notes.add("Time is virtual. A pod runs as long as the trace says, counted from the moment it is placed.");
        }
        if (run.options().inflate() > 0) {
            notes.add(
                    "The workload was brought to " + Words.percent(run.options().inflate())
                            + " of the cluster's capacity by adding copies of its pods.");
        }
        notes.add(
                run.options().onUnschedulable() == OnUnschedulable.QUEUE
                        ? "A pod that fits on no node waits, and is tried again when something changed that could help it. It "
                                + (run.options().rules().queue() == QueueOrder.STRICT
                                        ? "holds up all behind it."
                                        : "never holds up those behind it.")
                        : "A pod that fits on no node when it arrives is dropped and never tried again.");
        notes.add("Allocation counts what pods request, not what they use.");
        long micros = run.options().rules().decisionMicros();
        notes.add((micros == 0
                        ? "A decision and the start of a pod take no time."
                        : "The scheduler thinks for " + Words.decimal(micros / 1000.0, 3)
                                + " ms about each pod; the start of a pod takes no time.")
                + " Image pulls, volumes and networks are not modelled.");
        notes.add(
                run.options().rules().preempts()
                        ? "A pod that fits nowhere takes the place of pods of lower priority, as kube-scheduler would choose them; they"
                                + " leave at once, wait again and "
                                + (run.options().rules().restart() == Restart.FULL
                                        ? "begin anew."
                                        : "go on where they were stopped.")
                        : "Pods never take the place of others: there is no preemption.");
        if (RunCards.suffered(run)) {
            notes.add("Pods of nodes that failed: " + fate(run.options().rules()));
        }
        if (run.options().warmUpMillis() > 0) {
            notes.add("The first " + Words.duration(run.options().warmUpMillis())
                    + " are a warm-up: totals and charts show them, all other figures leave them out.");
        }
        if (run.unplaced().pods() > 0) {
            notes.add("Pods that still waited at the end had waited "
                    + Words.duration(run.unplaced().meanMillis())
                    + " on average, the longest "
                    + Words.duration(run.unplaced().maxMillis())
                    + ". Pods that still ran count until then.");
        }
        Html html = new Html().open("ul", "class", "notes");
        notes.forEach(note -> html.leaf("li", note));
        return html.close();
    }

    /** What became of the pods of nodes that failed, in a sentence. */
    static String fate(RunRules rules) {
        return switch (rules.onNodeLoss()) {
            case RESUBMIT ->
                rules.restart() == Restart.FULL
                        ? "they waited again and began anew."
                        : "they waited again and went on where they were stopped.";
            case KILL -> "they ended with their node.";
            case LOSE -> "they were lost, and their owners go on missing them.";
        };
    }

    static Html inputs(RunSummary run) {
        Html html = new Html().open("dl", "class", "facts");
        fact(html, "Trace", run.trace().name() + " (" + run.trace().format() + ")");
        fact(html, "Nodes", Words.count(run.trace().nodes()));
        fact(html, "Pods in the trace", Words.count(run.trace().pods()));
        parameters(html, "Trace: ", run.trace().parameters());
        fact(html, "Policy", run.policy().text());
        parameters(html, "Policy: ", run.policy().parameters());
        fact(html, "Seed", Long.toString(run.seed()));
        fact(html, "Length of the run", RunClock.of(run).span(run.spanMillis()));
        fact(html, "Placement decisions", Words.count(run.totals().decisions()));
        html.close();
        return run.trace().inputs().isEmpty() ? html : html.add(RunTables.inputs(run));
    }

    static Html reading(RunSummary run) {
        Map<String, String> words = new TreeMap<>();
        words.put("Allocated", "What running pods request, as a share of what the nodes offer at that moment.");
        words.put(
                "Demand",
                "What running and waiting pods request together. Where it is above the allocation, pods wait"
                        + " or were dropped, although there may be room that is in the wrong place.");
        words.put("Empty node", "A node without a single pod. It could be switched off or given away.");
        words.put("Average", "Averages are weighted by time: an hour counts sixty times as much as a minute.");
        words.put(
                "Stranded",
                "Free capacity on nodes that cannot take the pods that mostly arrive and ask for it, because they lack"
                        + " something else, weighted by how often such pods arrive. As a share of all capacity.");
        if (run.fragmentation() != null) {
            words.put(
                    "Fragmentation",
                    "Idle GPU capacity that typical pods of this workload cannot use, because the node"
                            + " lacks CPU, the rest of the GPU is too small or its model is wrong. As a share of all GPUs it says"
                            + " how much is lost; as a share of the idle GPUs it says how useful the rest still is.");
        }
        if (RunCards.waits(run)) {
            words.put(
                    "Waiting",
                    "From a pod's arrival, or the loss of its node, to its placement. Pods that were never"
                            + " placed are not among the waiting times; they are counted as still waiting at the end.");
        }
        Html html = new Html().open("dl", "class", "words");
        words.forEach((word, meaning) -> html.leaf("dt", word).leaf("dd", meaning));
        return html.close();
    }

    private static void parameters(Html html, String prefix, Map<String, String> parameters) {
        parameters.forEach((name, value) -> fact(html, prefix + name, value));
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).close();
    }
}
