package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The memo against the plain sums, and the score against one that plays every placement through. */
final class FragmentationStatesTest {

    private static final int STATES = 150;
    private static final int PODS = 40;

    @Test
    void theMemoShouldGiveThePlainAmountOfEveryNodeBitForBit() {
        Random random = Seed.random();
        for (int i = 0; i < STATES; i++) {
            RandomState state = new RandomState(random);
            NodeTable nodes = state.cluster.nodes();
            Fragmentation plain = new Fragmentation(typical(state), state.cluster.deviceModels());
            FragmentationStates states = new FragmentationStates(plain);
            for (int node = 0; node < nodes.slots(); node++) {
                int step = states.cpuStep(nodes.free(Dimensions.CPU, node));
                assertThat(states.of(nodes, node).amount(step))
                        .as("state %d, node %d, %s", i, node, Seed.hint())
                        .isEqualTo(plain.amount(nodes, node));
            }
        }
    }

    @Test
    void theScoreShouldBeThatOfTheBestPlacementPlayedThrough() {
        Random random = Seed.random();
        for (int i = 0; i < STATES; i++) {
            RandomState state = new RandomState(random);
            TypicalPods typical = typical(state);
            FragmentationGradient gradient = FragmentationGradient.of(typical);
            Fragmentation plain = new Fragmentation(typical, state.cluster.deviceModels());
            for (int p = 0; p < PODS; p++) {
                PodSpec pod = state.pod();
                PodClass podClass = state.cluster.podClasses().of(pod);
                NodeScore score =
                        (NodeScore) gradient.prepare(podClass, state.context).get(0);
                for (int node : state.feasible(podClass)) {
                    long[] best = playThrough(state.cluster, plain, pod, podClass, node);
                    String where = "state " + i + ", pod " + p + ", node " + node + ", " + Seed.hint();
                    assertThat(score.score(node)).as(where).isEqualTo(best[0]);
                    if (podClass.deviceCount() > 0) {
                        assertThat(gradient.deviceChoice()
                                        .prepare(podClass, state.context)
                                        .devices(node, 0))
                                .as(where)
                                .isEqualTo(best[1]);
                    }
                }
            }
        }
    }

    /** The best score over all devices, and the first device that reaches it. */
    private static long[] playThrough(Cluster cluster, Fragmentation plain, PodSpec pod, PodClass podClass, int node) {
        NodeTable nodes = cluster.nodes();
        double before = plain.amount(nodes, node);
        List<Long> choices = new ArrayList<>();
        if (pod.devices().isShare()) {
            for (int i = 0; i < nodes.deviceCount(node); i++) {
                int model = nodes.deviceModel(node, i);
                if (podClass.acceptsModel(model) && nodes.deviceFree(node, i) >= podClass.deviceMilli()) {
                    choices.add(1L << i);
                }
            }
        } else {
            choices.add(podClass.deviceCount() == 0 ? 0 : LowestFit.devices(podClass, nodes, node));
        }
        long best = -1;
        long devices = 0;
        for (long bits : choices) {
            int number = cluster.addPod(pod);
            cluster.bind(number, node, bits);
            long score = SigmoidPercent.plain(before - plain.amount(nodes, node));
            cluster.removePod(number);
            if (score > best) {
                best = score;
                devices = bits;
            }
        }
        return new long[] {best, devices};
    }

    private static TypicalPods typical(RandomState state) {
        List<PodSpec> pods = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pods.add(state.pod());
        }
        return TypicalPods.ofPods(pods, 90);
    }
}
