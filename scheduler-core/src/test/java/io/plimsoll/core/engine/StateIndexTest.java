package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.FreeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full checks are on: each decision is compared with that of a scan. */
class StateIndexTest {

    private static final ReferenceCapacity REFERENCE =
            new ReferenceCapacity(Resources.allocatable(128_000, 1L << 40, 0), 0);

    private final Cluster cluster = ClusterAccess.withChangeLog(1 << 10);
    private final Scheduler scheduler = scheduler(cluster, "best-fit");

    /** Scores of two dimensions search a grid, those of three a tree. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void manyDistinctStatesShouldBeSearchedExactly(int scored) {
        Random random = new Random(3);
        Scheduler scheduler = scheduler(scored);
        for (int node = 0; node < 1_500; node++) {
            cluster.addNode(node("n" + node, random.nextInt(1, 64_000), random.nextInt(1, 1 << 20)));
        }
        int[] pods = new int[400];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = cluster.addPod(pod(1 + random.nextInt(20) * 977L, 1 + random.nextInt(20) * 7_919L));
            scheduler.schedule(pods[i]);
            if (i % 3 == 0 && cluster.pods().node(pods[i / 2]) >= 0) {
                cluster.unbind(pods[i / 2]);
            }
        }
        assertThat(cluster.totals().boundPods()).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void nodesThatComeInTheOrderOfTheirAmountsShouldNotMakeSearchesDeep(int scored) {
        Scheduler scheduler = scheduler(scored);
        for (int node = 0; node < 10; node++) {
            cluster.addNode(node("early" + node, 5, 5));
        }
        scheduler.decide(cluster.addPod(pod(1, 1)));
        scheduler.decide(cluster.addPod(pod(1, 1)));
        for (int node = 0; node < 2_000; node++) {
            cluster.addNode(node("n" + node, 10L + node, 1));
        }
        assertThat(scheduler.decide(cluster.addPod(pod(700, 1)))).isEqualTo(10 + 690);
    }

    @Test
    void classesThatAskForMoreOrLessOrOtherThingsShouldBeServedToo() {
        for (int node = 0; node < 40; node++) {
            cluster.addNode(NodeSpec.of(
                    "n" + node,
                    Resources.allocatable(1_000 + node, 1_000, node < 2 ? 0 : 10)
                            .withScalars(Map.of("example.com/slot", (long) node % 5))));
        }
        decideTwice(pod(500, 500));
        assertThat(scheduler.decide(cluster.addPod(pod(100, 0)))).isEqualTo(2);
        assertThat(scheduler.decide(cluster.addPod(pod(1_020, 0)))).isEqualTo(20);
        assertThat(scheduler.decide(cluster.addPod(withSlots(1)))).isEqualTo(2);
        assertThat(scheduler.decide(cluster.addPod(withSlots(4)))).isEqualTo(4);
        assertThat(scheduler.decide(cluster.addPod(withSlots(5)))).isEqualTo(-1);
    }

    @Test
    void nodesWhoseDescriptionIsAgainstAClassShouldBePassedOver() {
        for (int node = 0; node < 600; node++) {
            cluster.addNode(node("n" + node, 1_000, 1_000));
        }
        PodSpec pod = pod(10, 10);
        decideTwice(pod);
        for (int node = 0; node < 100; node++) {
            cluster.setUnschedulable(node, true);
        }
        assertThat(scheduler.decide(cluster.addPod(pod))).isEqualTo(100);
        // So many that the class gets an index of its own.
        for (int node = 100; node < 500; node++) {
            cluster.setUnschedulable(node, true);
        }
        assertThat(scheduler.decide(cluster.addPod(pod))).isEqualTo(500);
        assertThat(scheduler.decide(cluster.addPod(pod))).isEqualTo(500);
        cluster.setUnschedulable(7, false);
        assertThat(scheduler.decide(cluster.addPod(pod))).isEqualTo(7);
        assertThat(scheduler.decide(cluster.addPod(pod.withNodeName("n599")))).isEqualTo(599);
    }

    @Test
    void overcommittedNodesShouldTakePodsThatAskNothingOfWhatIsLacking() {
        int node = cluster.addNode(node("n", 100, 100));
        int big = cluster.addPod(pod(500, 10));
        cluster.bind(big, node, 0);
        decideTwice(pod(0, 50));
        assertThat(scheduler.decide(cluster.addPod(pod(0, 50)))).isEqualTo(node);
        assertThat(scheduler.decide(cluster.addPod(pod(1, 50)))).isEqualTo(-1);
    }

    @Test
    void changedStateThatTheIndexMissedShouldBeReported() {
        int node = cluster.addNode(node("n", 100, 100));
        decideTwice(pod(10, 10));
        StateIndex index = new StateIndex(
                cluster.nodes(),
                cluster.changeLog(),
                new int[] {0, 1},
                2,
                new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
                new long[] {1, 1});
        index.verify();
        cluster.bind(cluster.addPod(pod(10, 10)), node, 0);
        assertThatThrownBy(index::verify)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state of node");
        index.catchUp();
        index.verify();
    }

    @Test
    void candidatesShouldAnswerWhatAScanAnswers() {
        for (int node = 0; node < 20; node++) {
            cluster.addNode(node("n" + node, 100 + node, 100));
        }
        PreparedClass prepared = prepared(pod(110, 10), "best-fit");
        StateCandidates candidates = new SharedStates(cluster, new Scan(cluster.nodes()), 2).candidates(prepared);
        assertThat(candidates).isNotNull();
        if (candidates != null) {
            assertThat(candidates.best()).isEqualTo(10);
            assertThat(candidates.feasible()).isEqualTo(10);
            assertThat(candidates.next(0)).isEqualTo(10);
            assertThat(candidates.nth(3)).isEqualTo(13);
            candidates.verify(new Scan(cluster.nodes()));
        }
    }

    @Test
    void classThatIsScoredByOtherDimensionsShouldGetAnIndexOfItsOwn() {
        for (int node = 0; node < 20; node++) {
            cluster.addNode(node("n" + node, 100 - node, 100 + node));
        }
        Profile profile = new Profile(
                "tightest",
                Policies.usualFilters(),
                List.of(new WeightedScorer(new TightestDimension(), 1)),
                NodeChoice.BEST,
                new LowestFit());
        Scheduler tightest = new Scheduler(cluster, profile, 1);
        for (int i = 0; i < 4; i++) {
            assertThat(tightest.decide(cluster.addPod(pod(50, 1)))).isEqualTo(19);
            assertThat(tightest.decide(cluster.addPod(pod(1, 50)))).isEqualTo(0);
        }
    }

    @Test
    void rulesThatLookAtMoreThanFreeAmountsShouldNotQualify() {
        assertThat(prepared(pod(1, 1), "best-fit").freeRules).isNotNull();
        assertThat(prepared(pod(1, 1), "best-fit*3").freeRules).isNotNull();
        assertThat(prepared(pod(1, 1), "best-fit+best-fit:norm=l1").freeRules).isNotNull();
        SharedStates ofOneDimension = new SharedStates(cluster, new Scan(cluster.nodes()), 1);
        assertThat(ofOneDimension.candidates(prepared(pod(1, 1), "best-fit"))).isNull();
        assertThat(prepared(pod(1, 1), "most-allocated").freeRules).isNull();
        assertThat(prepared(pod(1, 1), "worst-fit").freeRules).isNull();
        SharedStates states = new SharedStates(cluster, new Scan(cluster.nodes()), 2);
        assertThat(states.candidates(prepared(pod(1, 1), "first-fit"))).isNull();
        assertThat(prepared(pod(1, 1).withDevices(DeviceRequest.whole(1, Set.of())), "best-fit").freeRules)
                .isNull();
    }

    @Test
    void manyClassesShouldShareStatesOfMoreDimensionsThanFew() {
        SharedStates ofOneDimension = new SharedStates(cluster, new Scan(cluster.nodes()), 1);
        cluster.addNode(node("n", 1_000, 1_000));
        for (int i = 1; i < 40; i++) {
            boolean shared = ofOneDimension.candidates(prepared(pod(i, 1), "best-fit")) != null;
            assertThat(shared).as("with %d classes", i).isEqualTo(i > 32);
        }
    }

    private PreparedClass prepared(PodSpec pod, String policy) {
        return new PreparedClass(
                cluster.podClasses().of(pod), scheduler(cluster, policy).profile(), new PluginContext(cluster));
    }

    private void decideTwice(PodSpec pod) {
        scheduler.decide(cluster.addPod(pod));
        scheduler.decide(cluster.addPod(pod));
    }

    /** Packs by CPU or by memory, whichever a class asks more of. */
    private static final class TightestDimension implements Scorer {

