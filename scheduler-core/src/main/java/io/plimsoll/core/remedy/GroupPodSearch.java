package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods that are in the way of a group: for each member that fits nowhere beside those before it, what {@link PodSearch} finds.
 * Of all these every one may stay that the whole group, decided again, does without, those of highest priority first; so none
 * of the rest could stay. Whether other pods would be fewer is not searched for.
 */
final class GroupPodSearch {

    private final GroupTrial trial;
    private final Cluster cluster;
    private final List<GroupMember> members;
    private final int least;

    GroupPodSearch(GroupTrial trial, List<GroupMember> members, int least) {
        this.trial = trial;
        this.cluster = trial.cluster;
        this.members = members;
        this.least = least;
    }

    /** The pods; null when none would help that were found with so many questions. */
    @Nullable
    PodsAway helpful(int questions) {
        List<PodAway> away = inTheWay(questions);
        if (away.isEmpty() || !trial.fitsAfter(new PodsAway(away), members, least)) {
            return null;
        }
        List<PodAway> byPriority = new ArrayList<>(away);
        byPriority.sort((one, other) -> Integer.compare(other.priority(), one.priority()));
        for (PodAway pod : byPriority) {
            List<PodAway> others = new ArrayList<>(away);
            others.remove(pod);
            if (trial.fitsAfter(new PodsAway(others), members, least)) {
                away = others;
            }
        }
        return new PodsAway(away);
    }

    private List<PodAway> inTheWay(int questions) {
        List<PodAway> away = new ArrayList<>();
        Places places = new Places(cluster, trial.scheduler);
        try (Trial thought = trial.scheduler.openTrial()) {
            int[] pods = GroupMember.addTo(cluster, members);
            Set<Integer> own = new HashSet<>();
            for (int pod : pods) {
                own.add(pod);
            }
            int missing = least;
            for (int i = 0; i < pods.length && missing > 0; i++) {
                PodSpec spec = members.get(i).spec();
                if (trial.scheduler.schedule(pods[i]) == Scheduler.UNSCHEDULABLE) {
                    List<PodsAway> found =
                            new PodSearch(places, spec, pod -> !own.contains(pod)).helpful(questions / pods.length + 1);
                    if (found.isEmpty()) {
                        continue;
                    }
                    away.addAll(found.get(0).pods());
                    found.get(0).applyTo(cluster);
                    if (trial.scheduler.schedule(pods[i]) == Scheduler.UNSCHEDULABLE) {
                        continue;
                    }
                }
                missing--;
            }
            return missing > 0 ? List.of() : away;
        }
    }
}
