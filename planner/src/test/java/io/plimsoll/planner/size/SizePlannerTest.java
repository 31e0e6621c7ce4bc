package io.plimsoll.planner.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.planner.catalogue.Catalogue;
import io.plimsoll.planner.cluster.GrowingCluster;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.cluster.PolicyRules;
import io.plimsoll.planner.cluster.RefusedPlanException;
import io.plimsoll.planner.cluster.SchedulingRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SizePlannerTest {

    private static final String HEADER = "name,cpu,memory,price,pods,zones,labels,taints,min,max\n";
    private static final String APART = "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
            + "[{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: %s}}}]}},";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void theCheapestMixOfTypesShouldBeFoundAndProven() throws IOException, InputException {
        SizeAnswer.Sized sized = sized(Workload.deployment("web", 5, "1", "1Gi", ""), "s,2,8Gi,1\nl,4,16Gi,1.9\n");
        assertThat(sized.cost()).isEqualTo(2_900_000);
        assertThat(sized.costBound().cost()).isEqualTo(2_900_000);
        assertThat(counts(sized)).containsEntry("s", 1).containsEntry("l", 1);
        assertThat(sized.nodeBound().cost()).isEqualTo(2);
        assertThat(sized.placements()).hasSize(5);
        assertThat(sized.waitingAlone()).isZero();
    }

    @Test
    void podsThatKeepApartShouldGetANodeEach() throws IOException, InputException {
        SizeAnswer.Sized sized =
                sized(Workload.deployment("db", 3, "100m", "1Gi", APART.formatted("db")), "s,2,8Gi,1\nl,16,64Gi,4\n");
        assertThat(counts(sized)).containsExactly(Map.entry("s", 3));
        assertThat(sized.nodeBound().cost()).isEqualTo(3);
    }

    @Test
    void aPodShouldGoWhereItWantsToBeNear() throws IOException, InputException {
        String near = "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                + "[{topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: db}}}]}},";
        SizeAnswer.Sized sized = sized(
                Workload.deployment("web", 4, "2", "1Gi", near)
                        + Workload.deployment("db", 1, "2", "1Gi", "nodeSelector: {topology.kubernetes.io/zone: b},"),
                "s,2,8Gi,1,110,a b\n");
        assertThat(sized.nodes())
                .hasSize(5)
                .allMatch(node -> node.offer().zone().equals("b"));
    }

    @Test
    void podsThatMustBeSpreadShouldGetNodesInEveryZone() throws IOException, InputException {
        String spread = "topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, "
                + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}],";
        SizeAnswer.Sized sized =
                sized(Workload.deployment("web", 6, "1", "1Gi", spread), "s,2,8Gi,1,110,a b c\nl,8,32Gi,3,110,a\n");
        assertThat(sized.nodes()).extracting(node -> node.offer().zone()).containsOnly("a", "b", "c");
        assertThat(sized.cost()).isEqualTo(3_000_000);
    }

    @Test
    void nodesThatAreThereShouldBeUsedFirst() throws IOException, InputException {
        String own = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: own, labels: {kubernetes.io/hostname: own}}
                status: {allocatable: {cpu: "4", memory: 16Gi, pods: "110"}}
                """;
        SizeAnswer.Sized sized = sized(own + Workload.deployment("web", 5, "1", "1Gi", ""), "s,2,8Gi,1\n");
        assertThat(sized.nodes()).hasSize(1);
        assertThat(sized.ownNodes()).isEqualTo(1);
        assertThat(sized.placements())
                .filteredOn(placement -> placement.node().equals("own"))
                .hasSize(4);
    }

    @Test
    void newNodesShouldCarryDaemonSets() throws IOException, InputException {
        String daemon = Workload.deployment("agent", 1, "500m", "1Gi", "tolerations: [{operator: Exists}],")
                .replace("kind: Deployment", "kind: DaemonSet")
                .replace("  replicas: 1\n", "");
        SizeAnswer.Sized sized = sized(
                daemon + Workload.deployment("web", 3, "1", "1Gi", ""), "s,2,8Gi,1,110,,,x=y:NoSchedule\nt,2,8Gi,2\n");
        assertThat(counts(sized)).containsExactly(Map.entry("t", 3));
        assertThat(sized.daemonPods()).isEqualTo(3);
    }

    @Test
    void fewestMostHeadroomAndEvenZonesShouldBeKept() throws IOException, InputException {
        Manifests objects = Workload.objects(Workload.deployment("web", 4, "1", "1Gi", ""));
        Catalogue catalogue = Workload.catalogue(folder, HEADER + "s,2,8Gi,1,110,a b\nl,4,16Gi,5,110,a b\n");
        SizeQuestion plain = Workload.question(objects, catalogue);
        assertThat(answer(plain, 0, 0, Integer.MAX_VALUE, false).nodes()).hasSize(2);
        assertThat(answer(plain, 0, 3, Integer.MAX_VALUE, false).nodes()).hasSize(3);
        SizeAnswer.Sized one = answer(plain, 0, 0, 1, false);
        assertThat(one.nodes()).hasSize(1);
        assertThat(one.cost()).isEqualTo(5_000_000);
        assertThat(answer(plain, 50, 0, Integer.MAX_VALUE, false).nodes()).hasSize(4);
        assertThat(answer(plain, 0, 3, Integer.MAX_VALUE, true).nodes())
                .extracting(node -> node.offer().zone())
                .containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void zonesShouldBeEvenWhereverPodsMustGo() throws IOException, InputException {
        Manifests objects = Workload.objects(
                Workload.deployment("web", 6, "1", "1Gi", "nodeSelector: {topology.kubernetes.io/zone: a},"));
        SizeQuestion plain = Workload.question(objects, Workload.catalogue(folder, HEADER + "s,2,8Gi,1,110,a b\n"));
        assertThat(answer(plain, 0, 0, Integer.MAX_VALUE, true).nodes())
                .extracting(node -> node.offer().zone())
                .containsExactlyInAnyOrder("a", "a", "a", "b", "b");
    }

    @Test
    void whatFitsNowhereShouldBeSaidInTheSmallestTerms() throws IOException, InputException {
        assertThat(reasons(Workload.deployment("big", 2, "9", "1Gi", ""), "s,2,8Gi,1\nl,8,16Gi,2\n"))
                .singleElement()
                .asString()
                .startsWith("The pod test/big-")
                .endsWith("and 1 like it fits no node type: needs 9 cpu, the largest has 8 cpu to give.");
        assertThat(reasons(Workload.deployment("picky", 1, "1", "1Gi", "nodeSelector: {disk: ssd},"), "s,2,8Gi,1\n"))
                .singleElement()
                .asString()
                .endsWith("fits no node type: node(s) didn't match Pod's node affinity/selector (1 node type).");
        assertThat(reasons(Workload.deployment("web", 9, "1", "1Gi", ""), "s,2,8Gi,1,110,,,,,4\n"))
                .containsExactly(
                        "All nodes that the catalogue allows do not have enough room together: see its limits.");
        Manifests objects = Workload.objects(Workload.deployment("web", 9, "1", "1Gi", ""));
        SizeQuestion few =
                with(Workload.question(objects, Workload.catalogue(folder, HEADER + "s,2,8Gi,1\n")), 0, 0, 4, false);
        assertThat(((SizeAnswer.Impossible) SizePlanner.answer(few)).reasons())
                .containsExactly("At most 4 new nodes are allowed; no plan can use fewer than 5.");
    }

    @Test
    void whatFitsNowhereMayBeLeftOut() throws IOException, InputException {
        Manifests objects = Workload.objects(
                Workload.deployment("big", 2, "9", "1Gi", "") + Workload.deployment("web", 2, "1", "1Gi", ""));
        SizeQuestion plain = Workload.question(objects, Workload.catalogue(folder, HEADER + "s,2,8Gi,1\n"));
        SizeQuestion skipping = new SizeQuestion(
                plain.cluster(), plain.rules(), plain.catalogue(), 0, 0, 9, false, true, Set.of(), 7, 1000);
        SizeAnswer.Sized sized = (SizeAnswer.Sized) SizePlanner.answer(skipping);
        assertThat(sized.nodes()).hasSize(1);
        assertThat(sized.placements()).hasSize(2);
        assertThat(sized.cluster().assumptions()).anyMatch(each -> each.text().startsWith("Left out since"));
    }

    @Test
    void aBrokenPlanShouldBeRefused() throws IOException, InputException {
        Manifests objects = Workload.objects(Workload.deployment("db", 3, "100m", "1Gi", APART.formatted("db")));
        SizeQuestion question = Workload.question(objects, Workload.catalogue(folder, HEADER + "s,2,8Gi,1\n"));
        SizeAnswer.Sized sized = (SizeAnswer.Sized) SizePlanner.answer(question);
        List<SizeAnswer.Placement> placements = new ArrayList<>(sized.placements());
        SizeCheck.of(question, sized.nodes(), placements);
        SizeAnswer.Placement first = placements.get(0);
        placements.set(
                0, new SizeAnswer.Placement(first.pod(), placements.get(1).node(), 0));
        assertThatThrownBy(() -> SizeCheck.of(question, sized.nodes(), placements))
                .isInstanceOf(RefusedPlanException.class)
                .hasMessageContaining("InterPodAffinity");
        placements.set(0, new SizeAnswer.Placement(first.pod(), "nowhere", 0));
        assertThatThrownBy(() -> SizeCheck.of(question, sized.nodes(), placements))
                .isInstanceOf(RefusedPlanException.class)
                .hasMessageContaining("one of them is not in the cluster");
        placements.remove(0);
        assertThatThrownBy(() -> SizeCheck.of(question, sized.nodes(), placements))
                .isInstanceOf(RefusedPlanException.class)
                .hasMessageContaining("the plan has no place for it");
    }

    @Test
    void podsOfATraceShouldGetDevicesOfTheirModel() throws IOException, InputException {
        List<PlanPod> pods = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pods.add(waiting("large-" + i, DeviceRequest.share(600, Set.of("T4"))));
            pods.add(waiting("small-" + i, DeviceRequest.share(400, Set.of())));
        }
        pods.add(waiting("whole", DeviceRequest.whole(2, Set.of("A10"))));
        PlanCluster cluster = new PlanCluster("trace", List.of(), pods, ClusterObjects.NONE, List.of(), List.of());
        Catalogue catalogue = Workload.catalogue(
                folder, "name,cpu,memory,price,gpu,gpu-model\nc,16,64Gi,1,,\nt,16,64Gi,2,2,T4\na,16,64Gi,3,2,A10\n");
        SchedulingRules rules = new PolicyRules(Policies.load().parse("best-fit"), PolicyContext.UNKNOWN);
        SizeQuestion question = new SizeQuestion(
                GrowingCluster.of(cluster), rules, catalogue, 0, 0, 9, false, false, Set.of(), 7, 500_000);
        SizeAnswer.Sized sized = (SizeAnswer.Sized) SizePlanner.answer(question);
        assertThat(counts(sized)).containsExactly(Map.entry("a", 1), Map.entry("t", 2));
        assertThat(sized.costBound().cost()).isEqualTo(7_000_000);
        assertThat(sized.placements()).hasSize(7).allMatch(placement -> placement.devices() != 0);
        assertThat(new SizeView(sized).text(Names.plain())).contains("for 7.00 an hour");
        List<SizeAnswer.Placement> broken = new ArrayList<>(sized.placements());
        broken.replaceAll(each -> new SizeAnswer.Placement(each.pod(), each.node(), 1));
        assertThatThrownBy(() -> SizeCheck.of(question, sized.nodes(), broken))
                .isInstanceOf(RefusedPlanException.class);
    }

    private static PlanPod waiting(String name, DeviceRequest devices) {
        PodSpec pod = PodSpec.named(name)
                .withRequests(Resources.request(1_000, 1L << 30))
                .withDevices(devices);
        return new PlanPod(pod, pod, "", "owner", PlanPod.WAITING, 0, PlanPod.Fate.PLACED_AGAIN);
    }

    @Test
    void aClusterWithoutItsOwnNodesShouldGetNewOnesForAllItsPods() throws IOException, InputException {
        String bound = """
                ---
                apiVersion: v1
                kind: Node
                metadata: {name: own, labels: {kubernetes.io/hostname: own}}
                status: {allocatable: {cpu: "32", memory: 64Gi, pods: "110"}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: lone, namespace: test}
                spec: {nodeName: own, containers: [{name: c, image: "i:1", resources: {requests: {cpu: "2", memory: 1Gi}}}]}
                """;
        String daemon = Workload.deployment("agent", 1, "500m", "1Gi", "")
                .replace("kind: Deployment", "kind: DaemonSet")
                .replace("  replicas: 1\n", "");
        Manifests objects = Workload.objects(bound + daemon + Workload.deployment("web", 3, "2", "1Gi", ""));
        SizeQuestion plain = Workload.question(objects, Workload.catalogue(folder, HEADER + "s,5,16Gi,1\n"));
        assertThat(((SizeAnswer.Sized) SizePlanner.answer(plain)).nodes()).isEmpty();
        SizeQuestion replacing = new SizeQuestion(
                plain.cluster().withoutOwnNodes(),
                plain.rules(),
                plain.catalogue(),
                0,
                0,
                9,
                false,
                false,
                Set.of(),
                7,
                1000);
        SizeAnswer.Sized sized = (SizeAnswer.Sized) SizePlanner.answer(replacing);
        assertThat(sized.ownNodes()).isZero();
        assertThat(sized.nodes()).hasSize(2);
        assertThat(sized.daemonPods()).isEqualTo(2);
        assertThat(sized.placements()).hasSize(4).anyMatch(each -> each.pod().equals("test/lone"));
        assertThat(sized.cluster().boundPods()).isEqualTo(6);
        assertThat(sized.cluster().assumptions())
                .anyMatch(each -> each.text().startsWith("The cluster's own nodes (1) are not used"));
    }

    @Test
    void podsThatSpreadShouldComeToTheirZonesInTurn() throws IOException, InputException {
        String spread = "topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, "
                + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}],";
        SizeQuestion question = Workload.question(
                Workload.objects(Workload.deployment("web", 6, "1", "1Gi", spread)),
                Workload.catalogue(folder, HEADER + "s,2,8Gi,1,110,a b c\n"));
        SizeAnswer.Sized sized = (SizeAnswer.Sized) SizePlanner.answer(question);
        List<SizeAnswer.Placement> byNode = new ArrayList<>(sized.placements());
        byNode.sort(Comparator.comparing(SizeAnswer.Placement::node));
        assertThatThrownBy(() -> SizeCheck.of(question, sized.nodes(), byNode))
                .isInstanceOf(RefusedPlanException.class)
                .hasMessageContaining("PodTopologySpread");
        List<NodeSpec> nodes =
                sized.nodes().stream().map(SizeAnswer.NewNode::node).toList();
        List<SizeAnswer.Placement> inTurn = PlacementOrder.of(question, nodes, byNode);
        assertThat(inTurn).isNotNull();
        assertThat(inTurn).containsExactlyInAnyOrderElementsOf(byNode);
        SizeCheck.of(question, sized.nodes(), inTurn);
        String first = byNode.get(0).node();
        byNode.replaceAll(placement -> new SizeAnswer.Placement(placement.pod(), first, 0));
        assertThat(PlacementOrder.of(question, nodes, byNode)).isNull();
    }

    private SizeAnswer.Sized sized(String objects, String rows) throws IOException, InputException {
        SizeQuestion question = Workload.question(Workload.objects(objects), Workload.catalogue(folder, HEADER + rows));
        return (SizeAnswer.Sized) SizePlanner.answer(question);
    }

    private List<String> reasons(String objects, String rows) throws IOException, InputException {
        SizeQuestion question = Workload.question(Workload.objects(objects), Workload.catalogue(folder, HEADER + rows));
        return ((SizeAnswer.Impossible) SizePlanner.answer(question)).reasons();
    }

    private static SizeAnswer.Sized answer(SizeQuestion question, int headroom, int least, int most, boolean even) {
        return (SizeAnswer.Sized) SizePlanner.answer(with(question, headroom, least, most, even));
    }

    private static SizeQuestion with(SizeQuestion question, int headroom, int least, int most, boolean even) {
        return new SizeQuestion(
                question.cluster(),
                question.rules(),
                question.catalogue(),
                headroom,
                least,
                most,
                even,
                false,
                Set.of(),
                question.seed(),
                question.effort());
    }

    private static Map<String, Integer> counts(SizeAnswer.Sized sized) {
        Map<String, Integer> counts = new TreeMap<>();
        sized.nodes().forEach(node -> counts.merge(node.offer().type().name(), 1, Integer::sum));
        return counts;
    }
}
