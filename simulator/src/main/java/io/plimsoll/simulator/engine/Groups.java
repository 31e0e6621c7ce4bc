package io.plimsoll.simulator.engine;

import io.plimsoll.simulator.record.StateExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod groups of a run: which pods are of which, and which of them wait. */
final class Groups {

    private static final Comparator<Group> BY_ORDER = (one, other) -> Long.compare(one.order(), other.order());

    private static final int NOBODY = -1;

    private @Nullable Group[] byPod = new Group[64];
    private final List<Group> waiting = new ArrayList<>();
    private @Nullable Group arriving;
    /** The one whose turn it is: its members have nodes in prospect. */
    private @Nullable Group favoured;

    private long favouredSinceMillis;
    private int waitingPods;
    private boolean untried;

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

    /** The members of the group that is arriving are all there. */
    void arrivedWhole() {
        if (arriving != null) {
            waiting.add(arriving);
            arriving = null;
            untried = true;
        }
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
            waiting.add(group);
            group.waitingSinceMillis = nowMillis;
        }
        group.waits(pod, order);
        waitingPods++;
        untried = true;
    }

    /** All members of a group that waited have places now. */
    void placed(Group group) {
        waitingPods -= group.waitingCount();
        group.allPlaced();
        waitsNoMore(group);
    }

    /** The members of a group that wait are given up. */
    void givenUp(Group group) {
        waitingPods -= group.waitingCount();
        group.givenUp();
        waitsNoMore(group);
    }

    private void waitsNoMore(Group group) {
        waiting.remove(group);
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

    /** The groups that wait. Do not change. */
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
        waiting.sort(BY_ORDER);
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).state(state);
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
}
