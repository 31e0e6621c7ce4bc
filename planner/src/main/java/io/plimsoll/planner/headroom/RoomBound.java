package io.plimsoll.planner.headroom;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a template no order of placing can exceed, where rules look at several nodes at once: the least of what
 * the nodes by themselves hold, what required anti-affinity among the pods themselves leaves (one to a domain), and what
 * each spread constraint leaves.
 *
 * <p>Of a constraint: a pod comes to a domain only if that then holds at most {@code maxSkew} more than the emptiest
 * domain. The emptiest never holds more than any domain can hold in the end, so no domain ever gets beyond the smallest of
 * those plus {@code maxSkew}.
 */
final class RoomBound {

    private final PlanCluster plan;
    private final PodSpec pod;
    private final long[] caps;

    /** @param caps how many more pods each node could hold if it were alone, by position */
    RoomBound(PlanCluster plan, PodSpec pod, long[] caps) {
        this.plan = plan;
        this.pod = pod;
        this.caps = caps.clone();
        for (int node = 0; node < caps.length; node++) {
            for (SpreadConstraint constraint : pod.spread()) {
                boolean without = !plan.nodes().get(node).labels().containsKey(constraint.topologyKey());
                this.caps[node] = constraint.must() && without ? 0 : this.caps[node];
            }
        }
    }

    long bound() {
        long bound = 0;
        for (long cap : caps) {
            bound = sum(bound, cap);
        }
        for (PodAffinityTerm term : pod.rules().podAffinity().requiredAnti()) {
            SortedMap<String, String> ofNamespace = plan.objects().labelsOfNamespace(pod.namespace());
            if (term.pods().matches(pod.namespace(), ofNamespace, pod.labels())) {
                bound = Math.min(bound, onePerDomain(term.topologyKey()));
            }
        }
        for (SpreadConstraint constraint : pod.spread()) {
            if (constraint.must() && constraint.selector().matches(pod.labels())) {
                bound = Math.min(bound, spread(constraint));
            }
        }
        return bound;
    }

    private long onePerDomain(String key) {
        Map<String, Boolean> open = new TreeMap<>();
        long bound = 0;
        for (int node = 0; node < caps.length; node++) {
            @Nullable String domain = plan.nodes().get(node).labels().get(key);
            if (domain == null) {
                bound = sum(bound, caps[node]);
            } else if (caps[node] > 0) {
                open.put(domain, true);
            }
        }
        return sum(bound, open.size());
    }

    private long spread(SpreadConstraint constraint) {
        String key = constraint.topologyKey();
        SortedMap<String, Long> room = new TreeMap<>();
        for (int node = 0; node < caps.length; node++) {
            @Nullable String domain = plan.nodes().get(node).labels().get(key);
            if (domain != null && caps[node] > 0) {
                room.merge(domain, caps[node], RoomBound::sum);
            }
        }
        // Which nodes count is for the rule to say: at most all of them, at least those with room.
        SortedMap<String, Long> atMost = new TreeMap<>();
        SortedMap<String, Long> atLeast = new TreeMap<>();
        for (PlanPod other : plan.pods()) {
            PodSpec held = other.held();
            if (other.isBound()
                    && held.namespace().equals(pod.namespace())
                    && constraint.selector().matches(held.labels())) {
                NodeSpec node = plan.nodes().get(other.node());
                @Nullable String domain = node.labels().get(key);
                if (domain != null) {
                    atMost.merge(domain, 1L, Long::sum);
                    boolean counts = caps[other.node()] > 0 && !held.rules().terminating();
                    atLeast.merge(domain, counts ? 1L : 0L, Long::sum);
                }
            }
        }
        long fewest = Long.MAX_VALUE;
        for (Map.Entry<String, Long> domain : room.entrySet()) {
            fewest = Math.min(fewest, sum(domain.getValue(), atMost.getOrDefault(domain.getKey(), 0L)));
        }
        long bound = 0;
        for (Map.Entry<String, Long> domain : room.entrySet()) {
            long allowed = sum(fewest, constraint.maxSkew()) - atLeast.getOrDefault(domain.getKey(), 0L);
            bound = sum(bound, Math.min(domain.getValue(), Math.max(0, allowed)));
        }
        return bound;
    }

    /** A sum that stays at the largest number. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
