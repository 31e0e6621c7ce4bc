package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.KubeProfile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nodes and pods come, go and change; under full checks every decision of the index is compared with a scan. */
class RulesUnderChurnTest {

    private static final int CLUSTERS = 10;
    private static final int OPERATIONS = 400;
    private static final List<Effect> EFFECTS = List.of(Effect.values());

    private Random random = new Random(0);
    private Cluster cluster = new Cluster();
    private Scheduler scheduler = scheduler(cluster);
    private List<PodSpec> kinds = new ArrayList<>();
    private int names;

    @Test
    void indexesDecideWhatAScanDecides() {
        assertThat(Checks.FULL).as("-Dplimsoll.checks=full, which Maven sets").isTrue();
        Long given = Long.getLong("plimsoll.seed");
        for (long seed = 1; seed <= CLUSTERS; seed++) {
            long used = given == null ? seed : given;
            random = new Random(used);
            cluster = new Cluster();
            scheduler = scheduler(cluster);
            kinds = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                kinds.add(pod());
            }
            for (int i = 0; i < OPERATIONS; i++) {
                try {
                    operate();
                } catch (RuntimeException | AssertionError difference) {
                    throw new AssertionError("Replay with -Dplimsoll.seed=" + used, difference);
                }
            }
        }
    }

    private void operate() {
        int what = random.nextInt(20);
        if (what < 4) {
            cluster.addNode(node("n" + names++));
        } else if (what < 6 && cluster.nodes().count() > 0) {
            int node = anyNode();
            cluster.describeNode(node, node(cluster.nodes().name(node)));
        } else if (what < 7 && cluster.nodes().count() > 3) {
            int node = anyNode();
            while (cluster.nodes().podCount(node) > 0) {
                cluster.removePod(cluster.pods().firstOn(node));
            }
            cluster.removeNode(node);
        } else if (what < 9) {
            int pod = random.nextInt(cluster.pods().end() + 1);
            if (cluster.pods().exists(pod)) {
                cluster.removePod(pod);
            }
        } else if (what < 10) {
            try (Trial trial = scheduler.openTrial()) {
                place();
            }
        } else {
            place();
        }
    }

    private void place() {
        PodSpec kind = kinds.get(random.nextInt(kinds.size()));
        Decision explained = scheduler.explain(kind).decision();
        int pod = cluster.addPod(kind.withName("p" + names++));
        int node = scheduler.schedule(pod);
        if (explained instanceof Decision.Bound bound) {
            assertThat(cluster.nodes().name(node)).isEqualTo(bound.node());
        } else {
            assertThat(node).isEqualTo(Scheduler.UNSCHEDULABLE);
            assertThat(cluster.pods().node(pod)).isEqualTo(PodTable.NONE);
        }
    }

    private int anyNode() {
        int node = random.nextInt(cluster.nodes().slots());
        while (!cluster.nodes().exists(node)) {
            node = (node + 1) % cluster.nodes().slots();
        }
        return node;
    }

    private NodeSpec node(String name) {
        Resources amounts = Resources.allocatable(1000L * (1 + random.nextInt(3)), 2000, 8);
        List<Taint> taints = new ArrayList<>();
        for (String key : List.of("a", "b", "c")) {
            if (random.nextInt(3) == 0) {
                taints.add(new Taint(key, "", EFFECTS.get(random.nextInt(EFFECTS.size()))));
            }
        }
        Map<String, Long> images = new TreeMap<>();
        for (String image : List.of("base:1", "web:1", "db:1")) {
            if (random.nextBoolean()) {
                images.put(image, (1L + random.nextInt(2)) << 28);
            }
        }
        return NodeSpec.of(name, random.nextBoolean() ? amounts : amounts.withScalars(Map.of("x.com/gpu", 4L)))
                .withLabels(Map.of("zone", "z" + random.nextInt(3)))
                .withTaints(taints)
                .withImages(images)
                .withUnschedulable(random.nextInt(12) == 0);
    }

    private PodSpec pod() {
        PodRules rules = PodRules.NONE
                .withImages(List.of("base:1", random.nextBoolean() ? "web:1" : "db:1"))
                .withNodeAffinity(affinity())
                .withTolerations(random.nextBoolean() ? List.of() : List.of(new Toleration("a", true, "", null)));
        if (random.nextInt(3) == 0) {
            rules = rules.withHostPorts(List.of(new HostPort("0.0.0.0", "TCP", 80 + random.nextInt(2))));
        }
        Resources requests = Resources.request(100L * random.nextInt(5), 100L * random.nextInt(5));
        if (random.nextInt(4) == 0) {
            requests = requests.withScalars(Map.of("x.com/gpu", 1L + random.nextInt(2)));
        }
        ScoredRequests scored =
                new ScoredRequests(requests, Math.max(100, requests.cpuMilli()), Math.max(200, requests.memoryBytes()));
        return PodSpec.named("pod").withRequests(requests).withRules(rules.withScored(scored));
    }

    private NodeAffinity affinity() {
        NodeSelectorTerm zone = new NodeSelectorTerm(
                List.of(Requirement.of("zone", Operator.IN, Set.of("z" + random.nextInt(3)))), List.of());
        NodeSelectorTerm name = new NodeSelectorTerm(
                List.of(),
                List.of(Requirement.of(NodeSelectorTerm.NAME, Operator.IN, Set.of("n" + random.nextInt(9)))));
        return new NodeAffinity(
                new TreeMap<>(),
                switch (random.nextInt(5)) {
                    case 0 -> List.of(zone);
                    case 1 -> List.of(name);
                    default -> null;
                },
                random.nextBoolean() ? List.of() : List.of(new WeightedNodeTerm(1 + random.nextInt(9), zone)));
    }

    private static Scheduler scheduler(Cluster cluster) {
        return new Scheduler(cluster, KubeProfile.singleNodeRules(), 1);
    }
}
