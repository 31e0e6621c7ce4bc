package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResourceFitTest {

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler =
            new Scheduler(cluster, Policies.load().profile("first-fit", PolicyContext.UNKNOWN), 1);

    @Test
    void resourcesBeyondTheLastReasonShareIt() {
        Map<String, Long> asked = new TreeMap<>();
        for (int i = 10; i < 70; i++) {
            asked.put("example.com/r" + i, 1L);
        }
        cluster.addNode(NodeSpec.of("none", Resources.allocatable(1000, 1000, 10)));
        cluster.addNode(NodeSpec.of("all", Resources.allocatable(1000, 1000, 10).withScalars(asked)));
        PodSpec pod = PodSpec.named("pod").withRequests(Resources.NONE.withScalars(asked));
        assertThat(scheduler.schedule(cluster.addPod(pod))).isEqualTo(1);
        Decision decision = scheduler.decision(cluster.podClasses().of(pod));
        assertThat(decision).isInstanceOf(Decision.Unschedulable.class);
        if (decision instanceof Decision.Unschedulable unschedulable) {
            // 60 scalars behind 4 resources: 43 have a reason of their own, the others are told together.
            assertThat(unschedulable.reasons())
                    .hasSize(44)
                    .containsEntry("Insufficient example.com/r10", 2)
                    .containsEntry("Insufficient example.com/r52", 2)
                    .containsEntry("Insufficient resources", 2)
                    .doesNotContainKey("Insufficient example.com/r53");
        }
    }

    @Test
    void whatIsNotAskedForIsNotLookedAt() {
        cluster.addNode(NodeSpec.of("overcommitted", Resources.allocatable(1000, 1000, 10)));
        cluster.bind(cluster.addPod(PodSpec.named("large").withRequests(Resources.request(0, 5000))), 0, 0);
        assertThat(scheduler.schedule(cluster.addPod(PodSpec.named("cpu").withRequests(Resources.request(1000, 0)))))
                .isZero();
        assertThat(scheduler.schedule(cluster.addPod(PodSpec.named("memory").withRequests(Resources.request(0, 1)))))
                .isEqualTo(Scheduler.UNSCHEDULABLE);
    }
}
