package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.rule.SpreadDefaults;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.rule.SpreadScore;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes whose rules about single nodes are equal share keys, others do not, and shared ones are those of each class. */
class SharedKeysTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);
    private static final int NODES = 70;
    private static final int STEPS = 3_000;
    private static final PodSpec PLAIN = PodSpec.named("plain").withRequests(Resources.request(100, 1 << 20));
    private static final List<Taint> TAINTS = List.of(new Taint("reserved", "", Taint.Effect.NO_SCHEDULE));

    private final Profile profile = spreading();
    private final Random random = new Random(SEED);
    private Cluster cluster = new Cluster();
    private final List<Integer> placed = new ArrayList<>();

    @Test
    void onlyClassesThatAskTheSameOfANodeShareKeys() {
        PodSpec chosen = PLAIN.withRules(
                PLAIN.rules().withNodeAffinity(new NodeAffinity(new TreeMap<>(Map.of("zone", "z1")), null, List.of())));
        PreparedClass plain = prepared(PLAIN);
        assertThat(plain.asksNodesAs(prepared(spread("app", true)))).isTrue();
        assertThat(plain.asksNodesAs(prepared(PLAIN.withRequests(Resources.request(101, 1 << 20)))))
                .isFalse();
        assertThat(plain.asksNodesAs(prepared(PLAIN.withNodeName("n1")))).isFalse();
        assertThat(plain.asksNodesAs(prepared(chosen))).isFalse();
        assertThat(prepared(chosen).asksNodesAs(prepared(chosen.withNamespace("other"))))
                .isTrue();
    }

    @Test
    void nodeThatCameAndWentUnseenBehindAllOthersIsPassedOver() {
        for (int node = 0; node < 7; node++) {
            cluster.addNode(node("n" + node));
        }
        CandidateIndex index = new CandidateIndex(prepared(PLAIN), cluster.nodes(), cluster.changeLog(), null);
        SharedKeys shared = index.share();
        cluster.removeNode(cluster.addNode(node("late")));
        shared.catchUp();
        compare(index.catchUp(1), 0);
    }

    /** With a short log, what is shared falls behind its end. */
    @ParameterizedTest
    @ValueSource(ints = {8, 1 << 12})
    void sharedKeysAreThoseOfEachClassWhateverHappens(int logCapacity) {
        cluster = ClusterAccess.withChangeLog(logCapacity);
        for (int node = 0; node < NODES; node++) {
            cluster.addNode(node("n" + node));
        }
        List<CandidateIndex> indexes = new ArrayList<>();
        List<PodSpec> kinds = List.of(spread("a", true), spread("b", false), spread("c", true), PLAIN);
        for (int step = 0; step < STEPS; step++) {
            change(kinds.get(random.nextInt(kinds.size())), step);
            if (indexes.size() < kinds.size() && step % 500 == 100) {
                @Nullable
                SharedKeys shared = indexes.isEmpty() ? null : indexes.get(0).share();
                indexes.add(new CandidateIndex(
                        prepared(kinds.get(indexes.size())), cluster.nodes(), cluster.changeLog(), shared));
            }
            if (random.nextInt(4) == 0 && !indexes.isEmpty()) {
                compare(indexes.get(random.nextInt(indexes.size())).catchUp(step), step);
            }
        }
    }

    private void compare(CandidateIndex index, int step) {
        for (int node = 0; node < cluster.nodes().slots(); node++) {
            long expected =
                    cluster.nodes().exists(node) ? index.prepared().key(node, PreparedClass.UNKNOWN) : ScoreTree.ABSENT;
            assertThat(index.key(node))
                    .as("key of slot %d in step %d, seed %d", node, step, SEED)
                    .isEqualTo(expected);
        }
        assertThat(index.best())
                .as("best node in step %d, seed %d", step, SEED)
                .isEqualTo(new Scan(cluster.nodes()).of(index.prepared()).best());
    }

    private void change(PodSpec kind, int step) {
        int what = random.nextInt(20);
        // Sometimes the slot behind all others: a node may come to it and go again unseen.
        int node = random.nextInt(cluster.nodes().slots() + 1);
        boolean there = cluster.nodes().exists(node);
        if (what == 0 && there && cluster.nodes().podCount(node) == 0) {
            cluster.removeNode(node);
        } else if (what <= 1 && !there) {
            cluster.addNode(node("again" + step));
        } else if (what == 2 && there) {
            NodeSpec spec = cluster.nodes().spec(node);
            cluster.describeNode(node, spec.withTaints(spec.taints().isEmpty() ? TAINTS : List.of()));
        } else if (what < 11 && !placed.isEmpty()) {
            cluster.removePod(placed.remove(random.nextInt(placed.size())));
        } else if (there) {
            int pod = cluster.addPod(kind.withName("p" + step));
            cluster.bind(pod, node, 0);
            placed.add(pod);
        }
    }

    private PreparedClass prepared(PodSpec spec) {
        return new PreparedClass(cluster.podClasses().of(spec), profile, new PluginContext(cluster));
    }

    private static Profile spreading() {
        Profile alone = KubeProfile.singleNodeRules();
        List<Filter> filters = new ArrayList<>(alone.filters());
        filters.add(new SpreadFilter());
        List<WeightedScorer> scorers = new ArrayList<>(alone.scorers());
        scorers.add(new WeightedScorer(new SpreadScore(SpreadDefaults.NONE), 2));
        return new Profile("spreading", filters, scorers, alone.nodeChoice(), alone.deviceChoice());
    }

    private static PodSpec spread(String app, boolean must) {
        LabelSelector selector = LabelSelector.of(Map.of("app", app));
        SpreadConstraint zones = new SpreadConstraint("zone", 2, selector, must, 1, true, false);
        SpreadConstraint hosts = new SpreadConstraint("host", 1, selector, false, 1, true, false);
        return PLAIN.withLabels(Map.of("app", app)).withSpread(List.of(zones, hosts));
    }

    private NodeSpec node(String name) {
        Map<String, String> labels = Map.of("host", name, "zone", "z" + random.nextInt(3));
        return NodeSpec.of(name, Resources.allocatable(1_000L * (1 + random.nextInt(3)), 1L << 30, 20))
                .withLabels(labels);
    }
}
