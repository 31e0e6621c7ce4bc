package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.GroupProspects;
import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;

import io.plimsoll.simulator.record.RunRules;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pod groups are tried when. A group is tried when all its members have arrived, when one of them lost its place, and
 * whenever something happened that could help one of them; never while a group that asks the same, or less of it, is known not to fit.
 * So what a change costs grows with the {@link GroupShape shapes} of the groups that wait, and not with their number.
 *
 * <p>A group that has waited for longer than its patience gets a turn: nodes in prospect, see {@link GroupProspects}, the room
 * on which goes to no other pod of its priority or a lower one. It is the turn of one group at a time, the first in order of
 * those whose patience ended, and for so long at most as a group may keep room; then its patience begins anew. Whenever there is room somewhere for a
 * member whose node has none yet, that node takes the place of the other: so the group waits for the pods that end first.
 */
final class GroupAttempts {

    private static final Helpers ANYTHING = new Helpers(true, true);

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final WaitingPods waiting;
    private final PodLife pods;
    private final PodGroups decisions;
    private final GroupProspects prospects;
    private final long patienceMillis;
    private final long turnMillis;
    /** When no group was worth an attempt: the version of what could help, and of the groups that wait. */
    private long quietVersion = -1;

    private long quietChanges = -1;
    /** How many selectors there were when the shapes were found. */
    private int selectorsThen;

