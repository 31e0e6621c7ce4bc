package io.plimsoll.simulator.record;

import io.plimsoll.simulator.record.Preemptions.ByOwner;
import io.plimsoll.simulator.record.Preemptions.ByPriority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Counts who made way for whom. */
final class PreemptionMeter {

    private final TreeMap<Long, long[]> byPriorities = new TreeMap<>();
    private final TreeMap<String, long[]> byOwner = new TreeMap<>();
    /** How often each of the present pods made way. */
    private int[] times = new int[64];

    private long preempting;
    private long evictions;
    private long pods;
    private long mostOfOnePod;
    private long overBudget;

    /** A pod came that may have the number of one that is gone. */
    void arrived(int pod) {
        if (pod >= times.length) {
            times = Arrays.copyOf(times, Math.max(pod + 1, 2 * times.length));
        }
        times[pod] = 0;
    }

    void preempts(int victimsOverBudget) {
        preempting++;
        overBudget += victimsOverBudget;
    }

    void preempted(int pod, int priority, int forPriority, String owner, long lostMillis) {
        evictions++;
        pods += times[pod] == 0 ? 1 : 0;
        mostOfOnePod = Math.max(mostOfOnePod, ++times[pod]);
        long both = (long) priority << Integer.SIZE | Integer.toUnsignedLong(forPriority);
        add(byPriorities.computeIfAbsent(both, unseen -> new long[2]), lostMillis);
        add(byOwner.computeIfAbsent(owner, unseen -> new long[2]), lostMillis);
    }

    private static void add(long[] counts, long lostMillis) {
        counts[0]++;
        counts[1] += lostMillis;
    }

    Preemptions result() {
        List<ByPriority> priorities = new ArrayList<>();
        byPriorities.forEach((both, counts) ->
                priorities.add(new ByPriority((int) (both >> Integer.SIZE), both.intValue(), counts[0], counts[1])));
        priorities.sort(Comparator.comparingLong(ByPriority::evictions).reversed());
        List<ByOwner> owners = new ArrayList<>();
        byOwner.forEach((owner, counts) -> owners.add(new ByOwner(owner, counts[0], counts[1])));
        owners.sort(Comparator.comparingLong(ByOwner::evictions).reversed());
        return new Preemptions(
                preempting,
                evictions,
                pods,
                mostOfOnePod,
                overBudget,
                priorities,
                owners.subList(0, Math.min(owners.size(), Preemptions.MOST_OWNERS)));
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        preempting = state.number(preempting);
        evictions = state.number(evictions);
        pods = state.number(pods);
        mostOfOnePod = state.number(mostOfOnePod);
        overBudget = state.number(overBudget);
        times = state.smalls(times);
        List<Long> both = new ArrayList<>(byPriorities.keySet());
        int priorities = state.small(both.size());
        for (int i = 0; i < priorities; i++) {
            long key = state.number(i < both.size() ? both.get(i) : 0);
            exchange(byPriorities.computeIfAbsent(key, unseen -> new long[2]), state);
        }
        List<String> names = new ArrayList<>(byOwner.keySet());
        int owners = state.small(names.size());
        for (int i = 0; i < owners; i++) {
            String name = state.text(i < names.size() ? names.get(i) : "");
            exchange(byOwner.computeIfAbsent(name, unseen -> new long[2]), state);
        }
    }

    private static void exchange(long[] counts, StateExchange state) {
        counts[0] = state.number(counts[0]);
        counts[1] = state.number(counts[1]);
    }
}
