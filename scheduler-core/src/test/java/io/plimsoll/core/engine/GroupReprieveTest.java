package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That no more pods leave for a group as a whole than must. */
class GroupReprieveTest {

    private static final int ROUNDS = 2_000;
    private static final int PRIORITY = 10;

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler = scheduler(cluster);
    private final PodGroups groups = new PodGroups(scheduler);
    private int named;

    @Test
    void whatLeftForOneMemberComesBackWhereAnotherMakesRoomForBoth() {
        int node = node("n", 1_000, 0);
        put(node, pod(200, 1));
        int large = put(node, pod(800, 2));
        int[] members = {cluster.addPod(pod(200, PRIORITY)), cluster.addPod(pod(600, PRIORITY))};
        // The first alone would have the small one leave, which is less important; the second needs the large one's
        // room.
        assertThat(groups.decide(members, 2, 2, true)).isTrue();
        assertThat(groups.victims()).containsExactly(large);
    }

    @Test
    void aBudgetIsThatOfTheWholeGroup() {
        int[] victims = {
            put(node("a", 1_000, 0), pod(800, 1).withLabels(Map.of("app", "web"))),
            put(node("b", 1_000, 0), pod(800, 1).withLabels(Map.of("app", "web")))
        };
        budget(1);
        int[] members = {cluster.addPod(pod(800, PRIORITY)), cluster.addPod(pod(800, PRIORITY))};
        assertThat(groups.decide(members, 2, 2, true)).isTrue();
        assertThat(groups.victims()).containsExactlyInAnyOrder(victims[0], victims[1]);
        assertThat(groups.overBudget()).as("one was allowed").isEqualTo(1);
    }

    @Test
    void aMemberNeverLeavesForAnother() {
        node("n", 1_000, 0);
        int[] members = {cluster.addPod(pod(800, 1)), cluster.addPod(pod(800, PRIORITY))};
        assertThat(groups.decide(members, 2, 2, true)).isFalse();
        assertThat(groups.decide(members, 2, 1, true)).isTrue();
        assertThat(groups.victims()).isEmpty();
        assertThat(groups.placed()).isEqualTo(1);
    }

    /** Rules with which a pod that stays never helps another: then each victim is one without whose leaving the places are none. */
    @Test
    void everyVictimMustLeave() {
        long seed = Long.getLong("plimsoll.seed", 1);
        System.out.println("-Dplimsoll.seed=" + seed);
        int withVictims = 0;
        int several = 0;
        for (int round = 0; round < ROUNDS; round++) {
            GroupReprieveTest scene = new GroupReprieveTest();
            int victims = scene.tryOne(new Random(seed + round), "seed " + (seed + round));
            withVictims += victims > 0 ? 1 : 0;
            several += victims > 1 ? 1 : 0;
        }
        assertThat(withVictims).isGreaterThan(ROUNDS / 10);
        assertThat(several).isGreaterThan(ROUNDS / 20);
    }

    private int tryOne(Random random, String as) {
        int nodes = 1 + random.nextInt(4);
        for (int i = 0; i < nodes; i++) {
            node("n" + i, 1_000L * (1 + random.nextInt(3)), random.nextInt(4));
        }
        for (int i = 0; i < 6 * nodes; i++) {
            int pod = cluster.addPod(random(random, random.nextInt(4)));
            if (scheduler.schedule(pod) != Scheduler.UNSCHEDULABLE) {
                cluster.setStart(pod, random.nextInt(5));
            }
        }
        if (random.nextBoolean()) {
            budget(random.nextInt(3));
        }
        int count = 1 + random.nextInt(6);
        int[] members = new int[count];
        PodSpec shape = random(random, PRIORITY);
        for (int i = 0; i < count; i++) {
            members[i] = cluster.addPod(random.nextInt(3) > 0 ? shape : random(random, PRIORITY));
        }
        int least = 1 + random.nextInt(count);
        int bound = cluster.totals().boundPods();
        boolean found = groups.decide(members, count, least, true);
        assertThat(cluster.totals().boundPods()).as(as).isEqualTo(bound);
        if (!found) {
            return 0;
        }
        assertThat(groups.placed()).as(as).isBetween(least, count);
        int[] victims = groups.victims();
        for (int victim : victims) {
            assertThat(cluster.pods().priority(victim)).as(as).isLessThan(PRIORITY);
        }
        assertThat(new HashSet<>(Arrays.stream(victims).boxed().toList()))
                .as(as)
                .hasSize(victims.length);
        assertThat(placesAreThere(victims, PodTable.NONE)).as(as).isTrue();
        for (int victim : victims) {
            assertThat(placesAreThere(victims, victim))
                    .as("%s: with %s", as, cluster.pods().name(victim))
                    .isFalse();
        }
        return victims.length;
    }

