package io.plimsoll.kubernetes.cluster;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.remedy.GroupMember;
import io.plimsoll.core.remedy.GroupRemedies;
import io.plimsoll.core.remedy.GroupRemedy;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be decided about a pod group now: as many of its pods as must get places together do, or none.
 *
 * @param group the group
 * @param placed how many of its pods have places
 * @param members those that wait, in the order in which they are tried
 * @param victims who would leave for them, when that helps and there are not enough places; else empty
 * @param overBudget how many of them a disruption budget does not allow to be evicted
 * @param remedies the smallest changes that would help, when there are not enough places
 */
public record GroupAnswer(
        PodGroup group,
        int placed,
        List<Member> members,
        List<Victim> victims,
        int overBudget,
        List<GroupRemedy> remedies) {

    /** Copies its lists. */
    public GroupAnswer {
        members = List.copyOf(members);
        victims = List.copyOf(victims);
        remedies = List.copyOf(remedies);
    }

    /**
     * A pod of the group that waits.
     *
     * @param name namespace and name
     * @param node the node that it would get beside the members before it; empty when there is none
     * @param why why there is none, beside all that would get one; empty when there is one
     */
    public record Member(String name, String node, String why) {}

    /** A pod that would leave a node. */
    public record Victim(String name, String node) {}

    /** How many more must get places at the same time. */
    public int missing() {
        return group.minMembers() - placed;
    }

    /** How many of those that wait would get places together if no more were asked for. */
    public int found() {
        return (int) members.stream().filter(member -> !member.node().isEmpty()).count();
    }

    /** Whether the group gets its places. */
    public boolean fits() {
        return found() >= missing();
    }

    /** Asks about the group; the members are not in the cluster. */
    static GroupAnswer ask(
            PodGroup group, int placed, List<GroupMember> waiting, Cluster cluster, Scheduler scheduler) {
        int least = group.minMembers() - placed;
        List<Victim> victims = new ArrayList<>();
        int overBudget = 0;
        List<Member> members;
        try (Trial trial = scheduler.openTrial()) {
            int[] pods = GroupMember.addTo(cluster, waiting);
            PodGroups decisions = new PodGroups(scheduler);
            boolean fits = least <= pods.length && decisions.decide(pods, pods.length, least, false);
            if (!fits && least <= pods.length && decisions.decide(pods, pods.length, least, true)) {
                overBudget = decisions.overBudget();
                for (int victim : decisions.victims()) {
                    victims.add(new Victim(
                            name(cluster, victim),
                            cluster.nodes().name(cluster.pods().node(victim))));
                }
            }
            if (!fits) {
                decisions.decide(pods, pods.length, 0, false);
            }
            members = members(pods, decisions, cluster, scheduler);
        }
        boolean fits =
                members.stream().filter(member -> !member.node().isEmpty()).count() >= least;
        List<GroupRemedy> remedies = fits || cluster.nodes().count() == 0
                ? List.of()
                : new GroupRemedies(cluster, scheduler).of(waiting, group.minMembers(), placed);
        return new GroupAnswer(group, placed, members, victims, overBudget, remedies);
    }

    /** Puts the first so many members where the group's decision has them go. */
    void bindFirst(int count, List<GroupMember> waiting, Cluster cluster, Scheduler scheduler) {
        for (int i = 0; i < count; i++) {
            int node = cluster.nodes().find(members.get(i).node());
            if (node >= 0) {
                int pod = cluster.addPod(waiting.get(i).spec());
                cluster.bind(pod, node, scheduler.devices(cluster.decidedClass(pod), node));
            }
        }
    }

    /** Whoever finds a place is put there, and the others are asked why they find none beside them. */
    private static List<Member> members(int[] pods, PodGroups decisions, Cluster cluster, Scheduler scheduler) {
        for (int i = 0; i < decisions.placed(); i++) {
            cluster.bind(decisions.pod(i), decisions.node(i), decisions.devices(i));
        }
        List<Member> members = new ArrayList<>();
        for (int pod : pods) {
            int node = cluster.pods().node(pod);
            @Nullable Decision why = node == PodTable.NONE ? scheduler.decision(pod) : null;
            members.add(new Member(
                    name(cluster, pod),
                    why == null ? cluster.nodes().name(node) : "",
                    why instanceof Decision.Unschedulable unschedulable ? unschedulable.sentence() : ""));
        }
        return members;
    }

    private static String name(Cluster cluster, int pod) {
        return cluster.pods().spec(pod).namespace() + "/" + cluster.pods().name(pod);
    }
}
