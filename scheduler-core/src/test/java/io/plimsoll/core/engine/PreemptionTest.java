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
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who leaves for whom, on clusters small enough to work it out by hand. A node has 1,000 milli-cores and room for 10 pods. */
class PreemptionTest {

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler = scheduler();
    private final Preemption preemption = new Preemption(scheduler);
    private int named;

    @Test
    void thePodsThatLeaveAreAsFewAndAsUnimportantAsPossible() {
        int node = node("n");
        put(node, 300, 20);
        int second = put(node, 300, 10);
        int first = put(node, 400, 0);
        int pod = waiting(500, 100);
        assertThat(scheduler.decide(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(preemption.find(pod)).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(second, first);
        assertThat(preemption.violations()).isZero();
        assertThat(preemption.decision(pod))
                .isEqualTo(new Decision.Preempting("n", List.of(name(second), name(first)), 0));
    }

    @Test
    void aPodThatIsLessImportantLeavesWhereTheMoreImportantOneAloneWouldNotDo() {
        int node = node("n");
        int small = put(node, 200, 0);
        int large = put(node, 800, 50);
        assertThat(preemption.find(waiting(900, 100))).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(large, small);
        // Without the large one there is room beside the small one, but the large one comes back first where it fits.
        assertThat(preemption.find(waiting(150, 100))).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(small);
    }

    @Test
    void ofEquallyImportantPodsTheOneThatStartedLastLeaves() {
        int node = node("n");
        int early = put(node, 500, 0);
        int late = put(node, 500, 0);
        cluster.setStart(early, 1_000);
        cluster.setStart(late, 2_000);
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(late);
        cluster.setStart(early, 3_000);
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(early);
        // One that has not started counts as if it started now.
        cluster.setStart(late, PodTable.NOT_STARTED);
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(late);
    }

    @Test
    void onlyPodsOfLowerPriorityLeave() {
        int node = node("n");
        put(node, 900, 100);
        int pod = waiting(500, 100);
        assertThat(preemption.find(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(preemption.victims()).isEmpty();
        assertThat(preemption.sentence(pod))
                .isEqualTo("preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.");
        assertThat(preemption.decision(pod)).isInstanceOf(Decision.Unschedulable.class);
    }

    @Test
    void whatNoPodThatLeavesCouldChangeIsLeftOut() {
        int cordoned = node("cordoned");
        int small = node("small");
        int busy = node("busy");
        put(cordoned, 900, 0);
        put(small, 900, 0);
        put(busy, 700, 200);
        put(busy, 100, 0);
        cluster.setUnschedulable(cordoned, true);
        cluster.describeNode(small, cluster.nodes().spec(small).withAllocatable(Resources.allocatable(400, 1000, 10)));
        int pod = waiting(500, 100);
        assertThat(preemption.find(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(preemption.sentence(pod))
                .isEqualTo("preemption: 0/3 nodes are available: 1 Insufficient cpu, "
                        + "2 Preemption is not helpful for scheduling.");
        assertThat(preemption.explain(pod)).extracting(Victims::resolvable).containsExactly(false, false, true);
    }

    @Test
    void podsWhoseEvictionABudgetDoesNotAllowStayIfTheyCan() {
        int node = node("n");
        int guarded = put(node, 500, 0, "app", "db");
        int important = put(node, 500, 50, "app", "web");
        budget("db", 0, Set.of());
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(important);
        assertThat(preemption.violations()).isZero();
        preemption.find(waiting(600, 100));
        assertThat(preemption.victims()).containsExactly(important, guarded);
        assertThat(preemption.violations()).isEqualTo(1);
        budget("db", 1, Set.of());
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(guarded);
        budget("db", 0, Set.of(cluster.pods().name(guarded)));
        preemption.find(waiting(400, 100));
        assertThat(preemption.victims()).containsExactly(guarded);
        assertThat(preemption.violations()).isZero();
    }

    @Test
    void aBudgetIsUsedUpInTheOrderOfImportance() {
        int node = node("n");
        int first = put(node, 300, 30, "app", "db");
        int second = put(node, 300, 20, "app", "db");
        int third = put(node, 300, 10, "app", "db");
        budget("db", 2, Set.of());
        preemption.find(waiting(400, 100));
        // Only the third would violate: it comes back first, and one of the others stays beside it.
        assertThat(preemption.victims()).containsExactly(second);
        preemption.find(waiting(1000, 100));
        assertThat(preemption.victims()).containsExactly(first, second, third);
        assertThat(preemption.violations()).isEqualTo(1);
    }

    @Test
    void theNodeWithTheFewestViolationsIsTaken() {
        put(node("n1"), 900, 0, "app", "db");
        int other = node("n2");
        put(other, 900, 90);
        budget("db", 0, Set.of());
        assertThat(preemption.find(waiting(500, 100))).isEqualTo(other);
    }

    @Test
    void thenTheNodeWhoseMostImportantVictimIsTheLeastImportant() {
        put(node("n1"), 900, 20);
        int other = node("n2");
        put(other, 450, 10);
        put(other, 450, 10);
        assertThat(preemption.find(waiting(1000, 100))).isEqualTo(other);
    }

    @Test
    void thenTheNodeWithTheSmallestSumOfPriorities() {
        int node = node("n1");
        put(node, 450, 10);
        put(node, 450, 5);
        int other = node("n2");
        put(other, 450, 10);
        put(other, 450, -2000000000);
        assertThat(preemption.find(waiting(1000, 100))).isEqualTo(other);
        // A priority below zero is no reason to take more pods.
        int third = node("n3");
        put(third, 900, 10);
        assertThat(preemption.find(waiting(1000, 100))).isEqualTo(third);
    }

    @Test
    void thenTheNodeWhereTheMostImportantVictimsStartedLast() {
        int first = put(node("n1"), 900, 10);
        int other = node("n2");
        int second = put(other, 900, 10);
        cluster.setStart(first, 1_000);
        cluster.setStart(second, 2_000);
        assertThat(preemption.find(waiting(1000, 100))).isEqualTo(other);
    }

    @Test
    void thenTheNodeOfTheLowestRank() {
        int node = node("n1");
        put(node, 900, 10);
        put(node("n2"), 900, 10);
        assertThat(preemption.find(waiting(1000, 100))).isEqualTo(node);
    }

    @Test
    void aPodThatMayNotPreemptOthersDoesNot() {
        put(node("n"), 900, 0);
        PodSpec spec = asking(500, 100).withRules(PodRules.NONE.withNeverPreempts(true));
        int pod = cluster.addPod(spec);
        assertThat(preemption.find(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(preemption.sentence(pod)).isEqualTo("preemption: not eligible due to preemptionPolicy=Never.");
        assertThat(preemption.explain(pod)).allMatch(Victims::helps);
    }

    @Test
    void aPodWaitsForTheVictimsItHas() {
        int node = node("n");
        int pod = waiting(500, 100);
        put(node, 500, 0);
        int leaving = cluster.addPod(asking(400, 0).withRules(PodRules.NONE.withPreempted(true)));
        cluster.bind(leaving, node, 0);
        cluster.nominate(pod, node);
        assertThat(preemption.find(pod)).isEqualTo(Scheduler.UNSCHEDULABLE);
        assertThat(preemption.sentence(pod))
                .isEqualTo("preemption: not eligible due to a terminating pod on the nominated node.");
        // Where the node cannot take the pod at all any more, it looks for another one.
        cluster.setUnschedulable(node, true);
        assertThat(preemption.notEligible(pod)).isNull();
    }

    @Test
    void nominatingTakesTheProspectFromPodsOfLowerPriority() {
        int node = node("n");
        put(node, 900, 0);
        int lower = waiting(200, 50);
        int higher = waiting(200, 300);
        cluster.nominate(lower, node);
        cluster.nominate(higher, node);
        int pod = waiting(500, 100);
        assertThat(preemption.find(pod)).isEqualTo(node);
        preemption.nominate(pod);
        assertThat(cluster.nominations().node(lower)).isEqualTo(PodTable.NONE);
        assertThat(cluster.nominations().node(higher)).isEqualTo(node);
        assertThat(cluster.nominations().node(pod)).isEqualTo(node);
    }

    @Test
    void victimsMakeRoomBesideThePodsThatAreNominatedForTheNode() {
        int node = node("n");
        int first = put(node, 500, 10);
        int second = put(node, 400, 5);
        cluster.nominate(waiting(400, 200), node);
        assertThat(preemption.find(waiting(300, 100))).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(first, second);
        assertThat(preemption.find(waiting(300, 300))).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(second);
    }

    @Test
    void portsAndDevicesOfThoseWhoLeaveAreFree() {
        int node = cluster.addNode(NodeSpec.of("gpus", Resources.allocatable(1000, 1000, 10))
                .withDevices(List.of(DeviceSpec.whole("A100"), DeviceSpec.whole("A100"))));
        HostPort port = new HostPort(HostPort.ANY_IP, "TCP", 80);
        int web = cluster.addPod(asking(10, 20).withRules(PodRules.NONE.withHostPorts(List.of(port))));
        cluster.bind(web, node, 0);
        int one = gpu(10, 1);
        cluster.bind(one, node, 0b01);
        int other = gpu(5, 1);
        cluster.bind(other, node, 0b10);
        int pod = cluster.addPod(asking(10, 100)
                .withDevices(DeviceRequest.whole(1, Set.of("A100")))
                .withRules(PodRules.NONE.withHostPorts(List.of(port))));
        assertThat(preemption.find(pod)).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(web, other);
        assertThat(preemption.find(gpu(100, 2))).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(one, other);
    }

    @Test
    void podsThatWantToBeAwayFromItLeave() {
        int node = cluster.addNode(NodeSpec.of("n", Resources.allocatable(1000, 1000, 10))
                .withLabels(Map.of("kubernetes.io/hostname", "n")));
        PodAffinityTerm term = new PodAffinityTerm(
                "kubernetes.io/hostname",
                new PodSelector(
                        LabelSelector.of(Map.of("app", "web")),
                        new TreeSet<>(Set.of("default")),
                        LabelSelector.NOTHING));
        PodRules away = PodRules.NONE.withPodAffinity(new PodAffinity(List.of(), List.of(term), List.of(), List.of()));
        int shy = cluster.addPod(asking(10, 0).withRules(away));
        put(node, 10, 0);
        cluster.bind(shy, node, 0);
        int pod = cluster.addPod(asking(10, 100).withLabels(Map.of("app", "web")));
        assertThat(preemption.find(pod)).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(shy);
    }

    @Test
    void aFilterThatKnowsNothingOfPreemptionIsAskedInATrial() {
        Filter atMostOne = new AtMostOnePod();
        Profile profile =
                new Profile("own", List.of(new ResourceFit(), atMostOne), List.of(), NodeChoice.FIRST, new LowestFit());
        Preemption own = new Preemption(new Scheduler(cluster, profile, 1));
        int node = node("n");
        put(node, 10, 20);
        put(node, 10, 10);
        int pod = waiting(10, 100);
        assertThat(own.find(pod)).isEqualTo(node);
        assertThat(own.victims()).hasSize(2);
        assertThat(cluster.inTrial()).isFalse();
        assertThat(cluster.nodes().podCount(node)).isEqualTo(2);
    }

    @Test
    void insideATrialItLooksAtWhatWouldBe() {
        int node = node("n");
        int victim = put(node, 900, 10);
        int pod = waiting(500, 100);
        try (Trial trial = scheduler.openTrial()) {
            assertThat(preemption.find(pod)).isEqualTo(node);
            cluster.unbind(victim);
            cluster.bind(pod, node, 0);
            int more = waiting(600, 200);
            assertThat(preemption.find(more)).isEqualTo(node);
            assertThat(preemption.victims()).containsExactly(pod);
        }
        assertThat(preemption.find(pod)).isEqualTo(node);
        assertThat(preemption.victims()).containsExactly(victim);
    }

    private Scheduler scheduler() {
        List<Filter> filters = List.of(
                new NodeUnschedulable(),
                new NodeName(),
                new HostPortFilter(),
                new ResourceFit(),
                new DeviceFit(),
                new PodAffinityFilter());
        return new Scheduler(cluster, new Profile("filters", filters, List.of(), NodeChoice.FIRST, new LowestFit()), 1);
    }

    private int node(String name) {
        return cluster.addNode(NodeSpec.of(name, Resources.allocatable(1000, 1000, 10)));
    }

    private PodSpec asking(long milli, int priority) {
        return PodSpec.named("p" + named++)
                .withRequests(Resources.request(milli, 0))
                .withPriority(priority);
    }

    private int waiting(long milli, int priority) {
        return cluster.addPod(asking(milli, priority));
    }

    private int gpu(int priority, int count) {
        return cluster.addPod(asking(10, priority).withDevices(DeviceRequest.whole(count, Set.of("A100"))));
    }

    private int put(int node, long milli, int priority, String... labels) {
        PodSpec spec = asking(milli, priority);
        int pod = cluster.addPod(labels.length == 0 ? spec : spec.withLabels(Map.of(labels[0], labels[1])));
        cluster.bind(pod, node, 0);
        return pod;
    }

    private void budget(String app, int allowed, Set<String> disrupted) {
        LabelSelector selector = LabelSelector.of(Map.of("app", app));
        List<DisruptionBudget> budgets = new ArrayList<>();
        budgets.add(new DisruptionBudget("default", "all", LabelSelector.of(Map.of()), 0, new TreeSet<>()));
        budgets.add(new DisruptionBudget("other", app, selector, 0, new TreeSet<>()));
        budgets.add(new DisruptionBudget("default", app, selector, allowed, new TreeSet<>(disrupted)));
        cluster.setBudgets(budgets);
    }

    private String name(int pod) {
        return "default/" + cluster.pods().name(pod);
    }

    /** A filter of somebody who never thought of preemption. */
    private static final class AtMostOnePod implements Filter {

        @Override
        public String name() {
            return "AtMostOnePod";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.NODE);
        }

        @Override
        public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
            NodeFilter rule = node -> context.nodes().podCount(node) == 0 ? 0 : 1;
            return List.of(rule);
        }

        @Override
        public String reason(int bit, PodClass podClass, PluginContext context) {
            return "occupied";
        }
    }
}
