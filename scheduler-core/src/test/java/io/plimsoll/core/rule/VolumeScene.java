package io.plimsoll.core.rule;

import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.PersistentVolume.ClaimReference;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeClaim.State;
import io.plimsoll.core.model.VolumeKind;
import io.plimsoll.core.model.VolumeTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Objects about storage that can be changed, and short words for them. */
final class VolumeScene {

    static final String DRIVER = "csi.example.com";

    final SortedMap<String, PersistentVolume> volumes = new TreeMap<>();
    final SortedMap<String, SortedMap<String, VolumeClaim>> claims = new TreeMap<>();
    final SortedMap<String, StorageClass> classes = new TreeMap<>();
    final SortedMap<String, StorageNode> nodes = new TreeMap<>();
    final SortedSet<String> limitedDrivers = new TreeSet<>();
    final List<StorageCapacity> capacities = new ArrayList<>();
    final SortedMap<String, List<VolumeAttachment>> attachments = new TreeMap<>();

    Storage storage() {
        return new Storage(volumes, claims, classes, nodes, limitedDrivers, capacities, attachments);
    }

    void put(PersistentVolume volume) {
        volumes.put(volume.name(), volume);
    }

    void put(VolumeClaim claim) {
        claims.computeIfAbsent(claim.namespace(), namespace -> new TreeMap<>()).put(claim.name(), claim);
    }

    void put(StorageClass storageClass) {
        classes.put(storageClass.name(), storageClass);
    }

    void limit(String node, int volumesOfDriver) {
        nodes.put(node, new StorageNode(new TreeMap<>(Map.of(DRIVER, volumesOfDriver)), new TreeSet<>()));
    }

    static VolumeKind kind(String storageClass, String... modes) {
        return new VolumeKind(storageClass, "", "Filesystem", new TreeSet<>(List.of(modes)));
    }

    static VolumeTopology zones(String... zones) {
        List<LabelSelector> terms = new ArrayList<>();
        for (String zone : zones) {
            terms.add(LabelSelector.of(Map.of("topology.kubernetes.io/zone", zone)));
        }
        return new VolumeTopology(terms);
    }

    static StorageClass storageClass(String name, String provisioner, boolean waits) {
        return new StorageClass(name, provisioner, waits, VolumeTopology.EVERYWHERE, "");
    }

    /** A claim of ten bytes that reads and writes once. */
    static VolumeClaim claim(String name, String storageClass, State state, String volume) {
        return claim(name, kind(storageClass, "ReadWriteOnce"), 10L, state, volume);
    }

    static VolumeClaim claim(String name, VolumeKind kind, @Nullable Long bytes, State state, String volume) {
        return new VolumeClaim("default", name, "uid-" + name, kind, bytes, null, volume, state, null, "");
    }

    static PersistentVolume volume(
            String name, VolumeKind kind, long bytes, @Nullable String claim, VolumeTopology topology) {
        @Nullable ClaimReference reference = claim == null ? null : new ClaimReference("default", claim, "");
        return new PersistentVolume(
                name,
                new TreeMap<>(),
                kind,
                bytes,
                claim == null,
                false,
                reference,
                topology,
                DriverVolume.of(DRIVER, "handle-" + name),
                topology);
    }

    static PersistentVolume withLabels(PersistentVolume volume, Map<String, String> labels) {
        return new PersistentVolume(
                volume.name(),
                new TreeMap<>(labels),
                volume.kind(),
                volume.capacityBytes(),
                volume.available(),
                volume.deleting(),
                volume.claim(),
                volume.topology(),
                volume.driverVolume(),
                volume.migratedTopology());
    }
}
