package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.RefusalListener;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts why nodes refuse pods, as {@link Scheduler#decision} would, from what the scheduler knows already. */
final class Refusals {

    private static final Comparator<Tally> BY_NODES =
            Comparator.comparingInt((Tally tally) -> tally.nodesNow).reversed().thenComparing(tally -> tally.reason);

    private Scheduler scheduler;
    private final Map<String, Tally> byReason = new HashMap<>();
    /** The reasons that were counted last. */
    private final List<Tally> now = new ArrayList<>();

    private final List<String> reasons = new ArrayList<>();
    private int[] nodes = new int[16];
    private final RefusalListener listener = this::add;

    /** How often a reason was given. */
    private static final class Tally {

        final String reason;
        /** How many nodes gave it when it was counted last. */
        int nodesNow;

        long attempts;
        long nodes;

        Tally(String reason) {
            this.reason = reason;
        }
    }

    Refusals(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** From now on, another scheduler refuses. */
    void schedulerChanged(Scheduler now) {
        scheduler = now;
    }

    /**
     * A pod of the class fits nowhere now.
     *
     * @param counts whether this is to be among the {@link #failures()}
     */
    void count(PodClass podClass, boolean counts) {
        for (int i = 0; i < now.size(); i++) {
            now.get(i).nodesNow = 0;
        }
        now.clear();
        scheduler.refusals(podClass, listener);
        for (int i = 0; i < now.size() && counts; i++) {
            now.get(i).attempts++;
            now.get(i).nodes += now.get(i).nodesNow;
        }
        if (Checks.FULL) {
            check(podClass);
        }
    }

    /** The reasons that were counted last, those that most nodes gave first. */
    List<String> reasons() {
        now.sort(BY_NODES);
        reasons.clear();
        for (int i = 0; i < now.size(); i++) {
            reasons.add(now.get(i).reason);
        }
        return reasons;
    }

    /** How many nodes gave each of the {@link #reasons()}, which is to be asked before. */
    int[] nodes() {
        if (nodes.length < now.size()) {
            nodes = new int[2 * now.size()];
        }
        for (int i = 0; i < now.size(); i++) {
            nodes[i] = now.get(i).nodesNow;
        }
        return nodes;
    }

    /** Everything counted so far, reasons of most attempts first. */
    List<FailureReason> failures() {
        List<FailureReason> list = new ArrayList<>();
        for (Tally tally : byReason.values()) {
            if (tally.attempts > 0) {
                list.add(new FailureReason(tally.reason, tally.attempts, tally.nodes));
            }
        }
        list.sort(Comparator.comparingLong(FailureReason::attempts)
                .thenComparingLong(FailureReason::nodes)
                .reversed()
                .thenComparing(FailureReason::reason));
        return list;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        List<String> given = new ArrayList<>(byReason.keySet());
        int count = state.small(given.size());
        for (int i = 0; i < count; i++) {
            Tally tally = byReason.computeIfAbsent(state.text(state.takes() ? "" : given.get(i)), Tally::new);
            tally.attempts = state.number(tally.attempts);
            tally.nodes = state.number(tally.nodes);
        }
    }

    private void add(String reason, int refused) {
        Tally tally = byReason.computeIfAbsent(reason, Tally::new);
        if (tally.nodesNow == 0) {
            now.add(tally);
        }
        tally.nodesNow += refused;
    }

    private void check(PodClass podClass) {
        SortedMap<String, Integer> counted = new TreeMap<>();
        now.forEach(tally -> counted.put(tally.reason, tally.nodesNow));
        Decision decision = scheduler.decision(podClass);
        // A member of a pod group may fit where its group does not; that no other pod may is checked where it is
        // decided.
        if (decision instanceof Decision.Unschedulable refused
                && !refused.reasons().equals(counted)) {
            throw Checks.corrupted("reasons against " + podClass, counted, decision);
        }
    }
}
