package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts why nodes refuse pods. */
final class Refusals {
    private final Scheduler scheduler;
    private final Map<String, long[]> all = new HashMap<>();
    private List<String> reasons = new ArrayList<>();
    private int[] nodes = new int[0];

    Refusals(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void count(PodClass podClass) {
        if (scheduler.decision(podClass) instanceof Decision.Unschedulable u) {
            reasons = new ArrayList<>(u.reasons().keySet());
            nodes = u.reasons().values().stream().mapToInt(Integer::intValue).toArray();
            for (int i = 0; i < nodes.length; i++) {
                long[] a = all.computeIfAbsent(reasons.get(i), r -> new long[2]);
                a[0]++;
                a[1] += nodes[i];
            }
        }
    }

    List<String> reasons() {
        return reasons;
    }

    int[] nodes() {
        return nodes;
    }

    List<FailureReason> failures() {
        List<FailureReason> list = new ArrayList<>();
        all.forEach((r, a) -> list.add(new FailureReason(r, a[0], a[1])));
        list.sort(Comparator.comparingLong(FailureReason::attempts).reversed().thenComparing(FailureReason::reason));
        return list;
    }
}
