package io.plimsoll.planner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans that do not hold are refused. */
class PlainCheckTest {

    private static final String ZONE = "zone";

    private final Cluster core = new Cluster();
    private final PlainCheck check = new PlainCheck(core);
    private final Profile kube = KubernetesRules.of(SchedulerConfig.byDefault())
            .profiles()
            .values()
            .iterator()
            .next();
    private final Profile devices = Policies.load().profile("best-fit", PolicyContext.UNKNOWN);

    private int node(NodeSpec spec) {
        return core.addNode(spec);
    }

    private static NodeSpec spec(String name) {
        return NodeSpec.of(name, Resources.allocatable(2000, 2000, 3)).withLabels(Map.of(ZONE, name));
    }

    private int pod(String name, long cpu) {
        return core.addPod(PodSpec.named(name).withRequests(Resources.request(cpu, 100)));
    }

    @Test
    void aPodThatFitsIsPutOnItsNode() {
        int node = node(spec("a"));
        int pod = pod("p", 2000);
        check.place(pod, node, 0, kube);
        assertThat(core.pods().node(pod)).isEqualTo(node);
    }

    @Test
    void onePodTooManyIsRefusedWithTheReasonAndChangesNothing() {
        int node = node(spec("a"));
        check.place(pod("p", 1500), node, 0, kube);
        int second = pod("q", 600);
        assertThatThrownBy(() -> check.place(second, node, 0, kube))
                .isInstanceOf(RefusedPlanException.class)
                .hasMessageContaining(
                        "The pod (q) of the plan must fit on node (a): NodeResourcesFit: Insufficient cpu.")
                .hasMessageContaining("Maybe this is a mistake in Plimsoll; the plan was refused");
        assertThat(core.pods().node(second)).isEqualTo(PodTable.NONE);
    }

    @Test
    void aTaintThatThePodDoesNotTolerateIsRefused() {
        int node = node(spec("a").withTaints(List.of(new Taint("gpu", "", Taint.Effect.NO_SCHEDULE))));
        int pod = pod("p", 1);
        assertThatThrownBy(() -> check.place(pod, node, 0, kube)).hasMessageContaining("TaintToleration");
    }

    @Test
    void aSpreadConstraintThatThePlanBreaksOnTheWayIsRefused() {
        int a = node(spec("a"));
        node(spec("b"));
        PodSpec web = PodSpec.named("web-1")
                .withLabels(Map.of("app", "web"))
                .withSpread(List.of(new SpreadConstraint(ZONE, 1, LabelSelector.of(Map.of("app", "web")))));
        check.place(core.addPod(web), a, 0, kube);
        int second = core.addPod(web.withName("web-2"));
        assertThatThrownBy(() -> check.place(second, a, 0, kube)).hasMessageContaining("PodTopologySpread");
    }

    @Test
    void devicesThatAreTakenOrTooFewOrOfTwoModelsAreRefused() {
        int node = node(NodeSpec.of("a", Resources.allocatable(9000, 9000, 9))
                .withDevices(List.of(DeviceSpec.whole("A"), DeviceSpec.whole("A"), DeviceSpec.whole("B"))));
        PodSpec two = PodSpec.named("two").withDevices(DeviceRequest.whole(2, Set.of()));
        int pod = core.addPod(two);
        assertThatThrownBy(() -> check.place(pod, node, 0b001, devices)).hasMessageContaining("its devices (1)");
        assertThatThrownBy(() -> check.place(pod, node, 0b101, devices)).hasMessageContaining("its devices (101)");
        assertThatThrownBy(() -> check.place(pod, node, 0b11000, devices)).hasMessageContaining("its devices");
        check.place(pod, node, 0b011, devices);
        int share = core.addPod(PodSpec.named("share").withDevices(DeviceRequest.share(500, Set.of())));
        assertThatThrownBy(() -> check.place(share, node, 0b001, devices)).hasMessageContaining("its devices (1)");
        int ofA = core.addPod(PodSpec.named("of-a").withDevices(DeviceRequest.share(500, Set.of("A"))));
        assertThatThrownBy(() -> check.place(ofA, node, 0b100, devices)).isInstanceOf(RefusedPlanException.class);
        check.place(share, node, 0b100, devices);
    }

    @Test
    void aCountOfPodsThatIsTooHighOrTooLowIsRefused() {
        int node = node(spec("a"));
        var template = core.template(PodSpec.named("more").withRequests(Resources.request(800, 100)));
        check.fill(template, node, 2, true, kube);
        check.fill(template, node, 1, false, kube);
        assertThatThrownBy(() -> check.fill(template, node, 3, true, kube))
                .hasMessageContaining("the plan says that 3 more fit there, not 2");
        assertThatThrownBy(() -> check.fill(template, node, 1, true, kube))
                .hasMessageContaining("the plan says that 1 more fit there, not one more");
        assertThat(core.nodes().podCount(node))
                .as("what was filled is taken off again")
                .isZero();
    }
}
