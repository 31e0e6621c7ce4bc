package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.OfferedNodes;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Images are pulled and removed, and taints come and go, for as long as a cluster lives. */
class NodeMarksTest {

    private static final int NODES = 20;
    private static final int CHANGES = 6_000;

    private static Scheduler scheduler(Cluster cluster) {
        return new Scheduler(
                cluster,
                new Profile(
                        "p",
                        List.of(new TaintFilter()),
                        List.of(new WeightedScorer(new ImageScore(), 1), new WeightedScorer(new TaintScore(), 1)),
                        NodeChoice.BEST,
                        new LowestFit()),
                0);
    }

    private static PodSpec pod() {
        return PodSpec.named("p").withRules(PodRules.NONE.withImages(List.of(PodRules.image("wanted"))));
    }

    private static NodeSpec node(String name, Random random) {
        List<Taint> taints = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            Taint.Effect effect = random.nextBoolean() ? Taint.Effect.NO_SCHEDULE : Taint.Effect.PREFER_NO_SCHEDULE;
            taints.add(new Taint("k" + random.nextInt(1_000_000), "", effect));
        }
        long megabyte = 1L << 20;
        Map<String, Long> images = random.nextBoolean()
                ? Map.of("other" + random.nextInt(1_000_000), megabyte)
                : Map.of(
                        PodRules.image("wanted"), 100 * megabyte * (1 + random.nextInt(3)), "x" + random.nextInt(), 1L);
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 10))
                .withTaints(taints)
                .withImages(images);
    }

    @Test
    void whatNodesHadLongAgoIsForgottenAndDecidesNothing() {
        Long given = Long.getLong("plimsoll.seed");
        long seed = given == null ? 5 : given;
        Random random = new Random(seed);
        Cluster cluster = new Cluster();
        Scheduler scheduler = scheduler(cluster);
        List<NodeSpec> specs = new ArrayList<>();
        int[] all = new int[NODES];
        for (int i = 0; i < NODES; i++) {
            specs.add(node("n" + i, random));
            all[i] = cluster.addNode(specs.get(i));
        }
        int compared = 0;
        for (int change = 0; change < CHANGES; change++) {
            int which = random.nextInt(NODES);
            specs.set(which, node("n" + which, random));
            cluster.describeNode(all[which], specs.get(which));
            assertThat(cluster.nodes().imageSet(all[which])).isLessThan(2_000);
            assertThat(cluster.nodes().taintSet(all[which])).isLessThan(2_000);
            if (change % 40 == 0) {
                Cluster fresh = new Cluster();
                Scheduler other = scheduler(fresh);
                specs.forEach(fresh::addNode);
                OfferedNodes now = scheduler.offer(cluster.decidedClass(pod()), all, NODES);
                OfferedNodes expected = other.offer(fresh.decidedClass(pod()), all, NODES);
                for (int node : all) {
                    String where = "node " + node + ", change " + change + ", replay with -Dplimsoll.seed=" + seed;
                    assertThat(now.fits(node)).as(where).isEqualTo(expected.fits(node));
                    if (expected.fits(node)) {
                        assertThat(now.total(node)).as(where).isEqualTo(expected.total(node));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        assertThat(cluster.nodes().marksEra()).isGreaterThan(1);
    }
}
