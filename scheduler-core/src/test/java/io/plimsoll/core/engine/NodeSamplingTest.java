package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSamplingTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);
    private static final int NODES = 130;
    private static final int STEPS = 150;

    private final Cluster cluster = new Cluster();
    private final Random random = new Random(SEED);
    private int names;

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 99, 99",
        "70, 99, 99",
        "0, 100, 100",
        "0, 300, 144",
        "0, 1000, 420",
        "0, 5000, 500",
        "0, 6000, 300",
        "0, 100000, 5000",
        "1, 5000, 100",
        "30, 500, 150",
        "100, 500, 500"
    })
    void theNumberOfNodesDecidesHowManyAreEnough(int percentage, int nodes, int wanted) {
        assertThat(NodeSampling.wanted(percentage, nodes)).isEqualTo(wanted);
    }

    @Test
    void zonesTakeTurnsAndEachSearchGoesOnWhereTheLastOneEnded() {
        for (String name : List.of("a1", "a2", "a3", "b1", "none", "c1", "b2")) {
            cluster.addNode(node(name, name.equals("none") ? Map.of() : zone(name.substring(0, 1))));
        }
        NodeRotation rotation = new NodeRotation(cluster);
        assertThat(names(rotation)).containsExactly("a1", "b1", "none", "c1", "a2", "b2", "a3");
        Scheduler scheduler = new Scheduler(cluster, firstFit(), 1, new NodeSampling(cluster, rotation, 0));
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            int node =
                    scheduler.schedule(cluster.addPod(PodSpec.named("p" + i).withRequests(Resources.request(400, 0))));
            chosen.add(cluster.nodes().name(node));
        }
        // Without scores one node is enough. Each holds two of these pods.
        assertThat(chosen).containsExactly("a1", "b1", "none", "c1", "a2", "b2", "a3", "a1", "b1");
    }

    @Test
    void aZoneThatWasEmptyComesLastAndANodeThatMovesComesLastInItsZone() {
        for (String name : List.of("a1", "b1", "b2", "c1")) {
            cluster.addNode(node(name, zone(name.substring(0, 1))));
        }
        NodeRotation rotation = new NodeRotation(cluster);
        cluster.describeNode(cluster.nodes().find("a1"), node("a1", zone("c")));
        assertThat(names(rotation)).containsExactly("b1", "c1", "b2", "a1");
        cluster.removeNode(cluster.nodes().find("b1"));
        cluster.addNode(node("a2", zone("a")));
        assertThat(names(rotation)).containsExactly("b2", "c1", "a2", "a1");
        cluster.describeNode(cluster.nodes().find("b2"), node("b2", zone("b")).withUnschedulable(true));
        assertThat(names(rotation)).containsExactly("b2", "c1", "a2", "a1");
        cluster.removeNode(cluster.nodes().find("c1"));
        assertThat(names(rotation)).containsExactly("b2", "a1", "a2");
    }

    @Test
    void labelsOfBeforeWinOverThoseOfToday() {
        cluster.addNode(
                node("one", Map.of("failure-domain.beta.kubernetes.io/zone", "x", "topology.kubernetes.io/zone", "y")));
        cluster.addNode(node("two", zone("x")));
        cluster.addNode(node("three", zone("y")));
        assertThat(names(new NodeRotation(cluster))).containsExactly("one", "three", "two");
    }

    @Test
    void changesThatTheLogHasForgottenAreFound() {
        for (int i = 0; i < 4; i++) {
            cluster.addNode(node("n" + i, zone("z" + i % 2)));
        }
        NodeRotation rotation = new NodeRotation(cluster);
        cluster.removeNode(0);
        cluster.addNode(node("n4", zone("z2")));
        cluster.describeNode(1, node("n1", zone("z0")));
        PodSpec pod = PodSpec.named("p");
        int number = cluster.addPod(pod);
        while (cluster.changeLog().begin() < 20) {
            cluster.bind(number, 2, 0);
            cluster.unbind(number);
        }
        assertThat(names(rotation)).containsExactly("n2", "n3", "n4", "n1");
    }

    @Test
    void insideATrialAllNodesAreLookedAt() {
        for (int i = 0; i < 3; i++) {
            cluster.addNode(node("n" + i, Map.of()));
        }
        NodeRotation rotation = new NodeRotation(cluster);
        Scheduler scheduler = new Scheduler(cluster, firstFit(), 1, new NodeSampling(cluster, rotation, 0));
        assertThat(scheduler.decide(cluster.addPod(PodSpec.named("p")))).isZero();
        try (Trial trial = scheduler.openTrial()) {
            assertThat(scheduler.decide(cluster.addPod(PodSpec.named("q")))).isZero();
            trial.onClose(() -> assertThat(rotation.start()).isEqualTo(1));
        }
        assertThat(scheduler.decide(cluster.addPod(PodSpec.named("q")))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 80, 100})
    void decisionsAreThoseOfAPlainSearch(int percentage) {
        PlainSearch plain = new PlainSearch(percentage);
        for (int i = 0; i < NODES; i++) {
            NodeSpec node = anyNode("n" + names++);
            cluster.addNode(node);
            plain.added(node);
        }
        NodeRotation rotation = new NodeRotation(cluster);
        Scheduler scheduler = new Scheduler(
                cluster, KubeProfile.singleNodeRules(), 1, new NodeSampling(cluster, rotation, percentage));
        int placed = 0;
        for (int step = 0; step < STEPS; step++) {
            change(plain);
            assertThat(names(rotation)).as("seed %d, step %d", SEED, step).isEqualTo(plain.list());
            PodSpec pod = anyPod();
            Explanation explained = scheduler.explain(pod);
            List<String> best = plain.best(explained, named(pod));
            int node = scheduler.schedule(cluster.addPod(pod.withName("p" + names++)));
            if (node == Scheduler.UNSCHEDULABLE) {
                assertThat(best).as("seed %d, step %d", SEED, step).isEmpty();
            } else {
                placed++;
                String lowest = best.stream()
                        .min((one, other) ->
                                cluster.nodes().find(one) - cluster.nodes().find(other))
                        .orElse("none");
                assertThat(cluster.nodes().name(node))
                        .as("seed %d, step %d", SEED, step)
                        .isEqualTo(lowest);
                assertThat(explained.decision()).isEqualTo(new Decision.Bound(lowest, List.of()));
            }
        }
        assertThat(placed).isBetween(STEPS / 2, STEPS);
    }

    private void change(PlainSearch plain) {
        int slot = random.nextInt(cluster.nodes().slots());
        int what = random.nextInt(8);
        if (what < 2) {
            NodeSpec node = anyNode("n" + names++);
            cluster.addNode(node);
            plain.added(node);
        } else if (what < 4 && cluster.nodes().exists(slot)) {
            NodeSpec before = cluster.nodes().spec(slot);
            NodeSpec after = anyNode(before.name());
            cluster.describeNode(slot, after);
            plain.updated(before, after);
        } else if (what < 6 && cluster.nodes().exists(slot)) {
            while (cluster.nodes().podCount(slot) > 0) {
                cluster.removePod(cluster.pods().firstOn(slot));
            }
            plain.removed(cluster.nodes().spec(slot));
            cluster.removeNode(slot);
        }
    }

    private NodeSpec anyNode(String name) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("disk", random.nextInt(4) == 0 ? "ssd" : "hdd");
        if (random.nextInt(4) > 0) {
            labels.put("topology.kubernetes.io/zone", "z" + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            labels.put("topology.kubernetes.io/region", "r" + random.nextInt(2));
        }
        List<Taint> taints = new ArrayList<>();
        for (String key : List.of("a", "b", "c")) {
            if (random.nextInt(3) == 0) {
                taints.add(new Taint(key, "", random.nextInt(9) == 0 ? Effect.NO_SCHEDULE : Effect.PREFER_NO_SCHEDULE));
            }
        }
        return NodeSpec.of(name, Resources.allocatable(500L * (1 + random.nextInt(4)), 1000, 5))
                .withLabels(labels)
                .withTaints(taints);
    }

    private PodSpec anyPod() {
        NodeSelectorTerm ssd =
                new NodeSelectorTerm(List.of(Requirement.of("disk", Operator.IN, Set.of("ssd"))), List.of());
        NodeSelectorTerm named = new NodeSelectorTerm(
                List.of(),
                List.of(Requirement.of(NodeSelectorTerm.NAME, Operator.IN, Set.of("n" + random.nextInt(NODES)))));
        List<WeightedNodeTerm> wishes = List.of(new WeightedNodeTerm(1 + random.nextInt(9), ssd));
        NodeAffinity affinity = switch (random.nextInt(6)) {
            case 0 -> new NodeAffinity(new TreeMap<>(), List.of(ssd), List.of());
            case 1 -> new NodeAffinity(new TreeMap<>(), null, wishes);
            case 2 -> new NodeAffinity(new TreeMap<>(), List.of(named), List.of());
            default -> NodeAffinity.ANY;
        };
        return PodSpec.named("pod")
                .withRequests(Resources.request(100L * (1 + random.nextInt(9)), 100))
                .withRules(PodRules.NONE.withNodeAffinity(affinity));
    }

    private static Set<String> named(PodSpec pod) {
        List<NodeSelectorTerm> terms = pod.rules().nodeAffinity().required();
        return terms == null || terms.get(0).fields().isEmpty()
                ? Set.of()
                : terms.get(0).fields().get(0).values();
    }

    private static NodeSpec node(String name, Map<String, String> labels) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 10)).withLabels(labels);
    }

    private static Map<String, String> zone(String name) {
        return Map.of("topology.kubernetes.io/zone", name);
    }

    private static Profile firstFit() {
        return new Profile("first", List.of(new ResourceFit()), List.of(), NodeChoice.BEST, new LowestFit());
    }

    private List<String> names(NodeRotation rotation) {
        List<String> all = new ArrayList<>();
        for (int node : rotation.order()) {
            all.add(cluster.nodes().name(node));
        }
        return all;
    }
}
