package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.PersistentVolume.ClaimReference;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.DiskKind;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeClaim.State;
import io.plimsoll.core.model.VolumeKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageConverterTest {

    private static final String ZONE = "topology.kubernetes.io/zone";

    @Test
    void aVolumeSaysWhatItIsAndWhoReachesIt() {
        var volume = volume("""
                {'metadata': {'name': 'v', 'labels': {'speed': 'fast'}},
                 'spec': {'capacity': {'storage': '1500m'}, 'accessModes': ['ReadWriteOnce'], 'storageClassName': 'c',
                          'volumeMode': 'Block', 'claimRef': {'namespace': 'n', 'name': 'data', 'uid': 'u'},
                          'csi': {'driver': 'd', 'volumeHandle': 'h'},
                          'nodeAffinity': {'required': {'nodeSelectorTerms': [
                              {}, {'matchExpressions': [{'key': 'zone', 'operator': 'In', 'values': ['z1']}]}]}}},
                 'status': {'phase': 'Bound'}}""");
        assertThat(volume.kind()).isEqualTo(new VolumeKind("c", "", "Block", new TreeSet<>(List.of("ReadWriteOnce"))));
        assertThat(volume.capacityBytes()).isEqualTo(2);
        assertThat(volume.available()).isFalse();
        assertThat(volume.claim()).isEqualTo(new ClaimReference("n", "data", "u"));
        assertThat(volume.driverVolume()).isEqualTo(DriverVolume.of("d", "h"));
        assertThat(volume.topology().reaches(Map.of("zone", "z1"))).isTrue();
        assertThat(volume.topology().reaches(Map.of())).isFalse();
    }

    @Test
    void aVolumeThatSaysLittleIsAvailableEverywhere() {
        var volume = volume("{'metadata': {'name': 'v'}, 'spec': {}}");
        assertThat(volume.available()).isTrue();
        assertThat(volume.kind().mode()).isEqualTo("Filesystem");
        assertThat(volume.topology().reaches(Map.of())).isTrue();
        assertThat(volume.driverVolume()).isNull();
    }

    @Test
    void wherePluginsWereTakenOverTheDriversLabelOfTheZoneCounts() {
        var volume = volume("""
                {'metadata': {'name': 'v', 'labels': {'topology.kubernetes.io/zone': 'z1__z2'}},
                 'spec': {'awsElasticBlockStore': {'volumeID': 'aws://z1/vol-1'}}}""");
        assertThat(volume.driverVolume())
                .isEqualTo(new DriverVolume("kubernetes.io/aws-ebs", "ebs.csi.aws.com", "vol-1"));
        StorageNode migrated = new StorageNode(new TreeMap<>(), new TreeSet<>(List.of("kubernetes.io/aws-ebs")));
        assertThat(volume.topology(migrated).reaches(Map.of(ZONE, "z1"))).isFalse();
        assertThat(volume.topology(migrated).reaches(Map.of("topology.ebs.csi.aws.com/zone", "z2")))
                .isTrue();
        assertThat(volume.topology(null).reaches(Map.of())).isTrue();
    }

    @Test
    void oldLabelsOfZoneAndRegionAreReplaced() {
        var volume = volume("""
                {'metadata': {'name': 'v'},
                 'spec': {'gcePersistentDisk': {'pdName': 'd'}, 'nodeAffinity': {'required': {'nodeSelectorTerms': [
                     {'matchExpressions': [
                         {'key': 'failure-domain.beta.kubernetes.io/zone', 'operator': 'In', 'values': ['z1']},
                         {'key': 'failure-domain.beta.kubernetes.io/region', 'operator': 'In', 'values': ['r']}]}]}}}}""");
        assertThat(volume.migratedTopology()
                        .reaches(Map.of("topology.gke.io/zone", "z1", "topology.kubernetes.io/region", "r")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', zones/UNSPECIFIED/disks/d",
        "a-b-c, zones/a-b-c/disks/d",
        "a-b-c__a-b-d, regions/a-b/disks/d",
    })
    void disksOfGoogleAreKnownByZoneOrRegion(String zones, String expected) {
        var volume = volume("{'metadata': {'name': 'v', 'labels': {'topology.kubernetes.io/zone': '" + zones
                + "'}}, 'spec': {'gcePersistentDisk': {'pdName': 'd'}}}");
        assertThat(String.valueOf(volume.driverVolume())).contains("handle=projects/UNSPECIFIED/" + expected + "]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'azureDisk': {'diskURI': 'u'}, disk.csi.azure.com/u",
                "'azureDisk': {'diskURI': 'u'; 'kind': 'Shared'}, disk.csi.azure.com/",
                "'cinder': {'volumeID': 'i'}, cinder.csi.openstack.org/i",
                "'portworxVolume': {'volumeID': 'i'}, pxd.portworx.com/i",
                "'awsElasticBlockStore': {'volumeID': 'aws://z/x'}, ebs.csi.aws.com/",
            })
    void volumesOfOtherPluginsAreKnownByTheirDrivers(String source, String name) {
        String spec = source.replace(';', ',').replace("\"", "'");
        DriverVolume of = Objects.requireNonNull(
                volume("{'metadata': {'name': 'v'}, 'spec': {" + spec + "}}").driverVolume());
        assertThat(of.uniqueName()).isEqualTo(name);
        PodVolume last = podVolumes("{'name': 'x', " + spec + "}").stream()
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last).isEqualTo(new PodVolume.InTree(of));
    }

    @ParameterizedTest
    @CsvSource({"'', UNBOUND", "Lost, LOST", "Pending, UNBOUND"})
    void aClaimIsBoundWhenItsVolumeIsNamedAndTheBindingDone(String phase, State expected) {
        assertThat(claim("'annotations': {}", "'volumeName': 'v'", phase).state())
                .isEqualTo(expected);
        String done = "'annotations': {'pv.kubernetes.io/bind-completed': ''}";
        assertThat(claim(done, "'volumeName': 'v'", "Bound").state()).isEqualTo(State.BOUND);
        assertThat(claim(done, "'volumeMode': 'Block'", "Pending").state()).isEqualTo(State.UNBOUND);
        assertThat(claim("'deletionTimestamp': '2026-01-01T00:00:00Z'", "'volumeName': 'v'", "Bound")
                        .state())
                .isEqualTo(State.DELETING);
    }

    @Test
    void aClaimSaysWhatItAsksFor() {
        VolumeClaim claim = claim(
                "'annotations': {'volume.beta.kubernetes.io/storage-class': 'old',"
                        + " 'volume.kubernetes.io/selected-node': 'n'},"
                        + " 'ownerReferences': [{'uid': 'pod', 'controller': true}]",
                "'storageClassName': 'c', 'resources': {'requests': {'storage': '1Ki'}},"
                        + " 'selector': {'matchLabels': {'a': 'b'}}",
                "");
        assertThat(claim.kind().storageClass()).isEqualTo("old");
        assertThat(claim.selectedNode()).isEqualTo("n");
        assertThat(claim.ownerUid()).isEqualTo("pod");
        assertThat(claim.bytes()).isEqualTo(1024);
        assertThat(claim.selector()).isNotNull();
    }

    @Test
    void classesDriversAndCapacitiesAreTaken() {
        Storage storage = ObjectsConverter.convert(List.<HasMetadata>of(
                        Json.read(StorageClass.class, """
                                {'metadata': {'name': 'c'}, 'provisioner': 'kubernetes.io/gce-pd',
                                 'volumeBindingMode': 'WaitForFirstConsumer', 'allowedTopologies': [
                                     {'matchLabelExpressions': [{'key': 'zone', 'values': ['z1', 'z2']}]}]}"""),
                        Json.read(StorageClass.class, "{'metadata': {'name': 'plain'}, 'provisioner': 'p'}"),
                        Json.read(CSINode.class, """
                                {'metadata': {'name': 'n', 'annotations':
                                     {'storage.alpha.kubernetes.io/migrated-plugins': 'a,b'}},
                                 'spec': {'drivers': [{'name': 'd', 'nodeID': 'n', 'allocatable': {'count': 3}},
                                                      {'name': 'e', 'nodeID': 'n'}]}}"""),
                        Json.read(CSIDriver.class, "{'metadata': {'name': 'd'}, 'spec': {'storageCapacity': true}}"),
                        Json.read(CSIDriver.class, "{'metadata': {'name': 'e'}, 'spec': {}}"),
                        Json.read(CSIStorageCapacity.class, """
                                {'metadata': {'name': 'x'}, 'storageClassName': 'c', 'capacity': '5',
                                 'maximumVolumeSize': '3', 'nodeTopology': {}}"""),
                        Json.read(CSIStorageCapacity.class, "{'metadata': {'name': 'y'}, 'storageClassName': 'c'}"),
                        Json.read(VolumeAttachment.class, """
                                {'metadata': {'name': 'a'}, 'spec': {'attacher': 'd', 'nodeName': 'n',
                                 'source': {'persistentVolumeName': 'v'}}}""")))
                .storage();
        var waiting = Objects.requireNonNull(storage.classes().get("c"));
        assertThat(waiting.waits()).isTrue();
        assertThat(waiting.topology().reaches(Map.of("zone", "z2"))).isTrue();
        assertThat(waiting.topology().reaches(Map.of("zone", "z3"))).isFalse();
        assertThat(waiting.takenOverBy()).isEqualTo("pd.csi.storage.gke.io");
        assertThat(Objects.requireNonNull(storage.classes().get("plain")).waits())
                .isFalse();
        assertThat(storage.nodes().get("n"))
                .isEqualTo(new StorageNode(new TreeMap<>(Map.of("d", 3)), new TreeSet<>(List.of("a", "b"))));
        assertThat(storage.limitedDrivers()).containsExactly("d");
        assertThat(storage.capacities())
                .extracting(StorageCapacity::largestBytes)
                .containsExactly(3L, -1L);
        assertThat(storage.capacities().get(0).suffices(3, Map.of())).isTrue();
        assertThat(storage.capacities().get(1).suffices(0, Map.of())).isFalse();
        assertThat(storage.attachments())
                .containsEntry("n", List.of(new io.plimsoll.core.model.VolumeAttachment("d", "v")));
    }

    @Test
    void volumesOfPodsAreTaken() {
        assertThat(podVolumes("{'name': 'a', 'persistentVolumeClaim': {'claimName': 'data'}}"))
                .containsExactly(new PodVolume.Claim("data"));
        assertThat(podVolumes("{'name': 'a', 'ephemeral': {}}"))
                .containsExactly(new PodVolume.Ephemeral("p-a", "p", "u"));
        assertThat(podVolumes("{'name': 'a', 'configMap': {'name': 'x'}}")).isEmpty();
        assertThat(podVolumes("{'name': 'a', 'rbd': {'monitors': ['m'], 'image': 'i', 'readOnly': true}}"))
                .containsExactly(new PodVolume.Disk(DiskKind.RBD, "rbd/i", new TreeSet<>(List.of("m")), true));
        assertThat(podVolumes("{'name': 'a', 'iscsi': {'iqn': 'q', 'lun': 0, 'targetPortal': 't'}}"))
                .containsExactly(new PodVolume.Disk(DiskKind.ISCSI, "q", new TreeSet<>(), false));
        assertThat(podVolumes("{'name': 'a', 'gcePersistentDisk': {'pdName': 'd'}}"))
                .hasSize(2);
        assertThat(podVolumes("{'name': 'a', 'azureFile': {'shareName': 's', 'secretName': 't'}}"))
                .singleElement()
                .satisfies(volume -> assertThat(
                                ((PodVolume.InTree) volume).volume().mayCount())
                        .isFalse());
        assertThat(podVolumes("{'name': 'a', 'vsphereVolume': {'volumePath': 's'}}"))
                .hasSize(1);
    }

    private static List<PodVolume> podVolumes(String volume) {
        return PodConverter.waiting(Json.read(
                        Pod.class,
                        "{'metadata': {'name': 'p', 'uid': 'u'}, 'spec': {'containers': [{'name': 'c'}], 'volumes': ["
                                + volume + "]}}"))
                .rules()
                .volumes();
    }

    private static io.plimsoll.core.model.PersistentVolume volume(String text) {
        return Objects.requireNonNull(ObjectsConverter.convert(List.of(Json.read(PersistentVolume.class, text)))
                .storage()
                .volumes()
                .get("v"));
    }

    private static VolumeClaim claim(String metadata, String spec, String phase) {
        String text = "{'metadata': {'name': 'data', " + metadata + "}, 'spec': {" + spec + "}, 'status': {'phase': '"
                + phase + "'}}";
        return Objects.requireNonNull(ObjectsConverter.convert(List.of(Json.read(PersistentVolumeClaim.class, text)))
                .storage()
                .claim("default", "data"));
    }
}
