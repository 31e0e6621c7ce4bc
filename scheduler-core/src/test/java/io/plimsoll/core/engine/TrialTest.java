package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Hidden;
import io.plimsoll.core.state.StateFingerprint;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {

    private static final int CLUSTERS = 6;
    private static final int OPERATIONS = 300;

    private final Cluster cluster = new Cluster();

    @ParameterizedTest
    @ValueSource(strings = {"next-fit", "study-random", "fgd:threshold=90,typical=seen", "preferred-labels"})
    void closingATrialRestoresTheExactState(String policy) {
        for (long seed : seeds()) {
            DifferentialRun run = new DifferentialRun(PoliciesUnderTest.named(policy), seed, new Watched());
            run.everyKindOnce();
            run.run(OPERATIONS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"next-fit", "study-random", "fgd:threshold=90,typical=seen", "best-fit"})
    void decisionsAfterTrialsAreThoseOfATwinThatNeverHadAny(String policy) {
        for (long seed : seeds()) {
            DifferentialRun with = new DifferentialRun(PoliciesUnderTest.named(policy), seed, new OfScheduler());
            DifferentialRun without = new DifferentialRun(PoliciesUnderTest.named(policy), seed, Trials.LEFT_OUT);
            with.run(OPERATIONS);
            without.run(OPERATIONS);
            assertThat(with.twin().decisions())
                    .as("decisions with seed %d", seed)
                    .isEqualTo(without.twin().decisions());
        }
    }

    @Test
    void podsKeepTheirOrderOnTheirNode() {
        int node = cluster.addNode(NodeSpec.of("a", Resources.allocatable(4000, 4000, 10)));
        int first = bound("first", node);
        int second = bound("second", node);
        int third = bound("third", node);
        List<String> before = StateFingerprint.of(cluster);
        try (Trial trial = cluster.openTrial()) {
            cluster.unbind(second);
            cluster.removePod(first);
            cluster.unbind(third);
            cluster.bind(third, node, 0);
            cluster.bind(second, node, 0);
            assertThat(trial).isNotNull();
        }
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
        assertThat(cluster.pods().firstOn(node)).isEqualTo(third);
        assertThat(cluster.pods().nextOnNode(third)).isEqualTo(second);
    }

    @Test
    void numbersAndSlotsThatWereFreeAreFreeAgainInTheSameOrder() {
        List<Integer> pods = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            cluster.addNode(NodeSpec.of("n" + i, Resources.allocatable(1000, 1000, 10)));
            pods.add(cluster.addPod(PodSpec.named("p" + i)));
        }
        cluster.removeNode(1);
        cluster.removeNode(3);
        cluster.removePod(pods.get(4));
        cluster.removePod(pods.get(0));
        cluster.removePod(pods.get(2));
        List<String> before = StateFingerprint.of(cluster);
        Trial trial = cluster.openTrial();
        cluster.addPod(PodSpec.named("inside"));
        cluster.addPod(PodSpec.named("inside too"));
        cluster.removePod(pods.get(3));
        for (int i = 0; i < 100; i++) {
            cluster.addPod(PodSpec.named("more-" + i));
            cluster.addNode(NodeSpec.of("more-" + i, Resources.allocatable(1000, 1000, 10)));
        }
        cluster.removeNode(0);
        trial.close();
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
        assertThat(cluster.addNode(NodeSpec.of("n9", Resources.NONE))).isEqualTo(1);
        assertThat(cluster.addPod(PodSpec.named("p9"))).isEqualTo(pods.get(2));
        assertThat(cluster.addPod(PodSpec.named("p10"))).isEqualTo(pods.get(0));
    }

    @Test
    void trialsCloseFromTheInsideOut() {
        List<String> before = StateFingerprint.of(cluster);
        Trial outer = cluster.openTrial();
        cluster.addNode(NodeSpec.of("outer", Resources.NONE));
        Trial inner = cluster.openTrial();
        cluster.addNode(NodeSpec.of("inner", Resources.NONE));
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The trial to close must be the innermost one that is open.")
                .hasMessageContaining("Maybe ");
        assertThat(cluster.nodes().count()).isEqualTo(2);
        inner.close();
        assertThat(cluster.nodes().count()).isEqualTo(1);
        outer.close();
        outer.close();
        assertThat(StateFingerprint.of(cluster)).isEqualTo(before);
        assertThat(cluster.inTrial()).isFalse();
    }

    @Test
    void aNodeThatAnInnerTrialAddedIsForgottenByTheOuterOne() {
        Scheduler scheduler =
                new Scheduler(cluster, Policies.load().profile("least-allocated", PolicyContext.UNKNOWN), 1);
        PodSpec pod = PodSpec.named("p").withRequests(Resources.request(1000, 1000));
        int only = cluster.addNode(NodeSpec.of("only", Resources.allocatable(4000, 4000, 10)));
        int first = cluster.addPod(pod);
        int second = cluster.addPod(pod);
        // From the second time on the class has an index, by which a trial begins.
        for (int time = 0; time < 3; time++) {
            assertThat(scheduler.decide(first)).isEqualTo(only);
        }
        Trial outer = cluster.openTrial();
        assertThat(scheduler.schedule(first)).isEqualTo(only);
        Trial inner = cluster.openTrial();
        cluster.addNode(NodeSpec.of("added", Resources.allocatable(8000, 8000, 10)));
        inner.close();
        assertThat(scheduler.decide(second)).isEqualTo(only);
        outer.close();
        assertThat(scheduler.decide(first)).isEqualTo(only);
    }

    @Test
    void whatIsAskedToBeRestoredIsRestoredInTurn() {
        List<String> order = new ArrayList<>();
        try (Trial trial = cluster.openTrial()) {
            trial.onClose(() -> order.add("first"));
            trial.onClose(() -> order.add("second"));
        }
        assertThat(order).containsExactly("second", "first");
    }

    private static List<Long> seeds() {
        Long seed = Long.getLong("plimsoll.seed");
        List<Long> seeds = new ArrayList<>();
        for (long each = 1; seed == null && each <= CLUSTERS; each++) {
            seeds.add(each);
        }
        return seed == null ? seeds : List.of(seed);
    }

    private int bound(String name, int node) {
        int pod = cluster.addPod(PodSpec.named(name));
        cluster.bind(pod, node, 0);
        return pod;
    }

    /** Compares the whole state; the scheduler's own only where the trial is the scheduler's. */
    private static final class Watched implements Trials {

        @Override
        public List<String> state(Twin twin, boolean withScheduler) {
            List<String> state = new ArrayList<>(StateFingerprint.of(twin.cluster()));
            if (withScheduler) {
                for (String field : List.of("decisions", "cursor", "node", "devices")) {
                    state.add(field + " " + Hidden.value(twin.scheduler(), field));
                }
            }
            return state;
        }
    }

    /** Has all trials opened by the scheduler, so that they leave no trace in it. */
    private static final class OfScheduler implements Trials {

        @Override
        public boolean alwaysOfScheduler() {
            return true;
        }
    }
}
