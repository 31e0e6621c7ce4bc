package io.plimsoll.core.rule;

import static io.plimsoll.core.rule.VolumeScene.claim;
import static io.plimsoll.core.rule.VolumeScene.kind;
import static io.plimsoll.core.rule.VolumeScene.storageClass;
import static io.plimsoll.core.rule.VolumeScene.volume;
import static io.plimsoll.core.rule.VolumeScene.withLabels;
import static io.plimsoll.core.rule.VolumeScene.zones;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.Disk;
import io.plimsoll.core.model.PodVolume.DiskKind;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeClaim.State;
import io.plimsoll.core.model.VolumeTopology;
import io.plimsoll.core.plugin.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeRulesTest {

    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
    private static final PodSpec POD = pod(new PodVolume.Claim("data"));

    private final Scene scene = new Scene();
    private final VolumeScene storage = new VolumeScene();
    private int a;

    @BeforeEach
    void setUp() {
        a = scene.add(Scene.node("a").withLabels(Map.of(ZONE, "z1")));
        scene.add(Scene.node("b").withLabels(Map.of(ZONE, "z2")));
        storage.put(storageClass("wait", StorageClass.NO_PROVISIONER, true));
        storage.put(storageClass("dynamic", VolumeScene.DRIVER, true));
        storage.put(storageClass("now", VolumeScene.DRIVER, false));
    }

    @Test
    void podsWithoutVolumesAreSkippedByAllRules() {
        for (Filter filter : filters()) {
            Explanation explanation = explain(filter, PodSpec.named("pod"));
            assertThat(explanation.skippedFilters()).containsExactly(filter.name());
        }
    }

    @Test
    void aMissingClaimIsARefusalExceptForLimits() {
        String words = "persistentvolumeclaim \"data\" not found";
        for (Filter filter : filters()) {
            Explanation explanation = explain(filter, POD);
            boolean limits = filter instanceof VolumeLimitFilter;
            String expected = limits ? "looking up PVC default/data: " + words : words;
            assertThat(reasons(explanation)).containsExactly(List.of(expected), List.of(expected));
            assertThat(explanation.nodes().get(0).objections().get(0).resolvable())
                    .isFalse();
            assertThat(((Decision.Unschedulable) explanation.decision()).refusal())
                    .isEqualTo(limits ? null : words);
        }
    }

    @Test
    void disksAreSharedOnlyAsFarAsTheirKindAllows() {
        Disk reading = new Disk(DiskKind.GCE, "d", new TreeSet<>(), true);
        Disk writing = new Disk(DiskKind.GCE, "d", new TreeSet<>(), false);
        Disk aws = new Disk(DiskKind.AWS, "d", new TreeSet<>(), true);
        assertThat(reading.conflictsWith(reading)).isFalse();
        assertThat(reading.conflictsWith(writing)).isTrue();
        assertThat(aws.conflictsWith(aws)).isTrue();
        assertThat(aws.conflictsWith(writing)).isFalse();
        Disk rbd = new Disk(DiskKind.RBD, "rbd/i", new TreeSet<>(List.of("m1", "m2")), false);
        assertThat(rbd.conflictsWith(new Disk(DiskKind.RBD, "rbd/i", new TreeSet<>(List.of("m2")), true)))
                .isTrue();
        assertThat(rbd.conflictsWith(new Disk(DiskKind.RBD, "rbd/i", new TreeSet<>(List.of("m3")), false)))
                .isFalse();

        scene.put(pod(writing), a);
        assertThat(reasons(explain(new VolumeRestrictionFilter(), pod(reading))))
                .containsExactly(List.of("node(s) had no available disk"), List.of());
    }

    @Test
    void aClaimForOnePodIsFreeUntilAPodUsesIt() {
        storage.put(claim("data", kind("now", "ReadWriteOncePod"), 1L, State.BOUND, "pv"));
        assertThat(explain(new VolumeRestrictionFilter(), POD).skippedFilters()).isNotEmpty();
        scene.put(POD, a);
        Explanation explanation = explain(new VolumeRestrictionFilter(), POD);
        assertThat(reasons(explanation))
                .allMatch(reasons -> reasons.equals(
                        List.of("node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode"
                                + " already in-use by another pod")));
        assertThat(explanation.nodes().get(0).objections().get(0).resolvable()).isTrue();
    }

    @Test
    void aVolumeCountsOnceAgainstTheLimitOfItsDriver() {
        storage.limit("a", 1);
        storage.put(claim("data", "dynamic", State.BOUND, "pv"));
        storage.put(claim("other", "dynamic", State.UNBOUND, ""));
        storage.put(volume("pv", kind("dynamic"), 10, "data", VolumeTopology.EVERYWHERE));
        scene.put(POD, a);
        scene.put(POD, a);
        Filter filter = new VolumeLimitFilter();
        assertThat(reasons(explain(filter, POD))).containsExactly(List.of(), List.of());
        assertThat(reasons(explain(filter, pod(new PodVolume.Claim("other")))))
                .containsExactly(List.of("node(s) exceed max volume count"), List.of());
    }

    @Test
    void attachedVolumesCountEvenWhenNoPodUsesThem() {
        storage.limit("a", 1);
        storage.put(claim("data", "dynamic", State.UNBOUND, ""));
        storage.put(volume("pv", kind("dynamic"), 10, null, VolumeTopology.EVERYWHERE));
        storage.attachments.put("a", List.of(new VolumeAttachment(VolumeScene.DRIVER, "pv")));
        assertThat(reasons(explain(new VolumeLimitFilter(), POD)))
                .containsExactly(List.of("node(s) exceed max volume count"), List.of());
    }

    @Test
    void labelsOfAVolumeNameTheZonesOfItsNodes() {
        storage.put(claim("data", "now", State.BOUND, "pv"));
        storage.put(withLabels(
                volume("pv", kind("now"), 10, "data", VolumeTopology.EVERYWHERE), Map.of(OLD_ZONE, "z1__z3")));
        scene.add(Scene.node("nowhere"));
        assertThat(reasons(explain(new VolumeZoneFilter(), POD)))
                .containsExactly(List.of(), List.of("node(s) had no available volume zone"), List.of());
    }

    @Test
    void zonesOfUnboundClaimsAreKnownOnlyWhenTheyWait() {
        storage.put(claim("data", "now", State.UNBOUND, ""));
        assertThat(refusal(new VolumeZoneFilter())).isEqualTo("PersistentVolume had no name");
        storage.put(claim("data", "", State.UNBOUND, ""));
        assertThat(refusal(new VolumeZoneFilter()))
                .isEqualTo("PersistentVolumeClaim had no pv name and storageClass name");
        storage.put(claim("data", "nope", State.UNBOUND, ""));
        assertThat(refusal(new VolumeZoneFilter())).isEqualTo("storageclass.storage.k8s.io \"nope\" not found");
        storage.put(claim("data", "now", State.UNBOUND, "gone"));
        assertThat(refusal(new VolumeZoneFilter())).isEqualTo("persistentvolume \"gone\" not found");
        storage.put(claim("data", "wait", State.UNBOUND, ""));
        assertThat(explain(new VolumeZoneFilter(), POD).skippedFilters()).isNotEmpty();
    }

    @Test
    void claimsThatCannotBeUsedRefuseThePod() {
        Filter filter = new VolumeBindingFilter();
        storage.put(claim("data", "now", State.LOST, "pv"));
        assertThat(refusal(filter))
                .isEqualTo("persistentvolumeclaim \"data\" bound to non-existent persistentvolume \"pv\"");
        storage.put(claim("data", "now", State.DELETING, "pv"));
        assertThat(refusal(filter)).isEqualTo("persistentvolumeclaim \"data\" is being deleted");
        storage.put(claim("data", "now", State.UNBOUND, ""));
        assertThat(refusal(filter)).isEqualTo("pod has unbound immediate PersistentVolumeClaims");
    }

    @Test
    void aClaimMadeForAPodMustBeOwnedByIt() {
        PodSpec pod = pod(new PodVolume.Ephemeral("pod-data", "pod", "uid"));
        Filter filter = new VolumeBindingFilter();
        assertThat(refusal(filter, pod))
                .isEqualTo("waiting for ephemeral volume controller to create the persistentvolumeclaim \"pod-data\"");
        storage.put(claim("pod-data", "wait", State.UNBOUND, ""));
        assertThat(refusal(filter, pod))
                .isEqualTo("PVC default/pod-data was not created for pod default/pod (pod is not owner)");
        VolumeClaim claim = claim("pod-data", "dynamic", State.UNBOUND, "");
        storage.put(new VolumeClaim("default", "pod-data", "", claim.kind(), 1L, null, "", State.UNBOUND, null, "uid"));
        assertThat(reasons(explain(filter, pod))).containsExactly(List.of(), List.of());
    }

    @Test
    void boundVolumesMustBeWithinReach() {
        storage.put(claim("data", "now", State.BOUND, "pv"));
        assertThat(reasons(explain(new VolumeBindingFilter(), POD)).get(0))
                .containsExactly("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");
        storage.put(volume("pv", kind("now"), 10, "data", zones("z2")));
        assertThat(reasons(explain(new VolumeBindingFilter(), POD)))
                .containsExactly(List.of("node(s) didn't match PersistentVolume's node affinity"), List.of());
    }

    @Test
    void waitingClaimsTakeTheSmallestVolumeThatFits() {
        storage.put(claim("data", "wait", State.UNBOUND, ""));
        storage.put(claim("large", kind("wait", "ReadWriteOnce"), 20L, State.UNBOUND, ""));
        PodSpec both = pod(new PodVolume.Claim("large"), new PodVolume.Claim("data"));
        storage.put(volume("v1", kind("wait", "ReadWriteOnce"), 30, null, zones("z1", "z2")));
        storage.put(volume("v2", kind("wait", "ReadWriteOnce"), 15, null, zones("z1")));
        storage.put(volume("v3", kind("wait", "ReadWriteMany"), 25, null, zones("z2")));
        List<String> none = List.of("node(s) didn't find available persistent volumes to bind");
        assertThat(reasons(explain(new VolumeBindingFilter(), both))).containsExactly(List.of(), none);
    }

    @Test
    void aVolumeReservedForAClaimIsTheOnlyOneForIt() {
        storage.put(claim("data", "wait", State.UNBOUND, ""));
        storage.put(volume("v1", kind("wait", "ReadWriteOnce"), 10, null, zones("z1")));
        storage.put(volume("v2", kind("wait", "ReadWriteOnce"), 99, "data", zones("z2")));
        List<String> none = List.of("node(s) didn't find available persistent volumes to bind");
        assertThat(reasons(explain(new VolumeBindingFilter(), POD))).containsExactly(none, List.of());
    }

    @Test
    void volumesAreMadeWhereTheClassAllowsItAndThereIsSpace() {
        storage.put(claim("data", "zonal", State.UNBOUND, ""));
        storage.put(new StorageClass("zonal", VolumeScene.DRIVER, true, zones("z1"), ""));
        Filter filter = new VolumeBindingFilter();
        List<String> none = List.of("node(s) didn't find available persistent volumes to bind");
        assertThat(reasons(explain(filter, POD))).containsExactly(List.of(), none);
        storage.limitedDrivers.add(VolumeScene.DRIVER);
        storage.capacities.add(new StorageCapacity("zonal", 9, LabelSelector.of(Map.of())));
        List<String> full = List.of("node(s) did not have enough free storage");
        assertThat(reasons(explain(filter, POD))).containsExactly(full, none);
        storage.capacities.add(new StorageCapacity("zonal", 10, LabelSelector.of(Map.of(ZONE, "z1"))));
        assertThat(reasons(explain(filter, POD))).containsExactly(List.of(), none);
    }

    @Test
    void aVolumeThatIsBeingMadeTiesThePodToItsNode() {
        VolumeClaim claim = claim("data", "dynamic", State.UNBOUND, "");
        storage.put(new VolumeClaim("default", "data", "", claim.kind(), 1L, null, "", State.UNBOUND, "b", ""));
        assertThat(reasons(explain(new VolumeBindingFilter(), POD)))
                .containsExactly(List.of("node(s) didn't find available persistent volumes to bind"), List.of());
    }

    private String refusal(Filter filter) {
        return refusal(filter, POD);
    }

    private String refusal(Filter filter, PodSpec pod) {
        return String.valueOf(((Decision.Unschedulable) explain(filter, pod).decision()).refusal());
    }

    private Explanation explain(Filter filter, PodSpec pod) {
        scene.cluster.setObjects(ClusterObjects.NONE.withStorage(storage.storage()));
        return scene.explain(filter, pod);
    }

    private static List<List<String>> reasons(Explanation explanation) {
        return explanation.nodes().stream()
                .map(node -> node.objections().isEmpty()
                        ? List.<String>of()
                        : node.objections().get(0).reasons())
                .toList();
    }

    private static List<Filter> filters() {
        return List.of(
                new VolumeRestrictionFilter(),
                new VolumeLimitFilter(),
                new VolumeBindingFilter(),
                new VolumeZoneFilter());
    }

    private static PodSpec pod(PodVolume... volumes) {
        return Scene.pod(PodRules.NONE.withVolumes(List.of(volumes)));
    }
}
