package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.model.WeightedPodTerm;
import io.plimsoll.core.remedy.ClusterChange;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.PodChange;
import io.plimsoll.core.remedy.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemedyTextTest {

    private static final Requirement IN_ZONE = Requirement.of("zone", Operator.IN, Set.of("a", "b"));
    private static final NodeSelectorTerm TERM = new NodeSelectorTerm(List.of(IN_ZONE), List.of());
    private static final PodAffinityTerm NEAR_WEB = new PodAffinityTerm(
            "zone", new PodSelector(LabelSelector.of(Map.of("app", "web")), new TreeSet<>(), LabelSelector.NOTHING));
    private static final SpreadConstraint OVER_ZONES = new SpreadConstraint("zone", 1, LabelSelector.of(Map.of()));

    @Test
    void requestsShouldBeSaidInTheirUnits() {
        says(new PodChange.Requested("cpu", 2_000, 1_500), "request 1500m cpu instead of 2 (25 % less)");
        says(new PodChange.Requested("memory", 1 << 30, (3L << 30) + 1), "request more than 3Gi memory");
        says(new PodChange.Requested("example.com/x", 3, 0), "request 0 example.com/x instead of 3 (100 % less)");
        says(
                new PodChange.Devices(DeviceRequest.whole(4, Set.of("T4")), DeviceRequest.whole(1, Set.of("T4"))),
                "request 1 device of T4 instead of 4 devices of T4");
        says(
                new PodChange.Devices(DeviceRequest.share(500, Set.of()), DeviceRequest.NONE),
                "request no device instead of 500/1000 of a device of any model");
    }

    @Test
    void termsShouldBeSaidAsTheyAreWritten() {
        says(
                new PodChange.Tolerated(new Taint("gpu", "yes", Taint.Effect.NO_EXECUTE)),
                "tolerate the taint gpu=yes:NoExecute");
        says(new PodChange.WithoutToleration(new Toleration("gpu", true, "", null)), "drop the toleration of gpu");
        says(new PodChange.WithoutToleration(new Toleration("", true, "", null)), "drop the toleration of every taint");
        says(new PodChange.WithoutNodeLabel("disk", "ssd"), "drop nodeSelector disk=ssd");
        says(new PodChange.WithoutRequirement(0, IN_ZONE), "drop the required node affinity zone in (a, b)");
        says(
                new PodChange.WithoutNodePreference(new WeightedNodeTerm(1, TERM)),
                "drop the preferred node affinity zone in (a, b)");
        says(new PodChange.WithoutNodeName("n1"), "drop nodeName n1");
        says(new PodChange.WithoutHostPort(new HostPort(HostPort.ANY_IP, "TCP", 80)), "drop the host port 80/TCP");
        says(new PodChange.WithoutVolume(new PodVolume.Claim("data")), "drop the volume claim data");
        says(new PodChange.MoreSkew(OVER_ZONES, 3), "allow a skew of 3 over zone instead of 1");
        says(new PodChange.WithoutSpread(OVER_ZONES), "drop the topology spread constraint over zone");
        says(new PodChange.WithoutAffinity(NEAR_WEB), "drop the pod affinity over zone to pods with app=web");
        says(new PodChange.WithoutAntiAffinity(NEAR_WEB), "drop the pod anti-affinity over zone to pods with app=web");
        says(
                new PodChange.WithoutPodPreference(new WeightedPodTerm(1, NEAR_WEB), false),
                "drop the preferred pod anti-affinity over zone to pods with app=web");
    }

    @Test
    void changesOfTheClusterShouldNameNodesAndPods() {
        says(new ClusterChange.Cordoned("n1"), "cordon n1");
        says(new ClusterChange.Uncordoned("n1"), "uncordon n1");
        NodeSpec more = NodeSpec.of("new", Resources.allocatable(4_000, 1 << 30, 10));
        says(new ClusterChange.MoreNodes(List.of(more), "n1"), "one more node like n1 (4 cpu, 1Gi memory)");
        says(
                new ClusterChange.MoreNodes(List.of(more, more.withName("newer")), "n1"),
                "2 more nodes like n1 (4 cpu, 1Gi memory)");
        List<PodAway> pods = IntStream.range(0, 7)
                .mapToObj(i -> new PodAway(i, "shop", "web-" + i, "n1", 5))
                .toList();
        says(new ClusterChange.PodsAway(pods.subList(0, 1)), "take shop/web-0 (priority 5) off n1");
        assertThat(RemedyText.of(new ClusterChange.PodsAway(pods)))
                .endsWith("shop/web-4 (priority 5) and 2 more pods off n1");
    }

    private static void says(Remedy change, String words) {
        assertThat(RemedyText.of(change)).isEqualTo(words);
    }
}
