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
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.PreferredNodeLabels;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.rule.TaintFilter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.StateFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Preemption and decisions beside nominated pods on random clusters, compared with what a trial says in which the pods
 * really leave and come back, and with explanations.
 */
class PreemptionDifferentialTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);
    private static final int CLUSTERS = 25;
    private static final List<String> KEYS = List.of("zone", "host");

    private final Random random = new Random(SEED);
    private Cluster cluster = new Cluster();
    private int named;

    @Test
    void rulesThatThinkOfPodsAsGoneSayWhatATrialSays() {
        int helped = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            Scheduler scheduler = fullCluster();
            Preemption fast = new Preemption(scheduler);
            Preemption live = new Preemption(scheduler, true);
            for (int ask = 0; ask < 8; ask++) {
                int pod = cluster.addPod(pod(100 * random.nextInt(4)));
                List<Victims> actual = fast.explain(pod);
                // Asking a class the first time may begin to count for it; what a trial does is gone without a trace.
                List<String> before = StateFingerprint.of(cluster);
                assertThat(actual)
                        .as("cluster %d, pod %d, seed %d", i, ask, SEED)
                        .isEqualTo(live.explain(pod));
                assertThat(fast.find(pod)).as("seed %d", SEED).isEqualTo(live.find(pod));
                assertThat(fast.victims()).isEqualTo(live.victims());
                assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
                helped += fast.victims().length > 0 ? 1 : 0;
                if (fast.victims().length > 0) {
                    evict(fast, scheduler, pod);
                }
            }
        }
        assertThat(helped).isGreaterThan(CLUSTERS);
    }

    @Test
    void decisionsBesideNominatedPodsAreThoseOfTheirExplanations() {
        int otherwise = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            Scheduler scheduler = fullCluster();
            for (int ask = 0; ask < 12; ask++) {
                PodSpec spec = pod(100 * random.nextInt(4));
                int pod = cluster.addPod(spec);
                Decision expected = scheduler.explain(pod).decision();
                // Found by a scan first, then by indexes.
                for (int use = 0; use < 3; use++) {
                    int node = scheduler.decide(pod);
                    String name = node == Scheduler.UNSCHEDULABLE
                            ? ""
                            : cluster.nodes().name(node);
                    String wanted = expected instanceof Decision.Bound bound ? bound.node() : "";
                    assertThat(name)
                            .as("cluster %d, pod %d, seed %d", i, ask, SEED)
                            .isEqualTo(wanted);
                }
                otherwise += scheduler.decide(cluster.decidedClass(pod)) == scheduler.decide(pod) ? 0 : 1;
                if (random.nextInt(3) == 0) {
                    cluster.nominate(pod, random.nextInt(cluster.nodes().slots()));
                } else if (expected instanceof Decision.Bound) {
                    scheduler.schedule(pod);
                }
            }
        }
        assertThat(otherwise).isGreaterThan(CLUSTERS / 2);
    }

    @Test
    void whereEverythingIsOfferedTheVictimsAreThoseOfPreemptionAndNoneIsTakenThatIsNot() {
        int helped = 0;
        int spared = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            Scheduler scheduler = fullCluster();
            Preemption preemption = new Preemption(scheduler);
            OfferedVictims offered = new OfferedVictims(scheduler);
            for (int ask = 0; ask < 8; ask++) {
                int pod = cluster.addPod(pod(100 * random.nextInt(4)));
                int best = Scheduler.UNSCHEDULABLE;
                int[] victims = {};
                offered.begin(pod);
                for (int node = 0; node < cluster.nodes().slots(); node++) {
                    if (offered.help(node, other -> true) && offered.isBestSoFar(node)) {
                        best = node;
                        victims = offered.victims();
                    }
                }
                for (int node = 0; node < cluster.nodes().slots(); node++) {
                    if (offered.help(node, other -> other % 2 == 0)) {
                        for (int victim : offered.victims()) {
                            assertThat(victim % 2).as("seed %d", SEED).isZero();
                        }
                        spared++;
                    }
                }
                offered.end();
                assertThat(best).as("cluster %d, pod %d, seed %d", i, ask, SEED).isEqualTo(preemption.find(pod));
                assertThat(victims).as("seed %d", SEED).isEqualTo(preemption.victims());
                helped += victims.length > 0 ? 1 : 0;
                cluster.removePod(pod);
            }
        }
        assertThat(helped).isGreaterThan(CLUSTERS);
        assertThat(spared).isGreaterThan(CLUSTERS);
    }

    /** Evicts the victims and lets the pod take the room it was promised. */
    private void evict(Preemption preemption, Scheduler scheduler, int pod) {
        int node = preemption.find(pod);
        for (int victim : preemption.victims()) {
            cluster.removePod(victim);
        }
        preemption.nominate(pod);
        assertThat(scheduler.schedule(pod)).as("seed %d", SEED).isEqualTo(node);
        assertThat(cluster.nominations().node(pod)).isEqualTo(PodTable.NONE);
    }

    private Scheduler fullCluster() {
        cluster = new Cluster();
        named = 0;
        int nodes = 3 + random.nextInt(8);
        for (int i = 0; i < nodes; i++) {
            NodeSpec spec = NodeSpec.of("n" + i, Resources.allocatable(1000, 1000, 4 + random.nextInt(6)))
                    .withLabels(Map.of("zone", "z" + random.nextInt(3), "host", "n" + i))
                    .withUnschedulable(random.nextInt(12) == 0)
                    .withTaints(
                            random.nextInt(10) > 0 ? List.of() : List.of(new Taint("t", "", Taint.Effect.NO_EXECUTE)));
            cluster.addNode(
                    random.nextBoolean()
                            ? spec
                            : spec.withDevices(List.of(DeviceSpec.whole("a"), DeviceSpec.whole("b"))));
        }
        Scheduler scheduler = new Scheduler(cluster, profile(), SEED);
        for (int i = 0; i < 8 * nodes; i++) {
            int pod = cluster.addPod(pod(100 * (random.nextInt(5) - 1)));
            if (scheduler.schedule(pod) != Scheduler.UNSCHEDULABLE) {
                cluster.setStart(pod, random.nextInt(4) == 0 ? PodTable.NOT_STARTED : random.nextInt(1000));
            } else if (random.nextInt(4) == 0) {
                cluster.nominate(pod, random.nextInt(nodes));
            }
        }
        List<DisruptionBudget> budgets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            budgets.add(
                    new DisruptionBudget("default", "b" + i, app(), random.nextInt(3), new TreeSet<>(Set.of("p3"))));
        }
        cluster.setBudgets(budgets);
        return scheduler;
    }

    private static Profile profile() {
        List<Filter> filters = List.of(
                new NodeUnschedulable(),
                new NodeName(),
                new TaintFilter(),
                new HostPortFilter(),
                new ResourceFit(),
                new DeviceFit(),
                new SpreadFilter(),
                new PodAffinityFilter());
        List<WeightedScorer> scorers = List.of(new WeightedScorer(new PreferredNodeLabels(), 1));
        return new Profile("kube", filters, scorers, NodeChoice.BEST, new LowestFit());
    }

    private PodSpec pod(int priority) {
        PodRules rules = PodRules.NONE;
        if (random.nextInt(5) == 0) {
            rules = rules.withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80 + random.nextInt(3))));
        }
        if (random.nextInt(3) == 0) {
            rules = rules.withPodAffinity(new PodAffinity(
                    random.nextInt(3) == 0 ? List.of(term()) : List.of(),
                    random.nextInt(2) == 0 ? List.of(term()) : List.of(),
                    List.of(),
                    List.of()));
        }
        PodSpec spec = PodSpec.named("p" + named++)
                .withPriority(priority)
                .withLabels(Map.of("app", "a" + random.nextInt(3)))
                .withRequests(Resources.request(50L * random.nextInt(14), 10L * random.nextInt(40)))
                .withRules(rules);
        if (random.nextInt(6) == 0) {
            spec = spec.withDevices(
                    random.nextBoolean()
                            ? DeviceRequest.whole(1, Set.of("a", "b"))
                            : DeviceRequest.share(100 * (1 + random.nextInt(9)), Set.of()));
        }
        return random.nextInt(4) > 0
                ? spec
                : spec.withSpread(
                        List.of(new SpreadConstraint(KEYS.get(random.nextInt(2)), 1 + random.nextInt(2), app())));
    }

    private PodAffinityTerm term() {
        return new PodAffinityTerm(
                KEYS.get(random.nextInt(2)),
                new PodSelector(app(), new TreeSet<>(Set.of("default")), LabelSelector.NOTHING));
    }

    private LabelSelector app() {
        return LabelSelector.of(Map.of("app", "a" + random.nextInt(3)));
    }
}
