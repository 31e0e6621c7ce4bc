package io.plimsoll.cli;

import io.plimsoll.simulator.record.FailureReason;
import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.GroupTurns;
import io.plimsoll.simulator.record.Preemptions;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Totals;
import io.plimsoll.simulator.record.Waiting;
import io.plimsoll.simulator.report.RunSentence;
import io.plimsoll.simulator.report.Words;
import java.util.List;

/** The summary of a run as text for a terminal: the answer first, then the figures. */
final class RunTable {

    private static final int MOST_REASONS = 5;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    private RunTable(int width) {
        this.width = width;
    }

    /** The summary in lines of at most this width, each ended. */
    static String text(RunSummary run, int width) {
        RunTable table = new RunTable(width);
        table.wrapped(RunSentence.of(run));
        table.resources(run);
        table.pods(run);
        table.reasons(run.failures());
        if (!run.complete()) {
            table.wrapped(
                    "Stopped at " + Words.moment(run.spanMillis()) + ": these figures cover a part of the trace.");
        }
        return table.text.toString().replace('\u00a0', ' ');
    }

    private void resources(RunSummary run) {
        line("", "mean", "peak", "at end");
        for (ResourceUse use : run.resources()) {
            level(use.name() + " allocated", use.allocated());
        }
        if (run.fragmentation() != null) {
            level("gpu fragmented, of all", run.fragmentation().amount());
            level("gpu fragmented, of idle", run.fragmentation().ratio());
        }
        counts("empty nodes", run.emptyNodes());
        counts("pending pods", run.pendingPods());
        text.append('\n');
    }

    private void pods(RunSummary run) {
        Totals totals = run.totals();
        Waiting waiting = run.waiting();
        wrapped("pods: %s arrived, %s placed, %s finished, %s running, %s pending, %s dropped, %s times moved"
                .formatted(
                        Words.count(totals.arrived()),
                        Words.count(totals.placed()),
                        Words.count(totals.finished()),
                        Words.count(totals.running()),
                        Words.count(totals.pending()),
                        Words.count(totals.dropped()),
                        Words.count(totals.rescheduled())));
        Preemptions preemptions = run.disruption().preemptions();
        if (run.options().rules().preempts()) {
            wrapped(
                    "preemption: %s pods took the places of others, which made way %s times; of %s pods that did, one did %s times"
                            .formatted(
                                    Words.count(preemptions.preempting()),
                                    Words.count(preemptions.evictions()),
                                    Words.count(preemptions.pods()),
                                    Words.count(preemptions.mostOfOnePod())));
        }
        GroupTurns groups = run.disruption().groups();
        if (groups.turns() > 0) {
            wrapped("groups: room was kept for one %s times, %s of them in vain"
                    .formatted(Words.count(groups.turns()), Words.count(groups.timeouts())));
        }
        if (!run.options().arrivalsOnly()) {
            wrapped("waits: %s at once, half within %s, 99 %% within %s, longest %s"
                    .formatted(
                            Words.percent(waiting.shareWithoutWaiting()),
                            Words.duration(waiting.p50Millis()),
                            Words.duration(waiting.p99Millis()),
                            Words.duration(waiting.maxMillis())));
        }
    }

    private void reasons(List<FailureReason> failures) {
        for (FailureReason failure : failures.subList(0, Math.min(MOST_REASONS, failures.size()))) {
            wrapped("refused: %s pods, %s (%s nodes each)"
                    .formatted(
                            Words.count(failure.attempts()),
                            failure.reason(),
                            Words.count(Math.round((double) failure.nodes() / failure.attempts()))));
        }
    }

    private void level(String name, Level level) {
        line(name, Words.percent(level.mean()), Words.percent(level.peak()), Words.percent(level.atEnd()));
    }

    private void counts(String name, Level level) {
        line(
                name,
                Words.decimal(level.mean(), 1),
                Words.count(Math.round(level.peak())),
                Words.count(Math.round(level.atEnd())));
    }

    private void line(String name, String mean, String peak, String end) {
        text.append("  %-32s %10s %10s %10s%n".formatted(name, mean, peak, end));
    }

    private void wrapped(String sentence) {
        int column = 0;
        for (String word : sentence.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > width) {
                text.append("\n  ");
                column = 2;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        text.append('\n');
    }
}
