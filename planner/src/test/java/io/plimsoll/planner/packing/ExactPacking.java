package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cheapest packing of a handful of items, by trying everything: item by item into each open bin and into a new one of each type. */
final class ExactPacking {

    private final PackingProblem problem;
    private final List<Integer> items = new ArrayList<>();
    private final List<long[]> free = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final int[] used;
    private long best = Long.MAX_VALUE;

    private ExactPacking(PackingProblem problem) {
        this.problem = problem;
        used = new int[problem.bins().size()];
        for (int kind = 0; kind < problem.items().size(); kind++) {
            for (int i = 0; i < problem.items().get(kind).count(); i++) {
                items.add(kind);
            }
        }
    }

    /** Its cost; {@link Long#MAX_VALUE} when there is none. */
    static long cost(PackingProblem problem) {
        ExactPacking search = new ExactPacking(problem);
        search.place(0, 0);
        return search.best;
    }

    private void place(int item, long cost) {
        if (cost >= best) {
            return;
        }
        if (item == items.size()) {
            boolean holds = free.stream().allMatch(room -> Arrays.stream(room).allMatch(left -> left >= 0));
            best = holds ? cost : best;
            return;
        }
        int kind = items.get(item);
        for (int bin = 0; bin < free.size(); bin++) {
            if (isAllowed(kind, types.get(bin)) && mayFit(kind, free.get(bin))) {
                change(free.get(bin), kind, -1);
                place(item + 1, cost);
                change(free.get(bin), kind, 1);
            }
        }
        for (int type = 0; type < used.length; type++) {
            BinType bin = problem.bins().get(type);
            if (used[type] < bin.limit() && isAllowed(kind, type)) {
                long[] room =
                        bin.capacities().stream().mapToLong(Long::longValue).toArray();
                change(room, kind, -1);
                used[type]++;
                free.add(room);
                types.add(type);
                place(item + 1, cost + bin.cost());
                free.remove(free.size() - 1);
                types.remove(types.size() - 1);
                used[type]--;
            }
        }
    }

    private boolean isAllowed(int kind, int type) {
        return problem.allowed().isEmpty() || problem.allowed().get(kind).get(type);
    }

    /** Items that make room may come later, so only what nothing can mend is cut off. */
    private boolean mayFit(int kind, long[] room) {
        for (int d = 0; d < room.length; d++) {
            long makes = 0;
            for (ItemKind each : problem.items()) {
                makes += Math.max(0, -each.sizes().get(d)) * each.count();
            }
            if (problem.size(kind, d) > room[d] + makes) {
                return false;
            }
        }
        return true;
    }

    private void change(long[] room, int kind, int sign) {
        for (int d = 0; d < room.length; d++) {
            room[d] += sign * problem.size(kind, d);
        }
    }
}
