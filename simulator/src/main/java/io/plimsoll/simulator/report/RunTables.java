package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.FailureReason;
import io.plimsoll.simulator.record.HeatMap;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.Level;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Series;
import io.plimsoll.simulator.record.Totals;
import io.plimsoll.simulator.record.Waiting;
import java.util.ArrayList;
import java.util.List;

/** The tables of a run's report. Those beside a chart say the same in numbers. */
final class RunTables {

    /** Rows of a table that stands for a chart over time. */
    private static final int MOMENTS = 13;

    private RunTables() {}

    static Html resources(RunSummary run) {
        HtmlTable table = new HtmlTable("Allocation by resource")
                .words("Resource")
                .words("Capacity")
                .number("Mean")
                .number("Peak")
                .number("At the end")
                .number("Of nodes with pods")
                .number("Stranded");
        for (int i = 0; i < run.resources().size(); i++) {
            ResourceUse use = run.resources().get(i);
            String path = "/resources/" + i + "/allocated/";
            Level share = use.allocated();
            table.row(
                    Cell.words(ResourceWords.label(use.name())),
                    Cell.number(ResourceWords.capacity(use), use.capacity()),
                    Cell.percent(share.mean()).at(path + "mean"),
                    Cell.percent(share.peak()).at(path + "peak"),
                    Cell.percent(share.atEnd()).at(path + "atEnd"),
                    Cell.percent(use.density().mean()).at("/resources/" + i + "/density/mean"),
                    Cell.percent(use.stranded().share().mean()).at("/resources/" + i + "/stranded/mean"));
        }
        return table.html();
    }

    static Html totals(Totals totals) {
        HtmlTable table =
                new HtmlTable("What became of the pods").words("Pods that").number("Pods");
        table.row(Cell.words("arrived"), Cell.count(totals.arrived()).at("/totals/arrived"));
        table.row(
                Cell.words("were placed at least once"),
                Cell.count(totals.placed()).at("/totals/placed"));
        table.row(Cell.words("ran to their end"), Cell.count(totals.finished()).at("/totals/finished"));
        table.row(
                Cell.words("were running at the end"),
                Cell.count(totals.running()).at("/totals/running"));
        table.row(
                Cell.words("were waiting at the end"),
                Cell.count(totals.pending()).at("/totals/pending"));
        table.row(Cell.words("were dropped"), Cell.count(totals.dropped()).at("/totals/dropped"));
        if (totals.killed() + totals.lost() > 0) {
            table.row(
                    Cell.words("ended with a node that failed"),
                    Cell.count(totals.killed()).at("/totals/killed"));
            table.row(
                    Cell.words("were lost with a node that failed"),
                    Cell.count(totals.lost()).at("/totals/lost"));
        }
        table.row(
                Cell.words("lost their node and were queued again (each loss counts)"),
                Cell.count(totals.rescheduled()).at("/totals/rescheduled"));
        return table.html();
    }

