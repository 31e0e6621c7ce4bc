package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.List;

/** Decides about a whole group as {@link PodGroups} does, of pods that are not in the cluster. Nothing stays. */
final class GroupTrial {

    final Cluster cluster;
    final Scheduler scheduler;
    private final PodGroups decisions;

    GroupTrial(Cluster cluster, Scheduler scheduler) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.decisions = new PodGroups(scheduler);
    }

    /** Whether so many members find places together now. O(members x nodes). */
    boolean fits(List<GroupMember> members, int least) {
        return placed(members, least) >= least;
    }

    /** How many members find places together, when it is at least so many; else 0. */
    int placed(List<GroupMember> members, int least) {
        if (least > members.size()) {
            return 0;
        }
        try (Trial trial = scheduler.openTrial()) {
            decisions.decide(GroupMember.addTo(cluster, members), members.size(), least, false);
            return decisions.placed();
        }
    }

    /** The same after a change of the cluster. */
    boolean fitsAfter(ClusterChange change, List<GroupMember> members, int least) {
        try (Trial trial = scheduler.openTrial()) {
            change.applyTo(cluster);
            return fits(members, least);
        }
    }
}
