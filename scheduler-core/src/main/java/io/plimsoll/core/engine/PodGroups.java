package io.plimsoll.core.engine;

import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides about pod groups: all or nothing, in one decision. The members are placed one after the other in a {@link Trial},
 * which is then undone, so that a group that does not come about never holds anything, not even for a moment; what it takes
 * is known afterwards and can be done for real.
 *
 * <p>With preemption, a member that fits nowhere takes the place of pods of lower priority, as {@link Preemption} chooses them
 * after the members before it were placed; the group as a whole takes them, or none is taken. In the end those stay that need not
 * leave for the group as a whole ({@link GroupReprieve}). Members may fit without preemption because those before them were placed:
 * so it is tried without first.
 *
 * <p>Two groups that fit one at a time cannot block each other, since neither holds anything while it waits.
 *
 * <p>Cost: O(nodes) per member that is tried. One thread; not inside a trial.
 */
public final class PodGroups {

    private final Cluster cluster;
    private final Scheduler scheduler;
    private final Preemption preemption;
    private final PlacedPods places = new PlacedPods();
    private final PlacedPods victims = new PlacedPods();
    private final GroupReprieve reprieve;
    private @Nullable ClassRoom[] rooms = new ClassRoom[16];
    private int overBudget;

    /** Groups of pods of the scheduler's cluster. */
    public PodGroups(Scheduler scheduler) {
        this.cluster = scheduler.cluster();
        this.scheduler = scheduler;
        this.preemption = new Preemption(scheduler);
        this.reprieve = new GroupReprieve(scheduler);
    }

    /**
     * Finds places for waiting members of a group and changes nothing; those that fit nowhere are passed over.
     *
     * @param members the pods, in the order in which they are tried
     * @param count how many of them
     * @param least how many must get a place, others of the group having theirs; at most {@code count}
     * @param preempts whether they may take the places of pods of lower priority
     * @return whether so many got one
     */
    public boolean decide(int[] members, int count, int least, boolean preempts) {
        boolean found = tryAll(members, count, least, false, false)
                || (arePromised(members, count) && tryAll(members, count, least, false, true))
                || (preempts && tryAll(members, count, least, true, false));
        if (!found) {
            places.clear();
            victims.clear();
            overBudget = 0;
        }
        return found;
    }

    /** How many members got a place in the newest decision; 0 when it was that there is none. */
    public int placed() {
        return places.count();
    }

    /** A member that got a place, {@code i < placed()}. */
    public int pod(int i) {
        return places.pod(i);
    }

    /** Its node. */
    public int node(int i) {
        return places.node(i);
    }

    /** The devices it takes there, as bits of device indexes. */
    public long devices(int i) {
        return places.devices(i);
    }

    /** The pods that must leave before, the most important first. A copy. */
    public int[] victims() {
        return victims.pods();
    }

    /** How many of them a disruption budget does not allow to be evicted. */
    public int overBudget() {
        return overBudget;
    }

    /** What is said of a group for which there are no places, or not all of whose pods are there. */
    public static Decision waits(PodGroup group, int present) {
        return new Decision.WaitingForGroup(group.name(), present, group.minMembers());
    }

    /**
     * An upper bound of how many pods of a class find room at the same time, by what is free alone: looked at before a
     * group is tried in vain. O(nodes) the first time, then O(nodes that changed since). Not inside a trial.
     */
    public long room(PodClass podClass) {
        int id = podClass.id();
        if (id >= rooms.length) {
            rooms = Arrays.copyOf(rooms, Math.max(id + 1, 2 * rooms.length));
        }
        @Nullable ClassRoom room = rooms[id];
        if (room == null) {
            room = new ClassRoom(cluster, podClass);
            rooms[id] = room;
        }
        return room.total();
    }

    private boolean arePromised(int[] members, int count) {
        for (int i = 0; i < count; i++) {
            if (cluster.nominations().node(members[i]) == PodTable.NONE) {
                return false;
            }
        }
        return true;
    }

    /** @param asPromised whether each goes to the node it has in prospect where it fits there, or wherever they fit together */
    private boolean tryAll(int[] members, int count, int least, boolean preempts, boolean asPromised) {
        places.clear();
        victims.clear();
        overBudget = 0;
        long decisions = scheduler.decisions();
        Trial trial = scheduler.openTrial();
        for (int i = 0; i < count && !asPromised; i++) {
            if (cluster.nominations().node(members[i]) != PodTable.NONE) {
                cluster.nominate(members[i], PodTable.NONE);
            }
        }
        for (int i = 0; i < count && places.count() + count - i >= least; i++) {
            if (scheduler.schedule(members[i]) != Scheduler.UNSCHEDULABLE || (preempts && makesRoom(members[i]))) {
                places.add(members[i], cluster.pods());
            }
        }
        boolean enough = places.count() >= least;
        if (enough && victims.count() > 0) {
            overBudget = reprieve.reprieve(places, victims);
        }
        trial.close();
        scheduler.restore(decisions + places.count(), scheduler.cursor());
        return enough;
    }

    private boolean makesRoom(int member) {
        if (preemption.find(member) == Scheduler.UNSCHEDULABLE) {
            return false;
        }
        int[] leaving = preemption.victims();
        for (int victim : leaving) {
            if (places.has(victim)) {
                return false;
            }
        }
        for (int victim : leaving) {
            victims.add(victim, cluster.pods());
            cluster.unbind(victim);
        }
        return scheduler.schedule(member) != Scheduler.UNSCHEDULABLE;
    }
}
