package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.GroupProspects;
import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pod groups are tried when. A group is tried when all its members have arrived, when one of them lost its place, and
 * whenever something happened that could help one of them; never while a class of its pods is known to fit nowhere.
 *
 * <p>A group that has waited for longer than its patience gets a turn: nodes in prospect, see {@link GroupProspects}, the room
 * on which goes to no other pod of its priority or a lower one. It is the turn of one group at a time, the first in order of
 * those whose patience ended, and for a day at most; then its patience begins anew. Whenever there is room somewhere for a
 * member whose node has none yet, that node takes the place of the other: so the group waits for the pods that end first.
 */
final class GroupAttempts {

    private static final long LONGEST_TURN_MILLIS = 86_400_000L;
    private static final Helpers ANYTHING = new Helpers(true, true);

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final WaitingPods waiting;
    private final PodLife pods;
    private final PodGroups decisions;
    private final GroupProspects prospects;
    private final long patienceMillis;
    /** How many of the groups that wait, in order, were tried since anything happened. */
    private int triedUpTo;

    private long versionThen = -1;
    private long changesThen = -1;

    GroupAttempts(Cluster cluster, Scheduler scheduler, WaitingPods waiting, PodLife pods, long patienceMillis) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.waiting = waiting;
        this.pods = pods;
        this.decisions = new PodGroups(scheduler);
        this.prospects = new GroupProspects(scheduler);
        this.patienceMillis = patienceMillis;
    }

    /** The group to be tried that comes first, if its first pod comes before that order; null when there is none. */
    @Nullable
    Group next(long before) {
        long version = waiting.version(ANYTHING);
        if (version != versionThen || pods.groups().changes() != changesThen) {
            versionThen = version;
            changesThen = pods.groups().changes();
            triedUpTo = 0;
        }
        List<Group> all = pods.groups().waiting();
        while (triedUpTo < all.size() && all.get(triedUpTo).order() < before) {
            Group group = all.get(triedUpTo);
            if (group.failedAt != version(group)) {
                return group;
            }
            triedUpTo++;
        }
        return null;
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
            giveTurn(group);
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

    /** Gives a group that was tried in vain its turn if that has come, or ends it. */
    private void giveTurn(Group group) {
        long now = pods.nowMillis();
        @Nullable Group favoured = pods.groups().favoured();
        if (favoured != null && now - pods.groups().favouredSinceMillis() >= LONGEST_TURN_MILLIS) {
            favoured.waitingSinceMillis = now;
            endTurn(favoured);
            favoured = null;
        }
        if (now - group.waitingSinceMillis < patienceMillis) {
            return;
        }
        if (favoured != null) {
            if (favoured != group && favoured.order() < group.order()) {
                return;
            }
            if (favoured == group && hasProspects(group)) {
                takeRoom(group);
                return;
            }
            endTurn(favoured);
        }
        if (prospects.find(group.waiting(), group.waitingCount())) {
            for (int i = 0; i < group.waitingCount(); i++) {
                cluster.nominate(group.waiting()[i], prospects.node(i));
                group.hasRoom(i, false);
            }
            pods.groups().favour(group, now);
        } else {
            group.waitingSinceMillis = now;
        }
    }

    /** Whether no node that was promised went. */
    private boolean hasProspects(Group group) {
        for (int i = 0; i < group.waitingCount(); i++) {
            if (cluster.nominations().node(group.waiting()[i]) == PodTable.NONE) {
                return false;
            }
        }
        return true;
    }

    /** Has members take what room there is in the place of that for which they wait. */
    private void takeRoom(Group group) {
        @Nullable WaitingClass full = null;
        boolean all = true;
        for (int i = 0; i < group.waitingCount(); i++) {
            int member = group.waiting()[i];
            if (!group.hasRoom(i) && waiting.of(member) != full) {
                int node = scheduler.decide(member);
                if (node == Scheduler.UNSCHEDULABLE) {
                    full = waiting.of(member);
                } else {
                    group.hasRoom(i, true);
                    if (node != cluster.nominations().node(member)) {
                        cluster.nominate(member, node);
                        waiting.roomChanged();
                    }
                }
            }
            all &= group.hasRoom(i);
        }
        for (int i = 0; i < group.waitingCount() && all; i++) {
            // The group was tried in vain all the same: pods of higher priority took some of the room.
            group.hasRoom(i, false);
        }
    }

    private void endTurn(Group group) {
        for (int i = 0; i < group.waitingCount(); i++) {
            cluster.nominate(group.waiting()[i], PodTable.NONE);
        }
        pods.groups().favour(null, pods.nowMillis());
        waiting.roomChanged();
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
        int selectors = cluster.podSelectors().count();
        if (group.helpersAt != selectors) {
            group.helpersAt = selectors;
            group.helpers = Helpers.NONE;
            for (int i = 0; i < group.waitingCount(); i++) {
                group.helpers = group.helpers.or(waiting.of(group.waiting()[i]).helpers);
            }
        }
        return waiting.version(group.helpers);
    }
}
