package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;

/**
 * Lets pods that would leave for a pod group stay after all. The victims of each member are as few as possible for that member, and
 * together they can be too many: what leaves a node for a later member can make room for an earlier one, too. So, where the members
 * have their nodes, the victims come back one by one, in the order of {@link VictimSearch}, and each stays with which every member
 * still fits on its node, placed in order; its devices there may be others then.
 *
 * <p>Cost: O(victims x members on the victim's node x rules), or of all members where a rule of one of them looks beyond its node.
 * One thread; inside the trial of the group.
 */
final class GroupReprieve {

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final BudgetCount budgets;
    private final PodTable pods;

    GroupReprieve(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.cluster = scheduler.cluster();
        this.pods = cluster.pods();
        this.budgets = new BudgetCount(cluster);
    }

    /**
     * Has as many stay as can.
     *
     * @param members on their nodes
     * @param victims off theirs; in the end those that must leave, the most important first
     * @return how many of these a budget does not allow
     */
    int reprieve(PlacedPods members, PlacedPods victims) {
        int[] order = mostImportantFirst(victims);
        boolean[] violating = new boolean[order.length];
        budgets.begin();
        for (int i = 0; i < order.length; i++) {
            violating[i] = budgets.violates(victims.pod(order[i]));
        }
        boolean[] stays = new boolean[order.length];
        boolean nodesAlone = areOfNodesAlone(members);
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < order.length; i++) {
                if (violating[i] == (turn == 0)) {
                    stays[i] = comesBack(victims, order[i], members, nodesAlone);
                }
            }
        }
        int leaving = 0;
        int violations = 0;
        for (int i = 0; i < order.length; i++) {
            if (!stays[i]) {
                violations += violating[i] ? 1 : 0;
                order[leaving++] = order[i];
            }
        }
        victims.keep(order, leaving);
        return violations;
    }

    /** Of pods that are equally important the one that was found first comes first. */
    private int[] mostImportantFirst(PlacedPods victims) {
        int[] order = new int[victims.count()];
        for (int i = 0; i < order.length; i++) {
            int at = i;
            while (at > 0 && isLessImportant(victims.pod(order[at - 1]), victims.pod(i))) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        return order;
    }

    private boolean isLessImportant(int pod, int other) {
        int priority = pods.priority(pod);
        int others = pods.priority(other);
        return priority < others || (priority == others && pods.startMillis(pod) > pods.startMillis(other));
    }

    private boolean areOfNodesAlone(PlacedPods members) {
        for (int i = 0; i < members.count(); i++) {
            if (!scheduler.dryRun(cluster.decidedClass(members.pod(i)), false).isOfNodeAlone()) {
                return false;
            }
        }
        return true;
    }

    private boolean comesBack(PlacedPods victims, int victim, PlacedPods members, boolean nodesAlone) {
        int only = nodesAlone ? victims.node(victim) : PodTable.NONE;
        takeOff(members, members.count(), only);
        cluster.bind(victims.pod(victim), victims.node(victim), victims.devices(victim));
        int placed = place(members, only);
        if (placed < members.count()) {
            takeOff(members, placed, only);
            cluster.unbind(victims.pod(victim));
            for (int i = 0; i < members.count(); i++) {
                if (isAt(members, i, only)) {
                    cluster.bind(members.pod(i), members.node(i), members.devices(i));
                }
            }
            return false;
        }
        for (int i = 0; i < members.count(); i++) {
            members.setDevices(i, pods.devices(members.pod(i)));
        }
        return true;
    }

    /** Takes the first members off, all or those of one node. */
    private void takeOff(PlacedPods members, int count, int only) {
        for (int i = count - 1; i >= 0; i--) {
            if (isAt(members, i, only)) {
                cluster.unbind(members.pod(i));
            }
        }
    }

    /** Places them again, up to the first that does not fit; which that is. */
    private int place(PlacedPods members, int only) {
        for (int i = 0; i < members.count(); i++) {
            if (isAt(members, i, only)) {
                int member = members.pod(i);
                int node = members.node(i);
                if (!scheduler.fits(cluster.decidedClass(member), pods.priority(member), node)) {
                    return i;
                }
                cluster.bind(member, node, scheduler.devices(cluster.decidedClass(member), node));
            }
        }
        return members.count();
    }

    private static boolean isAt(PlacedPods members, int i, int only) {
        return only == PodTable.NONE || members.node(i) == only;
    }
}
