package io.plimsoll.planner.size;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Has the waiting pods of a cluster placed one by one, each by its scheduler. One thread. */
final class PodPlacer {

    private final SizedCluster cluster;
    private final Map<String, Scheduler> schedulers = new LinkedHashMap<>();
    private final Scheduler fallback;

    /** A pod with its number in the core. */
    record Placed(PlanPod pod, int number) {}

    /** @param made what becomes of the profile of each scheduler */
    PodPlacer(SizedCluster cluster, UnaryOperator<Profile> made, long seed) {
        this.cluster = cluster;
        cluster.profiles.forEach(
                (name, profile) -> schedulers.put(name, new Scheduler(cluster.core, made.apply(profile), seed)));
        fallback = Objects.requireNonNull(
                schedulers.get(schedulers.keySet().iterator().next()));
    }

    /** Has one pod placed; false when it fits nowhere now. */
    boolean place(Placed placed) {
        @Nullable Scheduler scheduler = schedulers.get(placed.pod.scheduler());
        return (scheduler == null ? fallback : scheduler).schedule(placed.number) != Scheduler.UNSCHEDULABLE;
    }

    /**
     * Has all of them tried, those that fitted nowhere again after others, until none of them fits.
     *
     * @param order gets those that are placed, as they are
     * @return those that fit nowhere, in their order
     */
    List<Placed> placeAll(List<Placed> pods, List<Placed> order) {
        List<Placed> left = pods;
        int before;
        do {
            before = left.size();
            left = tryAll(left, order);
        } while (!left.isEmpty() && left.size() < before);
        return left;
    }

    private List<Placed> tryAll(List<Placed> pods, List<Placed> order) {
        List<Placed> left = new ArrayList<>();
        Set<PodClass> refused = new HashSet<>();
        for (Placed placed : pods) {
            PodClass podClass = cluster.core.decidedClass(placed.number);
            if (refused.contains(podClass)) {
                left.add(placed);
            } else if (place(placed)) {
                order.add(placed);
                refused.clear();
            } else {
                refused.add(podClass);
                left.add(placed);
            }
        }
        return left;
    }
}