        @Override
        public String name() {
            return "TightestDimension";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.NODE);
        }

        @Override
        public long maximum() {
            return 1_000;
        }

        @Override
        public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
            int dimension = podClass.request(0) > podClass.request(1) ? 0 : 1;
            return List.of(new FreeScore() {
                @Override
                public long score(int node) {
                    return 1_000 - context.nodes().free(dimension, node);
                }

                @Override
                public int[] dimensions() {
                    return new int[] {dimension};
                }

                @Override
                public long score(long[] free, int from, long enough) {
                    return 1_000 - free[from];
                }
            });
        }
    }

    private static Scheduler scheduler(Cluster cluster, String policy) {
        return new Scheduler(cluster, Policies.load().profile(policy, new PolicyContext(REFERENCE, null)), 1);
    }

    private Scheduler scheduler(int scored) {
        Resources resources = Resources.allocatable(128_000, 1L << 40, 0);
        ReferenceCapacity reference =
                new ReferenceCapacity(scored == 2 ? resources : resources.withEphemeralStorage(1), 0);
        Profile profile = Policies.load().profile("best-fit", new PolicyContext(reference, null));
        return new Scheduler(cluster, profile, 1, IndexCache.DEFAULT_BOUND, scored);
    }

    private static PodSpec withSlots(long slots) {
        return PodSpec.named("p").withRequests(Resources.request(1, 1).withScalars(Map.of("example.com/slot", slots)));
    }

    private static PodSpec pod(long cpu, long memory) {
        return PodSpec.named("p").withRequests(Resources.request(cpu, memory));
    }

    private static NodeSpec node(String name, long cpu, long memory) {
        return NodeSpec.of(name, Resources.allocatable(cpu, memory, 100));
    }
}
