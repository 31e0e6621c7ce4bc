package io.plimsoll.traces.generate;

import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that fail and come back, in the order of time. Each unit (a node, a rack, a zone) of each cause fails and is
 * repaired in turns, as good as new after each repair. A node is away as long as any cause keeps it away.
 */
final class Outages {

    private static final Comparator<Turn> IN_ORDER = Comparator.comparingLong(Turn::timeMillis)
            .thenComparing(Turn::repair)
            .thenComparingInt(Turn::order);

    private final List<NodeSpec> nodes;
    private final int[] causesAway;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(IN_ORDER);
    private final Queue<Change> changes = new ArrayDeque<>();

    /**
     * A node goes or comes back.
     *
     * @param timeMillis when
     * @param node which
     * @param back whether it comes back
     */
    record Change(long timeMillis, NodeSpec node, boolean back) {}

    /** The nodes that fail together, and the random numbers that say when. */
    private record Group(FailureCause cause, int order, List<Integer> members, SeededRandom up, SeededRandom down) {}

    /** What happens to a group next. At the same time failures come first, so that no node comes and goes at once. */
    private record Turn(long timeMillis, boolean repair, Group group) {
        int order() {
            return group.order();
        }
    }

    /** All fleets in the order of the trace. */
    Outages(List<Fleet> fleets, List<FailureCause> causes, SeededRandom random) {
        nodes = new ArrayList<>();
        List<String> fleetOfNode = new ArrayList<>();
        for (Fleet fleet : fleets) {
            for (NodeSpec node : fleet.nodes()) {
                nodes.add(node);
                fleetOfNode.add(fleet.name());
            }
        }
        causesAway = new int[nodes.size()];
        int order = 0;
        for (FailureCause cause : causes) {
            SeededRandom ofCause = random.stream(cause.name());
            for (Map.Entry<String, List<Integer>> group :
                    groups(cause, fleetOfNode).entrySet()) {
                SeededRandom ofGroup = ofCause.stream(group.getKey());
                next(new Group(cause, order++, group.getValue(), ofGroup.stream(1), ofGroup.stream(2)), 0, false);
            }
        }
    }

    /** All nodes, as they are at the beginning. */
    List<NodeSpec> nodes() {
        return nodes;
    }

    /** The next change before a time; null when there is none. */
    @Nullable
    Change next(long untilMillis) {
        while (changes.isEmpty()) {
            Turn turn = turns.peek();
            if (turn == null || turn.timeMillis() >= untilMillis) {
                return null;
            }
            turns.remove();
            take(turn);
        }
        return changes.remove();
    }

    private void take(Turn turn) {
        long timeMillis = turn.timeMillis();
        for (int member : turn.group().members()) {
            causesAway[member] += turn.repair() ? -1 : 1;
            if (causesAway[member] == (turn.repair() ? 0 : 1)) {
                changes.add(new Change(timeMillis, nodes.get(member), turn.repair()));
            }
        }
        next(turn.group(), timeMillis, !turn.repair());
    }

    private void next(Group group, long fromMillis, boolean repair) {
        FailureCause cause = group.cause();
        double after = repair
                ? cause.timeToRepair().quantile(group.down().inside())
                : cause.timeToFailure().quantile(group.up().inside());
        long wait = Math.max(1, (long) Math.min(after, (double) Workload.LONGEST_MILLIS));
        turns.add(new Turn(fromMillis + wait, repair, group));
    }

    private Map<String, List<Integer>> groups(FailureCause cause, List<String> fleetOfNode) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        String label = cause.unit().label();
        for (int i = 0; i < nodes.size(); i++) {
            NodeSpec node = nodes.get(i);
            String group = label == null ? node.name() : node.labels().get(label);
            if (group != null && (cause.fleets().isEmpty() || cause.fleets().contains(fleetOfNode.get(i)))) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(i);
            }
        }
        return groups;
    }
}
