package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeGroupsTest {

    /** Not the empty selector, by which pods are not counted. */
    private static final LabelSelector ALL =
            new LabelSelector(new TreeMap<>(), List.of(Requirement.of("never", Operator.DOES_NOT_EXIST, Set.of())));

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler =
            new Scheduler(cluster, Policies.load().profile("first-fit", PolicyContext.UNKNOWN), 1);

    @Test
    void ruleOfWideGroupsIsSeenBehindARuleOfNarrowOnes() {
        for (int node = 0; node < 6; node++) {
            cluster.addNode(node("n" + node, Map.of("host", "h" + node, "zone", "z" + node / 3)));
        }
        PodSpec pod = PodSpec.named("pod")
                .withSpread(List.of(new SpreadConstraint("host", 1, ALL), new SpreadConstraint("zone", 1, ALL)));
        // The first pod changes the value of its host's group and of its zone's; the zone has other hosts.
        assertThat(schedule(pod, 6)).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void zonesBesideHostNamesAreKeptApartAndStillSpreadOver() {
        for (int node = 0; node < 120; node++) {
            cluster.addNode(node("n" + node, Map.of("host", "h" + node, "zone", "z" + node % 3)));
        }
        PodSpec pod = PodSpec.named("pod")
                .withSpread(List.of(new SpreadConstraint("zone", 1, ALL), new SpreadConstraint("host", 1, ALL)));
        // Round after round over the hosts, and in each round over the zones.
        int[] expected = new int[360];
        Arrays.setAll(expected, i -> i % 120);
        assertThat(schedule(pod, 360)).containsExactly(expected);
    }

    @Test
    void twoKeysThatCrossBesideHostNamesAreSpreadOver() {
        // 9 racks and 10 rows over 90 hosts: keeping both apart would make a bucket per host.
        for (int node = 0; node < 90; node++) {
            cluster.addNode(
                    node("n" + node, Map.of("host", "h" + node, "rack", "r" + node % 9, "row", "w" + node % 10)));
        }
        PodSpec pod = PodSpec.named("pod")
                .withSpread(List.of(
                        new SpreadConstraint("rack", 1, ALL),
                        new SpreadConstraint("row", 1, ALL),
                        new SpreadConstraint("host", 1, ALL)));
        int[] expected = new int[270];
        Arrays.setAll(expected, i -> i % 90);
        assertThat(schedule(pod, 270)).containsExactly(expected);
    }

    @Test
    void nodesWithoutTheLabelAreRefused() {
        cluster.addNode(node("bare", Map.of()));
        cluster.addNode(node("labelled", Map.of("zone", "z")));
        PodSpec pod = PodSpec.named("pod").withSpread(List.of(new SpreadConstraint("zone", 1, ALL)));
        assertThat(schedule(pod, 3)).containsExactly(1, 1, 1);
    }

    @Test
    void emptiedDomainCountsNoMore() {
        int a = cluster.addNode(node("a", Map.of("zone", "one")));
        int b = cluster.addNode(node("b", Map.of("zone", "two")));
        cluster.setUnschedulable(b, true);
        PodSpec pod = PodSpec.named("pod").withSpread(List.of(new SpreadConstraint("zone", 1, ALL)));
        assertThat(schedule(pod, 3)).containsExactly(a, -1, -1);
        cluster.removeNode(b);
        assertThat(schedule(pod, 2)).containsExactly(a, a);
        cluster.describeNode(a, node("a", Map.of("zone", "three")));
        cluster.addNode(node("c", Map.of("zone", "four")));
        assertThat(schedule(pod, 2)).containsExactly(1, 1);
    }

    @Test
    void hostsThatBecomeSharedAreStillFollowedWhenTheyEmpty() {
        for (int node = 0; node < 40; node++) {
            cluster.addNode(node("n" + node, Map.of("host", "h" + node)));
        }
        PodSpec pod = PodSpec.named("pod").withSpread(List.of(new SpreadConstraint("host", 1, ALL)));
        int[] everywhere = new int[40];
        Arrays.setAll(everywhere, i -> i);
        assertThat(schedule(pod, 40)).containsExactly(everywhere);
        // Until now each host was a node; from now on two are the same one.
        int twin = cluster.addNode(node("twin", Map.of("host", "h39")));
        assertThat(schedule(pod, 1)).containsExactly(0);
        cluster.unbind(cluster.pods().firstOn(5));
        assertThat(schedule(pod, 2)).containsExactly(5, 1);
        cluster.removeNode(twin);
        assertThat(schedule(pod, 1)).containsExactly(2);
    }

    @Test
    void nodeThatNeverJoinedIsADefect() {
        NodeGroups groups = new NodeGroups(new PreparedClass(
                cluster.podClasses().of(PodSpec.named("pod").withSpread(List.of(new SpreadConstraint("zone", 1, ALL)))),
                scheduler.profile(),
                new PluginContext(cluster)));
        groups.reserve(4);
        assertThatThrownBy(() -> groups.set(2, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be in a cell");
        assertThat(groups.key(2)).isEqualTo(ScoreTree.ABSENT);
        assertThat(groups.best()).isEqualTo(-1);
    }

    private int[] schedule(PodSpec pod, int times) {
        int[] nodes = new int[times];
        for (int i = 0; i < times; i++) {
            nodes[i] = scheduler.schedule(cluster.addPod(pod));
        }
        return nodes;
    }

    private static NodeSpec node(String name, Map<String, String> labels) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 100)).withLabels(labels);
    }
}
