package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.wire.AskedPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupsTest {

    private static final String NAME = "pod-group.scheduling.sigs.k8s.io/name";
    private static final String LEAST = "pod-group.scheduling.sigs.k8s.io/min-available";

    private static Ask ask(Mode mode, int nodes, long cpu) {
        Ask ask = new Ask(mode, true, "best-fit");
        for (int i = 0; i < nodes; i++) {
            ask.node("n" + i, cpu);
        }
        return ask;
    }

    private static String pod(String uid, String group, int least, long cpu) {
        return Ask.pod(uid, "default-scheduler", cpu, "")
                .replace(
                        "\"namespace\"",
                        "\"labels\":{\"" + NAME + "\":\"" + group + "\",\"" + LEAST + "\":\"" + least
                                + "\"},\"namespace\"");
    }

    private static void waits(Ask ask, String uid, String group, int least, long cpu) {
        ask.answers.apply(new ClusterEvent.MemberWaits(new AskedPod(
                uid,
                "default-scheduler",
                Ask.podSpec(uid, cpu).withLabels(Map.of(NAME, group, LEAST, String.valueOf(least))),
                null)));
    }

    private static void bound(Ask ask, String uid, String group, int least, long cpu, String node) {
        ask.answers.apply(new ClusterEvent.PodOnNode(
                uid, Ask.podSpec(uid, cpu).withLabels(Map.of(NAME, group, LEAST, String.valueOf(least))), node));
    }

    private static String[] nodes(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "n" + i;
        }
        return names;
    }

    @Test
    void membersWaitUntilTheirGroupIsThere() throws Exception {
        for (Mode mode : new Mode[] {Mode.PICK_ONE, Mode.FILTER_PRIORITIZE}) {
            Ask ask = ask(mode, 2, 1000);
            waits(ask, "a", "g", 3, 100);
            JsonNode reply = ask.filter(pod("b", "g", 3, 100), nodes(2));
            assertThat(Ask.names(reply)).isEmpty();
            assertThat(reply.at("/FailedAndUnresolvableNodes/n1").asString())
                    .isEqualTo("waiting for its group (2 of 3)");
            assertThat(ask.live.heldPods()).isZero();
            waits(ask, "c", "other", 3, 100);
            assertThat(Ask.names(ask.filter(pod("a", "g", 3, 100), nodes(2)))).isEmpty();
            waits(ask, "c", "g", 3, 100);
            assertThat(Ask.names(ask.filter(pod("a", "g", 3, 100), nodes(2)))).isNotEmpty();
        }
    }

    @Test
    void placesAreReservedTogetherAndEachMemberIsLedToItsOwn() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, 3, 1000);
        for (String uid : List.of("a", "b", "c")) {
            waits(ask, uid, "g", 3, 700);
        }
        String first = Ask.names(ask.filter(pod("b", "g", 3, 700), nodes(3))).get(0);
        assertThat(ask.live.heldPods()).isEqualTo(3);
        assertThat(Ask.names(ask.filter("other", 400, nodes(3))))
                .as("all is reserved")
                .isEmpty();
        TreeSet<String> places = new TreeSet<>(List.of(first));
        places.addAll(Ask.names(ask.filter(pod("a", "g", 3, 700), nodes(3))));
        places.addAll(Ask.names(ask.filter(pod("c", "g", 3, 700), nodes(3))));
        assertThat(places).containsExactly("n0", "n1", "n2");
        assertThat(Ask.names(ask.filter(pod("b", "g", 3, 700), nodes(3))))
                .as("asked again")
                .containsExactly(first);
        bound(ask, "b", "g", 3, 700, first);
        assertThat(ask.live.heldPods()).isEqualTo(2);
        assertThat(ask.answers.groupsReserved()).isEqualTo(1);
        assertThat(ask.answers.groupsFailed()).isZero();
    }

    @Test
    void aGroupThatDoesNotFitAsAWholeHoldsNothing() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, 2, 1000);
        for (String uid : List.of("a", "b", "c")) {
            waits(ask, uid, "g", 3, 700);
        }
        JsonNode reply = ask.filter(pod("a", "g", 3, 700), nodes(2));
        assertThat(Ask.names(reply)).isEmpty();
        assertThat(reply.at("/FailedAndUnresolvableNodes/n0").asString()).isEqualTo(GroupPlaces.NO_ROOM);
        assertThat(ask.live.heldPods()).isZero();
        assertThat(Ask.names(ask.filter("other", 400, nodes(2)))).hasSize(1);
        ask.answers.apply(new ClusterEvent.PodGone("other"));
        ask.node("n2", 1000);
        assertThat(Ask.names(ask.filter(pod("a", "g", 3, 700), nodes(3)))).hasSize(1);
        assertThat(ask.live.heldPods()).isEqualTo(3);
    }

    @Test
    void whateverGoesWrongWithOneReleasesAll() throws Exception {
        for (int what = 0; what < 6; what++) {
            Ask ask = ask(Mode.PICK_ONE, 4, 1000);
            for (String uid : List.of("a", "b", "c")) {
                waits(ask, uid, "g", 3, 700);
            }
            String place =
                    Ask.names(ask.filter(pod("a", "g", 3, 700), nodes(3))).get(0);
            assertThat(ask.live.heldPods()).isEqualTo(3);
            switch (what) {
                case 0 -> ask.answers.apply(new ClusterEvent.PodGone("b"));
                case 1 -> ask.answers.release("b");
                case 2 -> ask.answers.notBound("b");
                case 3 -> bound(ask, "b", "g", 3, 700, "n3");
                case 4 -> ask.answers.apply(new ClusterEvent.NodeGone(place));
                default -> {
                    ask.answers.apply(new ClusterEvent.PodsListing());
                    waits(ask, "a", "g", 3, 700);
                    waits(ask, "c", "g", 3, 700);
                    ask.answers.apply(new ClusterEvent.PodsListed());
                }
            }
            assertThat(ask.live.heldPods()).as("case " + what).isZero();
            assertThat(ask.answers.groupsFailed()).as("case " + what).isEqualTo(1);
        }
    }

    private static final String DESCRIBED = "scheduling.x-k8s.io/pod-group";

    private static String describedPod(String uid, String group, long cpu) {
        return Ask.pod(uid, "default-scheduler", cpu, "")
                .replace("\"namespace\"", "\"labels\":{\"" + DESCRIBED + "\":\"" + group + "\"},\"namespace\"");
    }

    private static void describedWaits(Ask ask, String uid, String group, long cpu) {
        ask.answers.apply(new ClusterEvent.MemberWaits(new AskedPod(
                uid, "default-scheduler", Ask.podSpec(uid, cpu).withLabels(Map.of(DESCRIBED, group)), null)));
    }

    private static void describe(Ask ask, String group, int least, long timeoutMillis) {
        ask.answers.apply(new ClusterEvent.ObjectsSeen(
                ClusterObjects.NONE, List.of(), List.of(new PodGroup("default/" + group, least, timeoutMillis))));
    }

    @Test
    void anObjectSaysHowManyPodsMustBeThereWheneverItComes() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, 3, 1000);
        describedWaits(ask, "a", "g", 700);
        describedWaits(ask, "b", "g", 700);
        assertThat(Ask.names(ask.filter(describedPod("a", "g", 700), nodes(3))))
                .as("a group that nobody described")
                .hasSize(1);
        ask.answers.apply(new ClusterEvent.PodGone("a"));
        describe(ask, "g", 3, 0);
        JsonNode reply = ask.filter(describedPod("a", "g", 700), nodes(3));
        assertThat(reply.at("/FailedAndUnresolvableNodes/n1").asString()).isEqualTo("waiting for its group (2 of 3)");
        describedWaits(ask, "c", "g", 700);
        assertThat(Ask.names(ask.filter(describedPod("a", "g", 700), nodes(3)))).hasSize(1);
        assertThat(ask.live.heldPods()).isEqualTo(3);
        describe(ask, "g", 4, 0);
        assertThat(ask.live.heldPods()).as("three are less than four").isZero();
        assertThat(ask.answers.groupsFailed()).isEqualTo(1);
        describe(ask, "other", 4, 0);
        assertThat(Ask.names(ask.filter(describedPod("b", "g", 700), nodes(3))))
                .as("the object was deleted")
                .hasSize(1);
        assertThat(ask.live.heldPods()).isEqualTo(1);
    }

    @Test
    void aGroupIsGivenUpWhenItsOwnTimeIsOver() throws Exception {
        for (long timeout : new long[] {0, 300, 5_000}) {
            Ask ask = ask(Mode.PICK_ONE, 4, 1000);
            describe(ask, "g", 3, timeout);
            for (String uid : List.of("a", "b", "c")) {
                describedWaits(ask, uid, "g", 700);
            }
            assertThat(Ask.names(ask.filter(describedPod("b", "g", 700), nodes(4))))
                    .hasSize(1);
            assertThat(Ask.names(ask.filter("other", 400, nodes(4)))).hasSize(1);
            long ends = timeout == 0 ? Ask.HOLD : timeout;
            assertThat(overdue(ask, ends - 1)).doesNotContain("a", "b", "c");
            assertThat(overdue(ask, ends)).contains("a", "b", "c");
            assertThat(ask.answers.release("c")).isEqualTo("default/g");
            assertThat(ask.live.heldPods()).as("all give their places back").isEqualTo(1);
            assertThat(ask.answers.release("a")).as("once").isNull();
            assertThat(ask.answers.groupTimeouts()).isEqualTo(1);
            assertThat(ask.answers.release("other")).as("of no group").isNull();
            assertThat(Ask.names(ask.filter(describedPod("b", "g", 700), nodes(4))))
                    .as("and the group is decided anew")
                    .hasSize(1);
            assertThat(ask.live.heldPods()).isEqualTo(3);
        }
    }

    private static List<String> overdue(Ask ask, long now) {
        return ask.live.overdue(now).stream().map(LiveCluster.Overdue::uid).toList();
    }

    @Test
    void membersBeyondThoseThatMustBeThereAreLikeOtherPods() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, 2, 1000);
        bound(ask, "a", "g", 2, 400, "n0");
        bound(ask, "b", "g", 2, 400, "n1");
        waits(ask, "d", "g", 2, 2000);
        assertThat(Ask.names(ask.filter(pod("c", "g", 2, 600), nodes(2)))).hasSize(1);
        assertThat(ask.live.heldPods()).isEqualTo(1);
    }

    /** Random groups, in random order, on nodes that are too few: all of a group or none, and never more than a node has. */
    @Test
    void aGroupHasAllItsPlacesOrNoneAndNoNodeMoreThanItHas() throws Exception {
        int together = 0;
        int refused = 0;
        for (long seed : Seeds.some(20)) {
            Random random = new Random(seed);
            int nodes = 2 + random.nextInt(5);
            Ask ask = ask(Mode.PICK_ONE, nodes, 1000);
            Map<String, Integer> least = new HashMap<>();
            Map<String, List<String>> members = new HashMap<>();
            for (int step = 0; step < 250; step++) {
                ask.now++;
                String group = "g" + random.nextInt(5);
                int needed = least.computeIfAbsent(group, each -> 2 + random.nextInt(4));
                List<String> known = members.computeIfAbsent(group, each -> new ArrayList<>());
                String uid = group + "-" + random.nextInt(needed + 1);
                long cpu = 100L + 50L * (Integer.parseInt(group.substring(1)) + 1);
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        if (ask.live.slot(uid) < 0) {
                            waits(ask, uid, group, needed, cpu);
                        }
                        if (!known.contains(uid)) {
                            known.add(uid);
                        }
                    }
                    case 2 -> {
                        if (ask.live.slot(uid) >= 0
                                && known.stream().anyMatch(ask.live::isHeld)
                                && !ask.live.isHeld(uid)) {
                            continue; // One that has its place leaves others that came later with less than the least.
                        }
                        ask.answers.apply(new ClusterEvent.PodGone(uid));
                        known.remove(uid);
                    }
                    case 3 -> {
                        if (ask.live.isHeld(uid)) {
                            String place = ask.live.cluster().nodes().name(ask.live.slot(uid));
                            bound(ask, uid, group, needed, cpu, place);
                        }
                    }
                    default -> {
                        if (known.contains(uid) && (ask.live.slot(uid) < 0 || ask.live.isHeld(uid))) {
                            JsonNode reply = ask.filter(pod(uid, group, needed, cpu), nodes(nodes));
                            boolean passed = !Ask.names(reply).isEmpty();
                            together += passed ? 1 : 0;
                            refused += passed ? 0 : 1;
                            assertThat(ask.live.isHeld(uid))
                                    .as(Seeds.hint(seed))
                                    .isEqualTo(passed);
                        }
                    }
                }
                check(ask, members, least, nodes, "step " + step + ", " + Seeds.hint(seed));
            }
        }
        assertThat(together).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    private static void check(
            Ask ask, Map<String, List<String>> members, Map<String, Integer> least, int nodes, String where) {
        members.forEach((group, uids) -> {
            long held = uids.stream().filter(ask.live::isHeld).count();
            long placed = uids.stream().filter(uid -> ask.live.slot(uid) >= 0).count();
            if (held > 0) {
                assertThat(placed)
                        .as(group + ", " + where)
                        .isGreaterThanOrEqualTo(Objects.requireNonNull(least.get(group)));
            }
        });
        Cluster cluster = ask.live.cluster();
        for (int i = 0; i < nodes; i++) {
            int slot = cluster.nodes().find("n" + i);
            assertThat(cluster.nodes().free(Dimensions.CPU, slot)).as(where).isNotNegative();
        }
    }
}
