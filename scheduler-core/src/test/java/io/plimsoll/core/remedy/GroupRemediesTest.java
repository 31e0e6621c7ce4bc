package io.plimsoll.core.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.remedy.ClusterChange.MoreNodes;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.remedy.ClusterChange.Uncordoned;
import io.plimsoll.core.remedy.GroupRemedy.Minimum;
import io.plimsoll.core.remedy.GroupRemedy.MoreMembers;
import io.plimsoll.core.remedy.GroupRemedy.OfCluster;
import io.plimsoll.core.remedy.GroupRemedy.OfMembers;
import io.plimsoll.core.remedy.PodChange.Requested;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupRemediesTest {

    private Cluster cluster = new Cluster();
    private Scheduler scheduler = RandomShortage.scheduler(cluster);
    private final Map<Class<?>, Integer> kinds = new HashMap<>();

    @Test
    void theSmallestChangesOfAGroupShouldBeNamed() {
        node("a", 4_000, false);
        node("b", 4_000, false);
        node("spare", 9_000, true);
        bind("resident", 2_000, "b");

        assertThat(remedies(members(3, 3_000), 3, 0))
                .containsExactly(
                        new OfMembers(List.of(0, 1, 2), new Requested("cpu", 3_000, 2_000)),
                        new Minimum(3, 1),
                        new OfCluster(new Uncordoned("spare")),
                        new OfCluster(new MoreNodes(List.of(empty("one-more-node", 9_000)), "spare")),
                        new OfCluster(new MoreNodes(
                                List.of(empty("one-more-node", 4_000), empty("one-more-node-2", 4_000)), "a")));
        assertThat(remedies(members(2, 3_000), 2, 0))
                .contains(new OfCluster(new PodsAway(List.of(new PodAway(0, "default", "resident", "b", 0)))));
    }

    @Test
    void aGroupOfWhichPodsAreMissingIsHelpedByThemOrByALowerMinimum() {
        node("a", 4_000, false);
        node("b", 4_000, false);

        assertThat(remedies(members(1, 3_000), 3, 1)).containsExactly(new Minimum(3, 2), new MoreMembers(1, 0));
        assertThat(remedies(members(1, 3_000), 4, 1))
                .as("no room for all that are missing")
                .containsExactly(new Minimum(4, 2));
    }

    @Test
    void ofMembersThatAskDifferentThingsOneKindChanges() {
        node("a", 4_000, false);
        List<GroupMember> members = new ArrayList<>(members(1, 2_000));
        members.add(new GroupMember(pod("launcher", 3_000), PodTable.NONE));

        assertThat(remedies(members, 2, 0))
                .startsWith(
                        new OfMembers(List.of(1), new Requested("cpu", 3_000, 2_000)),
                        new Minimum(2, 1),
                        new OfMembers(List.of(0), new Requested("cpu", 2_000, 1_000)));
    }

    /** On random groups that do not fit every remedy helps the whole group; what is minimal is so. */
    @Test
    void everyRemedyHelpsTheWholeGroup() {
        long seed = Long.getLong("plimsoll.seed", 1);
        int tried = 0;
        for (long run = seed; tried < 300; run++) {
            Random random = new Random(run);
            RandomShortage shortage = new RandomShortage(random);
            cluster = shortage.cluster();
            scheduler = RandomShortage.scheduler(cluster);
            if (run % 4 == 0) {
                shortage.nominate(cluster);
            }
            List<GroupMember> members = new ArrayList<>();
            PodSpec like = shortage.pod("member-0");
            for (int i = random.nextInt(4); i >= 0; i--) {
                PodSpec spec = random.nextInt(4) == 0 ? shortage.pod("member") : like;
                members.add(new GroupMember(spec.withName("member-" + i), PodTable.NONE));
            }
            int least = Math.max(1, members.size() - random.nextInt(2));
            int minimum = least + random.nextInt(3);
            if (placed(members) < least) {
                tried++;
                check("seed " + run, members, minimum, minimum - least);
            }
        }
        assertThat(kinds.keySet())
                .as("kinds of remedies that were seen")
                .contains(
                        Minimum.class,
                        Requested.class,
                        PodChange.Tolerated.class,
                        PodChange.WithoutNodeLabel.class,
                        PodChange.WithoutSpread.class,
                        Uncordoned.class,
                        MoreNodes.class,
                        PodsAway.class);
    }

    private void check(String where, List<GroupMember> members, int minimum, int placed) {
        int least = minimum - placed;
        int most = 0;
        for (GroupRemedy remedy : remedies(members, minimum, placed)) {
            String what = where + ": " + remedy + " for " + members;
            if (remedy instanceof OfCluster of) {
                count(of.change());
                assertThat(placedAfter(of.change(), members)).as(what).isGreaterThanOrEqualTo(least);
                noSmallerOneDoes(what, of.change(), members, least);
            } else if (remedy instanceof OfMembers of) {
                count(of.change());
                List<GroupMember> changed = new ArrayList<>(members);
                of.members().forEach(at -> changed.set(at, changed(members.get(at), of.change())));
                assertThat(placed(changed)).as(what).isGreaterThanOrEqualTo(least);
            } else if (remedy instanceof Minimum lower) {
                count(lower);
                most = lower.to() - placed;
                assertThat(lower.from()).as(what).isEqualTo(minimum);
            }
        }
        assertThat(most).as(where + ": the largest minimum").isEqualTo(placed(members));
    }

    private void count(Object change) {
        kinds.merge(change.getClass(), 1, Integer::sum);
    }

    private void noSmallerOneDoes(String what, ClusterChange change, List<GroupMember> members, int least) {
        if (change instanceof PodsAway away) {
            for (PodAway one : away.pods()) {
                List<PodAway> others = new ArrayList<>(away.pods());
                others.remove(one);
                assertThat(placedAfter(new PodsAway(others), members))
                        .as("%s: without %s", what, one)
                        .isLessThan(least);
            }
        } else if (change instanceof MoreNodes more && more.nodes().size() > 1) {
            MoreNodes fewer = new MoreNodes(more.nodes().subList(0, more.nodes().size() - 1), more.like());
            assertThat(placedAfter(fewer, members)).as(what).isLessThan(least);
        }
    }

    private static GroupMember changed(GroupMember member, PodChange change) {
        return new GroupMember(change.applyTo(member.spec()), member.nominated());
    }

    private int placedAfter(ClusterChange change, List<GroupMember> members) {
        try (Trial trial = scheduler.openTrial()) {
            change.applyTo(cluster);
            return placed(members);
        }
    }

    /** How many find places one after the other. */
    private int placed(List<GroupMember> members) {
        try (Trial trial = scheduler.openTrial()) {
            int placed = 0;
            for (GroupMember member : members) {
                placed += scheduler.schedule(cluster.addPod(member.spec())) == Scheduler.UNSCHEDULABLE ? 0 : 1;
            }
            return placed;
        }
    }

    private List<GroupRemedy> remedies(List<GroupMember> members, int minimum, int placed) {
        return new GroupRemedies(cluster, scheduler).of(members, minimum, placed);
    }

    private static List<GroupMember> members(int count, long cpuMilli) {
        List<GroupMember> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new GroupMember(pod("member-" + i, cpuMilli), PodTable.NONE));
        }
        return members;
    }

    private static PodSpec pod(String name, long cpuMilli) {
        return PodSpec.named(name).withRequests(Resources.request(cpuMilli, 0));
    }

    private void node(String name, long cpuMilli, boolean cordoned) {
        cluster.addNode(empty(name, cpuMilli).withUnschedulable(cordoned));
    }

    private static NodeSpec empty(String name, long cpuMilli) {
        return NodeSpec.of(name, Resources.allocatable(cpuMilli, 100, 10));
    }

    private void bind(String name, long cpuMilli, String node) {
        cluster.bind(cluster.addPod(pod(name, cpuMilli)), cluster.nodes().find(node), 0);
    }
}