    GroupAttempts(Cluster cluster, Scheduler scheduler, WaitingPods waiting, PodLife pods, RunRules rules) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.waiting = waiting;
        this.pods = pods;
        this.decisions = new PodGroups(scheduler);
        this.prospects = new GroupProspects(scheduler);
        this.patienceMillis = rules.groupPatienceMillis();
        this.turnMillis = rules.groupTimeoutMillis();
    }

    /** The group to be tried that comes first, if its first pod comes before that order; null when there is none. O(shapes). */
    @Nullable
    Group next(long before) {
        Groups groups = pods.groups();
        @Nullable Group next = changed() ? firstThatMayFit() : null;
        @Nullable Group favoured = groups.favoured();
        if (favoured != null && isTooLate()) {
            next = earlier(next, favoured);
        }
        @Nullable Group due = groups.index().firstSince(pods.nowMillis() - patienceMillis);
        if (due != null && (favoured == null || due.order() < favoured.order()) && due.failedAt != version(due)) {
            next = earlier(next, due);
        }
        return next != null && next.order() < before ? next : null;
    }

    /** Whether the turn of the one whose turn it is has lasted for too long. */
    private boolean isTooLate() {
        return pods.nowMillis() - pods.groups().favouredSinceMillis() >= turnMillis;
    }

    /** Whether anything happened since no group was worth an attempt. */
    private boolean changed() {
        return quietVersion != waiting.version(ANYTHING)
                || quietChanges != pods.groups().changes();
    }

    private @Nullable Group firstThatMayFit() {
        Groups groups = pods.groups();
        shape();
        @Nullable Group first = groups.index().firstUntried();
        List<GroupShape> shapes = groups.index().shapes();
        for (int i = 0; i < shapes.size(); i++) {
            GroupShape shape = shapes.get(i);
            first = earlier(first, shape.first(waiting.version(shape.helpers)));
        }
        @Nullable Group favoured = groups.favoured();
        if (favoured != null && favoured.failedAt != version(favoured)) {
            first = earlier(first, favoured);
        }
        if (first == null) {
            quietVersion = waiting.version(ANYTHING);
            quietChanges = groups.changes();
            if (Checks.FULL) {
                check();
            }
        }
        return first;
    }

    private static @Nullable Group earlier(@Nullable Group one, @Nullable Group other) {
        return one == null || (other != null && other.order() < one.order()) ? other : one;
    }

    /** Finds the shapes of groups that came, or of all where pods are of other classes now. */
    private void shape() {
        Groups groups = pods.groups();
        int selectors = cluster.podSelectors().count();
        if (selectors != selectorsThen) {
            selectorsThen = selectors;
            for (Group group : groups.waiting()) {
                if (group.shape != null) {
                    groups.index().leaveShape(group);
                    groups.index().joinShape(group);
                }
            }
        }
        for (@Nullable Group group = groups.index().nextUnshaped();
                group != null;
                group = groups.index().nextUnshaped()) {
            if (group != groups.favoured()) {
                long version = version(group);
                GroupShape shape = groups.index().shape(group, asks(group), needs(group).helpers());
                if (group.failedAt == version) {
                    shape.failed(version, group.waitingCount());
                }
            }
        }
    }

    private GroupShape.Asks asks(Group group) {
        int[] members = group.waiting();
        int[] runs = new int[3 * group.waitingCount()];
        int size = 0;
        for (int i = 0; i < group.waitingCount(); i++) {
            int podClass = waiting.of(members[i]).podClass.id();
            int priority = pods.priority(members[i]);
            if (size == 0 || runs[size - 3] != podClass || runs[size - 2] != priority) {
                runs[size] = podClass;
                runs[size + 1] = priority;
                size += 3;
            }
            runs[size - 1]++;
        }
        return new GroupShape.Asks(Arrays.copyOf(runs, size == 3 ? 2 : size));
    }

    /** Nothing that is passed over would fit: the body of {@link Checks#FULL}. Pods of lower priority may have come since. */
    private void check() {
        for (Group group : pods.groups().waiting()) {
            if (group != pods.groups().favoured() && !pods.anyBelow(group.waiting()[0]) && fits(group, false)) {
                throw Checks.corrupted("pod group of owner " + group.owner, "fits nowhere", "fits");
            }
        }
    }

    /** Tries a group; whether it got its places, and with that, whether others had to leave. */
    boolean tried(Group group) {
        int count = group.waitingCount();
        long version = version(group);
        boolean first = group.failedAt == WaitingClass.NEVER;
        pods.groups().index().tried(group);
        @Nullable GroupShape shape = group.shape;
        boolean hopeless = shape != null && shape.hasFailed(version, count);
        if (hopeless || !fits(group, pods.anyBelow(group.waiting()[0]))) {
            // Learning may have gone on meanwhile.
            group.failedAt = version(group);
            if (shape != null) {
                shape.failed(group.failedAt, count);
            }
            for (int i = 0; i < count && first; i++) {
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

    private boolean fits(Group group, boolean preempts) {
        int count = group.waitingCount();
        return (preempts || couldFit(group))
                && decisions.decide(group.waiting(), count, count, preempts)
                && pods.mayMakeWay(group, decisions.victims());
    }

    /** Gives a group that was tried in vain its turn if that has come, or ends it. */
    private void giveTurn(Group group) {
        long now = pods.nowMillis();
        @Nullable Group favoured = pods.groups().favoured();
        if (favoured != null && isTooLate()) {
            pods.groups().index().begins(favoured, now);
            endTurn(favoured);
            pods.turnTimedOut(favoured);
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
            pods.groups().index().leaveShape(group);
            pods.groups().favour(group, now);
            pods.turnBegan(group);
        } else {
            pods.groups().index().begins(group, now);
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
        pods.groups().index().joinShape(group);
        waiting.roomChanged();
    }

    /** Whether every class of its pods fits somewhere, as often as it is asked for. Remembers which do not at all. */
    private boolean couldFit(Group group) {
        long made = scheduler.decisions();
        int cursor = scheduler.cursor();
        boolean could = couldEachFit(group);
        scheduler.restore(made, cursor);
        return could;
    }

    private boolean couldEachFit(Group group) {
        GroupNeeds needs = needs(group);
        for (int i = 0; i < needs.classes(); i++) {
            WaitingClass waitingClass = needs.waitingClass(i);
            int asked = needs.count(i);
            if (!waiting.mayFit(waitingClass)
                    || (asked > 1 && decisions.room(waitingClass.podClass) < asked)) {
                return false;
            }
            if (scheduler.decide(waitingClass.podClass) == Scheduler.UNSCHEDULABLE) {
                waiting.failed(waitingClass);
                return false;
            }
        }
        return true;
    }

    private long version(Group group) {
        return waiting.version(needs(group).helpers());
    }

    private GroupNeeds needs(Group group) {
        int selectors = cluster.podSelectors().count();
        @Nullable GroupNeeds needs = group.needs;
        if (needs == null || group.needsAt != selectors) {
            needs = new GroupNeeds(group.waiting(), group.waitingCount(), waiting);
            group.needs = needs;
            group.needsAt = selectors;
        }
        return needs;
    }
}
