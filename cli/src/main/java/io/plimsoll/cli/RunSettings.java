package io.plimsoll.cli;

import io.plimsoll.simulator.engine.CapacitySchedule;
import io.plimsoll.simulator.engine.NodeWindow;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.QueueOrder;
import io.plimsoll.simulator.record.Restart;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunRules;
import io.plimsoll.simulator.report.Words;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a run treats its pods, which nodes are there, and which part of it is measured. */
final class RunSettings {

    @Option(
            names = "--on-unschedulable",
            paramLabel = "queue|drop",
            converter = OnUnschedulableConverter.class,
            description = "What becomes of a pod that fits nowhere: it waits, or is given up. Default: queue; with "
                    + "--arrivals-only drop, as nothing leaves that it could wait for.")
    private @Nullable OnUnschedulable onUnschedulable;

    @Option(
            names = "--on-node-loss",
            paramLabel = "resubmit|kill|lose",
            defaultValue = "resubmit",
            converter = OnNodeLossConverter.class,
            description = "What becomes of the pods of a node that fails: they wait again, end with it, or are lost "
                    + "and go on being missed. Default: ${DEFAULT-VALUE}.")
    private OnNodeLoss onNodeLoss = OnNodeLoss.RESUBMIT;

    @Option(
            names = "--restart",
            paramLabel = "full|remaining",
            defaultValue = "full",
            converter = RestartConverter.class,
            description = "How long a pod runs that lost its node and is placed again. Default: ${DEFAULT-VALUE}.")
    private Restart restart = Restart.FULL;

    @Option(
            names = "--queue",
            paramLabel = "relaxed|strict",
            defaultValue = "relaxed",
            converter = QueueOrderConverter.class,
            description = "Whether pods that fit may pass one that does not: strict lets the first in line hold up all "
                    + "others. Default: ${DEFAULT-VALUE}.")
    private QueueOrder queue = QueueOrder.RELAXED;

    @Option(
            names = "--decision-time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the scheduler thinks about one pod, in virtual time; 10ms makes it decide 100 a "
                    + "second, and the others wait for it. Default: not at all.")
    private Duration decisionTime = Duration.ZERO;

    @Option(
            names = "--preemption",
            paramLabel = "on|off",
            converter = SwitchConverter.class,
            description =
                    "Whether a pod that fits nowhere takes the place of pods of lower priority, which wait again. "
                            + "Default: on for the built-in week, off for others.")
    private @Nullable Switch preemption;

    @Option(
            names = "--groups",
            paramLabel = "owner|none",
            converter = GroupedByConverter.class,
            description =
                    "Whether pods of one owner that arrive together are a pod group: all of them get places, or none. "
                            + "Default: owner for the built-in week, none for others.")
    private @Nullable GroupedBy groups;

    @Option(
            names = "--group-patience",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long a pod group waits before room is kept for it: what comes to be free on some nodes then goes "
                            + "to no other pod of its priority or a lower one. Default: 1h.")
    private @Nullable Duration groupPatience;

    @Option(
            names = "--group-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long room is kept for a pod group at most; then it waits as if it had just come. Default: 24h.")
    private @Nullable Duration groupTimeout;

    private boolean builtIn;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Leave this much of the beginning out of the figures.")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--horizon",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End the run at this time, whatever is still to come.")
    private @Nullable Duration horizon;

    @Option(
            names = "--node-hours",
            paramLabel = "NAMES=FROM-TO",
            converter = NodeWindowConverter.class,
            description = "The nodes with such names are there at these hours of each day only, as in "
                    + "spot-*=20:00-06:00. May be repeated.")
    private List<NodeWindow> nodeHours = new ArrayList<>();

