package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.DiskKind;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint.Effect;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.model.WeightedPodTerm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodConverterTest {

    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));
    private static final LabelSelector ALL = LabelSelector.of(Map.of());

    @Test
    void plainPodsHaveTheDefaultsOfTheApiServer() {
        PodSpec plain = pod("'nodeName': 'n', 'priority': 7");
        assertThat(plain.namespace()).isEqualTo("default");
        assertThat(plain.priority()).isEqualTo(7);
        assertThat(plain.nodeName()).isEqualTo("n");
        assertThat(plain.rules().withScored(null)).isEqualTo(PodRules.NONE);
        Pod bound = Json.read(Pod.class, "{'metadata': {'name': 'p'}, 'spec': {'nodeName': 'n'}}");
        assertThat(PodConverter.bound(bound).nodeName()).isNull();
    }

    @Test
    void tolerationsKeepWhatIsLeftOut() {
        assertThat(pod("""
                        'tolerations': [{'key': 'a', 'value': 'x', 'effect': 'NoSchedule'}, {'operator': 'Exists'},
                         {'key': 'b', 'operator': 'Equal', 'effect': 'NoExecute'}, {'key': 'c', 'operator': 'Odd'},
                         {'key': 'd', 'effect': 'Odd'}]
                        """).rules().tolerations())
                .containsExactly(
                        new Toleration("a", false, "x", Effect.NO_SCHEDULE),
                        new Toleration("", true, "", null),
                        new Toleration("b", false, "", Effect.NO_EXECUTE));
    }

    @Test
    void nodeAffinityKnowsAllOperatorsAndFields() {
        var affinity = pod("""
                        'nodeSelector': {'disk': 'ssd'}, 'affinity': {'nodeAffinity': {
                          'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms': [
                            {'matchExpressions': [{'key': 'a', 'operator': 'In', 'values': ['x', 'y']},
                              {'key': 'b', 'operator': 'Gt', 'values': ['3']}, {'key': 'c', 'operator': 'Exists'}]},
                            {'matchFields': [{'key': 'metadata.name', 'operator': 'In', 'values': ['n']}]},
                            {'matchFields': [{'key': 'metadata.name', 'operator': 'In', 'values': ['n', 'm']}]},
                            {'matchExpressions': [{'key': 'b', 'operator': 'Lt', 'values': ['many']}]},
                            {'matchExpressions': [{'key': 'b', 'operator': 'Gt', 'values': ['-1']}]},
                            {'matchExpressions': [{'key': 'b/-', 'operator': 'Exists'}]},
                            {'matchExpressions': [{'key': 'b', 'operator': 'Near', 'values': ['3']}]}]},
                          'preferredDuringSchedulingIgnoredDuringExecution': [{'weight': 5, 'preference':
                            {'matchExpressions': [{'key': 'a', 'operator': 'DoesNotExist'}]}}]}}
                        """).rules().nodeAffinity();
        List<Requirement> nothing = LabelSelector.NOTHING.requirements();
        assertThat(affinity.nodeSelector()).containsExactly(Map.entry("disk", "ssd"));
        assertThat(affinity.required())
                .containsExactly(
                        new NodeSelectorTerm(
                                List.of(
                                        Requirement.of("a", Operator.IN, Set.of("x", "y")),
                                        Requirement.of("b", Operator.GREATER_THAN, Set.of("3")),
                                        Requirement.of("c", Operator.EXISTS, Set.of())),
                                List.of()),
                        new NodeSelectorTerm(List.of(), List.of(name("n"))),
                        new NodeSelectorTerm(nothing, List.of(name("n", "m"))),
                        new NodeSelectorTerm(nothing, List.of()),
                        new NodeSelectorTerm(nothing, List.of()),
                        new NodeSelectorTerm(nothing, List.of()),
                        new NodeSelectorTerm(nothing, List.of()));
        assertThat(affinity.preferred())
                .containsExactly(new WeightedNodeTerm(
                        5,
                        new NodeSelectorTerm(
                                List.of(Requirement.of("a", Operator.DOES_NOT_EXIST, Set.of())), List.of())));
    }

    @Test
    void podAffinityTakesItsOwnNamespaceWhereNoneIsNamed() {
        PodAffinity affinity = pod("""
                        'affinity': {
                         'podAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': [
                           {'topologyKey': 'zone', 'labelSelector': {'matchLabels': {'app': 'web'}}},
                           {'topologyKey': 'zone', 'labelSelector': {}, 'namespaceSelector': {}}],
                          'preferredDuringSchedulingIgnoredDuringExecution': [{'weight': 3, 'podAffinityTerm':
                           {'topologyKey': 'host', 'namespaces': ['a', 'b']}}]},
                         'podAntiAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': [
                           {'topologyKey': 'zone', 'labelSelector': {'matchExpressions': [
                             {'key': 'app', 'operator': 'NotIn', 'values': ['db']}]},
                            'namespaceSelector': {'matchLabels': {'app': 'web'}}}],
                          'preferredDuringSchedulingIgnoredDuringExecution': [{'weight': 4, 'podAffinityTerm':
                           {'topologyKey': 'host', 'labelSelector': {'matchExpressions': [
                             {'key': 'app', 'operator': 'Gt', 'values': ['1']}]}}}]}}
                        """).rules().podAffinity();
        LabelSelector notDb =
                new LabelSelector(new TreeMap<>(), List.of(Requirement.of("app", Operator.NOT_IN, Set.of("db"))));
        assertThat(affinity.required())
                .containsExactly(term("zone", WEB, LabelSelector.NOTHING, "default"), term("zone", ALL, ALL));
        assertThat(affinity.requiredAnti()).containsExactly(term("zone", notDb, WEB));
        assertThat(affinity.preferred())
                .containsExactly(
                        new WeightedPodTerm(3, term("host", LabelSelector.NOTHING, LabelSelector.NOTHING, "a", "b")));
        assertThat(affinity.preferredAnti())
                .containsExactly(
                        new WeightedPodTerm(4, term("host", LabelSelector.NOTHING, LabelSelector.NOTHING, "default")));
    }

    @Test
    void spreadConstraintsTakeLabelsInThatKeysName() {
        assertThat(pod("""
                        'topologySpreadConstraints': [
                         {'topologyKey': 'zone', 'maxSkew': 2, 'whenUnsatisfiable': 'DoNotSchedule', 'minDomains': 3,
                          'labelSelector': {'matchLabels': {'app': 'web'}}, 'matchLabelKeys': ['hash', 'absent'],
                          'nodeAffinityPolicy': 'Ignore', 'nodeTaintsPolicy': 'Honor'},
                         {'topologyKey': 'zone', 'maxSkew': 1, 'whenUnsatisfiable': 'ScheduleAnyway'},
                         {'topologyKey': 'zone', 'maxSkew': 1, 'whenUnsatisfiable': 'ScheduleAnyway',
                          'matchLabelKeys': ['hash']}]
                        """).spread())
                .containsExactly(
                        new SpreadConstraint("zone", 2, hashed(WEB), true, 3, false, true),
                        new SpreadConstraint("zone", 1, LabelSelector.NOTHING, false, 1, true, false),
                        new SpreadConstraint("zone", 1, LabelSelector.NOTHING, false, 1, true, false));
    }

    @Test
    void hostPortsAreThoseOfContainersAndSidecars() {
        String ports = """
                'initContainers': [{'name': 'i', 'ports': [{'hostPort': 1}]},
                 {'name': 's', 'restartPolicy': 'Always', 'ports': [{'hostPort': 2, 'hostIP': '127.0.0.1'}]}],
                 'containers': [{'name': 'c', 'ports': [{'hostPort': 3, 'protocol': 'UDP'}, {'containerPort': 4}]}]
                """;
        HostPort sidecar = new HostPort("127.0.0.1", "TCP", 2);
        HostPort container = new HostPort("0.0.0.0", "UDP", 3);
        assertThat(pod(ports).rules().hostPorts()).containsExactly(sidecar, container);
        assertThat(pod("'hostNetwork': true, " + ports).rules().hostPorts())
                .containsExactly(sidecar, container, new HostPort("0.0.0.0", "TCP", 4));
    }

    @Test
    void volumesThatMatterAreTaken() {
        assertThat(pod("""
                        'volumes': [{'name': 'a', 'persistentVolumeClaim': {'claimName': 'data'}},
                         {'name': 'b', 'ephemeral': {}}, {'name': 'c', 'csi': {'driver': 'd'}},
                         {'name': 'd', 'gcePersistentDisk': {'pdName': 'g', 'readOnly': true}},
                         {'name': 'e', 'awsElasticBlockStore': {'volumeID': 'v'}}, {'name': 'f', 'iscsi': {'iqn': 'q'}},
                         {'name': 'g', 'rbd': {'monitors': ['m2', 'm1'], 'image': 'i'}}, {'name': 'h', 'emptyDir': {}}]
                        """).rules().volumes())
                .containsExactly(
                        new PodVolume.Claim("data"),
                        new PodVolume.Ephemeral("p-b", "p", ""),
                        new PodVolume.Disk(DiskKind.GCE, "g", new TreeSet<>(), true),
                        new PodVolume.InTree(new DriverVolume(
                                "kubernetes.io/gce-pd",
                                "pd.csi.storage.gke.io",
                                "projects/UNSPECIFIED/zones/UNSPECIFIED/disks/g")),
                        new PodVolume.Disk(DiskKind.AWS, "v", new TreeSet<>(), false),
                        new PodVolume.InTree(new DriverVolume("kubernetes.io/aws-ebs", "ebs.csi.aws.com", "v")),
                        new PodVolume.Disk(DiskKind.ISCSI, "q", new TreeSet<>(), false),
                        new PodVolume.Disk(DiskKind.RBD, "rbd/i", new TreeSet<>(Set.of("m1", "m2")), false));
    }

    @Test
    void imagesOfInitContainersComeFirst() {
        assertThat(
                        pod("'containers': [{'name': 'c', 'image': 'web'}], 'initContainers': [{'name': 'i', 'image': 'x:1'}]")
                                .rules()
                                .images())
                .containsExactly("x:1", "web:latest");
    }

    @Test
    void theControllerIsTheOwnerThatControls() {
        Pod pod = Json.read(Pod.class, """
                {'metadata': {'name': 'p', 'ownerReferences': [{'kind': 'Node', 'name': 'n'},
                  {'apiVersion': 'apps/v1', 'kind': 'ReplicaSet', 'name': 'web', 'controller': true}]}, 'spec': {}}
                """);
        assertThat(PodConverter.waiting(pod).rules().controller()).isEqualTo(new OwnerReference("ReplicaSet", "web"));
    }

    private static PodSpec pod(String spec) {
        return PodConverter.waiting(
                Json.read(Pod.class, "{'metadata': {'name': 'p', 'labels': {'hash': '5'}}, 'spec': {" + spec + "}}"));
    }

    private static Requirement name(String... names) {
        return Requirement.of(NodeSelectorTerm.NAME, Operator.IN, Set.of(names));
    }

    private static LabelSelector hashed(LabelSelector selector) {
        return new LabelSelector(selector.matchLabels(), List.of(Requirement.of("hash", Operator.IN, Set.of("5"))));
    }

    private static PodAffinityTerm term(
            String key, LabelSelector labels, LabelSelector ofNamespaces, String... namespaces) {
        return new PodAffinityTerm(key, new PodSelector(labels, new TreeSet<>(Set.of(namespaces)), ofNamespaces));
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, ReplicaSet, true",
        "extensions/v1beta1, ReplicaSet, false",
        "v1, StatefulSet, false",
        "v1, ReplicationController, true",
        "apps/v1, ReplicationController, false",
        "batch/v1, Job, true"
    })
    void anOwnerOfAnotherVersionShouldNotBeKnown(String version, String kind, boolean known) {
        Pod pod = Json.read(
                Pod.class,
                "{'metadata': {'name': 'p', 'ownerReferences': [{'apiVersion': '%s', 'kind': '%s', 'name': 'o', 'uid': 'u', 'controller': true}]}, 'spec': {'containers': [{'name': 'c'}]}}"
                        .formatted(version, kind));
        assertThat(PodConverter.bound(pod).rules().controller() != null).isEqualTo(known);
    }
}
