package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.RequestsFree;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import java.util.Map;
import java.util.Set;
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
            // 60 scalars behind the number of pods: 45 have a reason of their own, the others are told together.
            assertThat(unschedulable.reasons())
                    .hasSize(46)
                    .containsEntry("Insufficient example.com/r10", 2)
                    .containsEntry("Insufficient example.com/r54", 2)
                    .containsEntry("Insufficient resources", 2)
                    .doesNotContainKey("Insufficient example.com/r55");
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

    @Test
    void extendedResourcesAreIgnoredByNameOrGroup() {
        Map<String, Long> asked =
                new TreeMap<>(Map.of("a.com/x", 1L, "b.com/y", 1L, "c.com/z", 1L, "hugepages-2Mi", 1L));
        PodSpec pod = PodSpec.named("pod").withRequests(Resources.NONE.withScalars(asked));
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(1000, 1000, 10)));
        ResourceFit fit = new ResourceFit(Set.of("a.com/x", "hugepages-2Mi"), Set.of("b.com"));
        PluginContext context = new PluginContext(cluster);
        PodClass podClass = cluster.podClasses().of(pod);
        FilterRule rule = fit.prepare(podClass, context).get(0);
        assertThat(rule).isNotInstanceOf(RequestsFree.class);
        assertThat(rule.verdict(0)).isEqualTo(FilterRule.UNRESOLVABLE | 0b110);
        assertThat(fit.reason(0, podClass, context)).isEqualTo("Too many pods");
        assertThat(fit.reason(1, podClass, context)).isEqualTo("Insufficient c.com/z");
        assertThat(fit.reason(2, podClass, context)).isEqualTo("Insufficient hugepages-2Mi");
        assertThat(new ResourceFit().prepare(podClass, context).get(0)).isInstanceOf(RequestsFree.class);
    }

    @Test
    void onlyWhatPodsUseCanBeResolved() {
        cluster.addNode(NodeSpec.of("node", Resources.allocatable(1000, 1000, 0)));
        cluster.bind(cluster.addPod(PodSpec.named("large").withRequests(Resources.request(600, 0))), 0, 0);
        FilterRule some = rule(Resources.request(600, 0));
        assertThat(some.verdict(0)).isEqualTo(0b11);
        assertThat(rule(Resources.request(1001, 0)).verdict(0)).isEqualTo(FilterRule.UNRESOLVABLE | 0b11);
    }

    private FilterRule rule(Resources requests) {
        PodClass podClass = cluster.podClasses().of(PodSpec.named("pod").withRequests(requests));
        return new ResourceFit().prepare(podClass, new PluginContext(cluster)).get(0);
    }
}
