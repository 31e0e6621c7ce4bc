package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How questions are answered.
 *
 * @param mode how the service takes part in decisions about pods of schedulers without a mode of their own
 * @param ownModes modes by scheduler name
 * @param lastFilter whether no other extender filters after this one: reasons are then told only when no node fits
 * @param holdMillis how long space is held for a pod that was decided and not seen on its node; longer than kube-scheduler
 *     takes to bind
 * @param budgetMillis how long a question may be thought about, shorter than kube-scheduler waits: then the best is answered that
 *     was found so far
 * @param widensVictims whether also pods may be preempted that kube-scheduler did not name, once they have been seen on their node
 *     for {@link #WIDEN_MILLIS}
 * @param devices what shares of devices are called; the same for as long as the service runs
 * @param groups which labels make groups of pods; the same for as long as the service runs
 */
public record AnswerOptions(
        Mode mode,
        Map<String, Mode> ownModes,
        boolean lastFilter,
        long holdMillis,
        long budgetMillis,
        boolean widensVictims,
        DeviceNames devices,
        GroupNames groups) {

    /** After so long a pod that is seen on a node is one that kube-scheduler knows there, too: its watch is ours. */
    public static final long WIDEN_MILLIS = 5_000;

    /** Below the five seconds that kube-scheduler waits unless it is told otherwise. */
    public static final long BUDGET_MILLIS = 4_000;

    /** Copies its arguments. */
    public AnswerOptions {
        ownModes = Collections.unmodifiableMap(new TreeMap<>(ownModes));
    }

    /** One mode for all, and victims as kube-scheduler names them. */
    public AnswerOptions(Mode mode, boolean lastFilter, long holdMillis) {
        this(mode, Map.of(), lastFilter, holdMillis, BUDGET_MILLIS, false, DeviceNames.DEFAULT, GroupNames.DEFAULT);
    }

    /** The mode for pods of a scheduler. */
    Mode mode(String schedulerName) {
        return ownModes.getOrDefault(schedulerName, mode);
    }
}
