package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.ClusterAccess;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What preemption remembers from pod to pod is what it would find anew, whatever happens to the cluster in between. */
class VictimMemoTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);
    private static final int STEPS = 600;
    private static final int NODES = 150;

    private final Random random = new Random(SEED);
    private final List<Integer> pods = new ArrayList<>();
    private Cluster cluster = new Cluster();
    private int named;

    /** With a short log, what is remembered falls behind its end. */
    @ParameterizedTest
    @ValueSource(ints = {8, 1 << 12})
    void whatIsRememberedIsWhatWouldBeFoundAnew(int logCapacity) {
        cluster = ClusterAccess.withChangeLog(logCapacity);
        Profile profile = new Profile(
                "filters",
                List.of(new NodeUnschedulable(), new HostPortFilter(), new ResourceFit()),
                List.of(),
                NodeChoice.FIRST,
                new LowestFit());
        Scheduler scheduler = new Scheduler(cluster, profile, 1);
        Preemption remembering = new Preemption(scheduler);
        for (int i = 0; i < NODES; i++) {
            cluster.addNode(node("n" + i));
        }
        int helped = 0;
        for (int step = 0; step < STEPS; step++) {
            change();
            int pod = cluster.addPod(pod(random.nextInt(3), 100 * (1 + random.nextInt(2))));
            if (random.nextInt(10) == 0) {
                cluster.nominate(pod, existingNode());
            }
            if (scheduler.decide(pod) == Scheduler.UNSCHEDULABLE) {
                int node = remembering.find(pod);
                if (step % 20 == 0) {
                    Preemption anew = new Preemption(scheduler, true);
                    assertThat(anew.find(pod))
                            .as("step %d, seed %d", step, SEED)
                            .isEqualTo(node);
                    assertThat(anew.victims()).isEqualTo(remembering.victims());
                }
                if (node != Scheduler.UNSCHEDULABLE) {
                    helped++;
                    for (int victim : remembering.victims()) {
                        pods.remove(Integer.valueOf(victim));
                        cluster.removePod(victim);
                    }
                    remembering.nominate(pod);
                }
            }
            if (random.nextInt(3) > 0) {
                scheduler.schedule(pod);
            }
            pods.add(pod);
        }
        assertThat(helped).isGreaterThan(STEPS / 30);
    }

    private void change() {
        int pod = pods.isEmpty() ? PodTable.NONE : pods.get(random.nextInt(pods.size()));
        switch (random.nextInt(8)) {
            case 0 -> cluster.setBudgets(budgets());
            case 1 -> {
                int node = existingNode();
                cluster.describeNode(node, node(cluster.nodes().name(node)).withUnschedulable(random.nextInt(4) == 0));
            }
            case 2 -> {
                int node = existingNode();
                if (cluster.nodes().podCount(node) == 0) {
                    cluster.removeNode(node);
                } else {
                    cluster.addNode(node("more" + named++));
                }
            }
            case 3 -> {
                try (Trial trial = cluster.openTrial()) {
                    cluster.setUnschedulable(existingNode(), true);
                }
            }
            case 4, 5 -> {
                if (pod != PodTable.NONE) {
                    cluster.setStart(pod, random.nextInt(50));
                }
            }
            default -> {
                if (pod != PodTable.NONE && pods.size() > 2 * NODES) {
                    pods.remove(Integer.valueOf(pod));
                    cluster.removePod(pod);
                }
            }
        }
    }

    private int existingNode() {
        int node = random.nextInt(cluster.nodes().slots());
        while (!cluster.nodes().exists(node)) {
            node = (node + 1) % cluster.nodes().slots();
        }
        return node;
    }

    private List<DisruptionBudget> budgets() {
        List<DisruptionBudget> budgets = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            LabelSelector app = LabelSelector.of(Map.of("app", "a" + i));
            budgets.add(new DisruptionBudget("default", "b" + i, app, random.nextInt(3), new TreeSet<>(Set.of())));
        }
        return budgets;
    }

    private NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(900 + 100L * random.nextInt(3), 1000, 4));
    }

    private PodSpec pod(int kind, int priority) {
        PodRules rules = kind < 2
                ? PodRules.NONE
                : PodRules.NONE.withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80)));
        return PodSpec.named("p" + named++)
                .withPriority(random.nextInt(3) == 0 ? priority : random.nextInt(3) * 10)
                .withLabels(Map.of("app", "a" + random.nextInt(3)))
                .withRequests(Resources.request(300 + 200L * kind, 10))
                .withRules(rules);
    }
}
