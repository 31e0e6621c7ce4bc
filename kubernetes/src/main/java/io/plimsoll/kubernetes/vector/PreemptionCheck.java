package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Preemption;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.Victims;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.model.Disruptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares who would have to leave each node, which node is taken, and what is said when none is. */
final class PreemptionCheck {

    /** Takes what should be equal. */
    interface Comparison {

        void compare(String node, String field, @Nullable Object expected, @Nullable Object actual);
    }

    /** By what nodes are chosen: a smaller one is better. */
    private record Cost(int violations, int highest, long sum, int count, long start) {

        static final Comparator<Cost> ORDER = Comparator.comparingInt(Cost::violations)
                .thenComparingInt(Cost::highest)
                .thenComparingLong(Cost::sum)
                .thenComparingInt(Cost::count)
                .thenComparing(Cost::start, Comparator.reverseOrder());
    }

    private final Map<String, Pod> pods = new HashMap<>();
    private final Answer answer;
    private final Comparison comparison;

    PreemptionCheck(VectorCase vector, Comparison comparison) {
        this.answer = vector.answer();
        this.comparison = comparison;
        for (Pod pod : vector.pods()) {
            @Nullable String namespace = pod.getMetadata().getNamespace();
            pods.put(
                    (namespace == null ? "default" : namespace) + "/"
                            + pod.getMetadata().getName(),
                    pod);
        }
    }

    /** Compares, node by node, also where the pod may not preempt others. */
    void compare(Scheduler scheduler, Cluster cluster, int pod) {
        Preemption preemption = new Preemption(scheduler);
        SortedMap<Cost, TreeSet<String>> byCost = new TreeMap<>(Cost.ORDER);
        for (Victims victims : preemption.explain(pod)) {
            String node = victims.node();
            comparison.compare(node, "preemption", answer.preemption(node), status(victims));
            comparison.compare(node, "preemptionVictims", answer.victims(node), victims.pods());
            if (victims.helps() && !victims.pods().isEmpty()) {
                byCost.computeIfAbsent(cost(victims), cost -> new TreeSet<>()).add(node);
            }
        }
        String taken = answer.preempts();
        if (taken.isEmpty() && answer.postFilter().isEmpty()) {
            return;
        }
        int found = preemption.find(pod);
        String name = found == Scheduler.UNSCHEDULABLE ? "" : cluster.nodes().name(found);
        comparison.compare("", "whether a node is taken", !taken.isEmpty(), !name.isEmpty());
        comparison.compare("", "postFilter", answer.postFilter(), preemption.sentence(pod));
        if (!taken.isEmpty() && !byCost.isEmpty()) {
            TreeSet<String> best = Objects.requireNonNull(byCost.get(byCost.firstKey()));
            comparison.compare("", "node that kube-scheduler takes, among " + best, true, best.contains(taken));
            comparison.compare("", "node taken, among " + best, true, best.contains(name));
            comparison.compare(
                    name,
                    "victims of the node taken",
                    answer.victims(name),
                    preemption.decision(pod) instanceof Decision.Preempting preempting ? preempting.victims() : null);
        }
    }

    private Cost cost(Victims victims) {
        List<Pod> all = new ArrayList<>();
        victims.pods().forEach(name -> all.add(Objects.requireNonNull(pods.get(name), name)));
        int highest = all.stream().mapToInt(PreemptionCheck::priority).max().orElseThrow();
        long sum = all.stream().mapToLong(pod -> priority(pod) + (1L << 31)).sum();
        long start = all.stream()
                .filter(pod -> priority(pod) == highest)
                .mapToLong(Disruptions::startMillis)
                .min()
                .orElseThrow();
        return new Cost(victims.violations(), highest, sum, all.size(), start);
    }

    private static int priority(Pod pod) {
        @Nullable Integer priority = pod.getSpec().getPriority();
        return priority == null ? 0 : priority;
    }

    private static Answer.@Nullable Status status(Victims victims) {
        if (victims.helps()) {
            return new Answer.Status(Answer.SUCCESS, List.of("pdbViolations=" + victims.violations()));
        }
        return victims.reasons().contains(Victims.NOT_HELPFUL)
                ? null
                : new Answer.Status(
                        victims.resolvable() ? Answer.UNSCHEDULABLE : Answer.UNRESOLVABLE, victims.reasons());
    }
}
