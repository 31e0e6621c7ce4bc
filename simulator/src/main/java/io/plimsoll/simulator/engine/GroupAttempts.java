package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pod groups are tried when. A group is tried when all its members have arrived, when one of them lost its place, and
 * whenever something happened that could help one of them; never while a class of its pods is known to fit nowhere.
 */
final class GroupAttempts {

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final WaitingPods waiting;
    private final PodLife pods;
    private final PodGroups decisions;

    GroupAttempts(Cluster cluster, Scheduler scheduler, WaitingPods waiting, PodLife pods) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.waiting = waiting;
        this.pods = pods;
        this.decisions = new PodGroups(scheduler);
    }

    /** The group to be tried that comes first, if its first pod comes before that order; null when there is none. */
    @Nullable
    Group next(long before) {
        @Nullable Group first = null;
        List<Group> all = pods.groups().waiting();
        for (int i = 0; i < all.size(); i++) {
            Group group = all.get(i);
            if (group.order < (first == null ? before : first.order) && group.failedAt != version(group)) {
                first = group;
            }
        }
        return first;
    }

    /** Tries a group; whether it got its places, and with that, whether others had to leave. */
    boolean tried(Group group) {
        int count = group.waitingCount();
        boolean preempts = pods.anyBelow(group.waiting()[0]);
        boolean found = (preempts || couldFit(group))
                && decisions.decide(group.waiting(), count, count, preempts)
                && pods.mayMakeWay(group, decisions.victims());
        if (!found) {
            group.failedAt = version(group);
            for (int i = 0; i < count; i++) {
                pods.refused(group.waiting()[i]);
            }
            return false;
        }
        int[] victims = decisions.victims();
        if (victims.length > 0) {
            pods.preempt(group.waiting()[0], victims, decisions.overBudget());
        }
        for (int i = 0; i < decisions.placed(); i++) {
            pods.place(decisions.pod(i), decisions.node(i), decisions.devices(i));
        }
        pods.placed(group);
        return true;
    }

    /** Whether every class of its pods fits somewhere, as often as it is asked for. Remembers which do not at all. */
    private boolean couldFit(Group group) {
        for (int i = 0; i < group.waitingCount(); i++) {
            WaitingClass waitingClass = waiting.of(group.waiting()[i]);
            if (!waiting.mayFit(waitingClass)) {
                return false;
            }
            boolean seen = i > 0 && waiting.of(group.waiting()[i - 1]) == waitingClass;
            int asked = seen ? 0 : count(group, waitingClass);
            if (asked > 1 && decisions.room(waitingClass.podClass) < asked) {
                return false;
            }
            if (!seen && scheduler.decide(cluster.decidedClass(group.waiting()[i])) == Scheduler.UNSCHEDULABLE) {
                waiting.failed(waitingClass);
                return false;
            }
        }
        return true;
    }

    private int count(Group group, WaitingClass waitingClass) {
        int count = 0;
        for (int i = 0; i < group.waitingCount(); i++) {
            count += waiting.of(group.waiting()[i]) == waitingClass ? 1 : 0;
        }
        return count;
    }

    private long version(Group group) {
        long version = 0;
        @Nullable WaitingClass before = null;
        for (int i = 0; i < group.waitingCount(); i++) {
            WaitingClass next = waiting.of(group.waiting()[i]);
            version += next == before ? 0 : waiting.versionFor(next);
            before = next;
        }
        return version;
    }
}
