package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.simulator.record.ClassRefusals.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts why nodes refuse pods, as {@link Scheduler#decision} would, but without asking every node every time. Remembers a
 * bounded number of answers and begins anew when there are more.
 */
final class Refusals {

    private static final long MOST_BYTES = 1L << 26;

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final PluginContext context;
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, Tally> failures = new HashMap<>();
    private @Nullable ClassRefusals[] byClass = new ClassRefusals[16];
    private int[] nodes = new int[16];
    private long bytes;

    /** How often a reason was given. */
    private static final class Tally {
        long attempts;
        long nodes;
    }

    Refusals(Cluster cluster, Scheduler scheduler) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.context = new PluginContext(cluster);
    }

    /**
     * A pod of the class fits nowhere now.
     *
     * @param counts whether this is to be among the {@link #failures()}
     */
    void count(PodClass podClass, boolean counts) {
        reasons.clear();
        ClassRefusals refusals = of(podClass);
        bytes -= refusals.size();
        for (Refusal refusal : refusals.now()) {
            for (int i = 0; i < refusal.reasons.size() && refusal.nodes > 0; i++) {
                add(refusal.reasons.get(i), refusal.nodes);
            }
        }
        bytes += refusals.size();
        for (int i = 0; i < reasons.size() && counts; i++) {
            Tally tally = failures.computeIfAbsent(reasons.get(i), reason -> new Tally());
            tally.attempts++;
            tally.nodes += nodes[i];
        }
        if (Checks.FULL) {
            check(podClass);
        }
    }

    /** The reasons that were counted last, those that most nodes gave first. */
    List<String> reasons() {
        return reasons;
    }

    /** How many nodes gave each of the {@link #reasons()}. */
    int[] nodes() {
        return nodes;
    }

    /** Everything counted so far, reasons of most attempts first. */
    List<FailureReason> failures() {
        List<FailureReason> list = new ArrayList<>();
        failures.forEach((reason, tally) -> list.add(new FailureReason(reason, tally.attempts, tally.nodes)));
        list.sort(Comparator.comparingLong(FailureReason::attempts)
                .thenComparingLong(FailureReason::nodes)
                .reversed()
                .thenComparing(FailureReason::reason));
        return list;
    }

    private ClassRefusals of(PodClass podClass) {
        int id = podClass.id();
        if (id >= byClass.length) {
            byClass = Arrays.copyOf(byClass, Math.max(id + 1, 2 * byClass.length));
        }
        if (bytes > MOST_BYTES) {
            Arrays.fill(byClass, null);
            bytes = 0;
        }
        @Nullable ClassRefusals known = byClass[id];
        if (known == null) {
            known = new ClassRefusals(podClass, scheduler.profile(), context, cluster.changeLog());
            byClass[id] = known;
        }
        return known;
    }

    /** Adds nodes to a reason and keeps the order: more nodes first, then by words. */
    private void add(String reason, int more) {
        int at = reasons.indexOf(reason);
        int count = more;
        if (at >= 0) {
            count += nodes[at];
            reasons.remove(at);
            System.arraycopy(nodes, at + 1, nodes, at, reasons.size() - at);
        }
        int place = reasons.size();
        while (place > 0 && comesBefore(count, reason, place - 1)) {
            place--;
        }
        if (reasons.size() + 1 >= nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        System.arraycopy(nodes, place, nodes, place + 1, reasons.size() - place);
        reasons.add(place, reason);
        nodes[place] = count;
    }

    private boolean comesBefore(int count, String reason, int other) {
        return count > nodes[other] || (count == nodes[other] && reason.compareTo(reasons.get(other)) < 0);
    }

    private void check(PodClass podClass) {
        SortedMap<String, Integer> counted = new TreeMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            counted.put(reasons.get(i), nodes[i]);
        }
        Decision decision = scheduler.decision(podClass);
        if (!(decision instanceof Decision.Unschedulable refused)
                || !refused.reasons().equals(counted)) {
            throw Checks.corrupted("reasons against " + podClass, counted, decision);
        }
    }
}
