package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SchedulingQueueTest {

    private static final DeviceChoice DEVICES = new LowestFit();
    private static final List<Filter> FILTERS = List.of(new NodeUnschedulable(), new NodeName(), new ResourceFit());
    private static final long CORDON = 1;
    private static final long FIT = 4;

    private final Cluster cluster = new Cluster();
    private final RequeueHints hints = new RequeueHints(
            cluster, new Profile("queue", FILTERS, List.of(), NodeChoice.FIRST, DEVICES));
    private final SchedulingQueue queue = new SchedulingQueue(hints, Backoff.KUBERNETES);
    private final PodClass small = podClass(100);

    @Test
    void podsShouldComeByPriorityAndThenByTimeOfBeingQueued() {
        queue.add(0, small, 5, false, 0);
        queue.add(1, small, 7, false, 10);
        queue.add(2, small, 7, false, 10);
        queue.add(3, small, 5, false, 20);

        assertThat(popAll(20)).containsExactly(1, 2, 0, 3);
    }

    @Test
    void gatedPodsShouldStayOutUntilTheirGatesAreGone() {
        queue.add(0, small, 0, true, 0);
        assertThat(queue.pop(0)).isEqualTo(SchedulingQueue.NONE);
        assertThat(queue.pool(0)).isEqualTo(QueuePool.GATED);
        assertThat(queue.gatedPods()).isEqualTo(1);
        queue.happened(new ClusterEvent.NodeAdded(node("n", 4_000)), 500);
        assertThat(queue.pop(500)).isEqualTo(SchedulingQueue.NONE);

        queue.add(1, small, 0, false, 1_000);
        queue.ungate(0, 2_000);

        assertThat(queue.gatedPods()).isZero();
        assertThat(popAll(2_000)).as("it arrived first").containsExactly(0, 1);
    }

    @Test
    void anEventShouldMoveOnlyPodsItCouldHelp() {
        fail(0, small, FIT, 0);
        fail(1, podClass(9_000), FIT, 0);
        fail(2, small, CORDON, 0);

        queue.happened(new ClusterEvent.NodeAdded(node("n", 4_000).withUnschedulable(true)), 60_000);

        assertThat(queue.pool(0)).isEqualTo(QueuePool.ACTIVE);
        assertThat(queue.pool(1)).as("too large for the node").isEqualTo(QueuePool.UNSCHEDULABLE);
        assertThat(queue.pool(2)).as("the node is cordoned").isEqualTo(QueuePool.UNSCHEDULABLE);
        assertThat(queue.unschedulablePods()).isEqualTo(2);
    }

    @Test
    void backoffShouldDoubleUpToTenSeconds() {
        queue.add(0, small, 0, false, 0);
        long[] waits = {1, 2, 4, 8, 10, 10};
        long now = 0;
        for (long wait : waits) {
            assertThat(queue.pop(now)).isZero();
            queue.unschedulable(0, FIT, now);
            queue.happened(new ClusterEvent.NodeAdded(node("n", 4_000)), now);
            assertThat(queue.pool(0)).isEqualTo(QueuePool.BACKOFF);
            queue.happened(new ClusterEvent.PodBound(pod(1)), now + wait * 1_000);
            assertThat(queue.pool(0)).as("still within its second after %d s", wait).isEqualTo(QueuePool.BACKOFF);
            now += wait * 1_000 + 1_000;
            queue.happened(new ClusterEvent.PodBound(pod(1)), now);
            assertThat(queue.pool(0)).isEqualTo(QueuePool.ACTIVE);
        }
        assertThat(queue.attempts(0)).isEqualTo(waits.length);
    }

    @Test
    void aPodThatBacksOffShouldBeTriedEarlyWhenNothingElseIs() {
        fail(0, small, FIT, 0);
        queue.happened(new ClusterEvent.NodeAdded(node("n", 4_000)), 100);
        queue.add(1, small, 0, false, 100);

        assertThat(popAll(100)).containsExactly(1, 0);
    }

    @Test
    void aPodWhoseAttemptBrokeOffShouldBackOffAndNotBeTriedEarly() {
        queue.add(0, small, 0, false, 0);
        queue.pop(0);
        queue.failed(0, 0);

        assertThat(queue.pool(0)).isEqualTo(QueuePool.BACKOFF_AFTER_ERROR);
        assertThat(queue.pop(1_999)).isEqualTo(SchedulingQueue.NONE);
        assertThat(queue.nextMillis()).isEqualTo(2_000);
        assertThat(queue.pop(2_000)).isZero();
    }

    @Test
    void whatHappensWhileAPodIsTriedShouldCount() {
        queue.add(0, small, 0, false, 0);
        queue.add(1, small, 0, false, 0);
        queue.pop(0);
        queue.happened(new ClusterEvent.NodeAdded(node("n", 4_000)), 0);
        queue.pop(0);
        queue.unschedulable(0, FIT, 0);
        queue.unschedulable(1, FIT, 0);

        assertThat(queue.pool(0)).as("the node came while it was tried").isEqualTo(QueuePool.BACKOFF);
        assertThat(queue.pool(1)).as("the node was there").isEqualTo(QueuePool.UNSCHEDULABLE);
    }

    @Test
    void aPodShouldBeTriedAgainAfterFiveMinutesWhateverHappens() {
        fail(0, small, FIT, 10);

        assertThat(queue.nextMillis()).isEqualTo(330_000);
        assertThat(queue.pop(329_999)).isEqualTo(SchedulingQueue.NONE);
        assertThat(queue.pop(330_000)).isZero();
    }

    @Test
    void aChangeOfThePodItselfShouldCountForItAlone() {
        fail(0, small, FIT, 0);
        fail(1, small, FIT, 0);
        PodSpec before = pod(0);
        PodSpec after = before.withRequests(Resources.request(50, 0));

        queue.changed(0, podClass(50), new ClusterEvent.WaitingPodChanged(before, after), 3, 60_000);
        queue.changed(1, small, new ClusterEvent.WaitingPodChanged(before, before), 0, 60_000);

        assertThat(queue.pool(0)).isEqualTo(QueuePool.ACTIVE);
        assertThat(queue.pool(1)).isEqualTo(QueuePool.UNSCHEDULABLE);
    }

    @Test
    void wrongUseShouldBeToldWithThePod() {
        queue.add(3, small, 0, false, 0);

        assertThatThrownBy(() -> queue.add(3, small, 0, false, 0)).hasMessageContaining("pod (3)");
        assertThatThrownBy(() -> queue.unschedulable(3, FIT, 0)).hasMessageContaining("ACTIVE");
        assertThatThrownBy(() -> queue.attempts(4)).hasMessageContaining("pod (4)");
        assertThatThrownBy(() -> new Backoff(-1, 0, 0)).hasMessageContaining("(-1, 0, 0 ms)");
    }

    @Test
    void theQueueShouldDoWhatTheReferenceDoes() {
        long first = Long.getLong("plimsoll.seed", 1);
        int rounds = Long.getLong("plimsoll.seed") == null ? 60 : 1;
        EnumSet<QueuePool> seen = EnumSet.noneOf(QueuePool.class);
        for (long seed = first; seed < first + rounds; seed++) {
            compare(seed, seen);
        }
        assertThat(seen).as("pools in which a pod was seen").isEqualTo(EnumSet.allOf(QueuePool.class));
    }

    private void compare(long seed, EnumSet<QueuePool> seen) {
        Random random = new Random(seed);
        SchedulingQueue ours = new SchedulingQueue(hints, Backoff.KUBERNETES);
        ReferenceQueue reference = new ReferenceQueue(hints);
        List<Integer> inFlight = new ArrayList<>();
        long now = random.nextInt(5_000);
        int next = 0;
        for (int step = 0; step < 600; step++) {
            now += random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(1_500);
            reference.passTime(now);
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    PodClass podClass = podClass(random.nextBoolean() ? 100 : 3_000);
                    int priority = random.nextInt(3);
                    boolean gated = random.nextInt(4) == 0;
                    ours.add(next, podClass, priority, gated, now);
                    reference.add(next++, podClass, priority, gated);
                }
                case 2, 3, 4 -> {
                    int expected = reference.pop();
                    assertThat(ours.pop(now)).as("pod taken out in step %d with seed %d", step, seed).isEqualTo(expected);
                    if (expected != SchedulingQueue.NONE) {
                        inFlight.add(expected);
                    }
                }
                case 5, 6 -> {
                    if (!inFlight.isEmpty()) {
                        int pod = inFlight.remove(random.nextInt(inFlight.size()));
                        long rejectors = random.nextInt(8);
                        ours.unschedulable(pod, rejectors, now);
                        reference.unschedulable(pod, rejectors);
                    }
                }
                case 7 -> {
                    List<Integer> gated = reference.pods(QueuePool.GATED);
                    if (!gated.isEmpty()) {
                        int pod = gated.get(random.nextInt(gated.size()));
                        ours.ungate(pod, now);
                        reference.ungate(pod);
                    }
                }
                case 8 -> {
                    int pod = random.nextInt(next + 1);
                    ours.remove(pod);
                    reference.remove(pod);
                    inFlight.remove((Integer) pod);
                }
                default -> {
                    ClusterEvent event = event(random);
                    ours.happened(event, now);
                    reference.happened(event);
                }
            }
            for (int pod = 0; pod < next; pod++) {
                QueuePool expected = reference.pool(pod);
                if (expected != null) {
                    seen.add(expected);
                }
                // A backoff that ended shows in ours at the next call.
                if (ours.pool(pod) != expected && expected != QueuePool.ACTIVE) {
                    assertThat(ours.pool(pod)).as("pod %d in step %d with seed %d", pod, step, seed).isEqualTo(expected);
                }
            }
            assertThat(ours.gatedPods()).isEqualTo(reference.count(QueuePool.GATED));
        }
    }

    private static ClusterEvent event(Random random) {
        NodeSpec node = node("n", random.nextBoolean() ? 4_000 : 1_000).withUnschedulable(random.nextBoolean());
        return switch (random.nextInt(4)) {
            case 0 -> new ClusterEvent.NodeAdded(node);
            case 1 -> new ClusterEvent.NodeChanged(node, node("n", 8_000));
            case 2 -> new ClusterEvent.PodGone(pod(0), random.nextBoolean(), false);
            default -> new ClusterEvent.PodBound(pod(0));
        };
    }

    private void fail(int pod, PodClass podClass, long rejectors, long now) {
        queue.add(pod, podClass, 0, false, now);
        assertThat(queue.pop(now)).isEqualTo(pod);
        queue.unschedulable(pod, rejectors, now);
    }

    private List<Integer> popAll(long now) {
        List<Integer> pods = new ArrayList<>();
        for (int pod = queue.pop(now); pod != SchedulingQueue.NONE; pod = queue.pop(now)) {
            pods.add(pod);
        }
        return pods;
    }

    private PodClass podClass(long cpuMilli) {
        return cluster.decidedClass(pod(0).withRequests(Resources.request(cpuMilli, 1)));
    }

    private static PodSpec pod(int number) {
        return PodSpec.named("p" + number).withRequests(Resources.request(100, 1));
    }

    private static NodeSpec node(String name, long cpuMilli) {
        return NodeSpec.of(name, Resources.allocatable(cpuMilli, 1 << 30, 10));
    }
}
