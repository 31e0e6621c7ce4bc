package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.DeviceModelMatch;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.SpreadFilter;
import io.plimsoll.core.rule.TaintFilter;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A pod that fits after something happened was told to be worth another attempt: no hint lets a pod wait in vain. */
final class RequeueHintsTest {

    private static final List<Filter> FILTERS = List.of(
            new NodeUnschedulable(),
            new NodeName(),
            new TaintFilter(),
            new DeviceModelMatch(),
            new ResourceFit(),
            new DeviceFit(),
            new SpreadFilter());

    @Test
    void noPodThatFitsAfterAnEventShouldBeLeftWaiting() {
        long first = Long.getLong("plimsoll.seed", 1);
        int rounds = Long.getLong("plimsoll.seed") == null ? 80 : 1;
        int[] counts = new int[2];
        for (long seed = first; seed < first + rounds; seed++) {
            run(seed, counts);
        }
        assertThat(counts[0]).as("pods that fit after an event").isGreaterThan(300);
        assertThat(counts[1]).as("pods that an event could not help").isGreaterThan(1_000);
    }

    @Test
    void moreThanSixtyFourFiltersShouldBeRefused() {
        List<Filter> many = new ArrayList<>();
        for (int i = 0; i <= Long.SIZE; i++) {
            String name = "f" + i;
            many.add(new Named(name));
        }
        Profile profile = new Profile("many", many, List.of(), NodeChoice.FIRST, new LowestFit());

        assertThatThrownBy(() -> new RequeueHints(new Cluster(), profile))
                .hasMessageContaining("(65)")
                .hasMessageContaining("at most 64");
    }

    private static void run(long seed, int[] counts) {
        Random random = new Random(seed);
        Cluster cluster = new Cluster();
        Workload workload = new Workload(random);
        Profile profile = new Profile("hints", FILTERS, List.of(), NodeChoice.FIRST, new LowestFit());
        Scheduler scheduler = new Scheduler(cluster, profile, seed);
        RequeueHints hints = new RequeueHints(cluster, profile);
        List<Integer> bound = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cluster.addNode(workload.node("n" + i));
        }
        for (int i = 0; i < 60; i++) {
            int pod = cluster.addPod(workload.pod("p" + i));
            if (scheduler.schedule(pod) != Scheduler.UNSCHEDULABLE) {
                bound.add(pod);
            } else {
                cluster.removePod(pod);
            }
        }
        Collections.shuffle(bound, random);
        List<PodClass> waiting = new ArrayList<>();
        List<Long> rejectors = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            waiting.clear();
            rejectors.clear();
            for (PodSpec kind : workload.podKinds()) {
                PodClass podClass = cluster.decidedClass(kind);
                if (scheduler.decide(podClass) == Scheduler.UNSCHEDULABLE) {
                    waiting.add(podClass);
                    rejectors.add(scheduler.rejectors(podClass));
                }
            }
            ClusterEvent event = happen(random, cluster, workload, bound, step);
            for (int i = 0; i < waiting.size(); i++) {
                boolean said = hints.mayHelp(event, waiting.get(i), rejectors.get(i));
                boolean fits = scheduler.decide(waiting.get(i)) != Scheduler.UNSCHEDULABLE;
                counts[0] += fits ? 1 : 0;
                counts[1] += said ? 0 : 1;
                assertThat(rejectors.get(i)).isNotZero();
                assertThat(said || !fits)
                        .as("%s could help %s, seed %d, step %d", event, waiting.get(i), seed, step)
                        .isTrue();
            }
        }
    }

    private static ClusterEvent happen(
            Random random, Cluster cluster, Workload workload, List<Integer> bound, int step) {
        int node = random.nextInt(6);
        NodeSpec before = cluster.nodes().spec(node);
        if (random.nextInt(3) == 0) {
            NodeSpec after = random.nextBoolean()
                    ? workload.relabelled(before).withUnschedulable(random.nextInt(3) == 0)
                    : workload.resized(before, before.devices().size());
            cluster.describeNode(node, after);
            return new ClusterEvent.NodeChanged(before, after);
        }
        if (bound.isEmpty() || random.nextInt(8) == 0) {
            NodeSpec added = workload.node("more-" + step);
            cluster.addNode(added);
            return new ClusterEvent.NodeAdded(added);
        }
        int pod = bound.remove(bound.size() - 1);
        PodSpec spec = cluster.pods().spec(pod);
        cluster.removePod(pod);
        return new ClusterEvent.PodGone(spec, true, false);
    }
}