    @Option(
            names = "--drain-ahead",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With --node-hours: drain a node for so long before it goes.")
    private Duration drainAhead = Duration.ZERO;

    /** The built-in week is replayed, which has priorities and groups. */
    void replaysBuiltIn() {
        builtIn = true;
    }

    /** Refuses options that contradict each other. */
    void require(boolean arrivalsOnly) {
        if (arrivalsOnly && onUnschedulable == OnUnschedulable.QUEUE) {
            throw Failure.usage(
                    "The option --on-unschedulable (queue) must not come with --arrivals-only: nothing leaves that a pod "
                            + "could wait for.",
                    "Maybe it should be left out.");
        }
        boolean timed = !decisionTime.isZero() || !warmUp.isZero() || horizon != null || !nodeHours.isEmpty();
        if (arrivalsOnly && timed) {
            throw Failure.usage(
                    "The options --decision-time, --warm-up, --horizon and --node-hours must not come with "
                            + "--arrivals-only: such a run has no clock.",
                    "Maybe --arrivals-only should be left out.");
        }
        if (!drainAhead.isZero() && nodeHours.isEmpty()) {
            throw Failure.usage(
                    "The option --drain-ahead must come with --node-hours.",
                    "Maybe --node-hours 'spot-*=20:00-06:00' was forgotten.");
        }
        requireMillis("--warm-up", warmUp);
        requireMillis("--drain-ahead", drainAhead);
        requireGroups("--group-patience", groupPatience, arrivalsOnly);
        requireGroups("--group-timeout", groupTimeout, arrivalsOnly);
        if (horizon != null) {
            requireMillis("--horizon", horizon);
            if (horizon.isZero()) {
                throw Failure.usage(
                        "The time of --horizon must be above 0.", "Maybe it should be left out: then there is none.");
            }
        }
        options(arrivalsOnly, 0);
    }

    private void requireGroups(String option, @Nullable Duration time, boolean arrivalsOnly) {
        if (time != null) {
            requireMillis(option, time);
            if (!options(arrivalsOnly, 0).rules().grouped()) {
                throw Failure.usage(
                        "The option " + option + " must come with --groups owner.",
                        "Maybe that was forgotten: without it there are no pod groups.");
            }
        }
    }

    /** The trace with the hours of its nodes. */
    EventSource scheduled(EventSource trace, long untilMillis) {
        if (nodeHours.isEmpty()) {
            return trace;
        }
        try {
            long last = Math.min(untilMillis(untilMillis), trace.contents().lastEventMillis());
            return CapacitySchedule.apply(Trace.of(trace), nodeHours, drainAhead.toMillis(), last);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    /** Refuses a warm-up that outlasts the trace. */
    void requireMeasured(EventSource trace) {
        if (!warmUp.isZero() && warmUp.toMillis() >= trace.contents().lastEventMillis()) {
            throw Failure.usage(
                    "The warm-up (" + Words.duration(warmUp.toMillis())
                            + ") of --warm-up must end before the last event of " + "the trace ("
                            + Words.moment(trace.contents().lastEventMillis()) + ").",
                    "Maybe a unit is wrong: 12h is half a day.");
        }
    }

    /** When the run ends that would end at that time. */
    long untilMillis(long traceUntilMillis) {
        return horizon == null ? traceUntilMillis : Math.min(horizon.toMillis(), traceUntilMillis);
    }

    /** Everything that shapes the result. */
    RunOptions options(boolean arrivalsOnly, double inflate) {
        OnUnschedulable fate = arrivalsOnly ? OnUnschedulable.DROP : OnUnschedulable.QUEUE;
        try {
            boolean byDefault = builtIn && !arrivalsOnly;
            boolean canGroup = queue == QueueOrder.RELAXED && decisionTime.isZero();
            RunRules rules = new RunRules(
                    onUnschedulable == null ? fate : onUnschedulable,
                    onNodeLoss,
                    restart,
                    queue,
                    decisionTime.toNanos() / 1_000,
                    preemption == null ? byDefault : preemption == Switch.ON,
                    groups == null ? byDefault && canGroup : groups == GroupedBy.OWNER,
                    groupPatience == null ? RunRules.DEFAULT_GROUP_PATIENCE_MILLIS : groupPatience.toMillis(),
                    groupTimeout == null ? RunRules.DEFAULT_GROUP_TIMEOUT_MILLIS : groupTimeout.toMillis());
            return new RunOptions(
                    arrivalsOnly, inflate, rules, warmUp.toMillis(), horizon == null ? 0 : horizon.toMillis());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    /** What distinguishes runs of equal traces, but for their horizons. */
    @Override
    public String toString() {
        return options(false, 0).rules() + ", warm-up " + warmUp.toMillis() + " ms, node hours " + nodeHours
                + ", drained " + drainAhead.toMillis() + " ms ahead";
    }

    private static void requireMillis(String option, Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            throw Failure.usage(
                    "The time of " + option + " must be whole milliseconds.", "Maybe ms was meant instead of us.");
        }
    }
}