    /** Whether the members can be put on their nodes, one after the other, in a cluster of its own without the victims but one. */
    private boolean placesAreThere(int[] victims, int butOne) {
        Set<Integer> gone = new HashSet<>(Arrays.stream(victims).boxed().toList());
        gone.remove(butOne);
        Cluster other = new Cluster();
        Scheduler its = scheduler(other);
        PodTable pods = cluster.pods();
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            other.addNode(cluster.nodes().spec(node));
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                if (!gone.contains(pod)) {
                    other.bind(other.addPod(pods.spec(pod)), node, pods.devices(pod));
                }
            }
        }
        for (int i = 0; i < groups.placed(); i++) {
            int member = other.addPod(pods.spec(groups.pod(i)));
            if (!its.fits(other.decidedClass(member), PRIORITY, groups.node(i))) {
                return false;
            }
            // The devices may be others where a pod came back.
            long devices = butOne == PodTable.NONE
                    ? groups.devices(i)
                    : its.devices(other.decidedClass(member), groups.node(i));
            for (int pod = other.pods().firstOn(groups.node(i));
                    pod != PodTable.NONE;
                    pod = other.pods().nextOnNode(pod)) {
                assertThat(devices & other.pods().devices(pod))
                        .as("a device given twice")
                        .isZero();
            }
            other.bind(member, groups.node(i), devices);
        }
        return true;
    }

    private PodSpec random(Random random, int priority) {
        PodSpec pod = pod(100L * (1 + random.nextInt(9)), priority)
                .withLabels(Map.of("app", random.nextBoolean() ? "web" : "batch"));
        if (random.nextInt(5) == 0) {
            pod = pod.withDevices(DeviceRequest.whole(1 + random.nextInt(2), Set.of()));
        }
        return switch (random.nextInt(8)) {
            case 0 -> pod.withRules(PodRules.NONE.withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80))));
            case 1 -> {
                PodAffinityTerm term = new PodAffinityTerm(
                        "zone",
                        new PodSelector(
                                LabelSelector.of(Map.of("app", "web")),
                                new TreeSet<>(Set.of("default")),
                                LabelSelector.NOTHING));
                yield pod.withRules(
                        PodRules.NONE.withPodAffinity(new PodAffinity(List.of(), List.of(term), List.of(), List.of())));
            }
            default -> pod;
        };
    }

    private int node(String name, long milli, int devices) {
        List<DeviceSpec> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(DeviceSpec.whole("A100"));
        }
        return cluster.addNode(NodeSpec.of(name, Resources.allocatable(milli, 1 << 30, 20))
                .withLabels(Map.of("zone", "zone-" + name))
                .withDevices(all));
    }

    private PodSpec pod(long milli, int priority) {
        return PodSpec.named("p" + named++)
                .withRequests(Resources.request(milli, 1))
                .withPriority(priority);
    }

    private int put(int node, PodSpec spec) {
        int pod = cluster.addPod(spec);
        cluster.bind(pod, node, 0);
        return pod;
    }

    private void budget(int allowed) {
        cluster.setBudgets(List.of(new DisruptionBudget(
                "default", "web", LabelSelector.of(Map.of("app", "web")), allowed, new TreeSet<>())));
    }

    private static Scheduler scheduler(Cluster cluster) {
        return new Scheduler(
                cluster,
                new Profile(
                        "groups",
                        List.of(new ResourceFit(), new DeviceFit(), new HostPortFilter(), new PodAffinityFilter()),
                        List.of(),
                        NodeChoice.FIRST,
                        new LowestFit()),
                1);
    }
}