    /** Some columns of the series at evenly spaced moments. */
    static Html moments(String caption, RunClock clock, Series series, List<String> columns) {
        HtmlTable table = new HtmlTable(caption).number(clock.arrivals() ? "Arrivals" : "Moment");
        columns.forEach(column -> table.number(heading(column)));
        int last = series.rows() - 1;
        int steps = Math.min(MOMENTS, series.rows()) - 1;
        for (int step = 0; step <= steps; step++) {
            int row = steps == 0 ? 0 : (int) ((long) step * last / steps);
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.number(clock.moment(series.timeMillis(row)), series.timeMillis(row)));
            for (String name : columns) {
                double value = series.value(row, series.columns().indexOf(name));
                cells.add(isCount(name) ? Cell.count(Math.round(value)) : Cell.percent(value));
            }
            table.row(cells.toArray(new Cell[0]));
        }
        return table.html();
    }

    /** The heat map in coarse numbers: how many groups were how full in each of a few moments. */
    static Html fullness(HeatMap map, RunClock clock) {
        HtmlTable table = new HtmlTable("Groups of nodes by how full they were")
                .number(clock.arrivals() ? "Arrivals" : "Moment")
                .number("Empty")
                .number("Under half")
                .number("Half to 90 %")
                .number("Over 90 %");
        int steps = Math.min(MOMENTS, map.buckets());
        for (int step = 0; step < steps; step++) {
            int bucket = (int) ((long) step * map.buckets() / steps);
            long[] groups = new long[4];
            for (int group = 0; group < map.groups().size(); group++) {
                float share = map.share(group, bucket);
                if (share >= 0) {
                    groups[share == 0 ? 0 : share < 0.5 ? 1 : share <= 0.9 ? 2 : 3]++;
                }
            }
            long time = bucket * map.bucketMillis();
            table.row(
                    Cell.number(clock.moment(time), time),
                    Cell.count(groups[0]),
                    Cell.count(groups[1]),
                    Cell.count(groups[2]),
                    Cell.count(groups[3]));
        }
        return table.html();
    }

    static Html waiting(Waiting waiting) {
        HtmlTable table =
                new HtmlTable("Placements by waiting time").number("Waited").number("Placements");
        for (int i = 0; i < waiting.histogram().size(); i++) {
            Waiting.Bucket bucket = waiting.histogram().get(i);
            table.row(
                    Cell.number(bucketWords(bucket), bucket.fromMillis()),
                    Cell.count(bucket.placements()).at("/waiting/histogram/" + i + "/placements"));
        }
        return table.html();
    }

    static Html percentiles(Waiting waiting) {
        return new HtmlTable("How long placements took")
                .words("Share of placements")
                .number("Waited at most")
                .row(Cell.number("half", 50), Cell.duration(waiting.p50Millis()).at("/waiting/p50Millis"))
                .row(
                        Cell.number("9 in 10", 90),
                        Cell.duration(waiting.p90Millis()).at("/waiting/p90Millis"))
                .row(
                        Cell.number("99 in 100", 99),
                        Cell.duration(waiting.p99Millis()).at("/waiting/p99Millis"))
                .row(Cell.number("all", 100), Cell.duration(waiting.maxMillis()).at("/waiting/maxMillis"))
                .html();
    }

    static Html failures(RunSummary run) {
        HtmlTable table = new HtmlTable("Why nodes refused pods")
                .words("Reason")
                .number("Failed attempts")
                .number("Nodes per attempt")
                .words("In plain words");
        for (int i = 0; i < run.failures().size(); i++) {
            FailureReason failure = run.failures().get(i);
            table.row(
                    Cell.words(failure.reason()),
                    Cell.count(failure.attempts()).at("/failures/" + i + "/attempts"),
                    Cell.decimal((double) failure.nodes() / failure.attempts(), 1),
                    Cell.words(ReasonWords.explain(failure.reason())));
        }
        return table.html();
    }

    static Html inputs(RunSummary run) {
        HtmlTable table =
                new HtmlTable("Files read").words("File").number("Size").words("SHA-256");
        for (InputFile input : run.trace().inputs()) {
            table.row(
                    Cell.words(input.file()),
                    Cell.number(Words.bytes(input.bytes()), input.bytes()),
                    Cell.words(input.sha256()));
        }
        return table.html();
    }

    private static String bucketWords(Waiting.Bucket bucket) {
        if (bucket.fromMillis() == 0) {
            return "not at all";
        }
        if (bucket.untilMillis() == Long.MAX_VALUE) {
            return "over " + Words.duration(bucket.fromMillis());
        }
        return "under " + Words.duration(bucket.untilMillis());
    }

    private static boolean isCount(String column) {
        return column.equals(Series.PENDING_PODS)
                || column.equals(Series.RUNNING_PODS)
                || column.equals(Series.EMPTY_NODES);
    }

    private static String heading(String column) {
        if (column.startsWith(Series.ALLOCATED)) {
            return ResourceWords.label(column.substring(Series.ALLOCATED.length()));
        }
        return switch (column) {
            case Series.PENDING_PODS -> "Waiting pods";
            case Series.RUNNING_PODS -> "Running pods";
            case Series.EMPTY_NODES -> "Empty nodes";
            case Series.FRAGMENTATION_AMOUNT -> "Of all GPUs";
            case Series.FRAGMENTATION_RATIO -> "Of idle GPUs";
            default -> column;
        };
    }
}
