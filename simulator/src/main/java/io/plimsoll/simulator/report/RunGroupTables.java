package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.GroupTurns;
import io.plimsoll.simulator.record.Preemptions;
import io.plimsoll.simulator.record.ResourceUse;
import io.plimsoll.simulator.record.RunSummary;
import io.plimsoll.simulator.record.Stranded;
import io.plimsoll.simulator.record.WaitGroup;
import java.util.Arrays;
import java.util.List;

/** The tables of a run's report that break a figure down: by request, by priority, by cause. */
final class RunGroupTables {

    private RunGroupTables() {}

    static Html waits(RunSummary run) {
        Html html =
                waits("Waits by what pods ask for", "Pods that ask for", "waitingByRequest", run.waitingByRequest());
        if (run.waitingByPriority().size() > 1) {
            html.add(waits("Waits by priority", "Priority", "waitingByPriority", run.waitingByPriority()));
        }
        return html;
    }

    private static Html waits(String caption, String heading, String field, List<WaitGroup> groups) {
        HtmlTable table = new HtmlTable(caption)
                .words(heading)
                .number("Placements")
                .number("At once")
                .number("Mean wait")
                .number("9 in 10")
                .number("99 in 100")
                .number("Longest");
        for (int i = 0; i < groups.size(); i++) {
            WaitGroup group = groups.get(i);
            String path = "/" + field + "/" + i + "/";
            table.row(
                    Cell.words(group.name()),
                    Cell.count(group.placements()).at(path + "placements"),
                    Cell.count(group.withoutWaiting()).at(path + "withoutWaiting"),
                    Cell.duration(group.meanMillis()).at(path + "meanMillis"),
                    Cell.duration(group.p90Millis()).at(path + "p90Millis"),
                    Cell.duration(group.p99Millis()).at(path + "p99Millis"),
                    Cell.duration(group.maxMillis()).at(path + "maxMillis"));
        }
        return table.html();
    }

    static Html stranded(RunSummary run) {
        HtmlTable table = new HtmlTable("Stranded capacity by cause")
                .words("Free and of no use")
                .words("Because nodes lacked")
                .number("Share of all, on average");
        for (int i = 0; i < run.resources().size(); i++) {
            ResourceUse use = run.resources().get(i);
            List<Stranded.Cause> causes = use.stranded().causes();
            for (int c = 0; c < causes.size(); c++) {
                Stranded.Cause cause = causes.get(c);
                String path = "/resources/" + i + "/strandedFor/" + c + "/mean";
                table.row(
                        Cell.words(ResourceWords.label(use.name())),
                        Cell.words(cause(cause.name())),
                        Cell.percent(cause.mean()).at(path));
            }
        }
        return table.html();
    }

    static Html evictions(RunSummary run) {
        HtmlTable table = new HtmlTable("Why pods lost their places and waited again")
                .words("Cause")
                .number("Times");
        for (EvictionCause cause : EvictionCause.values()) {
            long times = run.disruption().evictions().getOrDefault(cause, 0L);
            table.row(Cell.words(words(cause)), Cell.count(times).at("/disruption/evictions/" + cause.text()));
        }
        return table.html();
    }

    /** How often room was kept for groups, and in vain; nothing when it never was. */
    static Html groups(RunSummary run) {
        GroupTurns groups = run.disruption().groups();
        Html html = new Html();
        return groups.turns() == 0
                ? html
                : html.leaf(
                        "p",
                        "Room was kept for pod groups that had waited for "
                                + Words.duration(run.options().rules().groupPatienceMillis()) + " "
                                + Words.counted(groups.turns(), "time", "times") + "; "
                                + (groups.timeouts() == 0
                                        ? "each got its places within "
                                        : Words.counted(groups.timeouts(), "group was", "groups were")
                                                + " given up again, not having got its places within ")
                                + Words.duration(run.options().rules().groupTimeoutMillis()) + ".");
    }

    /** Who had to go, for whom, and what that cost. */
    static Html preemptions(RunSummary run) {
        Preemptions preemptions = run.disruption().preemptions();
        HtmlTable priorities = new HtmlTable("Who made way for whom")
                .words("Priority of the pods that went")
                .words("For pods of priority")
                .number("Times");
        workLost(run, priorities);
        for (int i = 0; i < preemptions.byPriority().size(); i++) {
            Preemptions.ByPriority group = preemptions.byPriority().get(i);
            String path = "/disruption/preemptions/byPriority/" + i + "/";
            priorities.row(
                    timed(
                            run,
                            Cell.duration(group.lostMillis()).at(path + "lostMillis"),
                            Cell.words(Integer.toString(group.priority())),
                            Cell.words(Integer.toString(group.forPriority())),
                            Cell.count(group.evictions()).at(path + "evictions")));
        }
        HtmlTable owners = new HtmlTable("Whose pods made way most")
                .words("Owner")
                .number("Times");
        workLost(run, owners);
        for (int i = 0; i < preemptions.byOwner().size(); i++) {
            Preemptions.ByOwner group = preemptions.byOwner().get(i);
            String path = "/disruption/preemptions/byOwner/" + i + "/";
            owners.row(
                    timed(
                            run,
                            Cell.duration(group.lostMillis()).at(path + "lostMillis"),
                            Cell.words(group.owner().isEmpty() ? "pods without an owner" : group.owner()),
                            Cell.count(group.evictions()).at(path + "evictions")));
        }
        String sentence = Words.counted(preemptions.preempting(), "pod", "pods") + " took the place of others: "
                + Words.counted(preemptions.pods(), "pod", "pods") + " of lower priority made way "
                + Words.counted(preemptions.evictions(), "time", "times") + ", one of them "
                + Words.counted(preemptions.mostOfOnePod(), "time", "times") + ". "
                + (preemptions.overBudget() == 0
                        ? "No disruption budget was exceeded for it."
                        : Words.counted(preemptions.overBudget(), "of them was", "of them were")
                                + " more than a disruption budget allows.");
        return new Html()
                .leaf("h3", "Preemption")
                .leaf("p", sentence)
                .add(priorities.html())
                .add(owners.html());
    }

    /** A run that has arrivals only has no clock: how long a pod ran there says nothing. */
    private static void workLost(RunSummary run, HtmlTable table) {
        if (!run.options().arrivalsOnly()) {
            table.number("Work lost");
        }
    }

    private static Cell[] timed(RunSummary run, Cell time, Cell... others) {
        Cell[] cells = others;
        if (!run.options().arrivalsOnly()) {
            cells = Arrays.copyOf(others, others.length + 1);
            cells[others.length] = time;
        }
        return cells;
    }

    private static String cause(String name) {
        return switch (name) {
            case "cordon" -> "permission: they take no pods";
            case "other" -> "something else";
            default -> ResourceWords.label(name);
        };
    }

    private static String words(EvictionCause cause) {
        return switch (cause) {
            case FAILURE -> "the node failed";
            case REMOVAL -> "the node was removed as planned";
            case DRAIN -> "the node was drained";
            case DEVICE -> "the node got other devices";
            case GROUP -> "another pod of its group was on a node that failed";
            case PREEMPTION -> "a pod of higher priority needed the place";
        };
    }
}
