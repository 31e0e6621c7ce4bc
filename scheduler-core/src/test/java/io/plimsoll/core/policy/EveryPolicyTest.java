package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.NormalisedScore;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.state.PodClass;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy that is built in, on random states. */
final class EveryPolicyTest {

    private static final int STATES = 60;
    private static final int PODS = 25;

    static List<String> policies() {
        List<String> texts = new ArrayList<>();
        for (PolicyProvider provider : Policies.load().all()) {
            texts.add(provider.name());
        }
        for (Norm norm : Norm.values()) {
            texts.add("best-fit:norm=" + norm.text());
            texts.add("worst-fit:norm=" + norm.text());
        }
        texts.add("fgd:typical=seen");
        texts.add("fgd*3+preferred-labels");
        return texts;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void scoresShouldBeWithinTheDeclaredRange(String policy) {
        Random random = Seed.random();
        for (int i = 0; i < STATES; i++) {
            RandomState state = new RandomState(random);
            Profile profile = profile(policy, state);
            for (int p = 0; p < PODS; p++) {
                PodClass podClass = state.cluster.podClasses().of(state.pod());
                for (WeightedScorer weighted : profile.scorers()) {
                    for (ScoreRule rule : weighted.scorer().prepare(podClass, state.context)) {
                        for (int node : state.feasible(podClass)) {
                            assertThat(score(rule, node))
                                    .as("state %d, pod %d, %s on %d, %s", i, p, podClass, node, Seed.hint())
                                    .isBetween(0L, weighted.scorer().maximum());
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void devicesShouldServeAndBeOfOneAcceptedModel(String policy) {
        Random random = Seed.random();
        for (int i = 0; i < STATES; i++) {
            RandomState state = new RandomState(random);
            Profile profile = profile(policy, state);
            for (int p = 0; p < PODS; p++) {
                PodClass podClass = state.cluster.podClasses().of(state.pod());
                if (podClass.deviceCount() > 0) {
                    for (int node : state.feasible(podClass)) {
                        assertThat(state.right(profile.deviceChoice(), podClass, node, random.nextLong()))
                                .as("state %d, pod %d, %s on %d, %s", i, p, podClass, node, Seed.hint())
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void scoresAndDevicesShouldBeFoundWithoutAllocation(String policy) {
        RandomState state = new RandomState(Seed.random());
        Profile profile = profile(policy, state);
        List<NodeScore> rules = new ArrayList<>();
        List<DeviceRule> devices = new ArrayList<>();
        List<List<Integer>> feasible = new ArrayList<>();
        for (int p = 0; p < PODS; p++) {
            PodClass podClass = state.cluster.podClasses().of(state.pod());
            for (WeightedScorer weighted : profile.scorers()) {
                for (ScoreRule rule : weighted.scorer().prepare(podClass, state.context)) {
                    if (rule instanceof NodeScore nodeScore && podClass.deviceCount() > 0) {
                        rules.add(nodeScore);
                        devices.add(profile.deviceChoice().prepare(podClass, state.context));
                        feasible.add(state.feasible(podClass));
                    }
                }
            }
        }
        int[][] nodes = feasible.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        NodeScore[] scores = rules.toArray(new NodeScore[0]);
        DeviceRule[] choices = devices.toArray(new DeviceRule[0]);
        ask(scores, choices, nodes);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        before = threads.getCurrentThreadAllocatedBytes();
        ask(scores, choices, nodes);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for asking %d rules", scores.length).isLessThanOrEqualTo(nothing);
    }

    private static void ask(NodeScore[] scores, DeviceRule[] choices, int[][] nodes) {
        for (int i = 0; i < scores.length; i++) {
            for (int node : nodes[i]) {
                scores[i].score(node);
                choices[i].devices(node, node);
            }
        }
    }

    private static long score(ScoreRule rule, int node) {
        if (rule instanceof NodeScore nodeScore) {
            return nodeScore.score(node);
        }
        NormalisedScore normalised = (NormalisedScore) rule;
        long value = normalised.value(normalised.group(node));
        return normalised.score(value, value, value);
    }

    private static Profile profile(String policy, RandomState state) {
        List<PodSpec> trace = new ArrayList<>();
        for (int pod = 0; pod < state.cluster.pods().end(); pod++) {
            if (state.cluster.pods().exists(pod)) {
                trace.add(state.cluster.pods().spec(pod));
            }
        }
        return Policies.load().profile(policy, PolicyContext.of(state.nodes, trace));
    }
}
