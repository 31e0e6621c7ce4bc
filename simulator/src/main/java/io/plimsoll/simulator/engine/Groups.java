package io.plimsoll.simulator.engine;

import io.plimsoll.core.state.PodTable;
import io.plimsoll.simulator.record.StateExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod groups of a run: which pods are of which, and which of them wait. */
final class Groups {

    private static final int NOBODY = -1;

    private @Nullable Group[] byPod = new Group[64];
    private final List<Group> waiting = new ArrayList<>();
    private final GroupIndex index = new GroupIndex();
    private @Nullable Group arriving;
    /** The one whose turn it is: its members have nodes in prospect. */
    private @Nullable Group favoured;

    private long favouredSinceMillis;
    private int waitingPods;
    private boolean untried;
    private long changes;

    /** A pod arrived; it is of the group that is arriving if it has the same owner, otherwise of a new one. */
    void arrived(int pod, int owner, long nowMillis, long order) {
        @Nullable Group group = arriving;
        if (group == null || group.owner != owner || group.arrivalMillis != nowMillis) {
            group = new Group(owner, nowMillis);
            arriving = group;
        }
        belongs(pod, group);
        group.waits(pod, order);
        waitingPods++;
    }

    /**
     * The members of the group that is arriving are all there.
     *
     * @return its only pod if it has one only, which is of no group then; else {@link PodTable#NONE}
     */
    int arrivedWhole() {
        @Nullable Group group = arriving;
        arriving = null;
        if (group == null) {
            return PodTable.NONE;
        }
        if (group.waitingCount() == 1) {
            return alone(group);
        }
        insert(group);
        untried = true;
        return PodTable.NONE;
    }

    private int alone(Group group) {
        int pod = group.waiting()[0];
        byPod[pod] = null;
        waitingPods--;
        return pod;
    }

    /** Ascending by order. */
    private void insert(Group group) {
        int at = Collections.binarySearch(waiting, group, GroupShape.BY_ORDER);
        waiting.add(at < 0 ? ~at : at, group);
        group.failedAt = WaitingClass.NEVER;
        index.add(group);
        changes++;
    }

    private void takeOut(Group group) {
        waiting.remove(Collections.binarySearch(waiting, group, GroupShape.BY_ORDER));
        index.remove(group);
    }

    /** Those that wait, for whoever looks for the next one to try. */
    GroupIndex index() {
        return index;
    }

    /** How often the list of groups that wait changed. */
    long changes() {
        return changes;
    }

    /** A pod whose others have all ended is of no group any more. */
    boolean leavesIfAlone(int pod) {
        @Nullable Group group = of(pod);
        boolean alone = group != null && group.held() == 1 && group.waitingCount() == 0;
        if (alone) {
            ended(pod, true);
        }
        return alone;
    }

    /** The group of a pod; null when it is of none. */
    @Nullable
    Group of(int pod) {
        return pod < byPod.length ? byPod[pod] : null;
    }

    /** A pod of a group lost its place and waits again. */
    void waitsAgain(Group group, int pod, long order, long nowMillis) {
        group.leavesPlace(pod);
        if (group.waitingCount() == 0) {
            group.waitingSinceMillis = nowMillis;
        } else {
            takeOut(group);
        }
        group.waits(pod, order);
        insert(group);
        waitingPods++;
        untried = true;
    }

    /** All members of a group that waited have places now. */
    void placed(Group group) {
        waitingPods -= group.waitingCount();
        waitsNoMore(group);
        group.allPlaced();
    }

    /** The members of a group that wait are given up. */
    void givenUp(Group group) {
        waitingPods -= group.waitingCount();
        waitsNoMore(group);
        group.givenUp();
    }

    private void waitsNoMore(Group group) {
        takeOut(group);
        changes++;
        favoured = group == favoured ? null : favoured;
    }

    /** The group whose turn it is; null when it is nobody's. */
    @Nullable
    Group favoured() {
        return favoured;
    }

    /** Since when it is its turn. */
    long favouredSinceMillis() {
        return favouredSinceMillis;
    }

    /** It is the turn of a group, or nobody's. */
    void favour(@Nullable Group group, long nowMillis) {
        favoured = group;
        favouredSinceMillis = nowMillis;
    }

    /** A pod of a group has ended, on its node or without one. */
    void ended(int pod, boolean hadPlace) {
        @Nullable Group group = of(pod);
        if (group != null && hadPlace) {
            group.leavesPlace(pod);
        }
        if (pod < byPod.length) {
            byPod[pod] = null;
        }
    }

    /** How many pods wait. */
    int waitingPods() {
        return waitingPods;
    }

    /** Whether a group waits that was not tried since it came to wait. */
    boolean anyUntried() {
        return untried;
    }

    /** Every group that waits has been tried. */
    void allTried() {
        untried = false;
    }

    /** The groups that wait, in order. Do not change. */
    List<Group> waiting() {
        return waiting;
    }

    /** Checks every group. O(pods). */
    void check() {
        for (Group group : byPod) {
            if (group != null && group != arriving) {
                group.check();
            }
        }
    }

    /** Exchanges the state of a run, the pods of which are there. */
    void state(StateExchange state) {
        arriving = null;
        untried = state.flag(untried);
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).state(state);
            if (state.takes()) {
                index.add(waiting.get(i));
            }
        }
        int turn = state.small(favoured == null ? NOBODY : waiting.indexOf(favoured));
        favoured = turn == NOBODY ? null : waiting.get(turn);
        favouredSinceMillis = state.number(favouredSinceMillis);
    }

    private void belongs(int pod, Group group) {
        if (pod >= byPod.length) {
            byPod = Arrays.copyOf(byPod, Math.max(pod + 1, 2 * byPod.length));
        }
        byPod[pod] = group;
    }

    /**
     * A pod is there in a run that goes on.
     *
     * @param hasPlace whether it is on a node
     */
    void isThere(int pod, int owner, long arrivalMillis, long order, boolean hasPlace) {
        @Nullable Group group = arriving;
        if (group == null || group.owner != owner || group.arrivalMillis != arrivalMillis) {
            group = new Group(owner, arrivalMillis);
            arriving = group;
        }
        belongs(pod, group);
        group.waits(pod, order);
        if (hasPlace) {
            group.allPlaced();
        }
        if (!hasPlace) {
            waitingPods++;
            if (group.waitingCount() == 1) {
                waiting.add(group);
            }
        }
    }

    /** All pods of a run that goes on are there; returns those that wait for themselves, the others of their groups having ended. */
    int[] allAreThere() {
        int[] alone = new int[waiting.size()];
        int count = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (waiting.get(i).waitingCount() == 1 && waiting.get(i).held() == 0) {
                alone[count++] = alone(waiting.remove(i));
            }
        }
        waiting.sort(GroupShape.BY_ORDER);
        return Arrays.copyOf(alone, count);
    }
}
